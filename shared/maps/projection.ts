import type { MapName } from './region-map'

/** Place on the paper of a longitude and a latitude in degrees, in units of the globe's radius. */
export type Projection = (longitude: number, latitude: number) => readonly [x: number, y: number]

const RADIANS = Math.PI / 180

/**
 * The Equal Earth projection: areas are true everywhere, so that a large country is not made larger.
 * Source: Šavrič, Patterson & Jenny (2018), "The Equal Earth map projection".
 */
function equalEarth(longitude: number, latitude: number): readonly [number, number] {
  const [a1, a2, a3, a4] = [1.340264, -0.081106, 0.000893, 0.003796]
  const m = Math.sqrt(3) / 2
  const t = Math.asin(m * Math.sin(latitude * RADIANS))
  const [t2, t6] = [t * t, t ** 6]
  const x = (longitude * RADIANS * Math.cos(t)) / (m * (a1 + 3 * a2 * t2 + t6 * (7 * a3 + 9 * a4 * t2)))
  return [x, t * (a1 + a2 * t2 + t6 * (a3 + a4 * t2))]
}

/**
 * Albers' equal-area conic projection with the parallels 25° and 47° N and the meridian 105° E that maps of China use.
 * Source: Snyder (1987), "Map projections: a working manual", eq. 14-1 to 14-6, on a sphere.
 */
function albersChina(longitude: number, latitude: number): readonly [number, number] {
  const [south, north] = [25 * RADIANS, 47 * RADIANS]
  const n = (Math.sin(south) + Math.sin(north)) / 2
  const c = Math.cos(south) ** 2 + 2 * n * Math.sin(south)
  const radiusAt = (angle: number) => Math.sqrt(Math.max(0, c - 2 * n * Math.sin(angle))) / n
  const radius = radiusAt(latitude * RADIANS)
  const angle = n * (longitude - 105) * RADIANS
  return [radius * Math.sin(angle), radiusAt(36 * RADIANS) - radius * Math.cos(angle)]
}

/** How each map is drawn on paper. */
export const projections: Readonly<Record<MapName, Projection>> = { world: equalEarth, china: albersChina }
