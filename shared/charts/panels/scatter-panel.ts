import type { FigureTrace } from '../../contract/result-elements'
import { literal } from '../../contract/text'
import type { NumericColumn } from '../../dataset/column'
import { NO_LABEL } from '../../dataset/column'
import { trendLine } from '../trend-line'
import { colorBar, columnAxis, type DrawPanel, groupStyle, type Scene } from './panel'

const smallest = 4
const largest = 28

/** Keeps a long array beside the traces, and answers the reference to it. */
export function keeper({ long }: Scene, panel: number) {
  return (name: string, values: Float64Array | Int32Array) => {
    long[`${name}${panel}`] = values
    return { $result: `${name}${panel}` }
  }
}

/** A mark for each row, in the colour of its group or by its value. @param places coordinates of all rows */
export function pointTrace(
  scene: Scene,
  rows: Int32Array,
  places: { x: Float64Array; y: Float64Array },
  keep: ReturnType<typeof keeper>,
  isFirst: boolean,
): FigureTrace {
  const { data } = scene
  const shade = scene.hasColor ? null : data.field('color')
  const sizes = data.spec.size === undefined ? null : markerSizes(data.numbers('size'))
  // As long as the data, so that the place of a point is its row; rows of other panels have no coordinates.
  const isHere = new Uint8Array(data.nRows)
  for (const row of rows) isHere[row] = 1
  const pick = (values: Float64Array) => values.map((value, row) => (isHere[row] === 1 ? value : Number.NaN))
  const groups = Int32Array.from(isHere, (_, row) => labelOf(scene, row))
  const byValue =
    shade?.kind === 'numeric' ? { color: keep('shade', pick(shade.values)), ...scale(data.spec.color) } : {}
  return {
    type: 'scattergl',
    mode: 'markers',
    x: keep('x', pick(places.x)),
    y: keep('y', pick(places.y)),
    $rows: true,
    ...(scene.hasColor ? { $groupBy: keep('group', groups), showlegend: isFirst } : { showlegend: false }),
    ...(data.spec.hull === true ? { $hull: true } : {}),
    marker: {
      size: 6,
      ...(scene.hasColor || shade ? {} : { color: { $color: 'accent' } }),
      ...byValue,
      ...(sizes
        ? { size: keep('size', pick(sizes)), opacity: 0.55, line: { width: 0.5, color: { $color: 'background' } } }
        : {}),
    },
    hovertemplate: '%{x}<br>%{y}<extra></extra>',
  }
}

/** Points of x and y; a column of numbers colours by value, any other by group. */
export function scatterPanel(scene: Scene): DrawPanel {
  const { data } = scene
  const x = data.numbers('x').values
  const y = data.numbers('y').values
  let panel = 0
  return (rows, isFirst) => {
    panel += 1
    const drawn = rows.filter((row) => Number.isFinite(x[row]) && Number.isFinite(y[row]))
    const trace = pointTrace(scene, drawn, { x, y }, keeper(scene, panel), isFirst)
    const trends = data.spec.trend === true ? trendTraces(scene, drawn, x, y) : []
    return { traces: [trace, ...trends], xaxis: columnAxis(data, 'x'), yaxis: columnAxis(data, 'y') }
  }
}

function labelOf({ color }: Scene, row: number): number {
  const code = color.codes[row] as number
  if (code < 0) return NO_LABEL
  return code === color.others ? -1 : code
}

function scale(name: string | undefined) {
  return {
    colorscale: [
      [0, { $color: 'sequential-20' }],
      [1, { $color: 'sequential-high' }],
    ],
    showscale: true,
    colorbar: colorBar(literal(name ?? '')),
  }
}

/** Diameters of marks whose areas grow with the value; a missing or negative value is drawn smallest. */
function markerSizes({ values }: NumericColumn): Float64Array {
  const most = values.reduce((a, b) => (b > a ? b : a), 0)
  return values.map((value) =>
    value > 0 && most > 0 ? Math.max(smallest, largest * Math.sqrt(value / most)) : smallest,
  )
}

/** A straight line for each group, from its first x to its last. */
function trendTraces(scene: Scene, rows: Int32Array, x: Float64Array, y: Float64Array): FigureTrace[] {
  const [toX, backX] = straight(scene.data.isOnLog('x'))
  const [toY, backY] = straight(scene.data.isOnLog('y'))
  return scene.color.names.flatMap((_, group): FigureTrace[] => {
    const isHere = (row: number) => Number.isFinite(toX(x[row] as number)) && Number.isFinite(toY(y[row] as number))
    const own = rows.filter((row) => (scene.color.codes[row] as number) === group && isHere(row))
    const xs = Float64Array.from(own, (row) => toX(x[row] as number))
    const line = trendLine(
      xs,
      Float64Array.from(own, (row) => toY(y[row] as number)),
    )
    if (line === null) return []
    const ends = [xs.reduce((a, b) => Math.min(a, b)), xs.reduce((a, b) => Math.max(a, b))]
    const { color, trace } = groupStyle(scene, group, false)
    const heights = ends.map((end) => backY(line.intercept + line.slope * end))
    const style = { color: { $color: scene.hasColor ? color : 'ink' }, width: 2, dash: 'dash' }
    return [
      { type: 'scatter', mode: 'lines', ...trace, x: ends.map(backX), y: heights, line: style, hoverinfo: 'skip' },
    ]
  })
}

/** To the scale on which a line is drawn straight, and back. */
function straight(isLog: boolean): [(value: number) => number, (value: number) => number] {
  return isLog ? [Math.log10, (value) => 10 ** value] : [(value) => value, (value) => value]
}
