import { failure } from '../../contract/app-error'
import type { FigureTrace } from '../../contract/result-elements'
import { literal, type Text, type TextValue } from '../../contract/text'
import { groupColor } from '../../figures/overlays'
import type { Maps } from '../../maps/region-map'
import { aggregate } from '../aggregate'
import type { Behind } from '../behind'
import { type ChartData, type ChartField, isDates, measureField } from '../chart-fields'
import { type Keys, keepKeys, keysOf, largestFirst, oneKey } from '../chart-keys'
import type { Aggregate } from '../chart-spec'
import { measureTitle } from '../chart-title'
import type { Measure } from '../measure'
import type { Unplaced } from '../notes'

/** One drawing area: the whole chart, or the part of one facet. */
export interface Panel {
  traces: FigureTrace[]
  xaxis: Record<string, unknown>
  yaxis: Record<string, unknown>
  layout?: Record<string, unknown>
  /** Per trace the rows behind its marks; null for traces whose marks are rows, or stand for none. */
  behind?: (Behind | null)[]
  /** Pixels at 100 % where what is drawn needs more or less than the usual. */
  height?: number
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
  /** Several small panels side by side: there is room for less in each. */
  isSplit: boolean
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
/** Widths of names in Latin letters; a Chinese one is as wide as two. */
const longestLegend = 28
const longestTick = { lying: 28, many: 16 }
/** Widths of lines that a name breaks into, by how many names stand side by side. */
const lineOf = (count: number) => (count <= 4 ? 20 : count <= 6 ? 14 : count <= 8 ? 11 : 0)
const longestTitle = 44
const longestBarTitle = 24
/** Width of what a title says beside its column. */
const besideColumn = 10
const mostTicks = 30
/** Share of a cut name that is its end. */
const endShare = 0.3
/** Words on an axis that is as high as they need. */
export const allWords = 500

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
    trace: {
      name: { $text: groupName(name) },
      legendgroup: groupColor(label),
      showlegend: hasColor && isFirst,
    },
  }
}

/** What is brought together, and how. @throws chartFieldNotNumeric, chartDatesNotAdded */
export function measureOf(data: ChartData): Measure {
  const field = measureField(data.spec.type)
  const isThere = data.field(field) !== null
  const kind: Aggregate = isThere ? (data.spec.aggregate ?? 'sum') : 'count'
  const title = measureTitle(data.spec)
  if (kind === 'count') return { kind, column: null, title, unit: 'count' }
  if (kind === 'distinct') return { kind, column: data.field(field), title, unit: 'count' }
  if (kind === 'sum' && isDates(data.field(field)))
    throw failure('chartDatesNotAdded', { column: data.spec[field] ?? '–' }, { parameter: field })
  return { kind, column: data.numbers(field), title, unit: data.unitOf(field) }
}

/** The axis of a measure. */
export function measureAxis({ title, kind, unit }: Measure, isLog = false): Record<string, unknown> {
  if (unit === 'date') return titled(title, { type: 'date' })
  if (isLog) return titled(title, { type: 'log' })
  return titled(title, { $unit: unit, ...(kind === 'count' || kind === 'sum' ? { rangemode: 'tozero' } : {}) })
}

/**
 * The words of an axis on which categories stand side by side at 0, 1, 2 …; thinned out where there are many.
 * @param most so many words have room
 */
export function wordAxis(names: readonly Text[], most = mostTicks): Record<string, unknown> {
  const step = Math.max(1, Math.ceil(names.length / most))
  const places = names.map((_, i) => i).filter((i) => i % step === 0)
  const line = most === allWords ? 0 : lineOf(places.length)
  const longest = most === allWords ? longestTick.lying : line > 0 ? 2 * line : longestTick.many
  return {
    tickvals: places,
    ticktext: places.map((i) => ({ $text: wrapped(shortened(names[i] as Text, longest), line) })),
    range: [-0.5, Math.max(0.5, names.length - 0.5)],
  }
}

