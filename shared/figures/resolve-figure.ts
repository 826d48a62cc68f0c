import type { FigureElement } from '../contract/result-elements'
import type { RowSet } from '../dataset/row-set'
import { createRandom } from '../math/random'
import { densityTrace, extentOf, legendTraces, type Viewport, visibleGroups } from './density'
import { centerTrace, groupColor, groupSymbol, hullTrace } from './overlays'
import { type FilledTrace, isPointTrace, type PointGroup, type Points, pointsOf, subsetTrace } from './points'
import { type FigureSources, ReferenceFiller } from './references'
import { rowsBehind } from './row-trace'
import { axisName, isFirstPair, isLogAxis } from './trace-axes'

export type { Viewport } from './density'
export type { FigureSources } from './references'

/** Most marks a figure draws one by one. */
export const mostMarks = 20_000

/** A figure ready for `toPlotly`: arrays are there, texts and colours are still references. */
export interface ResolvedFigure {
  data: Record<string, unknown>[]
  layout: Record<string, unknown>
  /** Per trace the dataset row behind each point; empty for traces that are not rows. */
  rowIds: Int32Array<ArrayBuffer>[]
  /** Set when not every point is drawn: as a density image, or a sample. */
  reduced: { points: number; marks: number; as: 'density' | 'sample' } | null
}

/**
 * Up to so many marks `scattergl` is drawn as SVG: that starts several times faster than WebGL, prints crisply, and does not
 * use up the few WebGL contexts a page has.
 */
export const mostVectorMarks = 2000

/** A trace of its own making, e.g. the arrows of a biplot, is reduced only when it is long itself. */
const fewMarks = 2000

interface PlannedTrace {
  trace: FilledTrace
  points: Points
  /** Groups with their points in the visible part. */
  visible: PointGroup[]
}

interface Drawn {
  trace: Record<string, unknown>
  rowIds: Int32Array<ArrayBuffer>
}

type DensityImage = ReturnType<typeof densityTrace>

/** What is left of a density image when some of its rows are selected. */
const fadedOpacity = 0.22

const noRows = new Int32Array(0)

/**
 * Fills a figure's references and does what its `$…` keys ask for (see `FigureTrace`).
 * Above 20,000 points a scatter becomes a density image, anything else a sample.
 * @param picks chosen option per picker
 * @param viewport data ranges of the visible part, so that points come back where few enough are left
 * @param selected rows that a density image shows over the others, which fade; marks drawn one by one are left to the viewer
 * @throws figureReferenceUnknown, columnMissing
 * Cost: O(n) per trace, O(n log n) with hulls.
 */
export function resolveFigure(
  element: FigureElement,
  sources: FigureSources,
  picks: Readonly<Record<string, number>> = {},
  viewport: Viewport | null = null,
  selected: RowSet | null = null,
): ResolvedFigure {
  const filler = new ReferenceFiller(element, sources, picks)
  const layout = filler.fillLayout(element.layout) as Record<string, unknown>
  const traces = element.data.map((trace) => filler.fill(trace) as FilledTrace)
  markDateAxes(layout, traces, filler)
  const resolver = new FigureResolver(filler, sources, layout, viewport, selected)
  const { drawn, reduced } = resolver.draw(traces)
  return {
    data: drawn.map(({ trace }) => trace),
    layout: { uirevision: JSON.stringify(picks), ...layout },
    rowIds: drawn.map(({ rowIds }) => rowIds),
    reduced,
  }
}

/** An axis on which a date column is drawn counts milliseconds; Plotly writes them as dates. */
function markDateAxes(layout: Record<string, unknown>, traces: readonly FilledTrace[], filler: ReferenceFiller): void {
  for (const trace of traces) {
    for (const letter of ['x', 'y'] as const) {
      if (!filler.isDate(trace[letter])) continue
      const axis = axisName(trace, letter)
      layout[axis] = { type: 'date', ...(layout[axis] as object | undefined) }
    }
  }
}

class FigureResolver {
  private readonly filler: ReferenceFiller
  private readonly sources: FigureSources
  private readonly layout: Record<string, unknown>
  private readonly viewport: Viewport | null
  private readonly selected: RowSet | null

