import { ActionIcon, Indicator, Popover, Tooltip } from '@mantine/core'
import { IconProgress } from '@tabler/icons-react'
import { useShortcut } from '../commands/use-commands'
import { useText } from '../locale/locale-provider'
import { isRunning } from '../store/jobs'
import { useWorkbenchStore } from '../store/workbench-store'
import { JobEntry } from './job-entry'
import classes from './jobs-tray.module.css'
import { useJobsTray } from './jobs-tray-store'

const FINISHED_SHOWN = 12

/** Opens the tray of jobs; wears the number of those that run. */
export function JobsButton() {
  const t = useText()
  const { open, setOpen, toggle } = useJobsTray()
  const shortcut = useShortcut('jobs')
  const running = useWorkbenchStore((state) => state.jobs.filter(isRunning).length)
  const label = running > 0 ? t('app.jobs.running', { count: running }) : t('app.jobs.name')
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-end" offset={10} width={380} trapFocus>
      <Popover.Target>
        <Tooltip label={`${label} · ${shortcut}`}>
          <Indicator disabled={running === 0} label={running} size={15} offset={5} className={classes.indicator}>
            <ActionIcon aria-label={label} aria-expanded={open} onClick={toggle}>
              <IconProgress size={18} stroke={1.6} className={running > 0 ? classes.turning : undefined} />
            </ActionIcon>
          </Indicator>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown className={classes.tray} aria-label={t('app.jobs.name')}>
        <JobList onLeave={() => setOpen(false)} />
      </Popover.Dropdown>
    </Popover>
  )
}

function JobList({ onLeave }: { onLeave: () => void }) {
  const t = useText()
  const jobs = useWorkbenchStore((state) => state.jobs)
  const finished = jobs.filter((job) => !isRunning(job)).slice(0, FINISHED_SHOWN)
  const shown = [...jobs.filter(isRunning), ...finished]
  return (
    <>
      <h2 className={classes.title} tabIndex={-1} data-autofocus>
        {t('app.jobs.name')}
      </h2>
      {shown.length === 0 && <p className={classes.empty}>{t('app.jobs.none')}</p>}
      <ul className={classes.list}>
        {shown.map((job) => (
          <JobEntry key={job.id} job={job} onLeave={onLeave} />
        ))}
      </ul>
    </>
  )
}
