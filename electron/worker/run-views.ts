import { failure } from '@shared/contract/app-error'
import type { EngineRequest, EngineResponse } from '@shared/contract/channels'
import type { FigureElement, ResultElement } from '@shared/contract/result-elements'
import type { Column } from '@shared/dataset/column'
import { type FigureSources, resolveFigure } from '@shared/figures/resolve-figure'
import { withSegmentColours } from '@shared/figures/segment-colours'
import { runSegmentNamer } from '@shared/methods/run-segments'
import type { ReadableDatabase } from '../database/connection'
import { readRevisionById } from '../database/dataset-store'
import { readRunSummary } from '../database/run-store'
import { type ExplainedRow, explainSegmentRow } from './explain-segment-row'
import { LeastRecentlyUsed } from './least-recently-used'
import { loadColumns } from './load-columns'
import type { Methods } from './method-of'
import { type OpenedRun, openRun, presentRun } from './present-run'
import { type ListFile, RunLists } from './run-lists'

const runsKept = 4
const columnBytesKept = 128_000_000

/**
 * What screens and reports show of stored runs: elements, and figures with their arrays. Results and columns never change,
 * so the latest are kept; names of segments are read each time.
 */
export class RunViews {
  private readonly methods: Methods
  private readonly runs = new LeastRecentlyUsed<string, OpenedRun>(runsKept)
  private readonly lists = new RunLists()
  private readonly columns = new LeastRecentlyUsed<string, Column>(columnBytesKept)

  constructor(methods: Methods) {
    this.methods = methods
  }

  /** @throws runUnknown, methodUnknown */
  elements(database: ReadableDatabase, runId: string): ResultElement[] {
    return presentRun(this.open(database, runId))
  }

  /** @throws runUnknown, figureUnknown, columnMissing */
  figure(database: ReadableDatabase, request: EngineRequest<'figure/resolve'>): EngineResponse<'figure/resolve'> {
    const run = this.open(database, request.runId)
    const element = presentRun(run).find(({ id }) => id === request.elementId)
    if (element?.type !== 'figure') {
      throw failure('figureUnknown', { figure: request.elementId, run: request.runId })
    }
    return this.resolve(database, run, element, request)
  }

  /** @throws runUnknown, modelNone, rowUnknown */
  segmentRow(database: ReadableDatabase, runId: string, row: number): ExplainedRow {
    return explainSegmentRow(database, this.open(database, runId), row)
  }

  private resolve(
    database: ReadableDatabase,
    { summary, revisionId, method, result }: OpenedRun,
    element: FigureElement,
    { picks, viewport }: Pick<EngineRequest<'figure/resolve'>, 'picks' | 'viewport'>,
  ): EngineResponse<'figure/resolve'> {
    const sources: FigureSources = {
      result,
      column: (name) => this.column(database, revisionId, name),
      segmentName: runSegmentNamer(summary, method),
    }
    return withSegmentColours(resolveFigure(element, sources, picks ?? {}, viewport ?? null), summary)
  }

  /** @throws runUnknown, methodUnknown, listUnknown */
  list(database: ReadableDatabase, request: EngineRequest<'list/window'>): EngineResponse<'list/window'> {
    return this.lists.window(database, this.open(database, request.runId), request)
  }

  /** @throws runUnknown, methodUnknown, listUnknown */
  explain(database: ReadableDatabase, request: EngineRequest<'list/explain'>): EngineResponse<'list/explain'> {
    return this.lists.explain(database, this.open(database, request.runId), request)
  }

  /** @throws runUnknown, methodUnknown, listUnknown */
  writeList(database: ReadableDatabase, list: ListFile): Promise<number> {
    return this.lists.write(database, this.open(database, list.runId), list)
  }

  private open(database: ReadableDatabase, runId: string): OpenedRun {
    const opened = this.runs.get(`${database.name}|${runId}`, () => openRun(database, this.methods, runId))
    return { ...opened, summary: readRunSummary(database, runId) }
  }

  private column(database: ReadableDatabase, revisionId: number | null, name: string): Column {
    if (revisionId === null) throw failure('columnMissing', { column: name, columns: '–' }, { column: name })
    return this.columns.get(
      `${database.name}|${revisionId}|${name}`,
      () => {
        const revision = readRevisionById(database, revisionId)
        const [column] = loadColumns(database, revision, [{ name, as: 'any' }], null, () => false)
        if (!column) throw failure('columnMissing', { column: name, columns: '–' }, { column: name })
        return column
      },
      (column) => (column.kind === 'numeric' ? column.values.byteLength : column.codes.byteLength),
    )
  }
}
