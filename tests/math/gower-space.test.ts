import { type GowerColumn, gowerSpace } from '@shared/math/gower-space'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

const numbers = (values: (number | null)[], weight = 1): GowerColumn => ({
  values: Float64Array.from(values, (value) => value ?? Number.NaN),
  isNominal: false,
  weight,
})
const categories = (values: (number | null)[], weight = 1) => ({ ...numbers(values, weight), isNominal: true })

describe("Gower's distance", () => {
  /** Worked by hand from the definition: numbers by |x − y| / range (20 and 4), categories by 0 or 1. */
  const columns = [numbers([20, 30, 40, null]), numbers([1, 5, null, 3], 2), categories([0, 1, 0, 1], 3)]
  const { distance } = gowerSpace(columns)

  test.each([
    [0, 1, (1 * 0.5 + 2 * 1 + 3 * 1) / 6],
    [0, 2, (1 * 1 + 3 * 0) / 4],
    [0, 3, (2 * 0.5 + 3 * 1) / 5],
    [1, 2, (1 * 0.5 + 3 * 1) / 4],
    [1, 3, (2 * 0.5 + 3 * 0) / 5],
    [2, 3, (3 * 1) / 3],
  ])('rows %i and %i: the weighted mean over the columns that both have (by hand)', (a, b, expected) => {
    expect(distance(a, b)).toBeCloseTo(expected, 14)
    expect(distance(b, a)).toBe(distance(a, b))
  })

  test('rows without a common column are as far apart as can be', () => {
    expect(gowerSpace([numbers([1, null, 2]), numbers([null, 5, 6])]).distance(0, 1)).toBe(1)
  })

  test('a column of one value adds its weight and no distance', () => {
    expect(gowerSpace([numbers([7, 7]), categories([0, 1])]).distance(0, 1)).toBe(0.5)
  })

  const value = fc.option(fc.integer({ min: -1000, max: 1000 }))
  const rows = fc.array(fc.tuple(value, value, fc.option(fc.integer({ min: 0, max: 3 }))), {
    minLength: 2,
    maxLength: 20,
  })
  const spaceOf = (list: (readonly [number | null, number | null, number | null])[], weights = [1, 1, 1]) =>
    gowerSpace([
      numbers(
        list.map(([a]) => a),
        weights[0],
      ),
      numbers(
        list.map(([, b]) => b),
        weights[1],
      ),
      categories(
        list.map(([, , c]) => c),
        weights[2],
      ),
    ])

  test('between 0 and 1, nothing to itself, and the same under other units and codes', () => {
    fc.assert(
      fc.property(rows, (list) => {
        const space = spaceOf(list)
        const other = spaceOf(
          list.map(([a, b, c]) => [a === null ? null : 3 * a + 7, b, c === null ? null : 5 - c] as const),
        )
        for (let i = 0; i < list.length; i++) {
          if (list[i]?.some((one) => one !== null)) expect(space.distance(i, i)).toBe(0)
          for (let j = 0; j < i; j++) {
            expect(space.distance(i, j)).toBeGreaterThanOrEqual(0)
            expect(space.distance(i, j)).toBeLessThanOrEqual(1 + 1e-12)
            expect(other.distance(i, j)).toBeCloseTo(space.distance(i, j), 6)
          }
        }
      }),
    )
  })

  test('a column of weight 2 counts as that column twice', () => {
    fc.assert(
      fc.property(rows, (list) => {
        const weighted = spaceOf(list, [2, 1, 1])
        const first = numbers(list.map(([a]) => a))
        const twice = gowerSpace([first, first, numbers(list.map(([, b]) => b)), categories(list.map(([, , c]) => c))])
        expect(weighted.distance(0, 1)).toBeCloseTo(twice.distance(0, 1), 12)
      }),
    )
  })

  test('some rows are measured by the ranges of all', () => {
    const space = gowerSpace([numbers([0, 1, 10])])
    expect(space.take(Int32Array.of(0, 1)).distance(0, 1)).toBeCloseTo(0.1, 14)
  })
})
