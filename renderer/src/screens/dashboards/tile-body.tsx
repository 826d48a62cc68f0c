import { Button, Skeleton } from '@mantine/core'
import type { TableElement } from '@shared/contract/result-elements'
import { useText } from '../../app/locale/locale-provider'
import type { Answer } from '../../components/use-answer'
import { ChartTile } from './chart-tile'
import classes from './dashboard.module.css'
import { MetricTile } from './metric-tile'
import { TableTile } from './table-tile'
import type { TileTools, TileView } from './tile'

interface TileBodyProps {
  answer: Answer<TileView>
  tools: TileTools
  onRemove(): void
}

/** What a tile shows: its shape while it is computed, what went wrong, or its chart, number or table. */
export function TileBody({ answer, tools, onRemove }: TileBodyProps) {
  const t = useText()
  if (answer.state === 'waiting') {
    return (
      <div className={classes.waiting} role="status" aria-label={t('common.loading')}>
        <Skeleton height="100%" radius="sm" />
      </div>
    )
  }
  if (answer.state === 'failed') {
    return (
      <div className={classes.failed} role="alert">
        <p>{t(answer.error.message)}</p>
        <div>
          <Button variant="default" size="compact-xs" onClick={answer.again}>
            {t('common.tryAgain')}
          </Button>
          <Button variant="subtle" size="compact-xs" onClick={onRemove}>
            {t('dashboards.removeTile')}
          </Button>
        </div>
      </div>
    )
  }
  const { value } = answer
  if (value.kind === 'metric') return <MetricTile view={value} />
  if (value.kind === 'chart') return <ChartTile view={value} tools={tools} />
  return <TableTile table={value.table as TableElement} />
}
