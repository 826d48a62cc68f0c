import type { TaskHandle } from '../worker/task-pool'

/** What a task answers; it is cancelled with the job it belongs to. @throws what the task rejects with */
export function untilAborted<T>(handle: TaskHandle<T>, signal: AbortSignal): Promise<T> {
  signal.addEventListener('abort', () => handle.cancel(), { once: true })
  if (signal.aborted) handle.cancel()
  return handle.promise
}
