import fc from 'fast-check'
import { expect, test } from 'vitest'
import { gridColumns } from '../../shared/dashboard/dashboard'
import { overlap, settle } from '../../shared/dashboard/layout'
import { tidy } from '../../shared/dashboard/tidy'

const kinds = ['metric', 'chart', 'table'] as const
const tiles = fc
  .array(
    fc.record({
      kind: fc.constantFrom(...kinds),
      x: fc.nat(11),
      y: fc.nat(30),
      w: fc.integer({ min: 1, max: 12 }),
      h: fc.integer({ min: 1, max: 9 }),
    }),
    { minLength: 1, maxLength: 14 },
  )
  .map((all) =>
    settle(
      all.map(({ kind, x, y, w, h }, i) => ({
        id: `t${i}`,
        content: { kind },
        place: { x: Math.min(x, gridColumns - w), y, w, h },
      })),
    ),
  )

test('tidy tiles fill every row from edge to edge, none on another, none lost', () => {
  fc.assert(
    fc.property(tiles, (all) => {
      const after = tidy(all)
      expect(after.map(({ id }) => id).sort()).toEqual(all.map(({ id }) => id).sort())
      for (const [i, a] of after.entries()) {
        for (const b of after.slice(i + 1)) expect(overlap(a.place, b.place)).toBe(false)
      }
      for (const y of new Set(after.map(({ place }) => place.y))) {
        const row = after.filter(({ place }) => place.y === y)
        expect(row.reduce((width, { place }) => width + place.w, 0)).toBe(gridColumns)
        expect(new Set(row.map(({ place }) => place.h)).size).toBe(1)
      }
    }),
  )
})

test('what is tidy stays as it is, and is already settled', () => {
  fc.assert(
    fc.property(tiles, (all) => {
      const once = tidy(all)
      expect(tidy(once)).toEqual(once)
      expect(new Set(settle(once))).toEqual(new Set(once))
    }),
  )
})

test('tiles are read in the same order after tidying', () => {
  fc.assert(
    fc.property(tiles, (all) => {
      const read = [...all].sort((a, b) => a.place.y - b.place.y || a.place.x - b.place.x).map(({ id }) => id)
      expect(tidy(all).map(({ id }) => id)).toEqual(read)
    }),
  )
})
