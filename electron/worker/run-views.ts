import { failure } from '@shared/contract/app-error'
import type { EngineRequest, EngineResponse } from '@shared/contract/channels'
import type { FigureElement, ResultElement } from '@shared/contract/result-elements'
import type { Column } from '@shared/dataset/column'
import { RowSet } from '@shared/dataset/row-set'
import { type FigureSources, resolveFigure } from '@shared/figures/resolve-figure'
import { rowsInside } from '@shared/figures/rows-inside'
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
    const { picks, viewport, selected } = request
    const run = this.open(database, request.runId)
    const element = figureOf(run, request.elementId)
    const rows = selected ? new RowSet(selected) : null
    const resolved = resolveFigure(element, this.sources(database, run), picks ?? {}, viewport ?? null, rows)
    return withSegmentColours(resolved, run.summary)
  }

  /** @throws runUnknown, figureUnknown, columnMissing */
  rowsInside(database: ReadableDatabase, request: EngineRequest<'figure/rows-inside'>): Int32Array {
    const run = this.open(database, request.runId)
    const element = figureOf(run, request.elementId)
    return rowsInside(element, this.sources(database, run), request.picks ?? {}, request.outline)
  }

  /** @throws runUnknown, modelNone, rowUnknown */
  segmentRow(database: ReadableDatabase, runId: string, row: number): ExplainedRow {
    return explainSegmentRow(database, this.open(database, runId), row)
  }

  private sources(database: ReadableDatabase, { summary, revisionId, method, result }: OpenedRun): FigureSources {
    return {
      result,
      column: (name) => this.column(database, revisionId, name),
      segmentName: runSegmentNamer(summary, method),
    }
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
  writeList(database: ReadableDatabase, list: ListFile, cancelled?: () => boolean): Promise<number> {
    return this.lists.write(database, this.open(database, list.runId), list, cancelled)
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

/** @throws figureUnknown */
function figureOf(run: OpenedRun, elementId: string): FigureElement {
  const element = presentRun(run).find(({ id }) => id === elementId)
  if (element?.type === 'figure') return element
  throw failure('figureUnknown', { figure: elementId, run: run.summary.id })
}
