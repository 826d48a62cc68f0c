import { chiSquaredTail } from '@shared/math/chi-squared'
import { normalQuantile } from '@shared/math/normal-quantile'
import { describe, expect, test } from 'vitest'

describe('chiSquaredTail', () => {
  // Oracle: R 4.2 pchisq(x, df, lower.tail = FALSE). Tolerance: 1e-12 relative.
  test.each([
    [3.841458820694124, 1, 0.05],
    [5.991464547107979, 2, 0.05],
    [0.525706972225644, 1, 0.46841735075697],
    [520.120608184504, 2, 1.1408931448715e-113],
    [100, 100, 0.4811916845279727],
  ])('P(χ² ≥ %f) with %i degrees', (x, degrees, expected) => {
    expect(Math.abs(chiSquaredTail(x, degrees) / expected - 1)).toBeLessThan(1e-12)
  })

  test('with two degrees it is exp(−x/2)', () => {
    for (const x of [1e-6, 0.3, 2, 30, 700]) {
      expect(Math.abs(chiSquaredTail(x, 2) / Math.exp(-x / 2) - 1)).toBeLessThan(1e-12)
    }
    expect(chiSquaredTail(0, 3)).toBe(1)
  })
})

describe('normalQuantile', () => {
  test.each([
    [0.5, 0],
    [0.4999999999999999, -2.782916424671767e-16],
    [0.4999999, -2.506628274703107e-7],
    [0.975, 1.959963984540054],
    [0.995, 2.5758293035489004],
    [1e-10, -6.361340902404056],
  ])('quantile %f', (p, expected) => {
    expect(Math.abs(normalQuantile(p) - expected)).toBeLessThan(1e-12)
  })
})
