import type { FigureTrace } from '../../contract/result-elements'
import type { Projection } from '../../maps/projection'
import type { MapName, Region } from '../../maps/region-map'

/** Degrees that are about a pixel where a map is drawn as wide as a page: finer outlines cost time and show nothing. */
export const drawnDetail: Readonly<Record<MapName, number>> = { world: 0.45, china: 0.08 }

/** A region on paper: where it lies, and between which ends from left to right and from bottom to top. */
export interface PlacedRegion {
  id: string
  x: number
  y: number
  rings: { x: Float64Array; y: Float64Array }[]
  left: number
  right: number
  bottom: number
  top: number
}

/** Puts regions on paper. */
export function placed(regions: readonly Region[], project: Projection): PlacedRegion[] {
  return regions.map(({ id, longitude, latitude, rings }) => {
    const [x, y] = project(longitude, latitude)
    const box = { left: x, right: x, bottom: y, top: y }
    const paths = rings.map((ring) => {
      const path = { x: new Float64Array(ring.length / 2), y: new Float64Array(ring.length / 2) }
      for (let i = 0; i < path.x.length; i++) {
        const [px, py] = project(ring[2 * i] as number, ring[2 * i + 1] as number)
        path.x[i] = px
        path.y[i] = py
        box.left = Math.min(box.left, px)
        box.right = Math.max(box.right, px)
        box.bottom = Math.min(box.bottom, py)
        box.top = Math.max(box.top, py)
      }
      return path
    })
    return { id, x, y, rings: paths, ...box }
  })
}

/** Outlines one after the other, with a gap between any two. */
export function regionPath(regions: readonly PlacedRegion[]): { x: (number | null)[]; y: (number | null)[] } {
  const path = { x: [] as (number | null)[], y: [] as (number | null)[] }
  for (const { rings } of regions) {
    for (const ring of rings) {
      if (path.x.length > 0) {
        path.x.push(null)
        path.y.push(null)
      }
      path.x.push(...ring.x)
      path.y.push(...ring.y)
    }
  }
  return path
}

/** All land, quiet, below what is shown. */
export function groundTrace(regions: readonly PlacedRegion[]): FigureTrace {
  return {
    type: 'scatter',
    mode: 'lines',
    $whole: true,
    ...regionPath(regions),
    fill: 'toself',
    fillcolor: { $color: 'grid' },
    line: { color: { $color: 'background' }, width: 0.5 },
    hoverinfo: 'skip',
    showlegend: false,
  }
}

interface Box {
  left: number
  right: number
  bottom: number
  top: number
}

const margin = 0.02

/** Axes without words that keep the map's shape. */
export function mapAxes({ left, right, bottom, top }: Box) {
  const room = Math.max(right - left, top - bottom) * margin
  return {
    xaxis: { visible: false, range: [left - room, right + room] },
    yaxis: { visible: false, range: [bottom - room, top + room], scaleanchor: 'x' },
  }
}

/** Ends of all regions together. */
export function wholeOf(regions: readonly PlacedRegion[]): Box {
  return regions.reduce<Box>(
    (whole, one) => ({
      left: Math.min(whole.left, one.left),
      right: Math.max(whole.right, one.right),
      bottom: Math.min(whole.bottom, one.bottom),
      top: Math.max(whole.top, one.top),
    }),
    { left: Infinity, right: -Infinity, bottom: Infinity, top: -Infinity },
  )
}
