import type { FigureTrace } from '../../contract/result-elements'
import { literal, text } from '../../contract/text'
import { aggregate, crossed, valuesByGroup } from '../aggregate'
import { niceTicks } from '../axis-ticks'
import type { Behind } from '../behind'
import { boxSummary } from '../box-summary'
import { isDates } from '../chart-fields'
import { binEdges, binOf, keepKeys, keysOf, largestFirst, oneKey } from '../chart-keys'
import { densityCurve } from '../density-curve'
import type { Measure } from '../measure'
import { barAxis, columnAxis, type DrawPanel, groupStyle, type Scene, titled } from './panel'

const mostBoxes = 30
const countedRows: Measure = { kind: 'count', column: null, title: text('charts.rows'), unit: 'count' }

/** How many rows lie in each bin of x. */
export function histogramPanel(scene: Scene): DrawPanel {
  const { data, color } = scene
  const { values } = data.numbers('x')
  const edges = binEdges(values, data.spec.bins, isDates(data.field('x')))
  const nBins = Math.max(0, edges.length - 1)
  const nColors = color.names.length
  const bins = Int32Array.from(values, (value) => binOf(value, edges))
  const codes = crossed(bins, color.codes, nColors)
  const middles = Array.from({ length: nBins }, (_, i) => ((edges[i] as number) + (edges[i + 1] as number)) / 2)
  const widths = middles.map((_, i) => (edges[i + 1] as number) - (edges[i] as number))
  const format = columnAxis(data, 'x')['type'] === 'date' ? '' : ':,'
  return (rows, isFirst) => {
    const counts = aggregate('count', codes, nBins * nColors, null, rows)
    const traces = Array.from({ length: nColors }, (_, group): FigureTrace => {
      const style = groupStyle(scene, group, isFirst)
      return {
        type: 'bar',
        ...style.trace,
        x: middles,
        y: middles.map((_, bin) => counts[bin * nColors + group] as number),
        width: widths,
        marker: { color: { $color: style.color }, line: { width: 0.5, color: { $color: 'background' } } },
        hovertemplate: `%{x${format}}<br>%{y:,}${scene.hasColor ? '' : '<extra></extra>'}`,
      }
    })
    const behind = traces.map((_, group): Behind => {
      const groups = Int32Array.from(middles, (_middle, bin) => bin * nColors + group)
      return { codes, rows, groups, measure: countedRows }
    })
    const yaxis = titled(text('charts.rows'), { rangemode: 'tozero', $unit: 'count' })
    return {
      traces,
      behind,
      xaxis: { ...columnAxis(data, 'x'), ...binTicks(edges, values) },
      yaxis,
      layout: { barmode: 'stack', bargap: 0 },
    }
  }
}

/** Room beside a single value, and ticks at round numbers: the drawing library would set them below the middles of bins. */
function binTicks(edges: readonly number[], values: Float64Array): Record<string, unknown> {
  const [low, high] = [edges[0], edges.at(-1)]
  const only = values.find(Number.isFinite)
  if (low === undefined || high === undefined || only === undefined) return {}
  if (edges.length === 2 && values.every((value) => value === only || !Number.isFinite(value)))
    return { range: [low - 1, high + 1], tickvals: [only] }
  return { tickvals: niceTicks(low, high, 8) }
}

/** A smooth curve of how the values of x are spread. */
export function densityPanel(scene: Scene): DrawPanel {
  const { data, color } = scene
  const { values } = data.numbers('x')
  return (rows, isFirst) => {
    const groups = valuesByGroup(color.codes, color.names.length, values, rows)
    const traces = groups.flatMap((some, group): FigureTrace[] => {
      const curve = densityCurve(some)
      if (curve === null) return []
      const { color: own, trace } = groupStyle(scene, group, isFirst)
      const line = { color: { $color: own }, width: 2 }
      const fill = { fill: 'tozeroy', fillcolor: { $color: `${own}@0.15` } }
      return [{ type: 'scatter', mode: 'lines', ...trace, x: curve.x, y: curve.y, line, ...fill }]
    })
    const yaxis = titled(text('charts.density'), { rangemode: 'tozero' })
    return { traces, xaxis: columnAxis(data, 'x'), yaxis }
  }
}

/** Categories of x, or all rows in one; the rarest of too many together. */
function boxKeys({ data, rows }: Scene) {
  const column = data.field('x')
  if (column === null) return oneKey(data.nRows)
  const keys = keysOf(column, data.spec, false)
  const words = { ...keys, places: null }
  const most = data.spec.limit ?? mostBoxes
  if (keys.names.length <= most) return words
  const counts = aggregate('count', keys.codes, keys.names.length, null, rows)
  return keepKeys(
    words,
    largestFirst(counts)
      .slice(0, most)
      .sort((a, b) => a - b),
  )
}

