import type { FigureTrace } from '../../contract/result-elements'
import { literal, quantity, type Text, text, type Unit } from '../../contract/text'
import { aggregate, crossed } from '../aggregate'
import type { Behind } from '../behind'
import { type ChartData, isDates } from '../chart-fields'
import { type Keys, keepKeys, keysOf, largestFirst } from '../chart-keys'
import type { ChartSpec } from '../chart-spec'
import type { Measure } from '../measure'
import {
  allWords,
  barAxis,
  type DrawPanel,
  dateAxis,
  groupStyle,
  longestName,
  measureAxis,
  measureOf,
  type Panel,
  type Scene,
  titled,
  wordAxis,
} from './panel'

const mostBars = 30
/** Groups of bars side by side. */
const mostGroups = 15
/** As many as there are colours. */
const mostShares = 9
const mostPlaces = 60
const mostBarsOfPareto = 200
/** Rectangles that can be told apart: in all, and inside each group. */
const mostRectangles = { alone: 60, grouped: 20 }
/** Bars in a panel beside others. */
const mostInPanel = 12
/** Longer names, or more of them, have room where bars lie. */
const longName = 16
const manyNames = 12
/** What is together in one is said, not drawn, where it would dwarf every single one. */
const dwarfing = 1.5
/** Hovered words are made in advance for so many marks. */
const mostSaid = 2000
/** Pixels that a bar needs when bars lie, and all that stands around them. */
const lyingBar = { each: 20, around: 110 }
const usualHeight = 420

/** The categories of x in the order in which they are drawn, the rarest of too many together in one. */
export function orderedKeys(data: ChartData, rows: Int32Array, isSplit = data.spec.facet !== undefined): Keys {
  const { spec } = data
  const column = data.field('x')
  if (column === null) throw new Error('A chart without x.')
  const isBar = spec.type === 'bar'
  const keys = keysOf(column, spec, isBar ? isDates(column) : spec.type === 'line' || spec.type === 'area')
  if (keys.places !== null) return keys
  const measure = measureOf(data)
  const values = aggregate(measure.kind, keys.codes, keys.names.length, measure.column, rows)
  const most = spec.limit ?? (isSplit ? Math.min(mostInPanel, mostOf(spec)) : mostOf(spec))
  const order = largestFirst(values)
  const isWords = column.kind === 'categorical'
  const kept = keys.names.length > most ? order.slice(0, most) : order
  const bySize = isWords ? (spec.type === 'line' || spec.type === 'area' ? 'name' : 'descending') : 'name'
  return keepKeys(keys, sorted(kept, spec.sort ?? bySize))
}

function mostOf({ type, color, stacked }: ChartSpec): number {
  if (type === 'pie') return mostShares
  if (type === 'treemap') return color === undefined ? mostRectangles.alone : mostRectangles.grouped
  if (type === 'pareto') return mostBarsOfPareto
  if (type === 'bar') return color === undefined || stacked === true ? mostBars : mostGroups
  return mostPlaces
}

function sorted(kept: readonly number[], sort: NonNullable<ChartSpec['sort']>): number[] {
  if (sort === 'name') return [...kept].sort((a, b) => a - b)
  return sort === 'ascending' ? [...kept].reverse() : [...kept]
}

/** Bars, lines and areas: one number per category, value or stretch of time, for each colour. */
export function measuredPanel(scene: Scene): DrawPanel {
  const { data, color } = scene
  const { spec } = data
  const measure = measureOf(data)
  const keys = withoutDwarfing(scene, orderedKeys(data, scene.rows), measure)
  const nColors = color.names.length
  const codes = crossed(keys.codes, color.codes, nColors)
  const isWide = longestName(keys.names) > longName || (keys.names.length > manyNames && !scene.isSplit)
  const isFlipped = spec.type === 'bar' && keys.places === null && isWide
  const hidden = dwarfingGroup(scene, codes, keys.names.length, measure)
  const xTitle = literal(spec.x ?? '')
  const keyAxis = keys.places === null ? barAxis(keys.names) : keys.isDate ? dateAxis(keys.places) : {}
  const height = lyingBar.around + lyingBar.each * keys.names.length * (spec.stacked === true ? 1 : Math.sqrt(nColors))
  const valueAxis = measureAxis(measure, spec.type === 'line' && data.isOnLog('y'))
  const isSaid = keys.names.length * nColors <= mostSaid
  return (rows, isFirst) => {
    const values = aggregate(measure.kind, codes, keys.names.length * nColors, measure.column, rows)
    // Nothing was sold on days without rows; but no mean, smallest or largest is known of them.
    const empty = keys.isDate && measure.kind === 'sum' ? 0 : null
    const isStacked = spec.type === 'area' && (spec.stacked ?? scene.hasColor) && !values.some((value) => value < 0)
    if (isFirst && spec.type === 'area' && scene.hasColor && spec.stacked !== false && !isStacked)
      scene.notes.push(text('charts.notStacked'))
    const groups = Array.from({ length: nColors }, (_, group) => group).filter((group) => group !== hidden)
    const traces = groups.map((group) => {
      const own = Array.from({ length: keys.names.length }, (_, key) => values[key * nColors + group] as number)
      return measuredTrace(
        scene,
        keys,
        own.map((value) => (Number.isFinite(value) ? value : empty)),
        group,
        { isFirst, isFlipped, isStacked, unit: isSaid ? measure.unit : null },
      )
    })
    const along = titled(xTitle, keyAxis)
    const behind = groups.map((group): Behind => {
      const own = Int32Array.from(keys.names, (_, key) => key * nColors + group)
      return { codes, rows, groups: own, measure }
    })
    return isFlipped
      ? {
          traces,
          behind,
          xaxis: valueAxis,
          yaxis: { ...along, ...wordAxis(keys.names, allWords), range: [keys.names.length - 0.5, -0.5] },
          height: Math.max(height, usualHeight),
          ...barLayout(spec),
        }
      : { traces, behind, xaxis: along, yaxis: valueAxis, ...barLayout(spec) }
  }
}

