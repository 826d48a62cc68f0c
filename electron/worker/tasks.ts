import type { Mark } from '@shared/charts/behind'
import type { DrawnChart } from '@shared/charts/draw-chart'
import type { Condition } from '@shared/conditions/condition'
import type { ColumnProfile, EngineRequest, EngineResponse } from '@shared/contract/channels'
import type { ResultElement } from '@shared/contract/result-elements'
import type { Diagnostics } from '@shared/contract/run-events'
import type { RunRequest, runRequestSchema } from '@shared/contract/workspace'
import type { PackedResult } from '@shared/dataset/result-arrays'
import type { FoundQuality } from '@shared/quality/quality-report'
import type { AssignmentReport } from '@shared/segments/model/assignment-report'
import type { z } from 'zod'
import type { ExportReceipt, ExportTask } from '../export/export-task'
import type { AssignTask, ModelTask } from './assign-model'
import type { TileTask, TileView } from './dashboard-tile'
import type { QualityTask } from './dataset-quality'
import type { ChartTask } from './draw-dataset-chart'
import type { ExplainedRow } from './explain-segment-row'
import type { DuplicatesTask, FoundDuplicates } from './find-duplicates'
import type { Cell } from './read-rows'
import type { RiskFile } from './risk/risk-lists'
import type { ListFile } from './run-lists'
import type { ScoredDataset, ScoreTask } from './score-dataset'
import type { Members, SegmentQuestion } from './segments/evaluate-segment'
import type { MembershipReasons } from './segments/membership-reason-set'
import type { MembersTask } from './segments/profile-segment'
import type { TableFile } from './write-table'

/** A run to compute. */
export interface RunTask {
  /** Path of the workspace file; opened read-only for this task and closed when it ends. */
  workspace: string
  request: RunRequest
  /** The revision to compute on (a recomputation); the dataset's current one when absent. */
  revisionId?: number | undefined
  /** The rows to take, ascending: what `where` or `segment` of the request select. They are stored, not evaluated here. */
  rowIds?: Int32Array | undefined
}

/** What a finished run hands over to be stored. */
export interface RunOutput {
  /** The request with every default filled in; to be stored. */
  request: z.output<typeof runRequestSchema>
  /** Null for methods that need no data. */
  revisionId: number | null
  packed: PackedResult
  diagnostics: Diagnostics
}

/** Rows to select: a search, a sort order, or given rows. A condition of the user's in SQL runs in a process that can be killed, and comes here as `rowIds`. */
export type RowQuery = Omit<EngineRequest<'rows/open'>, 'where' | 'condition' | 'rowIds'> & {
  condition?: Condition | null | undefined
  rowIds?: ArrayLike<number> | undefined
}

/** Tasks by name, as they are sent to a worker thread. Every one opens what it needs by `workspace`. */
export interface Tasks {
  /** Opens the workspace, so that the next task need not. */
  'workspace/connect': { request: { workspace: string }; response: null }
  'chart/draw': { request: ChartTask; response: DrawnChart }
  'chart/rows': { request: ChartTask & { marks: readonly Mark[] }; response: Int32Array<ArrayBuffer> }
  'dashboard/tile': { request: TileTask; response: TileView }
  /** Answers the number of rows written. */
  'chart/write': { request: ChartTask & TableFile; response: number }
  'duplicates/find': { request: DuplicatesTask; response: FoundDuplicates }
  'model/assign': { request: AssignTask; response: AssignmentReport }
  'run/explain-row': { request: { workspace: string; runId: string; row: number }; response: ExplainedRow }
  'model/write': { request: ModelTask; response: string }
  'run/compute': { request: RunTask; response: RunOutput }
  'rows/select': {
    request: { workspace: string; query: RowQuery }
    response: { revisionId: number; rowIds: Int32Array }
  }
  'rows/read': {
    request: { workspace: string; revisionId: number; rowIds: Int32Array; columns?: readonly string[] | undefined }
    response: Cell[][]
  }
  /** The cells as one text. */
  'rows/show': { request: Tasks['rows/read']['request']; response: string }
  'rows/export': { request: ExportTask; response: ExportReceipt }
  'dataset/profile': {
    request: { workspace: string; dataset: string; revision?: number | undefined }
    response: ColumnProfile[]
  }
  'model/score': { request: ScoreTask; response: ScoredDataset }
  'risk/begin': {
    request: { workspace: string; asked: EngineRequest<'risk/begin'> }
    response: EngineResponse<'risk/begin'>
  }
  'risk/look': {
    request: { workspace: string; asked: EngineRequest<'risk/look'> }
    response: EngineResponse<'risk/look'>
  }
  'risk/actions': {
    request: { workspace: string; asked: EngineRequest<'risk/actions'> }
    response: EngineResponse<'risk/actions'>
  }
  /** Answers the number of rows written. */
  'risk/write': { request: { workspace: string; file: RiskFile }; response: number }
  'quality/find': { request: QualityTask; response: FoundQuality }
  'run/present': { request: { workspace: string; runId: string }; response: ResultElement[] }
  'figure/resolve': {
    request: { workspace: string; figure: EngineRequest<'figure/resolve'> }
    response: EngineResponse<'figure/resolve'>
  }
  'segment/profile': { request: { workspace: string } & MembersTask; response: ResultElement[] }
  'segment/why': { request: { workspace: string; row: number } & MembersTask; response: ResultElement[] }
  'figure/rows-inside': {
    request: { workspace: string; figure: EngineRequest<'figure/rows-inside'> }
    response: Int32Array
  }
  'list/window': {
    request: { workspace: string; list: EngineRequest<'list/window'> }
    response: EngineResponse<'list/window'>
  }
  /** Answers the number of rows written. */
  'list/write': { request: { workspace: string; list: ListFile }; response: number }
  'list/explain': {
    request: { workspace: string; row: EngineRequest<'list/explain'> }
    response: EngineResponse<'list/explain'>
  }
  'segment/evaluate': { request: { workspace: string; question: SegmentQuestion }; response: Members }
  'segment/keys': { request: { workspace: string; dataset: string; rowIds: Int32Array }; response: (string | null)[] }
  'segment/migration': {
    request: { workspace: string; sides: EngineRequest<'segment/migration'> }
    response: EngineResponse<'segment/migration'>
  }
  'segment/values': {
    request: { workspace: string; values: EngineRequest<'segment/values'> }
    response: EngineResponse<'segment/values'>
  }
  'segment/reasons': {
    request: { workspace: string; segmentId: string; rowIds: Int32Array }
    response: MembershipReasons
  }
}
export type TaskName = keyof Tasks
