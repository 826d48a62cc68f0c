import { literal, type Text, text } from '../contract/text'
import type { MetricContent, TableContent } from './dashboard'
import { measureLabel } from './table-of'

/** The person's own title, or what is shown. */
export function tileTitle(content: MetricContent | TableContent, dataset: string): Text {
  if (content.title?.trim()) return literal(content.title.trim())
  if (content.kind === 'metric') return measureLabel(content)
  const [first] = content.measures
  if (content.by === undefined) return text('dashboards.rowsOf', { dataset: literal(dataset) })
  return text('dashboards.by', {
    measure: first ? measureLabel(first) : text('charts.rows'),
    column: literal(content.by),
  })
}
