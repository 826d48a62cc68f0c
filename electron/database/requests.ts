import type { EngineResponse } from '@shared/contract/channels'
import type { Reject } from '@shared/contract/import'
import type { ImportBatch } from '@shared/contract/reimport'
import type { RememberedImport } from '@shared/contract/reimport-channels'
import type { Segment } from '@shared/contract/segment-channels'
import type { Report, RunSummary, WorkspaceInfo, WorkspaceSettings } from '@shared/contract/workspace'
import type { PackedArray, PackedResult } from '@shared/dataset/result-arrays'
import type { Dataset, Grain } from '@shared/dataset/schema'
import type { Derivation } from '@shared/recipe/recipe'
import type { BatchChange } from './batch-store'
import type { ChartRequests } from './chart-requests'
import type { ColumnOverride, Revision } from './dataset-store'
import type { ExportRecord, StoredExport } from './export-store'
import type { IntegrityReport } from './integrity'
import type { ProfileRequests } from './profile-store'
import type { QualityRequests } from './quality-store'
import type { QuestionRequests } from './question-requests'
import type { StoredReceipt } from './receipt-store'
import type { RecipeRequests } from './recipe-requests'
import type { RejectRequests } from './reject-requests'
import type { NewRun } from './run-store'
import type { Membership, NewSegment, SegmentChanges } from './segment-store'
import type { Program } from './workspace-lock'

/** Everything the database thread can be asked, by name. Each is one transaction; each is answered in the order asked. */
export interface DatabaseRequests
  extends RecipeRequests,
    RejectRequests,
    ChartRequests,
    QuestionRequests,
    QualityRequests,
    ProfileRequests {
  'workspace/open': {
    request: { path: string; create: boolean; program: Program }
    response: { info: WorkspaceInfo; backupPath: string | null }
  }
  /** All reading connections must be closed before. Does nothing when no workspace is open. */
  'workspace/close': { request: null; response: null }
  'workspace/save-copy': { request: { path: string }; response: null }
  'workspace/info': { request: null; response: WorkspaceInfo }
  'workspace/settings': { request: Partial<WorkspaceSettings>; response: WorkspaceSettings }
  'workspace/integrity': { request: null; response: IntegrityReport }

  'dataset/list': { request: null; response: Dataset[] }
  'dataset/get': { request: { dataset: string }; response: Dataset }
  'dataset/revision': { request: { dataset: string; number?: number | undefined }; response: Revision }
  'dataset/rename': { request: { dataset: string; name: string }; response: Dataset }
  'dataset/remove': { request: { dataset: string }; response: null }
  'dataset/restore': { request: { dataset: string }; response: Dataset }
  'dataset/describe-column': { request: { dataset: string; column: string; said: ColumnOverride }; response: Dataset }
  'dataset/declare': {
    request: { dataset: string; grain?: Grain | undefined; customerKey?: string | null | undefined }
    response: Dataset
  }
  'dataset/receipts': { request: { dataset: string }; response: StoredReceipt[] }
  'dataset/rejects': {
    request: { dataset: string; start: number; count: number }
    response: { total: number; rejects: Reject[] }
  }

  'import/recall': { request: { signature: string }; response: RememberedImport | null }
  'import/batches': { request: { dataset: string }; response: ImportBatch[] }
  'import/latest': { request: { dataset: string; what: 'undo' | 'redo' }; response: number }
  'import/undo': { request: { batch: number }; response: BatchChange }
  'import/redo': { request: { batch: number }; response: BatchChange }

  'run/store': { request: NewRun; response: RunSummary }
  'run/list': { request: null; response: RunSummary[] }
  'run/get': { request: { runId: string }; response: { summary: RunSummary; revisionId: number | null } }
  /** What a run was computed on; `rowIds` is null when it took all rows. */
  'run/basis': { request: { runId: string }; response: { revisionId: number | null; rowIds: Int32Array | null } }
  'run/array': { request: { runId: string; path: string }; response: PackedArray }
  'run/labels': { request: { runId: string; path: string }; response: number[] }
  'run/rows-of-label': { request: { runId: string; path: string; label: number }; response: Int32Array }
  'run/result': { request: { runId: string }; response: PackedResult }
  'run/rename': { request: { runId: string; title: string | null }; response: RunSummary }
  'run/name-segment': { request: { runId: string; label: number; name: string | null }; response: RunSummary }
  'run/remove': { request: { runId: string }; response: null }
  'run/restore': { request: { runId: string }; response: null }

  'derive/source': { request: { dataset: string }; response: Derivation | null }
  'derive/origin': { request: { dataset: string }; response: EngineResponse<'derive/origin'> }

  'export/store': { request: ExportRecord; response: null }
  'export/list': { request: { dataset: string }; response: StoredExport[] }
  'segment/list': { request: { datasetId?: string | undefined }; response: Segment[] }
  'segment/get': { request: { segmentId: string }; response: Segment }
  'segment/create': { request: NewSegment; response: Segment }
  'segment/update': { request: { segmentId: string; changes: SegmentChanges }; response: Segment }
  'segment/remember': { request: { segmentId: string; membership: Membership }; response: null }
  'segment/rows': { request: { segmentId: string; revisionId: number }; response: Int32Array | null }
  'segment/customers': { request: { segmentId: string; revision?: number | undefined }; response: string[] | null }
  'segment/remove': { request: { segmentId: string }; response: null }
  'segment/restore': { request: { segmentId: string }; response: Segment }

  'report/list': { request: null; response: Report[] }
  'report/create': { request: { title: string; runIds: string[] }; response: Report }
  'report/update': {
    request: { reportId: string; title?: string | undefined; runIds?: string[] | undefined }
    response: Report
  }
  'report/remove': { request: { reportId: string }; response: null }
}
export type DatabaseRequestName = keyof DatabaseRequests
export type DatabaseRequest<N extends DatabaseRequestName> = DatabaseRequests[N]['request']
export type DatabaseResponse<N extends DatabaseRequestName> = DatabaseRequests[N]['response']
