import type { FigureTrace } from '../../contract/result-elements'
import { literal, text } from '../../contract/text'
import type { Column } from '../../dataset/column'
import { correlationMatrix } from '../../math/correlation-matrix'
import { aggregate, crossed } from '../aggregate'
import type { ChartData, ChartField } from '../chart-fields'
import { type Keys, keepKeys, keysOf, largestFirst } from '../chart-keys'
import { dayOf, startOf } from '../date-units'
import { allWords, type DrawPanel, measureOf, type Scene, titled, wordAxis } from './panel'

const mostCells = 40
/** Numbers with more different values than this are shown in bins. */
const mostNumbers = 30
const usualBins = 15
/** Pixels that a row of cells needs, and all that stands around them. */
const cell = { each: 15, around: 140 }
const DAY = 86_400_000
const fewestWeeks = 26

function scaleOf(values: readonly (number | null)[]) {
  const hasBoth = values.some((value) => value !== null && value < 0)
  if (!hasBoth)
    return {
      colorscale: [
        [0, { $color: 'sequential-low' }],
        [1, { $color: 'sequential-high' }],
      ],
    }
  return { ...diverging, zmid: 0 }
}

const diverging = {
  colorscale: [
    [0, { $color: 'diverging-low' }],
    [0.5, { $color: 'diverging-middle' }],
    [1, { $color: 'diverging-high' }],
  ],
}

function cellKeys(data: ChartData, field: ChartField, rows: Int32Array): Keys {
  const column = data.field(field)
  if (column === null) throw new Error(`A heatmap without ${field}.`)
  const found = keysOf(column, { ...data.spec, bins: data.spec.bins ?? binsOf(column) }, false)
  const keys = { ...found, places: null }
  const most = data.spec.limit ?? mostCells
  if (found.isDate || keys.names.length <= most) return keys
  const counts = aggregate('count', keys.codes, keys.names.length, null, rows)
  return keepKeys(
    keys,
    largestFirst(counts)
      .slice(0, most)
      .sort((a, b) => a - b),
  )
}

/** Bins for a column of many numbers; none for others. */
function binsOf(column: Column): number | undefined {
  if (column.kind !== 'numeric' || column.measureType === 'time') return undefined
  const different = new Set<number>()
  for (const value of column.values) {
    if (Number.isFinite(value)) different.add(value)
    if (different.size > mostNumbers) return usualBins
  }
  return undefined
}

/** A scale is of use only where there are two different values. */
function hasScale(values: readonly (number | null)[]): { showscale: boolean } {
  return { showscale: new Set(values.filter((value) => value !== null)).size > 1 }
}

/** A coloured cell for every pair of x and y. */
export function heatmapPanel(scene: Scene): DrawPanel {
  const { data } = scene
  const x = cellKeys(data, 'x', scene.rows)
  const y = cellKeys(data, 'y', scene.rows)
  const measure = measureOf(data)
  const [nX, nY] = [x.names.length, y.names.length]
  const codes = crossed(y.codes, x.codes, nX)
  return (rows) => {
    const values = aggregate(measure.kind, codes, nX * nY, measure.column, rows)
    const valueAt = (code: number) => (Number.isFinite(values[code]) ? (values[code] as number) : null)
    const z = y.names.map((_, row) => x.names.map((__, column) => valueAt(row * nX + column)))
    const trace: FigureTrace = {
      type: 'heatmap',
      x: x.names.map((_, i) => i),
      y: y.names.map((_, i) => i),
      z,
      ...scaleOf(z.flat()),
      ...hasScale(z.flat()),
      xgap: nX < 40 ? 1 : 0,
      ygap: nY < 40 ? 1 : 0,
      text: y.names.map((row) => x.names.map((column) => ({ $text: text('charts.pair', { x: column, y: row }) }))),
      hovertemplate: '%{text}<br>%{z:,}<extra></extra>',
      hoverongaps: false,
      colorbar: { title: { text: { $text: measure.title } } },
    }
    const yaxis = titled(literal(data.spec.y ?? ''), {
      ...wordAxis(y.names, allWords),
      showgrid: false,
      range: [Math.max(0.5, nY - 0.5), -0.5],
    })
    const xaxis = titled(literal(data.spec.x ?? ''), wordAxis(x.names))
    return { traces: nX * nY > 0 ? [trace] : [], xaxis, yaxis, height: cell.around + cell.each * nY }
  }
}

