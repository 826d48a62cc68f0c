import { Tooltip } from '@mantine/core'
import type { MetricElement } from '@shared/contract/result-elements'
import { useFormat, useText } from '../app/locale/locale-provider'
import classes from './metric-row.module.css'

/** Numbers that sum a result up, side by side. */
export function MetricRow({ metrics }: { metrics: readonly MetricElement[] }) {
  return (
    <dl className={classes.row}>
      {metrics.map((metric) => (
        <Metric key={metric.id} metric={metric} />
      ))}
    </dl>
  )
}

function Metric({ metric }: { metric: MetricElement }) {
  const t = useText()
  const format = useFormat()
  const label = t(metric.label)
  return (
    <div className={classes.metric} data-tone={metric.tone ?? 'neutral'}>
      <dt>
        {metric.hint ? (
          <Tooltip label={t(metric.hint)} multiline maw={320} events={{ hover: true, focus: true, touch: true }}>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: its explanation must be reachable by the keyboard */}
            <span className={classes.hint} tabIndex={0}>
              {label}
            </span>
          </Tooltip>
        ) : (
          label
        )}
      </dt>
      <dd>{format.number(metric.value, metric.unit, metric.decimals)}</dd>
    </div>
  )
}
