import { quantity } from '@shared/contract/text'
import { useFormat, useText } from '../../app/locale/locale-provider'
import classes from './dashboard.module.css'
import type { TileView } from './tile'

type MetricView = Extract<TileView, { kind: 'metric' }>

/** A number, large; below it what it was before, and how it went. */
export function MetricTile({ view }: { view: MetricView }) {
  const t = useText()
  const format = useFormat()
  const { value, before, unit, start, series } = view
  const change = value !== null && before !== null && before !== 0 ? (value - before) / Math.abs(before) : null
  return (
    <div className={classes.metric}>
      <strong>{format.number(value, unit)}</strong>
      {start !== null && (
        <span
          className={classes.compared}
          title={t('dashboards.since', { start: quantity(start, 'date'), before: quantity(before, unit) })}
        >
          {change !== null && (
            <b data-tone={change < 0 ? 'down' : 'up'}>
              {change < 0 ? '▼' : '▲'} {format.number(Math.abs(change), 'percent')}
            </b>
          )}
          <span>{t('dashboards.before', { before: quantity(before, unit) })}</span>
        </span>
      )}
      {series.length > 2 && <Sparkline series={series} />}
    </div>
  )
}

/** How the number went, without axes: its shape alone. */
function Sparkline({ series }: { series: readonly (number | null)[] }) {
  const known = series.filter((value) => value !== null)
  const [low, high] = [Math.min(0, ...known), Math.max(...known)]
  const height = (value: number) => 22 - (20 * (value - low)) / (high - low || 1)
  const points = series.flatMap((value, i) =>
    value === null ? [] : [`${(100 * i) / (series.length - 1)},${height(value)}`],
  )
  return (
    <svg className={classes.spark} viewBox="0 0 100 24" preserveAspectRatio="none" aria-hidden="true">
      <polyline points={points.join(' ')} />
    </svg>
  )
}
