import type { EngineResponse } from '@shared/contract/channels'
import type { Dataset } from '@shared/dataset/schema'
import { useEffect, useState } from 'react'
import { useFollowedJob } from '../../app/store/followed-jobs'
import { isRunning } from '../../app/store/jobs'
import { useJob } from '../../app/store/workbench-store'
import { workbench } from '../../app/workbench'
import { notifyError } from '../../components/notify'

export type Found = NonNullable<EngineResponse<'duplicates/groups'>>
export type FoundGroup = Found['groups'][number]

/** Groups that are read at a time. */
const PAGE = 50

export interface Question {
  columns: string[]
  fuzzy: boolean
  threshold: number
}

/** A search for duplicates in a dataset as it is: started, followed, cancelled, and read page by page. */
export function useDuplicates(dataset: Dataset) {
  const [jobId, setJobId] = useState<string | null>(null)
  const [found, setFound] = useState<Found | null>(null)
  const [asked, setAsked] = useState<Question | null>(null)
  const job = useJob(jobId)
  useFollowedJob(jobId)
  const done = job?.state === 'completed'
  useEffect(() => {
    if (jobId === null || !done) return
    let current = true
    workbench.duplicates.groups({ jobId, start: 0, count: PAGE }).then((page) => current && setFound(page), notifyError)
    return () => {
      current = false
    }
  }, [jobId, done])
  const start = (question: Question) => {
    setFound(null)
    setAsked(question)
    workbench.duplicates
      .find({ dataset: dataset.id, ...question })
      .then((started) => setJobId(started.jobId), notifyError)
  }
  const more = async () => {
    if (jobId === null || found === null) return
    const page = await workbench.duplicates.groups({ jobId, start: found.groups.length, count: PAGE })
    if (page) setFound({ ...page, groups: [...found.groups, ...page.groups] })
  }
  return {
    start,
    more: () => void more().catch(notifyError),
    found,
    asked,
    job: job && isRunning(job) ? job : null,
    error: job?.state === 'failed' ? job.error : null,
  }
}