  constructor(
    filler: ReferenceFiller,
    sources: FigureSources,
    layout: Record<string, unknown>,
    viewport: Viewport | null,
    selected: RowSet | null,
  ) {
    this.filler = filler
    this.sources = sources
    this.layout = layout
    this.viewport = viewport
    this.selected = selected
  }

  draw(traces: readonly FilledTrace[]): { drawn: Drawn[]; reduced: ResolvedFigure['reduced'] } {
    const all = traces.map((trace) => this.plan(trace))
    const isWhole = marksOf(all) <= mostMarks
    const planned = isWhole ? all : all.map((plan) => ({ ...plan, visible: this.visible(plan) }))
    const shown = marksOf(planned)
    if (shown <= mostMarks) {
      const drawn = planned.flatMap((plan) => this.marks(plan))
      return { drawn: shown <= mostVectorMarks ? drawn.map(asVectors) : drawn, reduced: null }
    }
    const reduced = { points: shown, marks: 0, as: 'sample' as 'density' | 'sample' }
    const drawn = planned.flatMap((plan) => this.reduce(plan, shown, reduced))
    return { drawn, reduced }
  }

  private plan(trace: FilledTrace): PlannedTrace {
    const points = pointsOf(trace)
    const logs = this.logs(trace)
    const positive = (i: number) =>
      !(logs.x && !((points.x[i] as number) > 0)) && !(logs.y && !((points.y[i] as number) > 0))
    if (logs.x || logs.y) {
      points.groups = points.groups.map(({ label, members }) => ({ label, members: members.filter(positive) }))
    }
    return { trace, points, visible: points.groups }
  }

  private logs(trace: FilledTrace): { x: boolean; y: boolean } {
    return { x: isLogAxis(this.layout, axisName(trace, 'x')), y: isLogAxis(this.layout, axisName(trace, 'y')) }
  }

  private visible({ trace, points }: PlannedTrace): PointGroup[] {
    return isFlat(trace) ? visibleGroups(points, this.viewportOf(trace)) : points.groups
  }

  /** The visible part, which is told of the first pair of axes only. */
  private viewportOf(trace: FilledTrace): Viewport | null {
    return isFirstPair(trace) ? this.viewport : null
  }

  /** Every visible point as a mark of its own. */
  private marks(plan: PlannedTrace): Drawn[] {
    const { trace, points, visible } = plan
    if (!isPointTrace(trace)) {
      const { $whole: _, ...whole } = trace
      return [{ trace: whole, rowIds: noRows }]
    }
    const { hulls, centers } = this.overlays(plan)
    const groups = visible.map((group) => this.groupTrace(trace, points, group))
    return [...hulls, ...groups, ...centers]
  }

  private groupTrace(trace: FilledTrace, points: Points, { label, members }: PointGroup): Drawn {
    const cut = subsetTrace(trace, members, points.length, (values) => this.filler.filled.has(values))
    const rowIds = rowsBehind(trace, members) ?? noRows
    return { trace: label === null ? cut : this.inSegmentColours(cut, label), rowIds }
  }

  private inSegmentColours(trace: Record<string, unknown>, label: number): Record<string, unknown> {
    const color = groupColor(label)
    const marker = { symbol: groupSymbol(label), ...(trace.marker as object | undefined) }
    const isColored = 'color' in marker
    return {
      ...trace,
      name: { $text: this.sources.segmentName(label) },
      legendgroup: color,
      ...(label < 0 ? { legendrank: 2000 } : {}),
      marker: isColored ? marker : { ...marker, color: { $color: color } },
      ...(isLine(trace) ? { line: { color: { $color: color }, ...(trace.line as object | undefined) } } : {}),
    }
  }

