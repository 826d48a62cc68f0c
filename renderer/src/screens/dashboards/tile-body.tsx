import { Button, Skeleton } from '@mantine/core'
import type { TableElement } from '@shared/contract/result-elements'
import type { TileContent } from '@shared/dashboard/dashboard'
import { useText } from '../../app/locale/locale-provider'
import type { Answer } from '../../components/use-answer'
import { ChartTile } from './chart-tile'
import classes from './dashboard.module.css'
import { MetricTile } from './metric-tile'
import { TableTile } from './table-tile'
import type { TileTools, TileView } from './tile'

interface TileBodyProps {
  answer: Answer<TileView>
  content: TileContent
  tools: TileTools
  onChange(content: TileContent): void
  /** Opens what the tile is made of. */
  onOpen(): void
  onRemove(): void
}

/** What trying again does not repair: what the tile shows was removed, and has an id but no name any more. */
const goneCodes = ['chartUnknown', 'datasetUnknown']

/** What a tile shows: its shape while it is computed, what went wrong, or its chart, number or table. */
export function TileBody({ answer, content, tools, onChange, onOpen, onRemove }: TileBodyProps) {
  const t = useText()
  if (answer.state === 'waiting') {
    return (
      <div className={classes.waiting} role="status" aria-label={t('common.loading')}>
        <Skeleton height="100%" radius="sm" />
      </div>
    )
  }
  if (answer.state === 'failed') {
    const isGone = goneCodes.includes(answer.error.code)
    return (
      <div className={classes.failed} role="alert">
        <p>{isGone ? t(`dashboards.goneParts.${answer.error.code}`) : t(answer.error.message)}</p>
        <div>
          {!isGone && (
            <Button variant="default" size="compact-xs" onClick={answer.again}>
              {t('common.tryAgain')}
            </Button>
          )}
          {answer.error.code !== 'chartUnknown' && (
            <Button variant="default" size="compact-xs" onClick={onOpen}>
              {t(content.kind === 'chart' ? 'dashboards.editChart' : 'dashboards.edit')}
            </Button>
          )}
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
  return content.kind === 'table' ? (
    <TableTile table={value.table as TableElement} content={content} onChange={onChange} />
  ) : null
}
