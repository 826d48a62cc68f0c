import { shapiroWilkTest } from '@shared/math/hypothesis/shapiro-wilk-test'
import { kendall } from '@shared/math/kendall'
import { shape } from '@shared/math/shape'
import fc from 'fast-check'
import { expect, test } from 'vitest'

const small = fc.array(fc.tuple(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 6 })), {
  minLength: 2,
  maxLength: 40,
})

/** By the definition: every pair of rows. */
function kendallOfPairs(x: readonly number[], y: readonly number[]): number {
  let [difference, freeX, freeY] = [0, 0, 0]
  for (const [i, a] of x.entries()) {
    for (const [j, b] of x.slice(0, i).entries()) {
      const [dx, dy] = [Math.sign(a - b), Math.sign((y[i] as number) - (y[j] as number))]
      difference += dx * dy
      freeX += Math.abs(dx)
      freeY += Math.abs(dy)
    }
  }
  return difference / Math.sqrt(freeX) / Math.sqrt(freeY)
}

test("Kendall's τ-b is what counting every pair of rows gives, ties included (1e-12)", () => {
  fc.assert(
    fc.property(small, (rows) => {
      const [x, y] = [rows.map(([a]) => a), rows.map(([, b]) => b)]
      const expected = kendallOfPairs(x, y)
      const found = kendall(Float64Array.from(x), Float64Array.from(y))
      if (Number.isFinite(expected)) expect(found).toBeCloseTo(expected, 12)
      else expect(found).toBeNaN()
    }),
  )
})

test("Kendall's τ-b leaves out rows without both values", () => {
  const [x, y] = [Float64Array.of(1, 2, Number.NaN, 4, 5), Float64Array.of(2, Number.NaN, 1, 3, 5)]
  expect(kendall(x, y)).toBe(1)
})

// Oracle: scipy 1.10 (`shapiro`, single precision). Tolerance: 1e-5.
test.each([
  [[1, 2, 4], 0.9642857313156128, 0.6368856430053711],
  [[1, 2, 3, 10], 0.8068856000900269, 0.11515290290117264],
  [[148, 154, 158, 160, 161, 162, 166, 170, 182, 195, 236], 0.7888147830963135, 0.006703833118081093],
])('Shapiro-Wilk of %j', (values, W, p) => {
  const found = shapiroWilkTest(Float64Array.from(values))
  expect(found?.W).toBeCloseTo(W, 5)
  expect(found?.p).toBeCloseTo(p, 5)
})

test('Shapiro-Wilk says nothing of two values, of equal ones, and of more than 5,000', () => {
  expect(shapiroWilkTest(Float64Array.of(1, 2))).toBeNull()
  expect(shapiroWilkTest(Float64Array.of(3, 3, 3, 3))).toBeNull()
  expect(shapiroWilkTest(Float64Array.from({ length: 5001 }, (_, i) => i))).toBeNull()
})

test('skewness and kurtosis of both kinds; undefined ones are NaN', () => {
  const { skewness, skewnessSample, kurtosis, kurtosisSample } = shape(Float64Array.of(1, 2, 2, 3, 9))
  // Oracle: scipy 1.10, `skew` and `kurtosis` with bias and without. Tolerance: 1e-12.
  expect(skewness).toBeCloseTo(1.321086967875271, 12)
  expect(skewnessSample).toBeCloseTo(1.9693601762387913, 12)
  expect(kurtosis).toBeCloseTo(0.017296634932605137, 12)
  expect(kurtosisSample).toBeCloseTo(4.069186539730421, 12)
  expect(shape(Float64Array.of(1, 2)).skewnessSample).toBeNaN()
  expect(shape(Float64Array.of(5, 5, 5)).kurtosis).toBeNaN()
})
