import os from 'node:os'
import type { AssignmentReport } from '@shared/segments/model/assignment-report'
import type { ExportReceipt, ExportTask } from '../export/export-task'
import { bundlePath } from '../paths'
import type { AssignTask, ModelTask } from './assign-model'
import { KernelCrew } from './kernel-crew'
import type { ScoredDataset, ScoreTask } from './score-dataset'
import { type TaskEvents, type TaskHandle, TaskPool } from './task-pool'
import type { RunOutput, RunTask } from './tasks'

export interface AnalysisPoolOptions {
  /** Most analysis threads; the number of cores when absent, 8 at most. Started when needed, ended when idle. */
  size?: number
  /** Most kernel threads, which help every analysis thread; the number of cores − 1 when absent, 15 at most. */
  kernelThreads?: number
  /** Files the threads run, when they are not the application's own. */
  bundles?: { analysis: string; kernel: string }
}

/** `onStarted` when a thread has taken the run from the queue; `onProgress` at most 10 times a second. */
export type RunEvents = TaskEvents
/** The promise settles exactly once; it rejects with `cancelled`, `workerDied`, or what was refused. */
export type RunHandle = TaskHandle<RunOutput>

/** Threads that compute runs. One per process: it holds the process's limit of threads. */
export class AnalysisPool {
  private readonly crew: KernelCrew
  private readonly pool: TaskPool

  constructor(options: AnalysisPoolOptions = {}) {
    const cores = os.availableParallelism()
    const bundles = options.bundles ?? { analysis: bundlePath('analysis-worker'), kernel: bundlePath('kernel-worker') }
    this.crew = new KernelCrew(options.kernelThreads ?? Math.min(15, cores - 1), bundles.kernel)
    this.pool = new TaskPool(options.size ?? Math.min(8, cores), bundles.analysis, this.crew)
  }

  run(task: RunTask, events: RunEvents = {}): RunHandle {
    return this.pool.submit('run/compute', task, events)
  }

  /** Writes rows to a file. */
  exportRows(task: ExportTask, events: TaskEvents = {}): TaskHandle<ExportReceipt> {
    return this.pool.submit('rows/export', task, events)
  }

  /** Puts the rows of a dataset into the segments of a stored run. */
  assign(task: AssignTask): TaskHandle<AssignmentReport> {
    return this.pool.submit('model/assign', task)
  }

  /** The model of a stored run, written as SQL or JSON. */
  writeModel(task: ModelTask): TaskHandle<string> {
    return this.pool.submit('model/write', task)
  }

  /** Predicts the rows of a dataset with a stored run. */
  score(task: ScoreTask): TaskHandle<ScoredDataset> {
    return this.pool.submit('model/score', task)
  }

  /** Cancels what runs and ends all threads; their connections are closed when it resolves. */
  async close(): Promise<void> {
    await this.pool.close()
    await this.crew.close()
  }
}
