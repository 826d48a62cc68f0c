import { randomUUID } from 'node:crypto'
import { failure, toAppError } from '@shared/contract/app-error'
import type { JobEvent, JobKind, JobOutcome, Progress } from '@shared/contract/run-events'
import type { Text } from '@shared/contract/text'

/** What a job's work is given. */
export interface JobContext {
  readonly jobId: string
  /** Aborted when the user cancels; the work then rejects, with whatever error, within a second. */
  readonly signal: AbortSignal
  /** Says that the work has left the queue; said for it when it never does. */
  started(): void
  /** As often as it likes: at most ten a second are passed on. */
  progress(progress: Progress): void
}

export interface StartedJob {
  jobId: string
  /** Settles after the last event; rejects with what failed. */
  done: Promise<JobOutcome>
}

type EventOf<T extends JobEvent['type']> = Extract<JobEvent, { type: T }>

interface Job {
  queued: EventOf<'queued'>
  started: EventOf<'started'> | null
  progress: EventOf<'progress'> | null
  end: EventOf<'completed' | 'failed' | 'cancelled'> | null
  lastProgressAt: number
  abort: AbortController
  done: Promise<JobOutcome>
}

const progressIntervalMs = 100
/** Finished jobs that are still listed. */
const remembered = 50

/** Every long job of the engine: its events in order, with exactly one end, and its cancellation. */
export class JobRegistry {
  readonly #jobs = new Map<string, Job>()
  readonly #emit: (event: JobEvent) => void

  constructor(emit: (event: JobEvent) => void) {
    this.#emit = emit
  }

  /**
   * Starts a job.
   * @param title what the jobs tray calls it
   * @param work does it; what it throws after a cancel counts as the cancel
   */
  start(kind: JobKind, title: Text, work: (context: JobContext) => Promise<JobOutcome>): StartedJob {
    const jobId = randomUUID()
    const queued: EventOf<'queued'> = { type: 'queued', jobId, kind, title, at: Date.now() }
    const abort = new AbortController()
    const done = Promise.resolve().then(() => this.#run(jobId, work))
    done.catch(() => {})
    const job: Job = { queued, started: null, progress: null, end: null, lastProgressAt: 0, abort, done }
    this.#jobs.set(jobId, job)
    this.#emit(queued)
    return { jobId, done }
  }

  async #run(jobId: string, work: (context: JobContext) => Promise<JobOutcome>): Promise<JobOutcome> {
    const job = this.#job(jobId)
    const { signal } = job.abort
    try {
      if (signal.aborted) throw failure('cancelled')
      const outcome = await work({
        jobId,
        signal,
        started: () => this.#started(job),
        progress: (progress) => this.#progressed(job, progress),
      })
      this.#ended(job, { type: 'completed', jobId, at: Date.now(), outcome })
      return outcome
    } catch (thrown) {
      const error = signal.aborted ? failure('cancelled').error : toAppError(thrown)
      const at = Date.now()
      this.#ended(
        job,
        error.code === 'cancelled' ? { type: 'cancelled', jobId, at } : { type: 'failed', jobId, at, error },
      )
      throw signal.aborted ? failure('cancelled') : thrown
    }
  }

  #job(jobId: string): Job {
    const job = this.#jobs.get(jobId)
    if (!job) throw failure('jobUnknown', { job: jobId })
    return job
  }

  #started(job: Job): void {
    if (job.started || job.end) return
    job.started = { type: 'started', jobId: job.queued.jobId, at: Date.now() }
    this.#emit(job.started)
  }

  /** Progress between two that are passed on is left out: the next one says more. */
  #progressed(job: Job, progress: Progress): void {
    if (job.end) return
    this.#started(job)
    const event: EventOf<'progress'> = { type: 'progress', jobId: job.queued.jobId, progress }
    job.progress = event
    const now = Date.now()
    if (now - job.lastProgressAt < progressIntervalMs) return
    job.lastProgressAt = now
    this.#emit(event)
  }

  #ended(job: Job, end: NonNullable<Job['end']>): void {
    if (job.end) return
    if (end.type === 'completed') this.#started(job)
    job.end = end
    this.#emit(end)
    this.#forgetOldest()
  }

  #forgetOldest(): void {
    const finished = [...this.#jobs].filter(([, job]) => job.end)
    for (const [jobId] of finished.slice(0, Math.max(0, finished.length - remembered))) this.#jobs.delete(jobId)
  }

  /** Asks a job to end; one that has ended stays as it is. @throws jobUnknown */
  cancel(jobId: string): void {
    this.#job(jobId).abort.abort()
  }

  /** Cancels everything and waits until all have ended. */
  async cancelAll(): Promise<void> {
    const running = [...this.#jobs.values()].filter((job) => !job.end)
    for (const job of running) job.abort.abort()
    await Promise.allSettled(running.map((job) => job.done))
  }

  /** How many jobs have not ended. */
  get running(): number {
    return [...this.#jobs.values()].filter((job) => !job.end).length
  }

  /** Each job's events as they would be sent now: queued, started, the latest progress, the end. */
  list(): JobEvent[] {
    return [...this.#jobs.values()].flatMap(({ queued, started, progress, end }) =>
      [queued, started, progress, end].filter((event) => event !== null),
    )
  }
}
