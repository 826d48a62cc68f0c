import { quantity } from '@shared/contract/text'
import { spanWords } from '@shared/dashboard/span-words'
import { useFormat, useText } from '../../app/locale/locale-provider'
import classes from './dashboard.module.css'
import type { TileView } from './tile'

type MetricView = Extract<TileView, { kind: 'metric' }>

/** A number, large; below it what it was before, which days are compared, and how it went. */
export function MetricTile({ view }: { view: MetricView }) {
  const t = useText()
  const format = useFormat()
  const { value, before, unit, span, series, rows } = view
  const change = value !== null && before !== null && before !== 0 ? (value - before) / Math.abs(before) : null
  return (
    <div className={classes.metric}>
      <strong>{format.number(value, unit)}</strong>
      {rows === 0 && <span className={classes.compared}>{t('dashboards.noRows')}</span>}
      {span !== null && rows > 0 && (
        <>
          <span className={classes.compared}>
            {change !== null && (
              <b data-tone={change < 0 ? 'down' : change > 0 ? 'up' : 'same'}>
                {change < 0 ? '▼' : change > 0 ? '▲' : '='} {format.number(Math.abs(change), 'percent')}
              </b>
            )}
            <span>{t('dashboards.before', { before: quantity(before, unit) })}</span>
          </span>
          <span className={classes.days} title={t(spanWords(span))}>
            {t(spanWords(span))}
          </span>
        </>
      )}
      {series.length > 2 && rows > 0 && <Sparkline series={series} isPartial={span?.isPartial === true} />}
    </div>
  )
}

/** How the number went, without axes: its shape alone. What is not over yet is drawn in dots. */
function Sparkline({ series, isPartial }: { series: readonly (number | null)[]; isPartial: boolean }) {
  const known = series.filter((value) => value !== null)
  const [low, high] = [Math.min(0, ...known), Math.max(0, ...known)]
  const height = (value: number) => 22 - (20 * (value - low)) / (high - low || 1)
  const points = series.flatMap((value, i) =>
    value === null ? [] : [`${(100 * i) / (series.length - 1)},${height(value)}`],
  )
  const whole = isPartial ? points.slice(0, -1) : points
  return (
    <svg className={classes.spark} viewBox="0 0 100 24" preserveAspectRatio="none" aria-hidden="true">
      <polyline points={whole.join(' ')} />
      {isPartial && <polyline points={points.slice(-2).join(' ')} data-partial />}
    </svg>
  )
}
