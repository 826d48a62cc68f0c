import { literal, type Text, text } from '../contract/text'
import { measureField } from './chart-fields'
import type { ChartSpec } from './chart-spec'

/** The person's own title, or what is shown by what. */
export function chartTitle(spec: ChartSpec): Text {
  const { title, type, x, y, color, facet, dataset } = spec
  if (title?.trim()) return literal(title.trim())
  const by = (...names: (string | undefined)[]) => [...new Set(names)].flatMap((name) => (name ? [literal(name)] : []))
  const titled = (key: string, of: Text | readonly Text[], groups: readonly Text[]) =>
    groups.length > 0
      ? text('charts.titles.by', { of: text(`charts.titles.${key}`, { of }), by: groups })
      : text(`charts.titles.${key}`, { of })
  if (type === 'scatter') return text('charts.titles.scatter', { x: x ?? '', y: y ?? '' })
  if (type === 'correlation' || type === 'parallel') return titled(type, literal(dataset), [])
  if (type === 'histogram' || type === 'density') return titled('spread', literal(x ?? ''), by(color, facet))
  if (type === 'box' || type === 'violin') return titled('spread', literal(y ?? ''), by(x, color, facet))
  if (type === 'lorenz') return titled('lorenz', literal(y ?? ''), by(x))
  return titled('measure', measureTitle(spec), type === 'heatmap' ? by(x, y) : by(x, color, facet))
}

/** What is brought together, and how: a sum of a column, or rows. */
export function measureTitle(spec: ChartSpec): Text {
  const column = spec[measureField(spec.type)]
  const kind = column === undefined ? 'count' : (spec.aggregate ?? 'sum')
  return kind === 'count' ? text('charts.rows') : text(`charts.measure.${kind}`, { column: literal(column ?? '') })
}
