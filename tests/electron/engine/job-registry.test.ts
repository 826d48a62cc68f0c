import { failure } from '@shared/contract/app-error'
import { type JobEvent, jobEventSchema } from '@shared/contract/run-events'
import { literal } from '@shared/contract/text'
import { describe, expect, test } from 'vitest'
import { type JobContext, JobRegistry } from '../../../electron/engine/job-registry'

function registry(): { jobs: JobRegistry; events: JobEvent[]; types: () => string[] } {
  const events: JobEvent[] = []
  const jobs = new JobRegistry((event) => events.push(jobEventSchema.parse(event)))
  return { jobs, events, types: () => events.map(({ type }) => type) }
}

const title = literal('a job')
const untilCancelled = ({ signal }: JobContext): Promise<never> =>
  new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('stopped'))))

describe('a job has its events in order and exactly one end', () => {
  test('completed', async () => {
    const { jobs, events, types } = registry()
    await jobs.start('run', title, async () => ({ runId: 'r' })).done
    expect(types()).toEqual(['queued', 'started', 'completed'])
    expect(events[2]).toMatchObject({ outcome: { runId: 'r' } })
    expect(jobs.running).toBe(0)
  })

  test('failed, with the error as data', async () => {
    const { jobs, events, types } = registry()
    const { done } = jobs.start('run', title, async ({ started }) => {
      started()
      throw failure('columnMissing', { column: 'a', columns: 'b' }, { column: 'a' })
    })
    await expect(done).rejects.toMatchObject({ error: { code: 'columnMissing' } })
    expect(types()).toEqual(['queued', 'started', 'failed'])
    expect(events[2]).toMatchObject({ error: { code: 'columnMissing', column: 'a' } })
  })

  test('cancelled, whatever the work throws then', async () => {
    const { jobs, types } = registry()
    const { jobId, done } = jobs.start('import', title, untilCancelled)
    await Promise.resolve()
    jobs.cancel(jobId)
    await expect(done).rejects.toMatchObject({ error: { code: 'cancelled' } })
    expect(types()).toEqual(['queued', 'cancelled'])
  })

  test('cancelled before it began', async () => {
    const { jobs, types } = registry()
    let worked = false
    const { jobId, done } = jobs.start('run', title, async () => {
      worked = true
      return {}
    })
    jobs.cancel(jobId)
    await expect(done).rejects.toMatchObject({ error: { code: 'cancelled' } })
    expect([types(), worked]).toEqual([['queued', 'cancelled'], false])
  })

  test('nothing comes after the end', async () => {
    const { jobs, types } = registry()
    let late = (): void => {}
    await jobs.start('run', title, async ({ progress }) => {
      late = () => progress({ stage: 'load', fraction: 1 })
      return {}
    }).done
    late()
    expect(types()).toEqual(['queued', 'started', 'completed'])
  })
})

test('progress is passed on at most ten times a second', async () => {
  const { jobs, types } = registry()
  const begin = Date.now()
  await jobs.start('run', title, async ({ progress }) => {
    while (Date.now() - begin < 450) {
      progress({ stage: 'load', fraction: (Date.now() - begin) / 1000 })
      await new Promise((resolve) => setTimeout(resolve, 1))
    }
    return {}
  }).done
  const reported = types().filter((type) => type === 'progress').length
  expect(reported).toBeGreaterThanOrEqual(3)
  expect(reported).toBeLessThanOrEqual(5)
})

test('cancelling all waits until all have ended', async () => {
  const { jobs, types } = registry()
  jobs.start('run', title, untilCancelled)
  jobs.start('import', title, untilCancelled)
  await Promise.resolve()
  expect(jobs.running).toBe(2)
  await jobs.cancelAll()
  expect(jobs.running).toBe(0)
  expect(types().filter((type) => type === 'cancelled')).toHaveLength(2)
})

test('the list has each job as far as it is; a job that was never there is refused', async () => {
  const { jobs } = registry()
  await jobs.start('run', title, async ({ progress }) => {
    progress({ stage: 'load', fraction: 0.5 })
    return {}
  }).done
  expect(jobs.list().map(({ type }) => type)).toEqual(['queued', 'started', 'progress', 'completed'])
  expect(() => jobs.cancel('nothing')).toThrow('jobUnknown')
})
