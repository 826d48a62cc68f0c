import type { MessagePort } from 'node:worker_threads'
import type { Result } from '@shared/contract/result'
import type { Progress } from '@shared/contract/run-events'
import type { TaskName } from './tasks'

/** What an analysis thread is started with. */
export interface ThreadData {
  /** Brings helper threads; null in threads that run no kernels. */
  helpers: { port: MessagePort; states: Int32Array } | null
}

/** To the thread: one task at a time. */
export interface TaskMessage {
  task: TaskName
  request: unknown
  /** 1 at position 0 once the task is cancelled. */
  cancelFlag: Int32Array
}

/** From the thread; a task ends with exactly one `result`, unless the thread dies. */
export type ThreadMessage =
  | { type: 'progress'; progress: Progress }
  | { type: 'partial'; found: unknown }
  | { type: 'result'; result: Result<unknown> }
  | { type: 'needs-helpers' }
