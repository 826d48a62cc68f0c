import type { Progress } from '@shared/contract/run-events'
import type { RunOutput, RunTask } from './tasks'

export interface AnalysisPoolOptions {
  /** Most analysis threads; the number of cores when absent. Threads start when they are needed and end when idle. */
  size?: number
  /** Most kernel threads, which help every analysis thread; the number of cores − 1 when absent. */
  kernelThreads?: number
}

export interface RunEvents {
  /** A thread has taken the run from the queue. */
  onStarted?(): void
  /** At most 10 times a second. */
  onProgress?(progress: Progress): void
}

export interface RunHandle {
  /** Settles exactly once; rejects with an `AppException` (`cancelled`, `workerDied`, or what the method refused). */
  promise: Promise<RunOutput>
  /** Takes effect within a second, queued or running. Does nothing when the run has ended. */
  cancel(): void
}

/** Threads that compute runs. */
export declare class AnalysisPool {
  constructor(options?: AnalysisPoolOptions)
  run(task: RunTask, events?: RunEvents): RunHandle
  /** Cancels what runs and ends all threads; their connections are closed when it resolves. */
  close(): Promise<void>
}
