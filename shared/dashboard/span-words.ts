import { type Text, text } from '../contract/text'
import type { MetricSpan } from './metric-of'

/** Which days a number is of and which it is compared with: "Dec 1 – Dec 14 against Nov 1 – Nov 14". */
export function spanWords({ unit, start, end, beforeStart, beforeEnd, isPartial }: MetricSpan): Text {
  const values = { start, end, beforeStart, beforeEnd }
  const isShort = unit === 'day' || unit === 'month' || unit === 'year'
  if (!isShort) return text('dashboards.span.days', values)
  return text(`dashboards.span.${unit}${isPartial && unit !== 'day' ? 'SoFar' : ''}`, values)
}
