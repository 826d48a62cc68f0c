import { Button } from '@mantine/core'
import { IconFileExport, IconX } from '@tabler/icons-react'
import { useText } from '../locale/locale-provider'
import { isRunning, type Job } from '../store/jobs'
import { useWorkbenchStore } from '../store/workbench-store'
import { cancelJob, JobProgress, useNow } from './job-entry'
import classes from './writing-jobs.module.css'

/** What takes longer is shown where the person is. */
const patienceMs = 1000

const isWriting = (job: Job) => isRunning(job) && (job.kind === 'export' || job.kind === 'report')

/** Files that are being written, at the foot of every page: how far each has come, and a way to stop it. */
export function WritingJobs() {
  const t = useText()
  const jobs = useWorkbenchStore((state) => state.jobs).filter(isWriting)
  const now = useNow(jobs.length > 0)
  const slow = jobs.filter(({ queuedAt }) => now - queuedAt >= patienceMs)
  if (slow.length === 0) return null
  return (
    <section className={classes.strip} aria-label={t('app.jobs.writing')}>
      {slow.map((job) => (
        <div key={job.id} className={classes.job}>
          <IconFileExport size={18} stroke={1.6} aria-hidden="true" />
          <span className={classes.title}>{t(job.title)}</span>
          {/* Left of the progress: messages come up at the right. */}
          <Button
            variant="default"
            size="compact-sm"
            leftSection={<IconX size={14} stroke={1.6} />}
            onClick={() => cancelJob(job)}
          >
            {t('common.cancel')}
          </Button>
          <div className={classes.progress}>
            <JobProgress job={job} />
          </div>
        </div>
      ))}
    </section>
  )
}
