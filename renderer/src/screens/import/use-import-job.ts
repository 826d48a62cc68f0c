import type { ImportOptions } from '@shared/contract/import'
import { useEffect, useState } from 'react'
import { addresses } from '../../app/routes/addresses'
import { navigate } from '../../app/routes/hash-location'
import { useFollowedJob } from '../../app/store/followed-jobs'
import { usePendingFiles } from '../../app/store/pending-files'
import { useJob } from '../../app/store/workbench-store'
import { workbench } from '../../app/workbench'
import { notifyError, notifyText } from '../../components/notify'
import { useFreshImport } from '../data/receipt-strip'

interface ImportJobOptions {
  token: string
  /** Name of the dataset; null lets the file and its sheets name their own. */
  name: string | null
  options: Partial<ImportOptions>
  /** The job when it has been started already. */
  jobId: string | null
  onStarted: (jobId: string) => void
}

/** Starts the import, follows it, and when it is done goes to the dataset, or to the next file that waits. */
export function useImportJob({ token, name, options, jobId, onStarted }: ImportJobOptions) {
  const [starting, setStarting] = useState(false)
  const job = useJob(jobId)
  const datasetId = job?.state === 'completed' ? job.outcome?.datasetIds?.[0] : undefined
  useFollowedJob(jobId)
  useEffect(() => {
    if (!datasetId) return
    useFreshImport.setState({ datasetId })
    usePendingFiles.getState().remove(token)
    const left = usePendingFiles.getState().files.length
    if (left === 0) navigate(addresses.dataset(datasetId), { replace: true })
    else notifyText('success', 'import.goOn', { dataset: name ?? '', count: left })
  }, [datasetId, token, name])
  const start = () => {
    setStarting(true)
    workbench.import
      .start({ token, ...(name === null ? {} : { dataset: name }), options })
      .then((started) => onStarted(started.jobId), notifyError)
      .finally(() => setStarting(false))
  }
  return { starting, start }
}
