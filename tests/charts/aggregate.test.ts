import fc from 'fast-check'
import { expect, test } from 'vitest'
import { aggregate } from '../../shared/charts/aggregate'
import { aggregates } from '../../shared/charts/chart-spec'
import { nextStart, startOf } from '../../shared/charts/date-units'
import type { NumericColumn } from '../../shared/dataset/column'

const rowsOf = (n: number) => Int32Array.from({ length: n }, (_, row) => row)
const cell = fc.record({
  group: fc.integer({ min: -1, max: 3 }),
  value: fc.oneof(fc.integer({ min: -50, max: 50 }), fc.constant(Number.NaN)),
})

/** What a person would work out by hand. */
function plainly(kind: (typeof aggregates)[number], all: number[], rows: number): number {
  const values = all.filter((value) => !Number.isNaN(value)).sort((a, b) => a - b)
  const sum = values.reduce((a, b) => a + b, 0)
  if (kind === 'count') return rows
  if (kind === 'distinct') return new Set(values).size
  if (values.length === 0) return Number.NaN
  if (kind === 'sum') return sum
  if (kind === 'mean') return sum / values.length
  if (kind === 'min') return Math.min(...values)
  if (kind === 'max') return Math.max(...values)
  const [below, above] = [Math.floor((values.length - 1) / 2), Math.ceil((values.length - 1) / 2)]
  return ((values[below] as number) + (values[above] as number)) / 2
}

test('every group has what a plain computation over its rows has (tolerance 1e-9)', () => {
  fc.assert(
    fc.property(fc.array(cell, { maxLength: 60 }), fc.constantFrom(...aggregates), (cells, kind) => {
      const codes = Int32Array.from(cells, ({ group }) => group)
      const values = Float64Array.from(cells, ({ value }) => value)
      const column: NumericColumn = { kind: 'numeric', name: 'y', measureType: 'continuous', values }
      const made = aggregate(kind, codes, 4, column, rowsOf(cells.length))
      for (const group of [0, 1, 2, 3]) {
        const own = cells.filter((one) => one.group === group).map(({ value }) => value)
        const wanted = plainly(kind, own, own.length)
        if (Number.isNaN(wanted)) expect(made[group]).toBeNaN()
        else expect(made[group]).toBeCloseTo(wanted, 9)
      }
    }),
  )
})

test('a stretch of time holds its moment, and the next begins where it ends', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -5e12, max: 5e12 }),
      fc.constantFrom('day' as const, 'week' as const, 'month' as const, 'quarter' as const, 'year' as const),
      (time, unit) => {
        const start = startOf(time, unit)
        const next = nextStart(start, unit)
        expect(start).toBeLessThanOrEqual(time)
        expect(next).toBeGreaterThan(time)
        expect(startOf(next, unit)).toBe(next)
      },
    ),
  )
})

test('weeks begin on Monday', () => {
  expect(new Date(startOf(Date.UTC(2024, 2, 5), 'week')).toISOString().slice(0, 10)).toBe('2024-03-04')
})
