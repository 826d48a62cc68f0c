import { Button } from '@mantine/core'
import { IconFileImport } from '@tabler/icons-react'
import { useFormat, useText } from '../../app/locale/locale-provider'
import { cancelJob, JobProgress } from '../../app/shell/job-entry'
import { isRunning, type Job } from '../../app/store/jobs'
import { useJob } from '../../app/store/workbench-store'
import { EmptyState, ErrorState, RowsSkeleton } from '../../components/states'
import classes from './loading-pane.module.css'

/** Rows so far: taken and rejected, as numbers and as one bar. */
function RowCounts({ job }: { job: Job }) {
  const t = useText()
  const format = useFormat()
  const read = job.progress?.rowsRead ?? 0
  const rejected = job.progress?.rowsRejected ?? 0
  return (
    <div className={classes.counts}>
      <div className={classes.numbers}>
        <span>
          <strong>{format.number(read - rejected, 'count')}</strong> {t('import.loading.taken')}
        </span>
        <span data-bad={rejected > 0 || undefined}>
          <strong>{format.number(rejected, 'count')}</strong> {t('import.loading.rejected')}
        </span>
      </div>
      {rejected > 0 && (
        <div className={classes.bar} aria-hidden="true">
          <span style={{ width: `${(rejected / read) * 100}%` }} />
        </div>
      )}
    </div>
  )
}

interface LoadingPaneProps {
  jobId: string | null
  name: string
  onBack: () => void
}

/** The import under way: how far, how many rows taken and rejected; when it fails, what happened and the way back. */
export function LoadingPane({ jobId, name, onBack }: LoadingPaneProps) {
  const t = useText()
  const job = useJob(jobId)
  if (!job) return <RowsSkeleton rows={4} />
  if (job.state === 'failed' && job.error) {
    return (
      <>
        <ErrorState error={job.error} />
        <Button variant="default" mx="auto" onClick={onBack}>
          {t('common.back')}
        </Button>
      </>
    )
  }
  if (job.state === 'cancelled') {
    return (
      <EmptyState title={t('import.loading.cancelled')} line={t('errors.cancelled')}>
        <Button onClick={onBack}>{t('common.back')}</Button>
      </EmptyState>
    )
  }
  return (
    <div className={classes.pane}>
      <IconFileImport size={32} stroke={1.25} aria-hidden="true" className={classes.icon} />
      <h2>{t('import.loading.title', { dataset: name })}</h2>
      <RowCounts job={job} />
      <JobProgress job={job} />
      <p className={classes.line}>{t('import.loading.line')}</p>
      {isRunning(job) && (
        <Button variant="default" onClick={() => cancelJob(job)}>
          {t('common.cancel')}
        </Button>
      )}
    </div>
  )
}
