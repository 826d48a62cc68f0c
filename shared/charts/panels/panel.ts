import type { FigureTrace } from '../../contract/result-elements'
import { literal, type Text, text } from '../../contract/text'
import { groupColor } from '../../figures/overlays'
import type { Maps } from '../../maps/region-map'
import { aggregate } from '../aggregate'
import { type ChartData, type ChartField, isDates, measureField } from '../chart-fields'
import { type Keys, keepKeys, keysOf, largestFirst, oneKey } from '../chart-keys'
import type { Aggregate } from '../chart-spec'
import type { Unplaced } from '../notes'

/** One drawing area: the whole chart, or the part of one facet. */
export interface Panel {
  traces: FigureTrace[]
  xaxis: Record<string, unknown>
  yaxis: Record<string, unknown>
  layout?: Record<string, unknown>
}

/** Draws some rows; the first panel names the groups in the legend. */
export type DrawPanel = (rows: Int32Array, isFirst: boolean) => Panel

/** Arrays that long traces refer to, by name. */
export type LongArrays = Record<string, Float64Array | Int32Array>

/** What all panels of a chart share. */
export interface Scene {
  data: ChartData
  /** Groups that have a colour each. */
  color: Keys
  hasColor: boolean
  long: LongArrays
  /** Rows of all panels. */
  rows: Int32Array
  /** Boundaries, for charts that need them. */
  maps: Maps | null
  /** What to know about the chart; panels add to it. */
  notes: Text[]
  /** Rows that a map could not place. */
  unplaced: Unplaced | null
  /** How many marks there are, where the traces do not tell. */
  marks: number | null
}

const mostColors = 9
const longestTick = 24
const mostTicks = 40

/** Groups by a column, of which only the most frequent stay by themselves. */
export function groupKeys(data: ChartData, field: ChartField, rows: Int32Array, most = mostColors): Keys {
  const column = data.field(field)
  if (column === null) return oneKey(data.nRows)
  const keys = keysOf(column, data.spec, false)
  if (keys.names.length <= most + 1) return keys
  const counts = aggregate('count', keys.codes, keys.names.length, null, rows)
  return keepKeys(
    keys,
    largestFirst(counts)
      .slice(0, most)
      .sort((a, b) => a - b),
  )
}

/** How a group is drawn: its colour and its name; the group of all others is grey. */
export function groupStyle({ color, hasColor }: Scene, group: number, isFirst: boolean) {
  const label = hasColor ? (group === color.others ? -1 : group) : null
  const name = color.names[group] as Text
  return {
    color: groupColor(label),
    trace: { name: { $text: name }, legendgroup: groupColor(label), showlegend: hasColor && isFirst },
  }
}

/** What is brought together, and how. @throws chartFieldNotNumeric */
export function measureOf(data: ChartData) {
  const field = measureField(data.spec.type)
  const isThere = data.field(field) !== null
  const kind: Aggregate = isThere ? (data.spec.aggregate ?? 'sum') : 'count'
  if (kind === 'count') return { kind, column: null, title: text('charts.rows') }
  const column = kind === 'distinct' ? data.field(field) : data.numbers(field)
  const title = text(`charts.measure.${kind}`, { column: literal(data.spec[field] ?? '') })
  return { kind, column, title }
}

/** The words of an axis on which categories stand side by side at 0, 1, 2 …; thinned out where there are many. */
export function wordAxis(names: readonly Text[]): Record<string, unknown> {
  const step = Math.max(1, Math.ceil(names.length / mostTicks))
  const places = names.map((_, i) => i).filter((i) => i % step === 0)
  return {
    tickvals: places,
    ticktext: places.map((i) => ({ $text: shortened(names[i] as Text) })),
    range: [-0.5, Math.max(0.5, names.length - 0.5)],
  }
}

function shortened(name: Text): Text {
  if (!('literal' in name) || [...name.literal].length <= longestTick) return name
  return literal(`${[...name.literal].slice(0, longestTick - 1).join('')}…`)
}

export function longestName(names: readonly Text[]): number {
  return names.reduce((most, name) => Math.max(most, 'literal' in name ? [...name.literal].length : 0), 0)
}

/** An axis with its column's name. */
export function titled(title: Text, axis: Record<string, unknown> = {}): Record<string, unknown> {
  return { title: { text: { $text: title } }, ...axis }
}

/** An axis of a column's own numbers or dates. */
export function columnAxis(data: ChartData, field: ChartField): Record<string, unknown> {
  const axis = isDates(data.field(field)) ? { type: 'date' } : {}
  return titled(literal(data.spec[field] ?? ''), axis)
}
