import { text } from '../contract/text'
import { groupColor } from './overlays'
import type { PointGroup, Points } from './points'

/** Ranges in data units. */
export interface Viewport {
  x: readonly [number, number]
  y: readonly [number, number]
}

const mostColumns = 300
const mostRows = 200
/** Share of colour that the thinnest bin has, so that single points stay visible. */
const usualFaintest = 0.2

interface Axis {
  low: number
  high: number
  bins: number
  log: boolean
  words: readonly string[] | null
}

/** Extent of all points, or of the visible part. */
export function extentOf(points: Points, viewport: Viewport | null): Viewport {
  if (viewport) return viewport
  const x: [number, number] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  const y: [number, number] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const { members } of points.groups) {
    for (const i of members) {
      widen(x, points.x[i] as number)
      widen(y, points.y[i] as number)
    }
  }
  return { x, y }
}

function widen(range: [number, number], value: number): void {
  if (value < range[0]) range[0] = value
  if (value > range[1]) range[1] = value
}

/** Points inside the visible part. */
export function visibleGroups(points: Points, viewport: Viewport | null): PointGroup[] {
  if (!viewport) return points.groups
  const [left, right] = viewport.x
  const [bottom, top] = viewport.y
  return points.groups.map(({ label, members }) => ({
    label,
    members: members.filter((i) => {
      const x = points.x[i] as number
      const y = points.y[i] as number
      return x >= left && x <= right && y >= bottom && y <= top
    }),
  }))
}

/**
 * A picture of how many points lie where: one heatmap whose bins have the colour of the segment with most points in them,
 * stronger the more points there are (logarithmically). Hover tells the number.
 * @param groups points to count, inside `extent`
 * @param logs whether an axis is logarithmic
 * @param looks `like`: bins as fine as for so many points; `faintest`: share of colour that the thinnest bin has, in (0, 1)
 * @returns the trace, and how many bins are not empty
 * Cost: O(n + bins · groups).
 */
export function densityTrace(
  trace: Record<string, unknown>,
  points: Points,
  groups: readonly PointGroup[],
  extent: Viewport,
  logs: { x: boolean; y: boolean },
  looks: { like?: number; faintest?: number } = {},
) {
  const n = looks.like ?? groups.reduce((total, { members }) => total + members.length, 0)
  const columns = Math.max(60, Math.min(mostColumns, Math.round(Math.sqrt(n) / 2.6)))
  const rows = Math.min(mostRows, Math.round((columns * 2) / 3))
  const x = axisOf(extent.x, columns, logs.x, points.xWords)
  const y = axisOf(extent.y, rows, logs.y, points.yWords)
  const counts = groups.map(({ members }) => countBins(points, members, x, y))
  const { z, total, filled } = paint(counts, x.bins, y.bins, looks.faintest ?? usualFaintest)
  return {
    marks: filled,
    trace: {
      type: 'heatmap',
      ...(trace.xaxis === undefined ? {} : { xaxis: trace.xaxis }),
      ...(trace.yaxis === undefined ? {} : { yaxis: trace.yaxis }),
      x: ticksOf(x),
      y: ticksOf(y),
      z,
      customdata: total,
      zmin: 0,
      zmax: groups.length,
      colorscale: colorScale(groups),
      showscale: false,
      hoverongaps: false,
      hovertemplate: { $text: text('figures.densityHover') },
      showlegend: false,
    },
  }
}

function axisOf(range: readonly [number, number], bins: number, log: boolean, words: readonly string[] | null): Axis {
  if (words) return { low: -0.5, high: words.length - 0.5, bins: words.length, log: false, words }
  const [low, high] = log ? [Math.log10(range[0]), Math.log10(range[1])] : range
  if (high > low) return { low, high, bins, log, words }
  return { low: low - 0.5, high: low + 0.5, bins: 1, log, words }
}

/** Edges of bins in data units, or the words they stand for. */
function ticksOf({ low, high, bins, log, words }: Axis): Float64Array | readonly string[] {
  if (words) return words
  const edges = Float64Array.from({ length: bins + 1 }, (_, i) => low + ((high - low) * i) / bins)
  return log ? edges.map((edge) => 10 ** edge) : edges
}

function binOf(value: number, { low, high, bins, log }: Axis): number {
  const position = ((log ? Math.log10(value) : value) - low) / (high - low)
  const bin = Math.floor(position * bins)
  return bin === bins ? bins - 1 : bin
}

function countBins(points: Points, members: Int32Array, x: Axis, y: Axis): Uint32Array {
  const counts = new Uint32Array(x.bins * y.bins)
  for (const i of members) {
    const column = binOf(points.x[i] as number, x)
    const row = binOf(points.y[i] as number, y)
    if (column < 0 || column >= x.bins || row < 0 || row >= y.bins) continue
    const bin = row * x.bins + column
    counts[bin] = (counts[bin] as number) + 1
  }
  return counts
}

/** Bin (row, column) of group g is painted g + strength, with strength in (0, 1); empty bins stay NaN. */
function paint(counts: readonly Uint32Array[], nColumns: number, nRows: number, faintest: number) {
  const totals = new Uint32Array(nColumns * nRows)
  const leaders = new Int32Array(nColumns * nRows)
  for (let bin = 0; bin < totals.length; bin++) {
    let most = 0
    for (const [g, group] of counts.entries()) {
      const count = group[bin] as number
      totals[bin] = (totals[bin] as number) + count
      if (count <= most) continue
      most = count
      leaders[bin] = g
    }
  }
  const scale = Math.log1p(totals.reduce((a, b) => Math.max(a, b), 1))
  const strength = (count: number) => faintest + (0.999 - faintest) * (Math.log1p(count) / scale)
  const z = Array.from({ length: nRows }, (_, row) =>
    Float32Array.from({ length: nColumns }, (__, column) => {
      const bin = row * nColumns + column
      const count = totals[bin] as number
      return count === 0 ? Number.NaN : (leaders[bin] as number) + strength(count)
    }),
  )
  const total = z.map((_, row) => [...totals.subarray(row * nColumns, (row + 1) * nColumns)])
  return { z, total, filled: totals.reduce((a, b) => a + (b > 0 ? 1 : 0), 0) }
}

/** Each group has its own stretch of the scale, from transparent to its full colour. */
function colorScale(groups: readonly PointGroup[]): [number, { $color: string }][] {
  return groups.flatMap(({ label }, g): [number, { $color: string }][] => [
    [g / groups.length, { $color: `${groupColor(label)}@0` }],
    [(g + 1) / groups.length, { $color: groupColor(label) }],
  ])
}

/** Legend entries for groups that are drawn only as parts of a picture. */
export function legendTraces(
  trace: Record<string, unknown>,
  groups: readonly PointGroup[],
  nameOf: (label: number) => unknown,
) {
  return groups.flatMap(({ label }) =>
    label === null || trace.showlegend === false
      ? []
      : [
          {
            type: 'scatter',
            mode: 'markers',
            ...(trace.xaxis === undefined ? {} : { xaxis: trace.xaxis }),
            ...(trace.yaxis === undefined ? {} : { yaxis: trace.yaxis }),
            x: [null],
            y: [null],
            name: { $text: nameOf(label) },
            marker: { color: { $color: groupColor(label) }, symbol: 'square', size: 9 },
            legendgroup: groupColor(label),
            ...(label < 0 ? { legendrank: 2000 } : {}),
            hoverinfo: 'skip',
          },
        ],
  )
}
