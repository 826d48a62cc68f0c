/** Bundled boundaries as they are in resources/maps: arcs that neighbours share, each point the step from the one before. */
export interface MapSource {
  /** Steps in a degree. */
  scale: number
  arcs: readonly (readonly (readonly number[])[])[]
  objects: { regions: { geometries: readonly RegionSource[] } }
}

interface RegionSource {
  id: string
  /** Longitude and latitude of a point well inside. */
  at: readonly number[]
  /** What people write for it beside its code and its name in both languages. */
  names: readonly string[]
  /** Polygons, each of an outline and its holes, each of arcs; `~i` is arc i backwards. Empty where a region is too small. */
  arcs: readonly (readonly (readonly number[])[])[]
}

/** A country, territory or province. */
export interface Region {
  /** ISO 3166-1 alpha-3, or ISO 3166-2. */
  id: string
  longitude: number
  latitude: number
  names: readonly string[]
  /** Closed rings: longitudes and latitudes by turns, in degrees. Empty where the region is only a point. */
  rings: Float64Array[]
}

/** The two maps that are bundled. */
export const mapNames = ['world', 'china'] as const
export type MapName = (typeof mapNames)[number]

/** Boundaries by map. */
export type Maps = Readonly<Record<MapName, MapSource>>

/**
 * Regions of a map with their outlines.
 * @param detail points nearer to the one before than so many degrees are left out, for neighbours alike; all are kept when 0
 * Cost: proportional to the points of all arcs.
 */
export function regionsOf({ scale, arcs, objects }: MapSource, detail = 0): Region[] {
  const decoded = arcs.map((arc) => thinned(decode(arc, scale), detail))
  return objects.regions.geometries.map(({ id, at, names, arcs: polygons }) => ({
    id,
    longitude: at[0] ?? Number.NaN,
    latitude: at[1] ?? Number.NaN,
    names,
    rings: polygons.flatMap((rings) => rings.map((ring) => joined(ring, decoded))),
  }))
}

function decode(arc: readonly (readonly number[])[], scale: number): Float64Array {
  let [x, y] = [0, 0]
  const points = new Float64Array(arc.length * 2)
  for (const [i, step] of arc.entries()) {
    x += step[0] ?? 0
    y += step[1] ?? 0
    points[2 * i] = x / scale
    points[2 * i + 1] = y / scale
  }
  return points
}

const fewestPoints = 5

/** An arc without the points that lie close to the one before; its ends stay, since others join there. */
function thinned(arc: Float64Array, detail: number): Float64Array {
  const kept: number[] = []
  const last = arc.length - 2
  for (let i = 0; i <= last; i += 2) {
    const [x, y] = [arc[i] as number, arc[i + 1] as number]
    const [beforeX = Number.NaN, beforeY = Number.NaN] = kept.slice(-2)
    const isNear = Math.abs(x - beforeX) + Math.abs(y - beforeY) < detail
    if (!isNear || i === last) kept.push(x, y)
  }
  return kept.length / 2 < fewestPoints ? arc : Float64Array.from(kept)
}

/** Arcs one after the other; the point where two meet is there once. */
function joined(ring: readonly number[], arcs: readonly Float64Array[]): Float64Array {
  const points: number[] = []
  for (const index of ring) {
    const arc = arcs[index < 0 ? ~index : index] ?? new Float64Array()
    const n = arc.length / 2
    for (let k = points.length > 0 ? 1 : 0; k < n; k++) {
      const i = index < 0 ? n - 1 - k : k
      points.push(arc[2 * i] as number, arc[2 * i + 1] as number)
    }
  }
  return Float64Array.from(points)
}