/** As `wordAxis`, with room beside a single category: a bar as wide as the chart says nothing. */
export function barAxis(names: readonly Text[]): Record<string, unknown> {
  return names.length === 1 ? { ...wordAxis(names), range: [-1.5, 1.5] } : wordAxis(names)
}

const DAY = 86_400_000

/** An axis of dates; a single one is named, with days around it instead of parts of a second. */
export function dateAxis(places: ArrayLike<number>): Record<string, unknown> {
  const [only] = [places[0]]
  if (places.length !== 1 || only === undefined) return { type: 'date' }
  return { type: 'date', range: [only - 3 * DAY, only + 3 * DAY], tickvals: [only] }
}

/** The name of a group as legends have room for it. */
export function groupName(name: Text): Text {
  return shortened(name, longestLegend)
}

/** Width of a name in Latin letters. */
function widthOf(name: string): number {
  return [...name].reduce((sum, letter) => sum + letterWidth(letter), 0)
}

const letterWidth = (letter: string) => (letter >= '\u2e80' ? 2 : 1)

/** A name that is too wide, cut in its middle: what begins alike often ends differently. */
export function shortened(name: Text, longest: number): Text {
  if (!('literal' in name) || widthOf(name.literal) <= longest) return name
  const letters = [...name.literal]
  const end = lettersWithin(letters.toReversed(), Math.floor((longest - 1) * endShare)).reverse()
  const start = lettersWithin(letters, longest - 1 - widthOf(end.join('')))
  return literal(`${start.join('')}…${end.join('')}`)
}

/** A name in two lines where it is wider than one, between two words if they are of the Latin kind. */
export function wrapped(name: Text, line: number): Text {
  if (line === 0 || !('literal' in name) || widthOf(name.literal) <= line) return name
  const letters = [...name.literal]
  const fitting = lettersWithin(letters, line).length
  const space = letters.lastIndexOf(' ', fitting)
  const restFits = space > 0 && widthOf(letters.slice(space + 1).join('')) <= line
  const end = restFits || space >= fitting / 2 ? space : fitting
  return literal(`${letters.slice(0, end).join('').trim()}\n${letters.slice(end).join('').trim()}`)
}

function lettersWithin(letters: readonly string[], width: number): string[] {
  let room = width
  const kept: string[] = []
  for (const letter of letters) {
    room -= letterWidth(letter)
    if (room < 0) break
    kept.push(letter)
  }
  return kept
}

export function longestName(names: readonly Text[]): number {
  return names.reduce((most, name) => Math.max(most, 'literal' in name ? widthOf(name.literal) : 0), 0)
}

/** An axis with its column's name. */
export function titled(title: Text, axis: Record<string, unknown> = {}): Record<string, unknown> {
  return { title: { text: { $text: shortTitle(title) } }, ...axis }
}

/** A title whose columns' names are cut where an axis has no room for them. */
export function shortTitle(title: Text, longest = longestTitle): Text {
  if ('literal' in title) return shortened(title, longest)
  const values = Object.entries(title.values ?? {}).map(([name, value]): [string, TextValue] => [
    name,
    typeof value === 'object' && 'literal' in value ? shortened(value, longest - besideColumn) : value,
  ])
  return { ...title, values: Object.fromEntries(values) }
}

/** The scale of colours beside a drawing; a long name would take the drawing's room. */
export function colorBar(title: Text): Record<string, unknown> {
  return { title: { text: { $text: shortTitle(title, longestBarTitle) }, side: 'top' } }
}

/** An axis of a column's own numbers or dates. */
export function columnAxis(data: ChartData, field: ChartField): Record<string, unknown> {
  const isLog = (field === 'x' || field === 'y') && data.isOnLog(field)
  const numbers = isLog ? { type: 'log' } : { $unit: data.unitOf(field) }
  return titled(literal(data.spec[field] ?? ''), isDates(data.field(field)) ? { type: 'date' } : numbers)
}
