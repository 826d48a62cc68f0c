import { type AppError, toAppError } from '@shared/contract/app-error'
import type { QualityView } from '@shared/contract/quality-channels'
import type { Dataset } from '@shared/dataset/schema'
import { useEffect, useRef, useState } from 'react'
import { quietly, useFollowedJob } from '../../app/store/followed-jobs'
import { isRunning } from '../../app/store/jobs'
import { useJob } from '../../app/store/workbench-store'
import { workbench } from '../../app/workbench'
import { notifyError } from '../../components/notify'

/** What has been found so far is asked for at most so often. */
const pauseMs = 500

/**
 * What is known of a dataset's quality. The look through it is a job: what it has found so far is shown as it comes, unless there is
 * something to show of the rows as they were before.
 */
export function useQuality(dataset: Dataset) {
  const [view, setView] = useState<QualityView | null>(null)
  const [jobId, setJobId] = useState<string | null>(null)
  const [refused, setRefused] = useState<AppError | null>(null)
  const [round, setRound] = useState(0)
  const job = useJob(jobId)
  useFollowedJob(jobId)
  // biome-ignore lint/correctness/useExhaustiveDependencies: other rows, other columns or another grain have other findings
  useEffect(() => {
    let current = true
    const take = (answer: Awaited<ReturnType<typeof workbench.quality.find>>) => {
      if (!current) return
      setRefused(null)
      setJobId(answer.jobId)
      if (answer.view) setView(answer.view)
    }
    const refuse = (thrown: unknown) => current && setRefused(toAppError(thrown))
    quietly(() => workbench.quality.find({ dataset: dataset.id })).then(take, refuse)
    return () => {
      current = false
    }
  }, [dataset.id, dataset.revision, dataset.columns, dataset.grain, dataset.customerKey, round])
  useFoundSoFar(jobId, job?.state === 'completed' ? 'whole' : job?.progress, (found) =>
    setView((shown) => (found.complete || !shown?.complete ? found : shown)),
  )
  const setIgnored = (finding: string, ignored: boolean) =>
    workbench.quality
      .ignore({ dataset: dataset.id, finding, ignored })
      .then((all) => setView((shown) => shown && { ...shown, ignored: all }))
  return {
    view,
    job: job && isRunning(job) ? job : null,
    isStopped: job?.state === 'cancelled',
    error: refused ?? (job?.state === 'failed' ? job.error : null),
    again: () => setRound((before) => before + 1),
    ignore: (finding: string) => setIgnored(finding, true),
    unignore: (finding: string) => void setIgnored(finding, false).catch(notifyError),
  }
}

/** Asks for what a job has found whenever `news` is another, with a pause in between; the last answer is never left out. */
function useFoundSoFar(jobId: string | null, news: unknown, onFound: (found: QualityView) => void): void {
  const last = useRef(0)
  const latest = useRef(onFound)
  latest.current = onFound
  useEffect(() => {
    if (jobId === null || news === undefined || news === null) return
    let current = true
    const ask = () => {
      last.current = Date.now()
      workbench.quality.found({ jobId }).then((found) => current && found && latest.current(found), notifyError)
    }
    const wait = news === 'whole' ? 0 : Math.max(0, last.current + pauseMs - Date.now())
    const timer = window.setTimeout(ask, wait)
    return () => {
      window.clearTimeout(timer)
      current = false
    }
  }, [jobId, news])
}
