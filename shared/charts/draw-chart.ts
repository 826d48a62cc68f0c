import type { FigureElement } from '../contract/result-elements'
import { literal, type Text, text } from '../contract/text'
import type { Column } from '../dataset/column'
import { type FigureSources, type ResolvedFigure, resolveFigure, type Viewport } from '../figures/resolve-figure'
import type { Maps } from '../maps/region-map'
import { ChartData } from './chart-fields'
import { type Keys, oneKey } from './chart-keys'
import type { ChartSpec, ChartType } from './chart-spec'
import { chartTitle } from './chart-title'
import { findingOf } from './finding'
import { captionOf, type Unplaced } from './notes'
import { boxPanel, densityPanel, histogramPanel } from './panels/distribution-panel'
import { calendarPanel, correlationPanel, heatmapPanel } from './panels/grid-panel'
import { mapPanel } from './panels/map-panel'
import { measuredPanel } from './panels/measured-panel'
import {
  type DrawPanel,
  groupKeys,
  groupName,
  type LongArrays,
  type Panel,
  type Scene,
  shortened,
} from './panels/panel'
import { parallelPanel } from './panels/parallel-panel'
import { scatterPanel } from './panels/scatter-panel'
import { sharedRange } from './panels/shared-range'
import { lorenzPanel, paretoPanel, piePanel, treemapPanel } from './panels/shares-panel'

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
const mostFacets = 11
const gapAcross = 0.08
/** Width of a facet's name in Latin letters. */
const longestFacet = 30
/** Pixels between two rows of panels, for the words of axes and the next panel's name. */
const gapDown = 76
const heightOf = (facets: Keys) => 420 + 220 * (Math.ceil(facets.names.length / columnsFor(facets)) - 1)

/** A chart as it is shown, with its arrays. */
export interface DrawnChart extends ResolvedFigure {
  element: FigureElement
  /** Rows that the chart was made of. */
  rows: number
  /** Bars, points, cells, slices … that are drawn. */
  marks: number
  /** Rows that a map could not place; the element's caption says it too. */
  unplaced: Unplaced | null
}

/**
 * Draws columns as a spec says: brings values together, never changes them.
 * @param columns those that `chartColumns` names, of the same rows
 * @param maps boundaries; only a chart of type `map` needs them
 * @param viewport the visible part: where few enough points are left in it, they are drawn one by one
 * @throws chartFieldNotNumeric, chartFieldNotDate, chartPlacesUnknown
 * Cost: O(n), O(n log n) for medians, boxes and densities.
 */
export function drawChart(
  spec: ChartSpec,
  columns: readonly Column[],
  maps: Maps | null = null,
  viewport: Viewport | null = null,
): DrawnChart {
  const { scene, facets } = sceneOf(spec, columns, maps)
  const { data, color, rows } = scene
  const draw = drawers[spec.type](scene)
  const figure = facets === null ? single(draw(rows, true)) : sideBySide(draw, facets, rows, scene.long)
  const element: FigureElement = {
    type: 'figure',
    id: 'chart',
    title: chartTitle(spec),
    ...captionOf([findingOf(scene) ?? [], scene.notes].flat()),
    data: figure.data,
    layout: figure.layout,
    height: facets === null ? Math.max(figure.height ?? 0, 420) : heightOf(facets),
  }
  const drawn = resolveFigure(element, sourcesOf(scene.long, color), {}, viewport)
  const marks = drawn.reduced?.marks ?? scene.marks ?? countMarks(drawn.data)
  const layout = marks === 0 ? emptyLayout(drawn.layout) : drawn.layout
  return { ...drawn, layout, element, rows: data.nRows, marks, unplaced: scene.unplaced }
}

