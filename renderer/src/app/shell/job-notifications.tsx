import { Anchor } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useEffect, useRef } from 'react'
import { Link } from 'wouter'
import { notifyError } from '../../components/notify'
import { Said } from '../locale/locale-provider'
import { isFollowed } from '../store/followed-jobs'
import { isRunning, type Job } from '../store/jobs'
import { useWorkbenchStore } from '../store/workbench-store'
import { workbench } from '../workbench'
import { exportWords, jobTarget } from './job-target'

function JobMessage({ job }: { job: Job }) {
  const target = jobTarget(job)
  if (job.state === 'failed' && job.error) return <Said text={job.error.message} />
  if (!target) return <Said text={`app.jobs.state.${job.state}`} />
  const close = () => notifications.hide(job.id)
  if ('href' in target) {
    return (
      <Link href={target.href} onClick={close}>
        <Said text={target.label} />
      </Link>
    )
  }
  const reveal = () => workbench.file.reveal({ path: target.path }).then(close, notifyError)
  const written = exportWords(job)
  return (
    <>
      {written && (
        <div>
          <Said text={written} />
        </div>
      )}
      <Anchor component="button" type="button" onClick={() => void reveal()}>
        <Said text={target.label} />
      </Anchor>
    </>
  )
}

function JobTitle({ job }: { job: Job }) {
  return (
    <>
      <Said text={job.title} /> · <Said text={`app.jobs.state.${job.state}`} />
    </>
  )
}

/** What was said last about each piece of work; the same again takes its place instead of piling up. */
const saidLast = new Map<string, string>()

function notifyEnd(job: Job): void {
  const failed = job.state === 'failed'
  const about = JSON.stringify(job.title)
  const before = saidLast.get(about)
  if (before !== undefined) notifications.hide(before)
  saidLast.set(about, job.id)
  notifications.show({
    id: job.id,
    title: <JobTitle job={job} />,
    message: <JobMessage job={job} />,
    color: failed ? 'red' : 'pine',
    autoClose: failed ? false : 8000,
  })
}

/** Says when a job has ended that no screen follows; a cancelled one was ended by hand and needs no word. */
export function JobNotifications() {
  const jobs = useWorkbenchStore((state) => state.jobs)
  const running = useRef<ReadonlySet<string>>(new Set())
  useEffect(() => {
    for (const job of jobs) {
      const ended = running.current.has(job.id) && !isRunning(job)
      if (ended && job.state !== 'cancelled' && !isFollowed(job.id)) notifyEnd(job)
    }
    running.current = new Set(jobs.filter(isRunning).map((job) => job.id))
  }, [jobs])
  return null
}
