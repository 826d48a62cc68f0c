import { orderByKeys } from '@shared/math/order-by-keys'
import fc from 'fast-check'
import { expect, test } from 'vitest'

const number = fc.oneof(
  fc.constantFrom(Number.NaN, 0, -0, 1, -1, 1e-300, -1e300, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY),
  fc.integer({ min: -5, max: 5 }),
  fc.double(),
)
const table = fc
  .integer({ min: 0, max: 60 })
  .chain((n) =>
    fc.tuple(fc.array(number, { minLength: n, maxLength: n }), fc.array(number, { minLength: n, maxLength: n })),
  )

/** Missing last either way, ties as they were. Oracle: the engine's own stable comparison sort. */
function compared(rows: Int32Array, keys: { values: Float64Array; descending: boolean }[]): number[] {
  return [...rows].sort((a, b) => {
    for (const { values, descending } of keys) {
      const [x, y] = [values[a] as number, values[b] as number]
      const gaps = Number(Number.isNaN(x)) - Number(Number.isNaN(y))
      if (gaps !== 0) return gaps
      if (x !== y && !Number.isNaN(x)) return x < y === descending ? 1 : -1
    }
    return 0
  })
}

test('rows stand as a stable sort by comparison puts them, for any numbers, directions and number of keys', () => {
  fc.assert(
    fc.property(table, fc.boolean(), fc.boolean(), fc.boolean(), ([x, y], first, second, both) => {
      const keys = [
        { values: Float64Array.from(x), descending: first },
        { values: Float64Array.from(y), descending: second },
      ].slice(0, both ? 2 : 1)
      const rows = Int32Array.from(x, (_, i) => x.length - 1 - i).filter((row) => row % 3 !== 1)
      expect([...orderByKeys(rows, keys)]).toEqual(compared(rows, keys))
    }),
    { numRuns: 500 },
  )
})

test('no key leaves the rows as they are, and the rows given are not changed', () => {
  const rows = Int32Array.of(2, 0, 1)
  expect([...orderByKeys(rows, [])]).toEqual([2, 0, 1])
  orderByKeys(rows, [{ values: Float64Array.of(1, 2, 3), descending: false }])
  expect([...rows]).toEqual([2, 0, 1])
})