/** What the panels of a chart share, and what it is split by. */
export function sceneOf(
  spec: ChartSpec,
  columns: readonly Column[],
  maps: Maps | null,
): { scene: Scene; facets: Keys | null } {
  const data = new ChartData(spec, columns)
  const rows = Int32Array.from({ length: data.nRows }, (_, row) => row)
  const hasColor = spec.color !== undefined && !colorIsValue.includes(spec.type) && !isShade(data)
  const color = hasColor ? groupKeys(data, 'color', rows) : oneKey(data.nRows)
  const facets = spec.facet === undefined ? null : groupKeys(data, 'facet', rows, mostFacets)
  return { scene: { data, color, hasColor, long: {}, rows, maps, notes: [], unplaced: null, marks: null }, facets }
}

/** Says in the middle of a chart that there is nothing to draw, in place of axes that would count to 4 for nobody. */
function emptyLayout(layout: Record<string, unknown>): Record<string, unknown> {
  const place = { xref: 'paper', yref: 'paper', x: 0.5, y: 0.5, xanchor: 'center', yanchor: 'middle', showarrow: false }
  const axes = ['xaxis', 'yaxis', ...Object.keys(layout).filter((key) => /^[xy]axis\d+$/.test(key))]
  const hidden = axes.map((key) => [key, { ...(layout[key] as object | undefined), visible: false }])
  const said = { ...place, text: { $text: text('charts.nothing') }, font: { size: 14, color: { $color: 'muted' } } }
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

function single({ traces, xaxis, yaxis, layout, height }: Panel) {
  return { data: traces, layout: { xaxis, yaxis, ...layout }, height }
}

const columnsFor = ({ names }: Keys) => Math.min(names.length, names.length <= 4 ? 2 : 3) || 1

/** A panel for each facet, with the same axes everywhere; titles stand at the edges only. */
function sideBySide(draw: DrawPanel, facets: Keys, rows: Int32Array, long: LongArrays) {
  const nColumns = columnsFor(facets)
  const nRows = Math.max(1, Math.ceil(facets.names.length / nColumns))
  const panels = facets.names.map((_, facet) =>
    draw(
      rows.filter((row) => facets.codes[row] === facet),
      facet === 0,
    ),
  )
  const ranges = { x: sharedRange(panels, 'x', long), y: sharedRange(panels, 'y', long) }
  const layout: Record<string, unknown> = {}
  const annotations: unknown[] = []
  for (const [facet, panel] of panels.entries()) {
    const suffix = facet === 0 ? '' : String(facet + 1)
    const across = stretch(facet % nColumns, nColumns, gapAcross)
    const down = stretch(nRows - 1 - Math.floor(facet / nColumns), nRows, gapDown / heightOf(facets))
    const isLow = facet + nColumns >= panels.length
    const isLeft = facet % nColumns === 0
    layout[`xaxis${suffix}`] = {
      nticks: 4,
      ...panel.xaxis,
      ...ranges.x,
      ...edge(isLow),
      domain: across,
      anchor: `y${suffix}`,
    }
    layout[`yaxis${suffix}`] = { ...panel.yaxis, ...ranges.y, ...edge(isLeft), domain: down, anchor: `x${suffix}` }
    const place = { x: (across[0] + across[1]) / 2, y: down[1], xref: 'paper', yref: 'paper' }
    annotations.push({
      text: { $text: shortened(facets.names[facet] as Text, longestFacet) },
      ...place,
      xanchor: 'center',
      yanchor: 'bottom',
      showarrow: false,
    })
    Object.assign(layout, panel.layout)
  }
  const data = panels.flatMap(({ traces }, facet) => {
    const suffix = facet === 0 ? '' : String(facet + 1)
    return traces.map((trace) => ({ ...trace, xaxis: `x${suffix}`, yaxis: `y${suffix}` }))
  })
  return { data, layout: { ...layout, annotations, margin: { t: 36 } }, height: undefined }
}

const edge = (isEdge: boolean) => (isEdge ? {} : { title: { text: '' } })

function stretch(index: number, count: number, gap: number): [number, number] {
  const width = (1 - gap * (count - 1)) / count
  const start = index * (width + gap)
  return [start, Math.min(1, start + width)]
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
