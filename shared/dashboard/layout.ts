import { gridColumns, type Place } from './dashboard'

/** Anything that stands in the grid. */
export interface Placed {
  id: string
  place: Place
}

export function overlap(a: Place, b: Place): boolean {
  return sharesColumns(a, b) && a.y < b.y + b.h && b.y < a.y + a.h
}

function sharesColumns(a: Place, b: Place): boolean {
  return a.x < b.x + b.w && b.x < a.x + a.w
}

const byPlace = (a: Placed, b: Placed) => a.place.y - b.place.y || a.place.x - b.place.x

/** Lets tiles, in this order, rise as far as those before them allow: none lies on another, none floats. Cost: O(n²). */
function risen<T extends Placed>(tiles: readonly T[]): T[] {
  const settled: T[] = []
  for (const tile of tiles) {
    const above = settled.filter(({ place }) => sharesColumns(place, tile.place))
    const y = above.reduce((lowest, { place }) => Math.max(lowest, place.y + place.h), 0)
    settled.push({ ...tile, place: { ...tile.place, y } })
  }
  return settled
}

/** The tiles without gaps and overlaps, in the order of their places. */
export function settle<T extends Placed>(tiles: readonly T[]): T[] {
  return risen([...tiles].sort(byPlace))
}

function inside(place: Place): Place {
  const w = Math.max(1, Math.min(gridColumns, place.w))
  return { x: Math.max(0, Math.min(gridColumns - w, place.x)), y: Math.max(0, place.y), w, h: Math.max(1, place.h) }
}

/**
 * The tiles after one of them was moved or resized: it goes where it was put, others make room and close up. It passes another
 * once its leading edge has passed that one's middle.
 * @param wanted may reach beyond the page; it is then held at its edge
 */
export function rearrange<T extends Placed>(tiles: readonly T[], id: string, wanted: Place): T[] {
  const moved = tiles.find((tile) => tile.id === id)
  if (!moved) return [...tiles]
  const place = inside(wanted)
  const isDown = place.y > moved.place.y
  const edge = isDown ? place.y + place.h : place.y
  const others = tiles.filter((tile) => tile.id !== id).sort(byPlace)
  const before = others.findIndex((other) => other.place.y + other.place.h / 2 >= edge)
  const at = before < 0 ? others.length : before
  return risen([...others.slice(0, at), { ...moved, place }, ...others.slice(at)])
}

/** Where an arrow key takes a tile: one column aside, or past the next tile above or below. */
export function steppedPlace(tiles: readonly Placed[], id: string, step: 'left' | 'right' | 'up' | 'down'): Place {
  const own = tiles.find((tile) => tile.id === id)?.place
  if (!own) throw new Error(`No tile ${id} to move.`)
  if (step === 'left') return { ...own, x: own.x - 1 }
  if (step === 'right') return { ...own, x: own.x + 1 }
  const others = tiles.filter((tile) => tile.id !== id && sharesColumns(tile.place, own)).map(({ place }) => place)
  if (step === 'up') {
    const above = others.filter(({ y }) => y < own.y).sort((a, b) => b.y - a.y)[0]
    return above ? { ...own, y: above.y } : own
  }
  const below = others.filter(({ y }) => y >= own.y + own.h).sort((a, b) => a.y - b.y)[0]
  return below ? { ...own, y: below.y + below.h - own.h } : own
}

/** The first free place of a size, from the top and from the left. */
export function freePlace(tiles: readonly Placed[], { w, h }: Pick<Place, 'w' | 'h'>): Place {
  const end = tiles.reduce((lowest, { place }) => Math.max(lowest, place.y + place.h), 0)
  for (let y = 0; y < end; y++) {
    for (let x = 0; x + w <= gridColumns; x++) {
      const place = { x, y, w, h }
      if (!tiles.some((tile) => overlap(tile.place, place))) return place
    }
  }
  return { x: 0, y: end, w, h }
}
