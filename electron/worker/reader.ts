import type { Mark } from '@shared/charts/behind'
import type { DrawnChart } from '@shared/charts/draw-chart'
import { failure } from '@shared/contract/app-error'
import type { EngineRequest, EngineResponse } from '@shared/contract/channels'
import type { ResultElement } from '@shared/contract/result-elements'
import type { FoundQuality } from '@shared/quality/quality-report'
import { bundlePath } from '../paths'
import type { TileTask, TileView } from './dashboard-tile'
import type { QualityTask } from './dataset-quality'
import type { ChartTask } from './draw-dataset-chart'
import type { ExplainedRow } from './explain-segment-row'
import type { DuplicatesTask, FoundDuplicates } from './find-duplicates'
import type { Cell } from './read-rows'
import type { RiskFile } from './risk/risk-lists'
import type { ListFile } from './run-lists'
import type { Members, SegmentQuestion } from './segments/evaluate-segment'
import type { MembershipReasons } from './segments/membership-reason-set'
import type { MembersTask } from './segments/profile-segment'
import { type TaskEvents, type TaskHandle, TaskPool } from './task-pool'
import type { RowQuery } from './tasks'
import type { TableFile } from './write-table'

interface QualityEvents extends Omit<TaskEvents, 'onPartial'> {
  onPartial(found: FoundQuality): void
}

interface View {
  revisionId: number
  rowIds: Int32Array
}

/**
 * Reads one open workspace in threads of its own: one for windows of rows, which must never wait, one for the order of rows, one
 * for everything else that may take a moment, one for what takes long. Views (sorted, filtered row ids) are kept here; every other call is stateless. Calls reject with
 * an `AppException`.
 */
export class Reader {
  private readonly workspace: string
  private readonly quick: TaskPool
  /** Filters and sorts, and remembers what columns sort like. */
  private readonly orders: TaskPool
  private readonly thorough: TaskPool
  /** What may take many seconds, so that sorting never waits for it. */
  private readonly patient: TaskPool
  private readonly views = new Map<string, View>()
  private opened = 0

  /**
   * @param workspace path of the workspace file; nothing is opened before the first call
   * @param bundle the file the threads run
   */
  constructor(workspace: string, bundle: string = bundlePath('analysis-worker')) {
    this.workspace = workspace
    this.quick = new TaskPool(1, bundle, null, Number.POSITIVE_INFINITY)
    this.orders = new TaskPool(1, bundle)
    this.thorough = new TaskPool(1, bundle)
    this.patient = new TaskPool(1, bundle)
  }

  /** Starts the thread that shows rows, so that the first ones need not wait for it. */
  async warm(): Promise<void> {
    await this.quick.submit('workspace/connect', { workspace: this.workspace }).promise
  }

  /** @param first so many of the first rows come with the answer */
  async openRows({ first, ...query }: RowQuery & { first?: number | undefined }): Promise<EngineResponse<'rows/open'>> {
    const view = await this.selectRows(query)
    const viewId = `view-${++this.opened}`
    this.views.set(viewId, view)
    const window = first === undefined ? null : await this.windowOfRows({ viewId, start: 0, count: first })
    // Whoever looks at rows sorts or filters them next. A thread that does not start says so then.
    if (window) this.orders.submit('workspace/connect', { workspace: this.workspace }).promise.catch(() => undefined)
    return { viewId, count: view.rowIds.length, window }
  }

  /** @throws viewClosed */
  async windowOfRows(request: EngineRequest<'rows/window'>): Promise<EngineResponse<'rows/window'>> {
    const { start, count, columns } = request
    const { revisionId, rowIds } = this.viewOf(request.viewId)
    const wanted = rowIds.slice(start, start + count)
    const read = { workspace: this.workspace, revisionId, rowIds: wanted, columns }
    return { start, rowIds: wanted, cells: await this.quick.submit('rows/show', read).promise }
  }

  closeRows(viewId: string): void {
    this.views.delete(viewId)
  }

  /** Row ids of an open view, in its order. @throws viewClosed */
  rowIdsOf(viewId: string): Int32Array {
    return this.viewOf(viewId).rowIds
  }

  /** Row ids of a query, without keeping a view. */
  selectRows(query: RowQuery): Promise<{ revisionId: number; rowIds: Int32Array }> {
    const { sort, search, condition, rowIds } = query
    // All rows as they come need no thread of their own to be started before the first of them is shown.
    const isWhole = !sort?.length && !search && !condition && !rowIds
    const pool = isWhole ? this.quick : this.orders
    return pool.submit('rows/select', { workspace: this.workspace, query }).promise
  }

  /** All cells of some rows of a revision. */
  readRows(revisionId: number, rowIds: Int32Array): Promise<Cell[][]> {
    return this.quick.submit('rows/read', { workspace: this.workspace, revisionId, rowIds }).promise
  }

  /** Rows that say the same; can be cancelled. */
  findDuplicates(task: Omit<DuplicatesTask, 'workspace'>, events: TaskEvents): TaskHandle<FoundDuplicates> {
    return this.patient.submit('duplicates/find', { workspace: this.workspace, ...task }, events)
  }

  /** Counts what the columns of a revision hold, the current one unless its number is given. */
  profile(asked: { dataset: string; revision?: number }): Promise<EngineResponse<'dataset/profile'>> {
    return this.thorough.submit('dataset/profile', { workspace: this.workspace, ...asked }).promise
  }

  /** What is wrong with a dataset, telling what has been found on the way; can be cancelled. */
  findQuality(task: Omit<QualityTask, 'workspace'>, events: QualityEvents): TaskHandle<FoundQuality> {
    const { onPartial, ...others } = events
    const telling = { ...others, onPartial: (found: unknown) => onPartial(found as FoundQuality) }
    return this.patient.submit('quality/find', { workspace: this.workspace, ...task }, telling)
  }

