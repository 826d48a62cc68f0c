import type { FigureTrace } from '../../contract/result-elements'
import { literal, quantity, type Text, text } from '../../contract/text'
import { correlationMatrix } from '../../math/correlation-matrix'
import { aggregate, crossed } from '../aggregate'
import { valueTicks } from '../axis-ticks'
import type { ChartField } from '../chart-fields'
import { type Keys, keepKeys, keysOf, largestFirst } from '../chart-keys'
import type { Measure } from '../measure'
import { allWords, colorBar, type DrawPanel, measureOf, type Scene, titled, wordAxis } from './panel'

const mostCells = 40
/** Hovered words are made in advance for so many cells. */
const mostSaid = 4000
/** Pixels that a row of cells needs, and all that stands around them. */
const cell = { each: 15, around: 140 }

/** Colours of cells: from pale to strong, or from one colour over none to the other where there are values below 0. */
export function scaleOf(values: readonly (number | null)[]) {
  const hasBoth = values.some((value) => value !== null && value < 0)
  if (!hasBoth)
    return {
      colorscale: [
        // The palest cell is told from no cell.
        [0, { $color: 'sequential-14' }],
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

/** The values of a field side by side. Of too many the most frequent, and the others are said, not drawn, unless somebody asked for a number. */
function cellKeys({ data, rows, notes }: Scene, field: ChartField): Keys {
  const column = data.field(field)
  if (column === null) throw new Error(`A heatmap without ${field}.`)
  const found = keysOf(column, { ...data.spec, isCoarse: true }, false)
  const keys = { ...found, places: null }
  const most = data.spec.limit ?? mostCells
  if (found.isDate || keys.names.length <= most) return keys
  const counts = aggregate('count', keys.codes, keys.names.length, null, rows)
  const order = largestFirst(counts).slice(0, most)
  const kept = keepKeys(
    keys,
    order.sort((a, b) => a - b),
  )
  if (data.spec.limit !== undefined) return kept
  notes.push(text('charts.cellsLeftOut', { drawn: most, all: keys.names.length, column: literal(column.name) }))
  const codes = kept.codes.map((code) => (code === kept.others ? -1 : code))
  return { ...kept, codes, names: kept.names.slice(0, most), others: -1 }
}

/** What a cell says under the pointer. */
function cellText(row: Text, column: Text, value: number | null, { unit }: Measure): Text {
  return text('charts.hover', { name: text('charts.pair', { x: column, y: row }), value: quantity(value, unit) })
}

/** Ticks of the scale of colours. */
export function barTicks(values: readonly (number | null)[], { unit }: Measure): Record<string, unknown> {
  const known = values.filter((value) => value !== null)
  const { $ticksIn: _, ...ticks } = valueTicks(Math.min(...known), Math.max(...known), unit)
  return ticks
}

/** A scale is of use only where there are two different values. */
export function hasScale(values: readonly (number | null)[]): { showscale: boolean } {
  return { showscale: new Set(values.filter((value) => value !== null)).size > 1 }
}

/** A coloured cell for every pair of x and y. */
export function heatmapPanel(scene: Scene): DrawPanel {
  const { data } = scene
  const x = cellKeys(scene, 'x')
  const y = cellKeys(scene, 'y')
  const measure = measureOf(data)
  const [nX, nY] = [x.names.length, y.names.length]
  const codes = crossed(y.codes, x.codes, nX)
  const isSaid = nX * nY <= mostSaid
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
      ...(isSaid
        ? {
            text: y.names.map((row, i) =>
              x.names.map((column, j) => ({ $text: cellText(row, column, valueAt(i * nX + j), measure) })),
            ),
            hovertemplate: '%{text}<extra></extra>',
          }
        : { hovertemplate: '%{z:,}<extra></extra>' }),
      hoverongaps: false,
      colorbar: { ...colorBar(measure.title), ...barTicks(z.flat(), measure) },
    }
    const yaxis = titled(literal(data.spec.y ?? ''), {
      ...wordAxis(y.names, allWords),
      showgrid: false,
      range: [Math.max(0.5, nY - 0.5), -0.5],
    })
    const xaxis = titled(literal(data.spec.x ?? ''), wordAxis(x.names))
    return { traces: nX * nY > 0 ? [trace] : [], xaxis, yaxis, height: Math.max(420, cell.around + cell.each * nY) }
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
