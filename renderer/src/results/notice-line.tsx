import { IconAlertTriangle, IconCircleCheck, IconCircleX, IconInfoCircle } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import classes from './notice-line.module.css'

type Level = 'info' | 'warning' | 'error' | 'success'
const icons = { info: IconInfoCircle, warning: IconAlertTriangle, error: IconCircleX, success: IconCircleCheck }

/** Something to know where it matters, with an action at its end if there is one. */
export function NoticeLine({ level, action, children }: { level: Level; action?: ReactNode; children: ReactNode }) {
  const Icon = icons[level]
  return (
    <div className={classes.notice} data-level={level} role="note">
      <Icon size={16} stroke={1.75} className={classes.icon} aria-hidden="true" />
      <div className={classes.words}>{children}</div>
      {action}
    </div>
  )
}
