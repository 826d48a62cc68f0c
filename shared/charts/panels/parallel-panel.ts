import type { FigureTrace } from '../../contract/result-elements'
import { literal, quantity, type Text, text } from '../../contract/text'
import type { NumericColumn } from '../../dataset/column'
import { groupColor } from '../../figures/overlays'
import { createRandom } from '../../math/random'
import { niceTicks, shortNumber } from '../axis-ticks'
import type { ChartData } from '../chart-fields'
import { type DrawPanel, groupKeys, groupName, type Scene, shortened, shortTitle } from './panel'
import { valueClasses } from './value-classes'

/** Lines beyond these cannot be told apart. */
const mostLines = 2000
const nTicks = 5
const longestName = 20
/** From here on lines are thin and see-through. */
const manyLines = 200
const nLayers = 6

/** A column stood upright: its lowest value at 0, its highest at 1. */
interface Upright {
  name: string
  heightOf(row: number): number
  ticks: { at: number; name: Text }[]
}

/** Lines that are drawn alike. */
interface Strand {
  name: Text | null
  color: string
  rows: Int32Array
}

/** A line for each row over several columns; rows without one of the values are left out, and counted. */
export function parallelPanel(scene: Scene): DrawPanel {
  const { data } = scene
  const columns = data.compared()
  return (rows) => {
    const complete = rows.filter((row) => columns.every(({ values }) => Number.isFinite(values[row])))
    const drawn = complete.length > mostLines ? sample(complete) : complete
    sayWhatIsLeftOut(scene, rows.length, complete.length, drawn.length)
    const axes = columns.map((column) => upright(data, column, drawn))
    const strands = strandsOf(scene, drawn)
    scene.marks = drawn.length
    const drawnLines = mixed(strands, drawn.length).map((strand) => lines(strand, axes, drawn.length))
    const traces = drawn.length === 0 ? [] : [...drawnLines, rails(axes), ...strands.flatMap(legendEntry)]
    const by = data.spec.color
    const legend =
      by === undefined ? {} : { legend: { title: { text: { $text: shortTitle(literal(by)) }, side: 'top' } } }
    return {
      traces,
      xaxis: {
        tickvals: axes.map((_, i) => i),
        ticktext: axes.map(({ name }) => ({ $text: shortened(literal(name), longestName) })),
        range: [-0.35, axes.length - 0.75],
        showline: false,
        ticks: '',
      },
      yaxis: { visible: false, range: [-0.04, 1.04] },
      layout: { ...legend, annotations: axes.flatMap(tickWords) },
    }
  }
}

function sayWhatIsLeftOut({ notes }: Scene, nRows: number, nComplete: number, nDrawn: number): void {
  const count = (value: number) => quantity(value, 'count')
  if (nComplete < nRows && nComplete > 0) notes.push(text('charts.parallel.incomplete', { rows: nRows - nComplete }))
  if (nDrawn < nComplete) notes.push(text('charts.parallel.sampled', { lines: count(nDrawn), rows: count(nComplete) }))
}

function upright(data: ChartData, { name, measureType, values }: NumericColumn, rows: Int32Array): Upright {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const row of rows) {
    low = Math.min(low, values[row] as number)
    high = Math.max(high, values[row] as number)
  }
  const range = high - low
  const at = (value: number) => (range > 0 ? (value - low) / range : 0.5)
  const isTime = measureType === 'time'
  const even = Array.from({ length: nTicks }, (_, i) => low + (range * i) / (nTicks - 1))
  const places = range > 0 ? (isTime ? even : niceTicks(low, high, nTicks)) : [low]
  const said = (value: number) =>
    isTime ? text('charts.dates.day', { date: quantity(value, 'date') }) : shortNumber(value, data.unitOfColumn(name))
  const ticks = places
    .filter((value) => value >= low && value <= high)
    .map((value) => ({ at: at(value), name: said(value) }))
  return { name, heightOf: (row) => at(values[row] as number), ticks }
}

