import type { AppError } from '@shared/contract/app-error'
import type { Progress } from '@shared/contract/run-events'
import type { DashboardRequest } from './dashboard/dashboard-request'
import type { ReportRequest } from './report-request'

/** What the report thread is started with. `cancelFlag[0]` becomes 1 when it is to stop. */
export interface ComposeTask {
  request: ReportRequest | DashboardRequest
  /** What the file is called once it is whole. */
  target: string
  cancelFlag: Int32Array
}

/** What the report thread says; the last message is `done` or `failed`. */
export type ReportWorkerMessage =
  | { type: 'progress'; progress: Progress }
  | { type: 'done'; runIds: readonly string[] }
  | { type: 'failed'; error: AppError }
