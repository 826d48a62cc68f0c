import { Worker } from 'node:worker_threads'
import { AppException, failure, toAppError } from '@shared/contract/app-error'
import type { Progress } from '@shared/contract/run-events'
import { bundlePath } from '../paths'
import type { DashboardRequest } from './dashboard/dashboard-request'
import type { ReportRequest } from './report-request'
import type { ComposeTask, ReportWorkerMessage } from './report-worker-messages'

/** How long a cancelled thread may take to stop by itself before it is ended. */
const patienceMs = 500

/**
 * Composes a report in a thread and answers the ids of the runs in it.
 * @param target what the file is called once it is whole
 * @param signal asks the thread to stop; it is ended when it does not within half a second
 */
export function composeInThread(
  request: ReportRequest | DashboardRequest,
  target: string,
  onProgress: (progress: Progress) => void,
  signal: AbortSignal,
): Promise<readonly string[]> {
  if (signal.aborted) return Promise.reject(failure('cancelled'))
  const cancelFlag = new Int32Array(new SharedArrayBuffer(4))
  const task: ComposeTask = { request, target, cancelFlag }
  const worker = new Worker(bundlePath('report-worker'), { workerData: task })
  return new Promise<readonly string[]>((resolve, reject) => {
    const onAbort = () => {
      Atomics.store(cancelFlag, 0, 1)
      setTimeout(() => void worker.terminate(), patienceMs).unref()
    }
    signal.addEventListener('abort', onAbort, { once: true })
    worker.on('message', (message: ReportWorkerMessage) => {
      if (message.type === 'progress') onProgress(message.progress)
      else if (message.type === 'done') resolve(message.runIds)
      else reject(new AppException(message.error))
    })
    worker.on('error', (thrown) => reject(new AppException(toAppError(thrown))))
    worker.on('exit', () => {
      signal.removeEventListener('abort', onAbort)
      reject(signal.aborted ? failure('cancelled') : failure('internal', { detail: 'the report thread ended early' }))
    })
  })
}
