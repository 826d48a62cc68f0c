/** Area of a ring in square degrees, as it is at its latitude. */
function areaOf(ring) {
  let twice = 0
  let latitude = 0
  for (let i = 1; i < ring.length; i++) {
    twice += ring[i - 1][0] * ring[i][1] - ring[i][0] * ring[i - 1][1]
    latitude += ring[i][1]
  }
  return Math.abs(twice / 2) * Math.cos(((latitude / (ring.length - 1)) * Math.PI) / 180)
}

/** A point well inside a polygon: of a grid over it, the one farthest from the outline. */
function middleOf(rings) {
  const xs = rings[0].map(([x]) => x)
  const ys = rings[0].map(([, y]) => y)
  const [west, east, south, north] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)]
  const squeeze = Math.cos((((south + north) / 2) * Math.PI) / 180)
  let best = { distance: -1, at: [(west + east) / 2, (south + north) / 2] }
  for (let i = 1; i < 40; i++) {
    for (let j = 1; j < 40; j++) {
      const at = [west + ((east - west) * i) / 40, south + ((north - south) * j) / 40]
      if (!isInside(rings, at)) continue
      const distance = Math.min(...rings.flat().map(([x, y]) => Math.hypot((x - at[0]) * squeeze, y - at[1])))
      if (distance > best.distance) best = { distance, at }
    }
  }
  return best.at.map((value) => Math.round(value * 100) / 100)
}

function isInside(rings, [x, y]) {
  let inside = false
  for (const ring of rings) {
    for (let i = 1; i < ring.length; i++) {
      const [[x0, y0], [x1, y1]] = [ring[i - 1], ring[i]]
      if (y0 > y !== y1 > y && x < x0 + ((y - y0) / (y1 - y0)) * (x1 - x0)) inside = !inside
    }
  }
  return inside
}

/**
 * Simplified outlines that neighbours share.
 * @param {readonly { id: string, polygons: number[][][][], at?: number[] }[]} regions
 * @param {Record<string, string[]>} names
 * @param {{ smallestRing: number, smallestRegion: number, detail: number }} sizes in square degrees: islands below the first are
 *   left out unless they are the largest, regions below the second are a point, and bends below the third are straightened
 */
export function toTopology(
  regions,
  names,
  { topology, presimplify, simplify },
  { smallestRing, smallestRegion, detail },
) {
  const kept = regions.map(({ id, polygons, at }) => {
    const sized = polygons.map((rings) => ({ rings, area: areaOf(rings[0]) })).sort((a, b) => b.area - a.area)
    const total = sized.reduce((sum, { area }) => sum + area, 0)
    const isDrawn = total >= smallestRegion
    const shown = sized.filter(({ area }, i) => isDrawn && (i === 0 || area >= Math.min(smallestRing, total / 20)))
    const properties = { at: at ?? middleOf(sized[0].rings), names: names[id] }
    return {
      type: 'Feature',
      id,
      properties,
      geometry: { type: 'MultiPolygon', coordinates: shown.map(({ rings }) => rings) },
    }
  })
  const whole = presimplify(topology({ regions: { type: 'FeatureCollection', features: kept } }, 1e5))
  const fine = new Set(
    kept.flatMap(({ geometry }, i) =>
      totalArea(geometry) < 2 ? whole.objects.regions.geometries[i].arcs.flat(2) : [],
    ),
  )
  for (const arc of fine) for (const point of whole.arcs[arc < 0 ? ~arc : arc]) point[2] *= 8
  keepRings(whole)
  const { bbox: _, ...small } = simplify(whole, detail)
  return quantized(small)
}

function totalArea({ coordinates }) {
  return coordinates.reduce((sum, rings) => sum + areaOf(rings[0]), 0)
}

/** An arc that is a whole ring keeps at least three corners: its heaviest. */
function keepRings({ arcs }) {
  for (const arc of arcs) {
    const [first, last] = [arc[0], arc.at(-1)]
    if (first[0] !== last[0] || first[1] !== last[1]) continue
    const heaviest = arc
      .slice(1, -1)
      .sort((a, b) => b[2] - a[2])
      .slice(0, 5)
    for (const point of heaviest) point[2] = Number.POSITIVE_INFINITY
  }
}

/** Coordinates as whole hundredths of degrees, each as the step from the one before. */
function quantized({ arcs, objects }) {
  const scale = 100
  const steps = arcs.map((arc) => {
    let [x, y] = [0, 0]
    const points = []
    for (const point of arc) {
      const [nextX, nextY] = [Math.round(point[0] * scale), Math.round(point[1] * scale)]
      if (points.length > 0 && nextX === x && nextY === y && point !== arc.at(-1)) continue
      points.push([nextX - x, nextY - y])
      ;[x, y] = [nextX, nextY]
    }
    return points
  })
  const geometries = objects.regions.geometries.map(({ id, arcs: rings, properties }) => ({
    id,
    ...properties,
    arcs: rings ?? [],
  }))
  return { scale, arcs: steps, objects: { regions: { geometries } } }
}