  private overlays({ trace, points }: PlannedTrace): { hulls: Drawn[]; centers: Drawn[] } {
    const asDrawn = (made: Record<string, unknown> | null): Drawn[] => (made ? [{ trace: made, rowIds: noRows }] : [])
    const nameOf = (label: number | null) => (label === null ? null : this.sources.segmentName(label))
    const hulls = trace.$hull === true ? points.groups.flatMap((group) => asDrawn(hullTrace(trace, points, group))) : []
    const centers =
      trace.$centers === true
        ? points.groups.flatMap((group) => asDrawn(centerTrace(trace, points, group, nameOf(group.label))))
        : []
    return { hulls, centers }
  }

  /** Fewer marks than points: a density image of a flat scatter, a sample of anything else. */
  private reduce(plan: PlannedTrace, shown: number, reduced: NonNullable<ResolvedFigure['reduced']>): Drawn[] {
    const { trace, points, visible } = plan
    const n = countOf(visible)
    if (n === 0 || !isReducible(plan)) return this.marks(plan)
    if (!isFlat(trace) || !isPointTrace(trace)) {
      const share = Math.max(1, Math.floor((n * mostMarks) / shown))
      const sampled = visible.map((group) => sampleGroup(group, share / n))
      reduced.marks += countOf(sampled)
      if (isPointTrace(trace)) return this.marks({ ...plan, visible: sampled })
      return sampled.map((group) => this.groupTrace(trace, points, group))
    }
    reduced.as = 'density'
    const extent = extentOf(points, this.viewportOf(trace))
    const density = densityTrace(trace, points, visible, extent, this.logs(trace))
    reduced.marks += density.marks
    const images = this.withSelected(plan, density, extent)
    const { hulls, centers } = this.overlays(plan)
    const legend = legendTraces(trace, visible, (label) => this.sources.segmentName(label))
    const withoutRows = [...images, ...legend].map((made) => ({ trace: made, rowIds: noRows }))
    return [...hulls, ...withoutRows, ...centers]
  }

  /** The image, faded below another of the selected rows alone, if there are any. */
  private withSelected(plan: PlannedTrace, { trace: image }: DensityImage, extent: Viewport) {
    const { selected } = this
    if (!selected || rowsBehind(plan.trace, noRows) === null) return [image]
    const { trace, points, visible } = plan
    const chosen = visible.map(({ label, members }) => ({ label, members: selectedOf(trace, members, selected) }))
    const over = densityTrace(trace, points, chosen, extent, this.logs(trace), {
      like: countOf(visible),
      faintest: 0.6,
    })
    return [{ ...image, opacity: fadedOpacity }, over.trace]
  }
}

function selectedOf(trace: FilledTrace, members: Int32Array<ArrayBuffer>, selected: RowSet) {
  const rows = rowsBehind(trace, members) ?? noRows
  return members.filter((_, place) => selected.has(rows[place] as number))
}

function asVectors({ trace, rowIds }: Drawn): Drawn {
  return { trace: trace.type === 'scattergl' ? { ...trace, type: 'scatter' } : trace, rowIds }
}

function countOf(groups: readonly PointGroup[]): number {
  return groups.reduce((total, { members }) => total + members.length, 0)
}

function isReducible({ trace, visible }: PlannedTrace): boolean {
  return isPointTrace(trace) || (trace.$whole !== true && countOf(visible) > fewMarks)
}

function marksOf(plans: readonly PlannedTrace[]): number {
  return plans.filter(isReducible).reduce((total, { visible }) => total + countOf(visible), 0)
}

function isFlat(trace: FilledTrace): boolean {
  return trace.type === 'scatter' || trace.type === 'scattergl'
}

function isLine(trace: Record<string, unknown>): boolean {
  return typeof trace.mode === 'string' && trace.mode.includes('lines')
}

/** One point of each of equally long stretches, at random but always the same. */
function sampleGroup({ label, members }: PointGroup, share: number): PointGroup {
  const random = createRandom(members.length, label ?? 0)
  const wanted = Math.max(Math.min(1, members.length), Math.floor(members.length * share))
  const stretch = members.length / wanted
  const picked = Int32Array.from({ length: wanted }, (_, k) => {
    const place = Math.min(members.length - 1, Math.floor((k + random.next()) * stretch))
    return members[place] as number
  })
  return { label, members: picked }
}
