import type { AppError } from '@shared/contract/app-error'
import type { JobEvent, JobKind, JobOutcome, Progress } from '@shared/contract/run-events'
import type { Text } from '@shared/contract/text'

/** A job as the tray shows it: what its events have told so far. Times are milliseconds since 1970. */
export interface Job {
  id: string
  kind: JobKind
  title: Text
  state: 'queued' | 'running' | 'completed' | 'failed' | 'cancelled'
  queuedAt: number
  startedAt: number | null
  endedAt: number | null
  progress: Progress | null
  outcome: JobOutcome | null
  error: AppError | null
}

export function isRunning(job: Job): boolean {
  return job.state === 'queued' || job.state === 'running'
}

function change(job: Job, event: JobEvent): Job {
  switch (event.type) {
    case 'queued':
      return job
    case 'started':
      return { ...job, state: 'running', startedAt: event.at }
    case 'progress':
      return isRunning(job) ? { ...job, state: 'running', progress: event.progress } : job
    case 'completed':
      return { ...job, state: 'completed', endedAt: event.at, outcome: event.outcome }
    case 'failed':
      return { ...job, state: 'failed', endedAt: event.at, error: event.error }
    case 'cancelled':
      return { ...job, state: 'cancelled', endedAt: event.at }
  }
}

/** The jobs after one more event, newest first; an event of a job that was never queued is left aside. */
export function jobsAfter(jobs: readonly Job[], event: JobEvent): readonly Job[] {
  const known = jobs.some((job) => job.id === event.jobId)
  if (known) return jobs.map((job) => (job.id === event.jobId ? change(job, event) : job))
  if (event.type !== 'queued') return jobs
  const { jobId: id, kind, title, at: queuedAt } = event
  const job: Job = {
    id,
    kind,
    title,
    state: 'queued',
    queuedAt,
    startedAt: null,
    endedAt: null,
    progress: null,
    outcome: null,
    error: null,
  }
  return [job, ...jobs]
}
