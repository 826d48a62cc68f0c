import type { Text } from '../contract/text'
import { convexHull } from '../math/convex-hull'
import type { PointGroup, Points } from './points'

/** Colour of a group: its segment's, or the accent colour. */
export function groupColor(label: number | null): string {
  return label === null ? 'accent' : `segment-${label}`
}

/** A second cue beside colour; the same for the same segment everywhere. */
const symbols = [
  'circle',
  'square',
  'diamond',
  'triangle-up',
  'cross',
  'star',
  'triangle-down',
  'hexagon',
  'x',
  'pentagon',
]

/** Marker symbol of a group; noise is a thin cross. */
export function groupSymbol(label: number | null): string {
  if (label === null) return 'circle'
  return label < 0 ? 'x-thin-open' : (symbols[label % symbols.length] as string)
}

const axesOf = (trace: Record<string, unknown>) => ({
  ...(trace.xaxis === undefined ? {} : { xaxis: trace.xaxis }),
  ...(trace.yaxis === undefined ? {} : { yaxis: trace.yaxis }),
})

/** The outline of a group, lightly filled; null for noise and for groups that have no area. */
export function hullTrace(trace: Record<string, unknown>, points: Points, group: PointGroup) {
  const { label, members } = group
  if (points.xWords || points.yWords || (label !== null && label < 0)) return null
  const hull = convexHull(points.x, points.y, members)
  if (hull.length < 3) return null
  const ring = [...hull, hull[0] as number]
  const color = groupColor(label)
  return {
    type: 'scatter',
    mode: 'lines',
    ...axesOf(trace),
    x: ring.map((i) => points.x[i] as number),
    y: ring.map((i) => points.y[i] as number),
    fill: 'toself',
    fillcolor: { $color: `${color}@0.08` },
    line: { color: { $color: `${color}@0.6` }, width: 1 },
    hoverinfo: 'skip',
    showlegend: false,
    legendgroup: color,
  }
}

/** The mean of a group, with its name beside it; null for noise and for axes of words. */
export function centerTrace(trace: Record<string, unknown>, points: Points, group: PointGroup, name: Text | null) {
  const { label, members } = group
  if (points.xWords || points.yWords || members.length === 0 || (label !== null && label < 0)) return null
  const color = groupColor(label)
  return {
    type: 'scatter',
    mode: name ? 'markers+text' : 'markers',
    ...axesOf(trace),
    x: [meanOf(points.x, members)],
    y: [meanOf(points.y, members)],
    ...(name ? { text: [{ $text: name }], textposition: 'top center', name: { $text: name } } : {}),
    textfont: { color: { $color: 'text' }, size: 13, weight: 600, shadow: 'auto' },
    marker: {
      symbol: 'cross',
      size: 12,
      color: { $color: color },
      line: { color: { $color: 'background' }, width: 1.5 },
    },
    hoverinfo: name ? 'text+x+y' : 'x+y',
    showlegend: false,
    legendgroup: color,
  }
}

function meanOf(values: ArrayLike<number>, members: Int32Array): number {
  let total = 0
  for (const i of members) total += values[i] as number
  return total / members.length
}
