import { literal, type Text, text } from '../contract/text'
import type { ChartSpec } from './chart-spec'

/** The person's own title, or what is shown by what. */
export function chartTitle({ title, type, x, y, dataset }: ChartSpec): Text {
  if (title?.trim()) return literal(title.trim())
  const shown = [y, x].flatMap((name) => (name === undefined ? [] : [literal(name)]))
  const of = shown.length > 0 ? shown : [literal(dataset)]
  return text('charts.defaultTitle', { type: text(`charts.types.${type}`), of })
}