/** Rows by their group, or by classes of a value from the palest to the strongest. */
function strandsOf(scene: Scene, rows: Int32Array): Strand[] {
  const by = scene.data.field('color')
  if (by === null) return [{ name: null, color: 'accent', rows }]
  if (by.kind === 'numeric') {
    const known = Array.from(rows, (row) => by.values[row] as number).filter(Number.isFinite)
    const classes = valueClasses(known).map(({ name, color, holds }) => ({
      name,
      color,
      rows: rows.filter((row) => holds(by.values[row] as number)),
    }))
    const missing = rows.filter((row) => !Number.isFinite(by.values[row]))
    const without = missing.length > 0 ? [{ name: text('charts.missing'), color: groupColor(-1), rows: missing }] : []
    return [...without, ...classes.filter((strand) => strand.rows.length > 0)]
  }
  const { codes, names, others } = groupKeys(scene.data, 'color', scene.rows)
  const strands = names.map((name, group) => ({
    name: groupName(name),
    color: groupColor(group === others ? -1 : group),
    rows: rows.filter((row) => codes[row] === group),
  }))
  // All others first, below the groups that have a colour.
  const order = others >= 0 ? [...strands.slice(others), ...strands.slice(0, others)] : strands
  return order.filter((strand) => strand.rows.length > 0)
}

/** Many lines in several layers, so that the last group does not lie over all others. */
function mixed(strands: readonly Strand[], nLines: number): Strand[] {
  const layers = nLines > manyLines ? nLayers : 1
  return Array.from({ length: layers }, (_, layer) =>
    strands.map((strand) => ({ ...strand, rows: strand.rows.filter((_row, i) => i % layers === layer) })),
  )
    .flat()
    .filter(({ rows }) => rows.length > 0)
}

function legendEntry({ name, color }: Strand): FigureTrace[] {
  if (name === null) return []
  const line = { color: { $color: color }, width: 3 }
  return [{ type: 'scatter', mode: 'lines', x: [null], y: [null], name: { $text: name }, legendgroup: color, line }]
}

function lines({ color, rows }: Strand, axes: readonly Upright[], nAll: number): FigureTrace {
  const [x, y] = [[] as (number | null)[], [] as (number | null)[]]
  for (const row of rows) {
    for (const [i, axis] of axes.entries()) {
      x.push(i)
      y.push(axis.heightOf(row))
    }
    x.push(null)
    y.push(null)
  }
  const isMany = nAll > manyLines
  return {
    type: 'scatter',
    mode: 'lines',
    $whole: true,
    x,
    y,
    legendgroup: color,
    showlegend: false,
    line: { color: { $color: `${color}@${isMany ? 0.45 : 0.8}` }, width: isMany ? 1 : 1.5 },
    hoverinfo: 'skip',
  }
}

/** The upright axes, above the lines. */
function rails(axes: readonly Upright[]): FigureTrace {
  return {
    type: 'scatter',
    mode: 'lines',
    $whole: true,
    x: axes.flatMap((_, i) => [i, i, null]),
    y: axes.flatMap(() => [0, 1, null]),
    line: { color: { $color: 'axis' }, width: 1 },
    hoverinfo: 'skip',
    showlegend: false,
  }
}

/** Numbers beside an upright axis, on a ground on which they can be read. */
function tickWords({ ticks }: Upright, i: number): Record<string, unknown>[] {
  return ticks.map(({ at, name }) => ({
    x: i,
    y: at,
    text: { $text: name },
    showarrow: false,
    xanchor: 'right',
    xshift: -4,
    font: { size: 11, color: { $color: 'text' } },
    bgcolor: { $color: 'background@0.7' },
    borderpad: 1,
  }))
}

/** One row of each of equally long stretches, always the same. */
function sample(rows: Int32Array): Int32Array {
  const random = createRandom(rows.length, 0)
  const stretch = rows.length / mostLines
  return Int32Array.from(
    { length: mostLines },
    (_, k) => rows[Math.min(rows.length - 1, Math.floor((k + random.next()) * stretch))] as number,
  )
}
