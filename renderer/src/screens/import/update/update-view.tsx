import { Button } from '@mantine/core'
import { useFormat, useText } from '../../../app/locale/locale-provider'
import { JobProgress } from '../../../app/shell/job-entry'
import { ChangeSummary } from '../../../components/changes/change-summary'
import { ErrorState, RowsSkeleton } from '../../../components/states'
import classes from './update.module.css'
import type { Comparison } from './use-comparison'

interface UpdateViewProps {
  dataset: string
  comparison: Comparison
  /** When a file with this header was last imported; null when it is read afresh. */
  recalledAt: string | null
  onFresh: () => void
  onNew: () => void
}

/** In the middle: what the file changes in the dataset, before anything is changed. */
export function UpdateView({ dataset, comparison, recalledAt, onFresh, onNew }: UpdateViewProps) {
  const t = useText()
  const format = useFormat()
  const { diff, error, job } = comparison
  const same = diff && diff.new + diff.updated + diff.gone + diff.conflicting === 0
  return (
    <div className={classes.view}>
      <header className={classes.head}>
        <h2>{t('reimport.updateOf', { dataset })}</h2>
        {recalledAt && (
          <span>
            {t('reimport.asLastTime', { date: format.date(recalledAt) })}
            <Button variant="subtle" size="compact-xs" onClick={onFresh}>
              {t('reimport.fromGuesses')}
            </Button>
          </span>
        )}
        <Button variant="subtle" size="compact-xs" onClick={onNew}>
          {t('reimport.asNew')}
        </Button>
      </header>
      {error && <ErrorState error={error} />}
      {!error && !diff && (
        <div className={classes.waiting} role="status">
          <p>{t('reimport.comparing')}</p>
          {job ? <JobProgress job={job} /> : <RowsSkeleton rows={4} />}
        </div>
      )}
      {same && <p>{t('reimport.nothingChanged')}</p>}
      {diff && <ChangeSummary diff={diff} />}
    </div>
  )
}
