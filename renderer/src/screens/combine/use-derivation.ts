import type { EngineRequest } from '@shared/contract/channels'
import { useEffect, useState } from 'react'
import { addresses } from '../../app/routes/addresses'
import { navigate } from '../../app/routes/hash-location'
import { useFollowedJob } from '../../app/store/followed-jobs'
import { isRunning } from '../../app/store/jobs'
import { useJob } from '../../app/store/workbench-store'
import { workbench } from '../../app/workbench'
import { notifyError } from '../../components/notify'

/** Makes a dataset of another, follows the job and goes to what was made. */
export function useDerivation() {
  const [jobId, setJobId] = useState<string | null>(null)
  const job = useJob(jobId)
  useFollowedJob(jobId)
  const made = job?.state === 'completed' ? job.outcome?.datasetIds?.[0] : undefined
  useEffect(() => {
    if (made) navigate(addresses.dataset(made))
  }, [made])
  const start = (request: EngineRequest<'derive/create'>) => {
    workbench.derive.create(request).then((started) => setJobId(started.jobId), notifyError)
  }
  return { start, job: job && isRunning(job) ? job : null, error: job?.error ?? null }
}
