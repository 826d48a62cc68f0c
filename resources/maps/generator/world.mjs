import { smallPlaces } from './country-names.mjs'

/** Parts of a country that ISO 3166-1 lists by themselves: whose they are, and where they lie. */
const apart = [
  { of: 'FRA', id: 'GUF', west: -55, east: -51, south: 2, north: 6 },
  { of: 'FRA', id: 'GLP', west: -62, east: -61, south: 15.8, north: 16.6 },
  { of: 'FRA', id: 'MTQ', west: -61.3, east: -60.7, south: 14.3, north: 15 },
  { of: 'FRA', id: 'REU', west: 55, east: 56, south: -21.5, north: -20.8 },
  { of: 'FRA', id: 'MYT', west: 44.9, east: 45.4, south: -13.1, north: -12.6 },
  { of: 'NOR', id: 'SJM', west: 9, east: 34, south: 74, north: 81 },
]

/** What the source draws by itself, and ISO 3166-1 does not list: what it belongs to there. */
const joined = { Somaliland: 'SOM', 'N. Cyprus': 'CYP', 'Ashmore and Cartier Is.': 'AUS' }
const leftOut = [
  'Antarctica',
  'Indian Ocean Ter.',
  'Siachen Glacier',
  'Heard I. and McDonald Is.',
  'Fr. S. Antarctic Lands',
]

/**
 * Countries and territories with their outlines.
 * @returns {{ id: string, alpha2: string | null, numeric: string | null, polygons: number[][][][], at?: number[] }[]}
 */
export function worldFeatures(topology, codes, { merge }) {
  const byNumber = new Map(codes.map(([alpha2, alpha3, numeric]) => [numeric, { id: alpha3, alpha2, numeric }]))
  const byId = new Map(codes.map(([alpha2, alpha3, numeric]) => [alpha3, { id: alpha3, alpha2, numeric }]))
  const parts = new Map()
  for (const geometry of topology.objects.countries.geometries) {
    const { name } = geometry.properties
    if (leftOut.includes(name)) continue
    const id = joined[name] ?? (name === 'Kosovo' ? 'XKX' : byNumber.get(geometry.id)?.id)
    if (id === undefined) throw new Error(`No code for ${name}.`)
    parts.set(id, [...(parts.get(id) ?? []), geometry])
  }
  const outlines = (geometries) => merge(topology, geometries).coordinates.flatMap(cut)
  const countries = new Map([...parts].map(([id, geometries]) => [id, outlines(geometries)]))
  for (const { of, id, ...box } of apart) {
    const inside = (polygon) => polygon[0].every((point) => isInside(point, box))
    countries.set(id, countries.get(of).filter(inside))
    countries.set(
      of,
      countries.get(of).filter((polygon) => !inside(polygon)),
    )
  }
  const codesOf = (id) => (id === 'XKX' ? { id, alpha2: 'XK', numeric: null } : byId.get(id))
  const drawn = [...countries].map(([id, polygons]) => ({ ...codesOf(id), polygons }))
  const missing = Object.entries(smallPlaces).filter(([id]) => !countries.has(id))
  const small = missing.map(([id, at]) => ({ ...codesOf(id), polygons: [], at }))
  return [...drawn, ...small].sort((a, b) => (a.id < b.id ? -1 : 1))
}

function isInside([x, y], { west, east, south, north }) {
  return x >= west && x <= east && y >= south && y <= north
}

/** A polygon that crosses the 180th meridian in its parts on either side. */
function cut(rings) {
  const whole = rings.map(unrolled)
  const all = whole.flat().map(([x]) => x)
  const [west, east] = [Math.min(...all), Math.max(...all)]
  if (west >= -180 && east <= 180) return [whole]
  const edge = east > 180 ? 180 : -180
  const low = whole.map((ring) => clipped(ring, edge, (x) => x <= edge)).filter((ring) => ring.length > 3)
  const high = whole.map((ring) => clipped(ring, edge, (x) => x >= edge)).filter((ring) => ring.length > 3)
  const moved = (part, by) => part.map((ring) => ring.map(([x, y]) => [x + by, y]))
  return edge === 180 ? [low, moved(high, -360)] : [moved(low, 360), high]
}

/** A ring whose longitudes go on beyond 180 where they would jump to the other side. */
function unrolled(ring) {
  let turn = 0
  return ring.map(([x, y], i) => {
    const before = ring[i - 1]
    if (before && x - before[0] > 180) turn -= 360
    if (before && x - before[0] < -180) turn += 360
    return [x + turn, y]
  })
}

/** The part of a ring on one side of a meridian. Source: Sutherland & Hodgman (1974), for one edge. */
function clipped(ring, edge, isInside) {
  const kept = []
  for (let i = 1; i < ring.length; i++) {
    const [[x0, y0], [x1, y1]] = [ring[i - 1], ring[i]]
    if (isInside(x0) !== isInside(x1)) kept.push([edge, y0 + ((edge - x0) / (x1 - x0)) * (y1 - y0)])
    if (isInside(x1)) kept.push([x1, y1])
  }
  return kept.length > 0 ? [...kept, kept[0]] : []
}