function barLayout({ type, stacked }: ChartSpec): Pick<Panel, 'layout'> {
  return type === 'bar' ? { layout: { barmode: stacked === true ? 'relative' : 'group' } } : {}
}

interface Looks {
  isFirst: boolean
  isFlipped: boolean
  isStacked: boolean
  /** What the values are read in; null where there are too many to say each in words. */
  unit: Unit | null
}

/** Without the bar of all others where it would dwarf the largest single one; that is said. A limit that somebody set stays. */
function withoutDwarfing({ data, rows, notes }: Scene, keys: Keys, measure: Measure): Keys {
  const { spec } = data
  if (spec.type !== 'bar' || spec.limit !== undefined || keys.others < 0 || !isAdded(measure)) return keys
  const values = aggregate(measure.kind, keys.codes, keys.names.length, measure.column, rows)
  const all = values[keys.others] as number
  const largest = values.reduce((most, value, key) => (key === keys.others ? most : Math.max(most, value)), 0)
  if (!(all > dwarfing * largest)) return keys
  const others = keys.names[keys.others] as Text
  notes.push(text('charts.othersLeftOut', { bars: keys.others, others, value: quantity(all, measure.unit) }))
  const codes = keys.codes.map((code) => (code === keys.others ? -1 : code))
  return { ...keys, codes, names: keys.names.slice(0, keys.others), others: -1 }
}

const isAdded = ({ kind }: Measure) => kind === 'count' || kind === 'sum'

/** The group of all others, where its line or bars would dwarf those of every single one; −1 elsewhere. */
function dwarfingGroup(
  { data, color, rows, notes }: Scene,
  codes: Int32Array,
  nKeys: number,
  measure: Measure,
): number {
  const { type, stacked } = data.spec
  const standsAlone = type === 'line' || (type === 'bar' && stacked !== true)
  if (!standsAlone || color.others < 0 || !isAdded(measure)) return -1
  const nColors = color.names.length
  const values = aggregate(measure.kind, codes, nKeys * nColors, measure.column, rows)
  const largest = [0, 0] as [number, number]
  for (const [code, value] of values.entries()) {
    const isOthers = Number(code % nColors === color.others) as 0 | 1
    if (value > largest[isOthers]) largest[isOthers] = value
  }
  if (!(largest[1] > dwarfing * largest[0])) return -1
  const column = literal(data.spec.color ?? '')
  notes.push(text('charts.groupsLeftOut', { groups: color.others, column, others: color.names[color.others] as Text }))
  return color.others
}

function measuredTrace(
  scene: Scene,
  keys: Keys,
  values: readonly (number | null)[],
  group: number,
  { isFirst, isFlipped, isStacked, unit }: Looks,
): FigureTrace {
  const { spec } = scene.data
  const { color, trace } = groupStyle(scene, group, isFirst)
  // Every key has its place, with a bar or without: bars are as wide as the space between two places.
  const places = values.map((_, key) => (keys.places === null ? key : (keys.places[key] as number)))
  const customdata = keys.names.map((name, key) => ({
    $text: unit === null ? name : text('charts.hover', { name, value: quantity(values[key] as number | null, unit) }),
  }))
  const value = unit === null ? `<br>%{${isFlipped ? 'x' : 'y'}:,}` : ''
  const said = {
    ...trace,
    customdata,
    hovertemplate: `%{customdata}${value}${scene.hasColor ? '' : '<extra></extra>'}`,
  }
  if (spec.type === 'bar') {
    const ends = isFlipped ? { x: values, y: places, orientation: 'h' } : { x: places, y: values }
    return { type: 'bar', ...said, ...ends, marker: { color: { $color: color } } }
  }
  const drawn = { x: places, y: values, mode: places.length > 60 ? 'lines' : 'lines+markers' }
  const line = { color: { $color: color }, width: 2 }
  if (spec.type === 'line') return { type: 'scatter', ...said, ...drawn, line, marker: { color: { $color: color } } }
  const fill = {
    fillcolor: { $color: `${color}@${isStacked ? 0.35 : 0.15}` },
    line,
    marker: { color: { $color: color } },
  }
  return { type: 'scatter', ...said, ...drawn, ...fill, ...(isStacked ? { stackgroup: 'one' } : { fill: 'tozeroy' }) }
}
