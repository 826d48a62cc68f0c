import type { FigureTrace } from '../../contract/result-elements'
import { literal, text } from '../../contract/text'
import { aggregate, crossed } from '../aggregate'
import { type ChartData, isDates } from '../chart-fields'
import { type Keys, keepKeys, keysOf, largestFirst } from '../chart-keys'
import type { ChartSpec } from '../chart-spec'
import {
  allWords,
  barAxis,
  type DrawPanel,
  dateAxis,
  groupStyle,
  longestName,
  measureOf,
  type Panel,
  type Scene,
  titled,
  wordAxis,
} from './panel'

const mostBars = 30
/** As many as there are colours. */
const mostShares = 9
const mostPlaces = 60
const mostBarsOfPareto = 200
/** Rectangles that can be told apart: in all, and inside each group. */
const mostRectangles = { alone: 60, grouped: 20 }
const longName = 16
/** Pixels that a bar needs when bars lie, and all that stands around them. */
const lyingBar = { each: 20, around: 110 }

/** The categories of x in the order in which they are drawn, the rarest of too many together in one. */
export function orderedKeys(data: ChartData, rows: Int32Array): Keys {
  const { spec } = data
  const column = data.field('x')
  if (column === null) throw new Error('A chart without x.')
  const isBar = spec.type === 'bar'
  const keys = keysOf(column, spec, isBar ? isDates(column) : spec.type === 'line' || spec.type === 'area')
  if (keys.places !== null) return keys
  const measure = measureOf(data)
  const values = aggregate(measure.kind, keys.codes, keys.names.length, measure.column, rows)
  const most = spec.limit ?? mostOf(spec)
  const order = largestFirst(values)
  const isWords = column.kind === 'categorical'
  const kept = keys.names.length > most ? order.slice(0, most) : order
  const bySize = isWords ? (spec.type === 'line' || spec.type === 'area' ? 'name' : 'descending') : 'name'
  return keepKeys(keys, sorted(kept, spec.sort ?? bySize))
}

function mostOf({ type, color }: ChartSpec): number {
  if (type === 'pie') return mostShares
  if (type === 'treemap') return color === undefined ? mostRectangles.alone : mostRectangles.grouped
  if (type === 'pareto') return mostBarsOfPareto
  return type === 'bar' ? mostBars : mostPlaces
}

function sorted(kept: readonly number[], sort: NonNullable<ChartSpec['sort']>): number[] {
  if (sort === 'name') return [...kept].sort((a, b) => a - b)
  return sort === 'ascending' ? [...kept].reverse() : [...kept]
}

/** Bars, lines and areas: one number per category, value or stretch of time, for each colour. */
export function measuredPanel(scene: Scene): DrawPanel {
  const { data, color } = scene
  const { spec } = data
  const keys = orderedKeys(data, scene.rows)
  const measure = measureOf(data)
  const nColors = color.names.length
  const codes = crossed(keys.codes, color.codes, nColors)
  const isFlipped = spec.type === 'bar' && keys.places === null && longestName(keys.names) > longName
  const xTitle = literal(spec.x ?? '')
  const keyAxis = keys.places === null ? barAxis(keys.names) : keys.isDate ? dateAxis(keys.places) : {}
  const height = lyingBar.around + lyingBar.each * keys.names.length * (spec.stacked === true ? 1 : Math.sqrt(nColors))
  const valueAxis = titled(
    measure.title,
    measure.kind === 'count' || measure.kind === 'sum' ? { rangemode: 'tozero' } : {},
  )
  return (rows, isFirst) => {
    const values = aggregate(measure.kind, codes, keys.names.length * nColors, measure.column, rows)
    // Nothing was sold on days without rows; but no mean, smallest or largest is known of them.
    const empty = keys.isDate && measure.kind === 'sum' ? 0 : null
    const isStacked = spec.type === 'area' && (spec.stacked ?? scene.hasColor) && !values.some((value) => value < 0)
    if (isFirst && spec.type === 'area' && scene.hasColor && spec.stacked !== false && !isStacked)
      scene.notes.push(text('charts.notStacked'))
    const traces = Array.from({ length: nColors }, (_, group) => {
      const own = Array.from({ length: keys.names.length }, (_, key) => values[key * nColors + group] as number)
      return measuredTrace(
        scene,
        keys,
        own.map((value) => (Number.isFinite(value) ? value : empty)),
        group,
        { isFirst, isFlipped, isStacked },
      )
    })
    const along = titled(xTitle, keyAxis)
    return isFlipped
      ? {
          traces,
          xaxis: valueAxis,
          yaxis: { ...along, ...wordAxis(keys.names, allWords), range: [keys.names.length - 0.5, -0.5] },
          height,
          ...barLayout(spec),
        }
      : { traces, xaxis: along, yaxis: valueAxis, ...barLayout(spec) }
  }
}

function barLayout({ type, stacked }: ChartSpec): Pick<Panel, 'layout'> {
  return type === 'bar' ? { layout: { barmode: stacked === true ? 'relative' : 'group' } } : {}
}

function measuredTrace(
  scene: Scene,
  keys: Keys,
  values: readonly (number | null)[],
  group: number,
  { isFirst, isFlipped, isStacked }: { isFirst: boolean; isFlipped: boolean; isStacked: boolean },
): FigureTrace {
  const { spec } = scene.data
  const { color, trace } = groupStyle(scene, group, isFirst)
  // Every key has its place, with a bar or without: bars are as wide as the space between two places.
  const places = values.map((_, key) => (keys.places === null ? key : (keys.places[key] as number)))
  const names = keys.names.map((name) => ({ $text: name }))
  const said = {
    ...trace,
    customdata: names,
    hovertemplate: `%{customdata}<br>%{${isFlipped ? 'x' : 'y'}:,}${scene.hasColor ? '' : '<extra></extra>'}`,
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
