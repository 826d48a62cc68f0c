import fc from 'fast-check'
import { expect, test } from 'vitest'
import { gridColumns, type Place } from '../../shared/dashboard/dashboard'
import { freePlace, overlap, type Placed, rearrange, settle, steppedPlace } from '../../shared/dashboard/layout'

const place = fc
  .record({ x: fc.nat(11), y: fc.nat(20), w: fc.integer({ min: 1, max: 12 }), h: fc.integer({ min: 1, max: 8 }) })
  .map((wanted): Place => ({ ...wanted, x: Math.min(wanted.x, gridColumns - wanted.w) }))
const tiles = fc
  .array(place, { minLength: 1, maxLength: 12 })
  .map((places) => settle(places.map((own, i): Placed => ({ id: `t${i}`, place: own }))))
const wanted = fc.record({
  x: fc.integer({ min: -20, max: 20 }),
  y: fc.integer({ min: -20, max: 40 }),
  w: fc.integer({ min: -3, max: 20 }),
  h: fc.integer({ min: -3, max: 12 }),
})

function overlaps(all: readonly Placed[]): number {
  return all.flatMap((a, i) => all.slice(i + 1).filter((b) => overlap(a.place, b.place))).length
}

test('wherever a tile is put, none lies on another, none leaves the page, and none is lost', () => {
  fc.assert(
    fc.property(tiles, fc.nat(), wanted, (all, pick, to) => {
      const { id } = all[pick % all.length] as Placed
      const after = rearrange(all, id, to)
      expect(after.map((tile) => tile.id).sort()).toEqual(all.map((tile) => tile.id).sort())
      expect(overlaps(after)).toBe(0)
      for (const { place: own } of after) {
        expect(own.x).toBeGreaterThanOrEqual(0)
        expect(own.x + own.w).toBeLessThanOrEqual(gridColumns)
        expect(own.y).toBeGreaterThanOrEqual(0)
      }
    }),
  )
})

test('only the tile that is moved changes its columns and its size', () => {
  fc.assert(
    fc.property(tiles, fc.nat(), wanted, (all, pick, to) => {
      const { id } = all[pick % all.length] as Placed
      for (const tile of rearrange(all, id, to)) {
        const before = all.find((other) => other.id === tile.id)?.place
        if (tile.id !== id) expect({ ...tile.place, y: 0 }).toEqual({ ...before, y: 0 })
      }
    }),
  )
})

test('what is settled stays as it is', () => {
  fc.assert(
    fc.property(tiles, (all) => {
      const byName = (some: readonly Placed[]) => Object.fromEntries(some.map((tile) => [tile.id, tile.place]))
      expect(byName(settle(all))).toEqual(byName(all))
    }),
  )
})

test('a new tile finds a place of its size that is free', () => {
  fc.assert(
    fc.property(tiles, fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 8 }), (all, w, h) => {
      const free = freePlace(all, { w, h })
      expect(free).toMatchObject({ w, h })
      expect(free.x + w).toBeLessThanOrEqual(gridColumns)
      expect(all.some((tile) => overlap(tile.place, free))).toBe(false)
    }),
  )
})

test('the arrow keys swap a tile with the one below it and back', () => {
  const column = [0, 1, 2].map((i): Placed => ({ id: `t${i}`, place: { x: 0, y: i * 4, w: 6, h: 4 } }))
  const order = (all: readonly Placed[]) => settle(all).map(({ id }) => id)
  const down = rearrange(column, 't0', steppedPlace(column, 't0', 'down'))
  expect(order(down)).toEqual(['t1', 't0', 't2'])
  expect(order(rearrange(down, 't0', steppedPlace(down, 't0', 'up')))).toEqual(['t0', 't1', 't2'])
})
