import { createMatrix } from '@shared/dataset/column'
import { createRandom } from '@shared/math/random'
import { spreadInside } from '@shared/segments/spread-inside'
import { expect, test } from 'vitest'
import { drive } from '../contract/harness'

/** Columns of standard deviation 1, of 600 rows. */
function standardised(...columns: ((i: number) => number)[]) {
  const matrix = createMatrix(600, columns.length)
  for (const [j, column] of columns.entries()) {
    const values = Array.from({ length: 600 }, (_, i) => column(i))
    const mean = values.reduce((sum, value) => sum + value, 0) / 600
    const sd = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 600)
    for (const [i, value] of values.entries()) matrix.data[i * columns.length + j] = (value - mean) / sd
  }
  return matrix
}

const random = createRandom(5)
const factors = (...columns: ((i: number) => number)[]) =>
  drive(spreadInside(standardised(...columns), 1)) ?? new Float64Array()

test('columns in which groups lie far apart gain on those in which they do not, by a good part of what standard deviations took', () => {
  const [far = 0, near = 0, none = 0] = factors(
    (i) => 20 * (i % 2) + random.normal(),
    (i) => 5 * (i % 2) + random.normal(),
    () => random.normal(),
  )
  // Standardised, one standard deviation inside the groups is 1/10.05, 1/2.69 and 1.
  expect(far / none).toBeGreaterThan(10.05 / 3)
  expect(far / none).toBeLessThan(10.05 * 1.2)
  expect(near / none).toBeGreaterThan(2.69 / 2)
  expect(near / none).toBeLessThan(2.69 * 1.2)
})

test('without groups, all columns stay about as they are', () => {
  for (const factor of factors(random.normal, random.normal, random.normal))
    expect(Math.abs(factor - 1)).toBeLessThan(0.15)
})

test('two values are no groups: a column of two values weighs hardly more than one of many', () => {
  const [two = 0, many = 0] = factors(() => random.integer(2), random.normal)
  expect(two / many).toBeLessThan(2)
})

test('the sum of variances stays, and too few rows or columns say nothing', () => {
  const found = factors((i) => 9 * (i % 3) + random.normal(), random.normal)
  expect(found.reduce((sum, factor) => sum + factor ** 2, 0)).toBeCloseTo(2, 1)
  expect(drive(spreadInside(createMatrix(49, 3), 1))).toBeNull()
  expect(drive(spreadInside(createMatrix(60, 1), 1))).toBeNull()
})