/** Pearson's correlations of every pair of columns, over the rows that have both values. */
export function correlationPanel({ data }: Scene): DrawPanel {
  const columns = data.compared()
  return (rows) => {
    const taken = columns.map(({ values }) => Float64Array.from(rows, (row) => values[row] as number))
    const steps = correlationMatrix(taken, false)
    let step = steps.next()
    while (!step.done) step = steps.next()
    const d = columns.length
    const { data: numbers } = step.value
    const names = columns.map(({ name }) => literal(name))
    const places = names.map((_, i) => i)
    const z = places.map((i) =>
      places.map((j) => (Number.isFinite(numbers[i * d + j]) ? (numbers[i * d + j] as number) : null)),
    )
    const pairs = names.map((row) => names.map((column) => ({ $text: text('charts.pair', { x: column, y: row }) })))
    const trace: FigureTrace = {
      type: 'heatmap',
      x: places,
      y: places,
      z,
      zmin: -1,
      zmax: 1,
      ...diverging,
      xgap: 1,
      ygap: 1,
      text: pairs,
      hovertemplate: '%{text}<br>%{z:.3f}<extra></extra>',
      ...(d <= 12 ? { texttemplate: '%{z:.2f}' } : {}),
    }
    return {
      traces: [trace],
      xaxis: wordAxis(names),
      yaxis: { ...wordAxis(names), showgrid: false, range: [d - 0.5, -0.5] },
    }
  }
}

/** A cell for every day: weeks from left to right, Monday to Sunday downwards. */
export function calendarPanel({ data }: Scene): DrawPanel {
  const dates = data.dates('x')
  const keys = keysOf(dates, { bins: undefined, dateUnit: 'day' }, true)
  const measure = measureOf(data)
  return (rows) => {
    const values = aggregate(measure.kind, keys.codes, keys.names.length, measure.column, rows)
    const days = Array.from(keys.places ?? [], (day, i) => ({
      day,
      value: values[i] as number,
      week: startOf(day, 'week'),
    }))
    const first = days[0]?.week ?? 0
    // Few weeks are no wider than many, and a single one has a width at all.
    const nWeeks = Math.max(fewestWeeks, Math.round(((days.at(-1)?.week ?? first) - first) / (7 * DAY)) + 1)
    const grid = () => Array.from({ length: 7 }, () => new Array<number | null>(nWeeks).fill(null))
    const z = grid()
    const said = Array.from({ length: 7 }, () => new Array<string>(nWeeks).fill(''))
    for (const { day, value, week } of days) {
      const [row, column] = [Math.round((day - week) / DAY), Math.round((week - first) / (7 * DAY))]
      ;(z[row] as (number | null)[])[column] = Number.isFinite(value) ? value : null
      ;(said[row] as string[])[column] = dayOf(day)
    }
    const trace: FigureTrace = {
      type: 'heatmap',
      x: Array.from({ length: nWeeks }, (_, i) => first + i * 7 * DAY),
      y: [0, 1, 2, 3, 4, 5, 6],
      z,
      text: said,
      ...scaleOf(z.flat()),
      ...hasScale(z.flat()),
      xgap: nWeeks > 60 ? 1 : 2,
      ygap: 2,
      hoverongaps: false,
      hovertemplate: '%{text}<br>%{z:,}<extra></extra>',
      colorbar: { title: { text: { $text: measure.title } } },
    }
    const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map((day) => text(`charts.weekday.${day}`))
    const yaxis = { ...wordAxis(weekdays), showgrid: false, range: [6.5, -0.5] }
    return { traces: days.length > 0 ? [trace] : [], xaxis: { type: 'date' }, yaxis, height: 300 }
  }
}
