import type { Dataset } from '@shared/dataset/schema'
import type { Finding, Remedy } from '@shared/quality/quality-report'
import { useEffect, useState } from 'react'
import { quietly, useFollowedJob } from '../../app/store/followed-jobs'
import { useJob } from '../../app/store/workbench-store'
import { workbench } from '../../app/workbench'
import { notifyError, notifyUndo } from '../../components/notify'

interface Started {
  finding: Finding
  remedy: Remedy
  jobId: string | null
}

/** Adds the steps of a remedy to the dataset's recipe, one remedy at a time, and offers to take them back. */
export function useRemedy(dataset: Dataset) {
  const [started, setStarted] = useState<Started | null>(null)
  const job = useJob(started?.jobId ?? null)
  useFollowedJob(started?.jobId ?? null)
  useEffect(() => {
    if (!started || !job || !['completed', 'failed', 'cancelled'].includes(job.state)) return
    setStarted(null)
    if (job.state === 'failed') notifyError(job.error)
    if (job.state !== 'completed') return
    const undo = () => workbench.recipe.undo({ dataset: dataset.id })
    notifyUndo('quality.applied', { remedy: started.remedy.words }, undo)
  }, [started, job, dataset.id])
  const apply = (finding: Finding, remedy: Remedy) => {
    setStarted({ finding, remedy, jobId: null })
    quietly(() => workbench.recipe.append({ dataset: dataset.id, steps: remedy.steps })).then(
      ({ jobId }) => setStarted({ finding, remedy, jobId }),
      (thrown: unknown) => {
        setStarted(null)
        notifyError(thrown)
      },
    )
  }
  return { isBusy: started !== null, working: started?.finding.id ?? null, apply }
}
