import { ActionIcon, Progress, Tooltip } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck, IconCircleX, IconClock, IconLoader2, IconX } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { Link } from 'wouter'
import { notifyError } from '../../components/notify'
import { useFormat, useText } from '../locale/locale-provider'
import { isRunning, type Job } from '../store/jobs'
import { workbench } from '../workbench'
import classes from './job-entry.module.css'
import { exportWords, jobTarget } from './job-target'

const icons = {
  queued: IconClock,
  running: IconLoader2,
  completed: IconCircleCheck,
  failed: IconAlertTriangle,
  cancelled: IconCircleX,
}

/** The time now, again every half second while somebody waits. */
export function useNow(ticking: boolean): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    if (!ticking) return
    const timer = window.setInterval(() => setNow(Date.now()), 500)
    return () => window.clearInterval(timer)
  }, [ticking])
  return now
}

/** How far a job has come: its stage, how much of it, for how long already and how much longer. */
export function JobProgress({ job }: { job: Job }) {
  const t = useText()
  const format = useFormat()
  const now = useNow(isRunning(job))
  const { fraction = null, stage = job.state, remainingMs, note } = job.progress ?? {}
  const elapsed = Math.floor((now - (job.startedAt ?? job.queuedAt)) / 1000) * 1000
  const duration = (ms: number) => format.number(ms, 'milliseconds')
  const remaining =
    remainingMs === undefined ? [] : [t('app.jobs.remaining', { time: duration(Math.ceil(remainingMs / 1000) * 1000) })]
  return (
    <div className={classes.progress}>
      <Progress
        value={fraction === null ? 100 : fraction * 100}
        animated={fraction === null}
        size={4}
        aria-label={t(job.title)}
      />
      <div className={classes.numbers}>
        <span>{t(`stages.${stage}`)}</span>
        {fraction !== null && <span>{format.number(fraction, 'percent', 0)}</span>}
        <span className={classes.time}>{[...(elapsed > 0 ? [duration(elapsed)] : []), ...remaining].join(' · ')}</span>
      </div>
      {note && <p className={classes.line}>{t(note)}</p>}
    </div>
  )
}

/** Stops a job; it ends by itself as cancelled. */
export function cancelJob(job: Job): void {
  workbench.job.cancel({ jobId: job.id }).catch(notifyError)
}

function Outcome({ job, onLeave }: { job: Job; onLeave: () => void }) {
  const t = useText()
  const target = jobTarget(job)
  if (job.state === 'failed' && job.error) return <p className={classes.error}>{t(job.error.message)}</p>
  if (job.state === 'cancelled') return <p className={classes.line}>{t('errors.cancelled')}</p>
  return (
    <p className={classes.line}>
      {job.outcome?.rowsImported !== undefined && (
        <span>
          {t('app.jobs.imported', { count: job.outcome.rowsImported, rejected: job.outcome.rowsRejected ?? 0 })}
        </span>
      )}
      {exportWords(job) && <span>{t(exportWords(job) ?? '')}</span>}
      {target && 'href' in target && (
        <Link href={target.href} onClick={onLeave}>
          {t(target.label)}
        </Link>
      )}
      {target && 'path' in target && (
        <button
          type="button"
          className={classes.link}
          onClick={() => workbench.file.reveal({ path: target.path }).catch(notifyError)}
        >
          {t(target.label)}
        </button>
      )}
    </p>
  )
}

/** A job in the tray. */
export function JobEntry({ job, onLeave }: { job: Job; onLeave: () => void }) {
  const t = useText()
  const Icon = icons[job.state]
  return (
    <li className={classes.entry} data-state={job.state}>
      <Icon size={18} stroke={1.6} className={classes.icon} aria-hidden="true" />
      <div className={classes.body}>
        <div className={classes.title}>{t(job.title)}</div>
        {isRunning(job) ? <JobProgress job={job} /> : <Outcome job={job} onLeave={onLeave} />}
      </div>
      {isRunning(job) ? (
        <Tooltip label={t('common.cancel')}>
          <ActionIcon aria-label={`${t('common.cancel')}: ${t(job.title)}`} onClick={() => cancelJob(job)}>
            <IconX size={16} stroke={1.6} />
          </ActionIcon>
        </Tooltip>
      ) : (
        <span className={classes.state}>{t(`app.jobs.state.${job.state}`)}</span>
      )}
    </li>
  )
}
