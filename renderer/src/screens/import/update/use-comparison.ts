import { type AppError, toAppError } from '@shared/contract/app-error'
import type { ImportOptions } from '@shared/contract/import'
import type { ImportDiff } from '@shared/contract/reimport'
import { useEffect, useState } from 'react'
import { useFollowedJob } from '../../../app/store/followed-jobs'
import type { Job } from '../../../app/store/jobs'
import { useJob } from '../../../app/store/workbench-store'
import { workbench } from '../../../app/workbench'

export interface Comparison {
  diff: ImportDiff | null
  error: AppError | null
  job: Job | undefined
}

interface ToCompare {
  token: string
  dataset: string
  options: Partial<ImportOptions>
}

/** Tries the import without doing it and follows that job; other options try anew, and what runs is given up. */
export function useComparison(wanted: ToCompare | null): Comparison {
  const asked = wanted === null ? null : JSON.stringify(wanted)
  const [started, setStarted] = useState<{ asked: string; jobId: string } | null>(null)
  const [refused, setRefused] = useState<AppError | null>(null)
  useEffect(() => {
    if (asked === null) return
    let current = true
    let jobId: string | null = null
    setRefused(null)
    const { token, dataset, options } = JSON.parse(asked) as ToCompare
    workbench.import.start({ token, dataset, options: { ...options, dryRun: true } }).then(
      (answer) => {
        jobId = answer.jobId
        if (current) setStarted({ asked, jobId })
        else workbench.job.cancel({ jobId }).catch(() => {})
      },
      (thrown: unknown) => current && setRefused(toAppError(thrown)),
    )
    return () => {
      current = false
      if (jobId !== null) workbench.job.cancel({ jobId }).catch(() => {})
    }
  }, [asked])
  const jobId = started !== null && started.asked === asked ? started.jobId : null
  useFollowedJob(jobId)
  const job = useJob(jobId)
  const diff = job?.state === 'completed' ? (job.outcome?.comparison ?? null) : null
  return { diff, error: refused ?? job?.error ?? null, job }
}