/** Boxes or violins of y, one for each category of x and colour, side by side. */
export function boxPanel(scene: Scene): DrawPanel {
  const { data, color } = scene
  const { values } = data.numbers('y')
  const keys = boxKeys(scene)
  const nColors = color.names.length
  const codes = crossed(keys.codes, color.codes, nColors)
  const room = 0.8 / nColors
  return (rows, isFirst) => {
    const groups = valuesByGroup(codes, keys.names.length * nColors, values, rows)
    const traces = Array.from({ length: nColors }, (_, group) => {
      const parts = keys.names.map((name, key) => ({
        name: literal('literal' in name ? name.literal : ''),
        place: key + (group - (nColors - 1) / 2) * room,
        sorted: groups[key * nColors + group] as Float64Array,
      }))
      const style = groupStyle(scene, group, isFirst)
      return data.spec.type === 'box' ? boxTraces(parts, room, style) : violinTraces(parts, room, style)
    })
    const xaxis =
      data.spec.x === undefined
        ? { visible: false, range: [-0.6, 0.6] }
        : titled(literal(data.spec.x), barAxis(keys.names))
    return { traces: traces.flat(), xaxis, yaxis: columnAxis(data, 'y') }
  }
}

interface Part {
  place: number
  sorted: Float64Array
}
type Style = ReturnType<typeof groupStyle>

function boxTraces(parts: readonly Part[], room: number, { color, trace }: Style): FigureTrace[] {
  const boxes = parts.flatMap(({ place, sorted }) => {
    const summary = boxSummary(sorted)
    return summary ? [{ place, ...summary }] : []
  })
  if (boxes.length === 0) return []
  return [
    {
      type: 'box',
      ...trace,
      x: boxes.map(({ place }) => place),
      q1: boxes.map(({ q1 }) => q1),
      median: boxes.map(({ median }) => median),
      q3: boxes.map(({ q3 }) => q3),
      lowerfence: boxes.map(({ lowerFence }) => lowerFence),
      upperfence: boxes.map(({ upperFence }) => upperFence),
      width: room * 0.8,
      line: { color: { $color: color }, width: 1.5 },
      fillcolor: { $color: `${color}@0.2` },
    },
    {
      type: 'scatter',
      mode: 'markers',
      ...trace,
      showlegend: false,
      x: boxes.flatMap(({ place, outliers }) => Array.from(outliers, () => place)),
      y: boxes.flatMap(({ outliers }) => [...outliers]),
      marker: { color: { $color: color }, size: 4, opacity: 0.6 },
    },
  ]
}

/** A curve without its tails: no shape where there is no value. */
function within({ x, y }: { x: Float64Array; y: Float64Array }, sorted: Float64Array) {
  const isInside = (_: number, i: number) =>
    (x[i] as number) >= (sorted[0] as number) && (x[i] as number) <= (sorted.at(-1) as number)
  return { x: x.filter(isInside), y: y.filter(isInside) }
}

function violinTraces(parts: readonly Part[], room: number, { color, trace }: Style): FigureTrace[] {
  const shapes = parts.flatMap(({ place, sorted }) => {
    const curve = densityCurve(sorted)
    return curve ? [{ place, ...within(curve, sorted) }] : []
  })
  const middles = parts.flatMap(({ place, sorted }) => {
    const summary = boxSummary(sorted)
    return summary ? [{ place, median: summary.median }] : []
  })
  const outline = shapes.flatMap(({ place, x, y }, i) => {
    const most = y.reduce((a, b) => Math.max(a, b), 0)
    const at = (side: number) => (density: number) => place + (side * density * room * 0.45) / most
    const left = Array.from(y, at(-1))
    const right = Array.from(y, at(1)).reverse()
    const values = [...x, ...[...x].reverse()]
    const ring = [...left, ...right].map((where, k): [number | null, number | null] => [where, values[k] as number])
    return i === 0 ? ring : [[null, null] as [null, null], ...ring]
  })
  const line = { color: { $color: color }, width: 1.2 }
  const shape = { fill: 'toself', fillcolor: { $color: `${color}@0.25` }, hoverinfo: 'skip' }
  return [
    {
      type: 'scatter',
      mode: 'lines',
      ...trace,
      x: outline.map(([x]) => x),
      y: outline.map(([, y]) => y),
      line,
      ...shape,
    },
    {
      type: 'scatter',
      mode: 'markers',
      ...trace,
      showlegend: false,
      x: middles.map(({ place }) => place),
      y: middles.map(({ median }) => median),
      marker: { color: { $color: color }, size: 8, symbol: 'line-ew-open', line: { width: 2 } },
    },
  ]
}
