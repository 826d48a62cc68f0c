import { type Text, text } from '../contract/text'
import type { MetricSpan } from './metric-of'

/** Which days a number is of and which it is compared with: "Dec 1 – Dec 14 against Nov 1 – Nov 14". */
export function spanWords({ unit, start, end, beforeStart, beforeEnd, isPartial }: MetricSpan): Text {
  const values = { start, end, beforeStart, beforeEnd }
  if (unit === 'day') return text('dashboards.span.day', values)
  if (unit === 'year') return text(isPartial ? 'dashboards.span.yearSoFar' : 'dashboards.span.year', values)
  return text(unit === 'month' && !isPartial ? 'dashboards.span.month' : 'dashboards.span.days', values)
}
