import type { JobEvent } from '@shared/contract/run-events'
import { literal } from '@shared/contract/text'
import { describe, expect, test } from 'vitest'
import { isRunning, type Job, jobsAfter } from '../../renderer/src/app/store/jobs'

const queued = (jobId: string): JobEvent => ({ type: 'queued', jobId, kind: 'import', title: literal(jobId), at: 1000 })
const told = (...events: JobEvent[]) => events.reduce<readonly Job[]>(jobsAfter, [])

describe('jobs by their events', () => {
  test('the newest job comes first', () => {
    expect(told(queued('a'), queued('b')).map((job) => job.id)).toEqual(['b', 'a'])
  })

  test('a job runs from its start to its one end', () => {
    const [running] = told(queued('a'), { type: 'started', jobId: 'a', at: 1500 })
    expect(running && isRunning(running)).toBe(true)
    const outcome = { datasetIds: ['d'], rowsImported: 3, rowsRejected: 1 }
    const [ended] = told(
      queued('a'),
      { type: 'started', jobId: 'a', at: 1500 },
      { type: 'completed', jobId: 'a', at: 2000, outcome },
    )
    expect(ended).toMatchObject({ state: 'completed', startedAt: 1500, endedAt: 2000, outcome })
  })

  test('progress that arrives after the end changes nothing', () => {
    const late: JobEvent = { type: 'progress', jobId: 'a', progress: { stage: 'reading', fraction: 0.5 } }
    const [job] = told(queued('a'), { type: 'cancelled', jobId: 'a', at: 2000 }, late)
    expect(job?.state).toBe('cancelled')
    expect(job?.progress).toBeNull()
  })

  test('an event of a job that was never queued is left aside, and a repeated queued event adds nothing', () => {
    expect(told({ type: 'started', jobId: 'x', at: 1 })).toEqual([])
    expect(told(queued('a'), queued('a'))).toHaveLength(1)
  })
})
