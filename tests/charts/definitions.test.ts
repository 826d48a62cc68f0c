import fc from 'fast-check'
import { expect, test } from 'vitest'
import { boxSummary } from '../../shared/charts/box-summary'
import { densityCurve, silvermanBandwidth } from '../../shared/charts/density-curve'
import { trendLine } from '../../shared/charts/trend-line'
import { createRandom } from '../../shared/math/random'

const numbers = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 2, maxLength: 200 })

test('a density adds up to 1 and is the sum of Gaussian kernels (tolerance 1 % of its height)', () => {
  const random = createRandom(3)
  const sorted = Float64Array.from({ length: 400 }, (_, i) => random.normal() + (i % 2) * 5).sort()
  const curve = densityCurve(sorted)
  if (curve === null) throw new Error('No density.')
  const h = silvermanBandwidth(sorted)
  const plain = (x: number) =>
    sorted.reduce((sum, value) => sum + Math.exp(-0.5 * ((x - value) / h) ** 2), 0) / (400 * h * Math.sqrt(2 * Math.PI))
  const height = Math.max(...curve.y)
  const step = (curve.x[1] as number) - (curve.x[0] as number)
  expect(curve.y.reduce((sum, y) => sum + y * step, 0)).toBeCloseTo(1, 2)
  for (const [i, x] of curve.x.entries())
    expect(Math.abs((curve.y[i] as number) - plain(x))).toBeLessThan(height * 0.01)
})

test("Silverman's bandwidth of 1 … 10 is 0.9 · s · n^(−1/5), as R's bw.nrd0 says (tolerance 1e-6)", () => {
  // bw.nrd0(1:10): min(3.0276504, 4.5 / 1.34) · 0.9 · 10^(−0.2).
  expect(silvermanBandwidth(Float64Array.from([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]))).toBeCloseTo(1.719286, 5)
})

test('a box holds its quartiles between its whiskers, and every value is inside or an outlier', () => {
  fc.assert(
    fc.property(numbers, (values) => {
      const sorted = Float64Array.from(values).sort()
      const box = boxSummary(sorted)
      if (box === null) throw new Error('No box.')
      const inside = sorted.filter((value) => value >= box.lowerFence && value <= box.upperFence).length
      expect(inside + box.nOutliers).toBe(sorted.length)
      const reach = 1.5 * (box.q3 - box.q1)
      expect(box.lowerFence).toBeGreaterThanOrEqual(box.q1 - reach)
      expect(box.upperFence).toBeLessThanOrEqual(box.q3 + reach)
      expect(box.q1).toBeLessThanOrEqual(box.median)
    }),
  )
})

test('no other line is nearer to the points than the trend', () => {
  fc.assert(
    fc.property(numbers, fc.double({ min: -2, max: 2, noNaN: true }), (values, change) => {
      const x = Float64Array.from(values, (_, i) => i)
      const y = Float64Array.from(values)
      const line = trendLine(x, y)
      if (line === null) throw new Error('No line.')
      const squares = (slope: number, intercept: number) =>
        y.reduce((sum, value, i) => sum + (value - intercept - slope * i) ** 2, 0)
      const best = squares(line.slope, line.intercept)
      expect(best).toBeLessThanOrEqual(squares(line.slope + change, line.intercept) + 1e-6 * (1 + best))
      expect(best).toBeLessThanOrEqual(squares(line.slope, line.intercept + change) + 1e-6 * (1 + best))
    }),
  )
})
