import { parentPort, workerData } from 'node:worker_threads'
import { toAppError } from '@shared/contract/app-error'
import { writeFailure } from '../export/whole-file'
import { composeReport } from './compose-report'
import type { ComposeTask, ReportWorkerMessage } from './report-worker-messages'

const { request, target, cancelFlag } = workerData as ComposeTask
const say = (message: ReportWorkerMessage) => parentPort?.postMessage(message)

composeReport(request, {
  onProgress: (progress) => say({ type: 'progress', progress }),
  cancelled: () => Atomics.load(cancelFlag, 0) !== 0,
}).then(
  (runIds) => say({ type: 'done', runIds }),
  (thrown: unknown) => say({ type: 'failed', error: toAppError(writeFailure(target, thrown) ?? thrown) }),
)
