import { AppException, failure, toAppError } from '@shared/contract/app-error'
import type { Progress } from '@shared/contract/run-events'
import type { KernelCrew } from './kernel-crew'
import { sharedIntegers } from './kernel-ranges'
import { TaskThread } from './task-thread'
import type { TaskName, Tasks } from './tasks'

/** A cancelled task that has not answered by then loses its thread. */
const cancelPatienceMs = 600
/** How long closing waits for threads that are inside a statement of the database. */
const closePatienceMs = 1000
/** A thread that has had nothing to do for so long is ended, unless another time is given. */
const usualIdleMs = 60_000

export interface TaskEvents {
  /** A thread has taken the task from the queue. */
  onStarted?(): void
  onProgress?(progress: Progress): void
  /** What a task has found so far, where it tells. */
  onPartial?(found: unknown): void
}

export interface TaskHandle<T> {
  /** Settles exactly once; rejects with an `AppException`. */
  promise: Promise<T>
  /** Takes effect within a second, queued or running; does nothing when the task has ended. */
  cancel(): void
}

interface Job {
  task: TaskName
  request: unknown
  cancelFlag: Int32Array
  events: TaskEvents
  thread: TaskThread | null
  resolve(value: unknown): void
  reject(thrown: unknown): void
}

/** A queue of tasks and the threads that work on it: started when needed, ended when idle, replaced when they die. */
export class TaskPool {
  private readonly size: number
  private readonly bundle: string
  private readonly crew: KernelCrew | null
  private readonly queue: Job[] = []
  private readonly running = new Set<Job>()
  private readonly threads = new Set<TaskThread>()
  private readonly idle = new Map<TaskThread, NodeJS.Timeout | undefined>()
  private readonly idleMs: number
  private closed = false

  /** @param idleMs a thread that has had nothing to do for so long is ended */
  constructor(size: number, bundle: string, crew: KernelCrew | null = null, idleMs = usualIdleMs) {
    this.idleMs = idleMs
    this.size = Math.max(1, size)
    this.bundle = bundle
    this.crew = crew
  }

  submit<N extends TaskName>(
    task: N,
    request: Tasks[N]['request'],
    events: TaskEvents = {},
  ): TaskHandle<Tasks[N]['response']> {
    const cancelFlag = sharedIntegers(1)
    let job: Job | null = null
    const promise = new Promise<Tasks[N]['response']>((resolve, reject) => {
      const settle = (value: unknown) => resolve(value as Tasks[N]['response'])
      job = { task, request, cancelFlag, events, thread: null, resolve: settle, reject }
      if (this.closed) reject(failure('cancelled'))
      else this.queue.push(job)
    })
    this.dispatch()
    return { promise, cancel: () => job && this.cancel(job) }
  }

  /** Cancels everything and ends all threads; resolves when they are gone, or after a second at most. */
  async close(): Promise<void> {
    this.closed = true
    const reason = failure('cancelled')
    for (const job of this.queue.splice(0)) job.reject(reason)
    for (const job of this.running) Atomics.store(job.cancelFlag, 0, 1)
    const ended = Promise.all([...this.threads].map((thread) => this.end(thread, reason)))
    const late = new Promise((resolve) => setTimeout(resolve, closePatienceMs).unref())
    await Promise.race([ended, late])
  }

  private cancel(job: Job): void {
    Atomics.store(job.cancelFlag, 0, 1)
    const position = this.queue.indexOf(job)
    if (position >= 0) {
      this.queue.splice(position, 1)
      job.reject(failure('cancelled'))
    } else if (this.running.has(job)) {
      setTimeout(() => {
        if (job.thread && this.running.has(job)) void this.end(job.thread, failure('cancelled'))
      }, cancelPatienceMs)
    }
  }

  private dispatch(): void {
    while (this.queue.length > 0) {
      const thread = this.freeThread()
      const job = thread && this.queue.shift()
      if (!thread || !job) return
      void this.work(thread, job)
    }
  }

  private freeThread(): TaskThread | null {
    for (const [thread, timer] of this.idle) {
      clearTimeout(timer)
      this.idle.delete(thread)
      return thread
    }
    if (this.threads.size >= this.size) return null
    const thread = new TaskThread(this.bundle, this.crew, () => this.lost(thread))
    this.threads.add(thread)
    return thread
  }

  private async work(thread: TaskThread, job: Job): Promise<void> {
    this.running.add(job)
    job.thread = thread
    job.events.onStarted?.()
    const message = { task: job.task, request: job.request, cancelFlag: job.cancelFlag }
    try {
      const events = {
        onProgress: (progress: Progress) => job.events.onProgress?.(progress),
        onPartial: (found: unknown) => job.events.onPartial?.(found),
      }
      job.resolve(await thread.run(message, events))
    } catch (thrown) {
      job.reject(thrown instanceof AppException ? thrown : new AppException(toAppError(thrown)))
    }
    this.running.delete(job)
    if (this.threads.has(thread)) this.rest(thread)
    this.dispatch()
  }

  private rest(thread: TaskThread): void {
    const isLasting = this.idleMs === Number.POSITIVE_INFINITY
    const timer = isLasting
      ? undefined
      : setTimeout(() => void this.end(thread, failure('cancelled')), this.idleMs).unref()
    this.idle.set(thread, timer)
  }

  private async end(thread: TaskThread, reason: AppException): Promise<void> {
    this.lost(thread)
    await thread.end(reason)
  }

  private lost(thread: TaskThread): void {
    clearTimeout(this.idle.get(thread))
    this.idle.delete(thread)
    this.threads.delete(thread)
    this.dispatch()
  }
}
