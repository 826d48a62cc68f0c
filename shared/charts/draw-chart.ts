import type { FigureElement } from '../contract/result-elements'
import { literal, type Text, text } from '../contract/text'
import type { Column } from '../dataset/column'
import { type FigureSources, type ResolvedFigure, resolveFigure, type Viewport } from '../figures/resolve-figure'
import type { Maps } from '../maps/region-map'
import { withTicks } from './axis-ticks'
import { type Behind, withShare } from './behind'
import { ChartData, type UnitOfColumn } from './chart-fields'
import { type Keys, oneKey } from './chart-keys'
import type { ChartSpec, ChartType } from './chart-spec'
import { chartTitle } from './chart-title'
import { findingOf } from './finding'
import { leftOutNotes, whyNothing } from './left-out'
import { captionOf, type Unplaced } from './notes'
import { calendarPanel } from './panels/calendar-panel'
import { boxPanel, densityPanel, histogramPanel } from './panels/distribution-panel'
import { correlationPanel, heatmapPanel } from './panels/grid-panel'
import { mapPanel } from './panels/map-panel'
import { measuredPanel } from './panels/measured-panel'
import { type DrawPanel, groupKeys, groupName, type LongArrays, type Panel, type Scene } from './panels/panel'
import { parallelPanel } from './panels/parallel-panel'
import { scatterPanel } from './panels/scatter-panel'
import { drawnExtent } from './panels/shared-range'
import { lorenzPanel, paretoPanel, piePanel, treemapPanel } from './panels/shares-panel'
import { behindOf, heightOf, sideBySide } from './side-by-side'

const drawers: Readonly<Record<ChartType, (scene: Scene) => DrawPanel>> = {
  line: measuredPanel,
  area: measuredPanel,
  bar: measuredPanel,
  pie: piePanel,
  histogram: histogramPanel,
  density: densityPanel,
  box: boxPanel,
  violin: boxPanel,
  scatter: scatterPanel,
  heatmap: heatmapPanel,
  correlation: correlationPanel,
  parallel: parallelPanel,
  treemap: treemapPanel,
  pareto: paretoPanel,
  lorenz: lorenzPanel,
  calendar: calendarPanel,
  map: mapPanel,
}

/** Types that colour by groups; in the others `color` is a number that is brought together or drawn as a shade. */
const colorIsValue: readonly ChartType[] = ['heatmap', 'parallel', 'correlation', 'calendar', 'pie', 'pareto', 'lorenz']
const mostFacets = 12
const usualHeight = 420

/** A chart as it is shown, with its arrays. */
export interface DrawnChart extends ResolvedFigure {
  element: FigureElement
  /** Rows that the chart was made of. */
  rows: number
  /** Bars, points, cells, slices … that are drawn. */
  marks: number
  /** Rows that a map could not place; the element's caption says it too. */
  unplaced: Unplaced | null
  /** Why nothing is drawn; null where something is. */
  nothing: Text | null
  /** Per trace its place in the plain drawing where its marks stand for rows; −1 elsewhere. */
  marksOf: number[]
  /** Per trace of the plain drawing the rows behind its marks. */
  behind: (Behind | null)[]
}

interface DrawOptions {
  /** The visible part: where few enough points are left in it, they are drawn one by one. */
  viewport?: Viewport | null | undefined
  /** What the numbers of a column are read in; plain numbers when absent. */
  unitOf?: UnitOfColumn | undefined
  /** Rows whose part of every mark that stands for rows is shown. */
  isSelected?: ((row: number) => boolean) | undefined
}

/**
 * Draws columns as a spec says: brings values together, never changes them.
 * @param columns those that `chartColumns` names, of the same rows
 * @param maps boundaries; only a chart of type `map` needs them
 * @throws chartFieldNotNumeric, chartFieldNotDate, chartPlacesUnknown
 * Cost: O(n), O(n log n) for medians, boxes and densities.
 */
export function drawChart(
  spec: ChartSpec,
  columns: readonly Column[],
  maps: Maps | null = null,
  { viewport = null, unitOf, isSelected }: DrawOptions = {},
): DrawnChart {
  const { scene, facets } = sceneOf(spec, columns, maps, unitOf)
  const { data, color } = scene
  const draw = drawers[spec.type](scene)
  const figure = facets === null ? single(draw(scene.rows, true), scene.long, viewport) : split(scene, draw, facets)
  scene.notes.push(...leftOutNotes(data))
  const element: FigureElement = {
    type: 'figure',
    id: 'chart',
    title: chartTitle(spec),
    ...captionOf([findingOf(scene) ?? [], scene.notes].flat()),
    data: figure.data,
    layout: figure.layout,
    height: figure.height,
  }
  const drawn = resolveFigure(element, sourcesOf(scene.long, color), {}, viewport)
  const marks = drawn.reduced?.marks ?? scene.marks ?? countMarks(drawn.data)
  const nothing = marks === 0 && viewport === null ? whyNothing(data) : null
  const layout = nothing ? emptyLayout(drawn.layout, nothing) : drawn.layout
  // Traces of points become several; those whose marks stand for rows stay as they are.
  const behind = drawn.data.length === figure.behind.length ? figure.behind : drawn.data.map(() => null)
  const shown = isSelected
    ? withShares(drawn, behind, isSelected)
    : { marksOf: behind.map((some, i) => (some ? i : -1)) }
  return { ...drawn, ...shown, layout, element, rows: data.nRows, marks, unplaced: scene.unplaced, nothing, behind }
}

