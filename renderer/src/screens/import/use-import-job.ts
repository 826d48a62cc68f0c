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
import { offerUndo } from './update/offer-undo'

interface ImportJobOptions {
  token: string
  /** Name of the dataset; null lets the file and its sheets name their own. */
  name: string | null
  options: Partial<ImportOptions>
  /** Tokens of files that are imported together with this one. */
  more: readonly string[]
  /** The job when it has been started already. */
  jobId: string | null
  onStarted: (jobId: string) => void
}

/** Starts the import, follows it, and when it is done goes to the dataset, or to the next file that waits. */
export function useImportJob({ token, name, options, more, jobId, onStarted }: ImportJobOptions) {
  const [starting, setStarting] = useState(false)
  const job = useJob(jobId)
  const datasetId = job?.state === 'completed' ? job.outcome?.datasetIds?.[0] : undefined
  const moreKey = more.join(' ')
  useFollowedJob(jobId)
  useEffect(() => {
    if (!datasetId) return
    useFreshImport.setState({ datasetId })
    for (const done of [token, ...moreKey.split(' ')]) usePendingFiles.getState().remove(done)
    offerUndo(datasetId)
    const left = usePendingFiles.getState().files.length
    if (left === 0) navigate(addresses.dataset(datasetId), { replace: true })
    else notifyText('success', 'import.goOn', { dataset: name ?? '', count: left })
  }, [datasetId, token, name, moreKey])
  const start = () => {
    setStarting(true)
    workbench.import
      .start({ token, ...(name === null ? {} : { dataset: name }), options, more: [...more] })
      .then((started) => onStarted(started.jobId), notifyError)
      .finally(() => setStarting(false))
  }
  return { starting, start }
}