  /** The elements of a stored run: the other half of `run/get`. */
  elements(runId: string): Promise<ResultElement[]> {
    return this.thorough.submit('run/present', { workspace: this.workspace, runId }).promise
  }

  /** Why a row is in its segment. */
  explainSegmentRow(request: { runId: string; row: number }): Promise<ExplainedRow> {
    return this.thorough.submit('run/explain-row', { workspace: this.workspace, ...request }).promise
  }

  resolveFigure(figure: EngineRequest<'figure/resolve'>): Promise<EngineResponse<'figure/resolve'>> {
    return this.thorough.submit('figure/resolve', { workspace: this.workspace, figure }).promise
  }

  /** Rows inside an outline drawn over a figure. */
  rowsInside(figure: EngineRequest<'figure/rows-inside'>): Promise<Int32Array> {
    return this.thorough.submit('figure/rows-inside', { workspace: this.workspace, figure }).promise
  }

  /** Draws a chart of a dataset, of these rows only when they are given. */
  drawChart(task: Omit<ChartTask, 'workspace'>): Promise<DrawnChart> {
    return this.thorough.submit('chart/draw', { workspace: this.workspace, ...task }).promise
  }

  /** Dataset rows behind marks of a chart that stand for rows. */
  rowsBehindMarks(task: Omit<ChartTask, 'workspace'> & { marks: readonly Mark[] }): Promise<Int32Array<ArrayBuffer>> {
    return this.thorough.submit('chart/rows', { workspace: this.workspace, ...task }).promise
  }

  /** A tile of a dashboard, computed. */
  drawTile(task: Omit<TileTask, 'workspace'>): Promise<TileView> {
    return this.thorough.submit('dashboard/tile', { workspace: this.workspace, ...task }).promise
  }

  /** Writes the numbers of a chart to a file; answers the number of rows; can be cancelled. */
  writeChartTable(task: Omit<ChartTask, 'workspace'> & TableFile): TaskHandle<number> {
    return this.thorough.submit('chart/write', { workspace: this.workspace, ...task })
  }

  /** Rows of a long list of a result. */
  windowOfList(list: EngineRequest<'list/window'>): Promise<EngineResponse<'list/window'>> {
    return this.thorough.submit('list/window', { workspace: this.workspace, list }).promise
  }

  /** Writes a long list of a result to a file; answers the number of rows; can be cancelled. */
  writeList(list: ListFile): TaskHandle<number> {
    return this.thorough.submit('list/write', { workspace: this.workspace, list })
  }

  /** Why a row of a list has its numbers. */
  explainRow(row: EngineRequest<'list/explain'>): Promise<EngineResponse<'list/explain'>> {
    return this.thorough.submit('list/explain', { workspace: this.workspace, row }).promise
  }

  /** What a list of whom to contact may be made with. */
  beginRisk(asked: EngineRequest<'risk/begin'>): Promise<EngineResponse<'risk/begin'>> {
    return this.patient.submit('risk/begin', { workspace: this.workspace, asked }).promise
  }

  /** What a choice of whom to contact implies. */
  lookAtRisk(asked: EngineRequest<'risk/look'>): Promise<EngineResponse<'risk/look'>> {
    return this.patient.submit('risk/look', { workspace: this.workspace, asked }).promise
  }

  riskActions(asked: EngineRequest<'risk/actions'>): Promise<EngineResponse<'risk/actions'>> {
    return this.patient.submit('risk/actions', { workspace: this.workspace, asked }).promise
  }

  /** Writes whom to contact to a file; can be cancelled. */
  writeRisk(file: RiskFile, events: TaskEvents = {}): TaskHandle<number> {
    return this.patient.submit('risk/write', { workspace: this.workspace, file }, events)
  }

  /** Who belongs to a segment; can be cancelled. */
  evaluateSegment(question: SegmentQuestion): TaskHandle<Members> {
    return this.thorough.submit('segment/evaluate', { workspace: this.workspace, question })
  }

  columnValues(values: EngineRequest<'segment/values'>): Promise<EngineResponse<'segment/values'>> {
    return this.thorough.submit('segment/values', { workspace: this.workspace, values }).promise
  }

  /** The customer of each row of the current revision; none without a customer key. */
  keysOfRows(dataset: string, rowIds: Int32Array): Promise<(string | null)[]> {
    return this.thorough.submit('segment/keys', { workspace: this.workspace, dataset, rowIds }).promise
  }

  segmentMigration(sides: EngineRequest<'segment/migration'>): Promise<EngineResponse<'segment/migration'>> {
    return this.thorough.submit('segment/migration', { workspace: this.workspace, sides }).promise
  }

  membershipReasons(segmentId: string, rowIds: Int32Array): Promise<MembershipReasons> {
    return this.thorough.submit('segment/reasons', { workspace: this.workspace, segmentId, rowIds }).promise
  }

  /** What sets a segment apart; can be cancelled. */
  profileSegment(task: MembersTask): TaskHandle<ResultElement[]> {
    return this.patient.submit('segment/profile', { workspace: this.workspace, ...task })
  }

  /** Why a row is in a segment. */
  explainMember(task: MembersTask & { row: number }): Promise<ResultElement[]> {
    return this.thorough.submit('segment/why', { workspace: this.workspace, ...task }).promise
  }

  /** Closes connections and ends the threads; must resolve before the writer closes. */
  async close(): Promise<void> {
    this.views.clear()
    await Promise.all([this.quick.close(), this.orders.close(), this.thorough.close(), this.patient.close()])
  }

  private viewOf(viewId: string): View {
    const view = this.views.get(viewId)
    if (!view) throw failure('viewClosed', { view: viewId })
    return view
  }
}