/** The selected part of marks that stand for rows; a trace may become two. */
function withShares(
  { data, rowIds, layout }: ResolvedFigure,
  behind: readonly (Behind | null)[],
  isSelected: (row: number) => boolean,
): Pick<DrawnChart, 'data' | 'rowIds' | 'marksOf'> {
  const isStacked = ['stack', 'relative'].includes(String(layout['barmode']))
  const all = data.flatMap((trace, i) => {
    const own = behind[i]
    const traces = own ? withShare(trace, own, isSelected, isStacked) : [trace]
    return traces.map((made) => ({ made, rows: rowIds[i] ?? new Int32Array(0), of: own ? i : -1 }))
  })
  return { data: all.map(({ made }) => made), rowIds: all.map(({ rows }) => rows), marksOf: all.map(({ of }) => of) }
}

/** What the panels of a chart share, and what it is split by. */
export function sceneOf(
  spec: ChartSpec,
  columns: readonly Column[],
  maps: Maps | null,
  unitOf?: UnitOfColumn,
): { scene: Scene; facets: Keys | null } {
  const data = new ChartData(spec, columns, unitOf)
  const rows = Int32Array.from({ length: data.nRows }, (_, row) => row)
  const hasColor = spec.color !== undefined && !colorIsValue.includes(spec.type) && !isShade(data)
  const color = hasColor ? groupKeys(data, 'color', rows) : oneKey(data.nRows)
  const facets = spec.facet === undefined ? null : groupKeys(data, 'facet', rows, mostFacets)
  const scene: Scene = {
    data,
    color,
    hasColor,
    long: {},
    rows,
    isSplit: facets !== null,
    maps,
    notes: [],
    unplaced: null,
    marks: null,
  }
  return { scene, facets }
}

/** Says in the middle of a chart why there is nothing to draw, in place of axes that would count to 4 for nobody. */
function emptyLayout(layout: Record<string, unknown>, why: Text): Record<string, unknown> {
  const place = { xref: 'paper', yref: 'paper', x: 0.5, y: 0.5, xanchor: 'center', yanchor: 'middle', showarrow: false }
  const axes = ['xaxis', 'yaxis', ...Object.keys(layout).filter((key) => /^[xy]axis\d+$/.test(key))]
  const hidden = axes.map((key) => [key, { ...(layout[key] as object | undefined), visible: false }])
  const said = { ...place, text: { $text: why }, font: { size: 14, color: { $color: 'muted' } } }
  return { ...layout, ...Object.fromEntries(hidden), annotations: [said], showlegend: false }
}

function isShade(data: ChartData): boolean {
  const column = data.field('color')
  return (data.spec.type === 'scatter' || data.spec.type === 'map') && column?.kind === 'numeric'
}

function sourcesOf(long: LongArrays, { names }: Keys): FigureSources {
  return {
    result: long,
    column: (name) => {
      throw new Error(`A chart that asks for the column ${name} again.`)
    },
    segmentName: (label) => groupName(names[label < 0 ? names.length - 1 : label] ?? literal('')),
  }
}

function single(panel: Panel, long: LongArrays, viewport: Viewport | null) {
  const { traces, xaxis, yaxis, layout, height } = panel
  const panels = [{ traces, xaxis, yaxis, ...(layout ? { layout } : {}) }]
  const axes = {
    xaxis: withTicks(xaxis, viewport?.x ?? drawnExtent(panels, 'x', long)),
    yaxis: withTicks(yaxis, viewport?.y ?? drawnExtent(panels, 'y', long)),
  }
  return { data: traces, behind: behindOf(panel), layout: { ...axes, ...layout }, height: height ?? usualHeight }
}

/** A panel for each of the most frequent values; rows of the others are counted, and not drawn. */
function split(scene: Scene, draw: DrawPanel, facets: Keys) {
  const { rows, notes, data } = scene
  const isCut = facets.others >= 0
  const shown = isCut ? { ...facets, names: facets.names.slice(0, facets.others) } : facets
  if (isCut) {
    const left = rows.filter((row) => facets.codes[row] === facets.others).length
    const values = { panels: shown.names.length, column: literal(data.spec.facet ?? ''), rows: left }
    notes.push(text('charts.panelsLeftOut', values))
  }
  const panels = shown.names.map((_, facet) =>
    draw(
      rows.filter((row) => facets.codes[row] === facet),
      facet === 0,
    ),
  )
  return { ...sideBySide(panels, shown, scene.long), height: heightOf(shown) }
}

function countMarks(traces: readonly Record<string, unknown>[]): number {
  return traces.reduce((sum, trace) => sum + marksOf(trace), 0)
}

function marksOf({ type, z, x, y, values, dimensions }: Record<string, unknown>): number {
  const size = (list: unknown) => (Array.isArray(list) || ArrayBuffer.isView(list) ? (list as unknown[]).length : 0)
  const known = (list: unknown) =>
    Array.from(list as ArrayLike<unknown>, (value) => Number(value !== null)).reduce((a, b) => a + b, 0)
  if (type === 'heatmap' && Array.isArray(z)) return z.reduce((sum: number, row: unknown) => sum + known(row), 0)
  if (type === 'parcoords' && Array.isArray(dimensions)) return size((dimensions[0] as { values?: unknown })?.values)
  const isEmpty = (_: unknown, i: number) => [x, y].some((list) => Array.isArray(list) && list[i] === null)
  const drawn = Array.isArray(x) ? x.filter((value, i) => !isEmpty(value, i)).length : size(x)
  return Math.max(drawn, size(values))
}
