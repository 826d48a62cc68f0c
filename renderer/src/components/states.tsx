import { Button, Skeleton } from '@mantine/core'
import type { AppError } from '@shared/contract/app-error'
import { IconAlertTriangle } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useText } from '../app/locale/locale-provider'
import classes from './states.module.css'
import type { Answer } from './use-answer'

interface EmptyStateProps {
  icon?: ReactNode
  title: ReactNode
  /** Teaches in a sentence what would stand here. */
  line?: ReactNode
  /** What to do about it. */
  children?: ReactNode
}

/** What a screen shows while it has nothing to show. */
export function EmptyState({ icon, title, line, children }: EmptyStateProps) {
  return (
    <div className={classes.state}>
      {icon && <div className={classes.icon}>{icon}</div>}
      <h2 className={classes.title}>{title}</h2>
      {line && <p className={classes.line}>{line}</p>}
      {children && <div className={classes.actions}>{children}</div>}
    </div>
  )
}

interface ErrorStateProps {
  error: AppError
  onAgain?: (() => void) | undefined
}

/** What happened, what is safe, and what to do. */
export function ErrorState({ error, onAgain }: ErrorStateProps) {
  const t = useText()
  return (
    <div className={classes.state} role="alert">
      <div className={classes.icon} data-tone="bad">
        <IconAlertTriangle size={28} stroke={1.5} />
      </div>
      <h2 className={classes.title}>{t('common.error.title')}</h2>
      <p className={classes.line}>{t(error.message)}</p>
      <p className={classes.line}>{error.hint ? t(error.hint) : t('common.error.safe')}</p>
      {onAgain && (
        <div className={classes.actions}>
          <Button variant="default" onClick={onAgain}>
            {t('common.tryAgain')}
          </Button>
        </div>
      )}
    </div>
  )
}

/** The shape of a list while it is being read. */
export function RowsSkeleton({ rows = 8, height = 18 }: { rows?: number; height?: number }) {
  const t = useText()
  return (
    <div className={classes.rows} role="status" aria-label={t('common.loading')}>
      {Array.from({ length: rows }, (_, row) => `row ${row}`).map((row, index) => (
        <Skeleton key={row} height={height} width={`${96 - ((index * 37) % 41)}%`} radius="sm" />
      ))}
    </div>
  )
}

interface AnsweredProps<T> {
  answer: Answer<T>
  /** What stands there while waiting; rows when absent. */
  shape?: ReactNode
  children: (value: T) => ReactNode
}

/** Shows an answer of `useAnswer`, or its shape while waiting, or what went wrong. */
export function Answered<T>({ answer, shape, children }: AnsweredProps<T>) {
  if (answer.state === 'waiting') return shape ?? <RowsSkeleton />
  if (answer.state === 'failed') return <ErrorState error={answer.error} onAgain={answer.again} />
  return children(answer.value)
}
