import { moments } from '@shared/math/moments'
import { createRandom } from '@shared/math/random'
import { inverseYeoJohnson, yeoJohnson, yeoJohnsonLambda } from '@shared/math/yeo-johnson'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

describe('Yeo-Johnson', () => {
  // Oracle: by hand from the definition: λ = 0: log(1 + x); λ = 2, x < 0: −log(1 − x); λ = 1: x; λ = ½: 2(√(1 + x) − 1).
  test('special powers', () => {
    expect(yeoJohnson(3, 0)).toBe(Math.log(4))
    expect(yeoJohnson(-3, 2)).toBe(-Math.log(4))
    expect(yeoJohnson(3, 0.5)).toBeCloseTo(2, 14)
    expect(yeoJohnson(5.5, 1)).toBeCloseTo(5.5, 14)
    expect(yeoJohnson(-5.5, 1)).toBeCloseTo(-5.5, 14)
  })

  test('its inverse brings every value back', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -1000, max: 1000, noNaN: true }),
        fc.double({ min: -1, max: 3, noNaN: true }),
        (value, lambda) => {
          const back = inverseYeoJohnson(yeoJohnson(value, lambda), lambda)
          expect(Math.abs(back - value)).toBeLessThan(1e-6 * Math.max(1, Math.abs(value)))
        },
      ),
    )
  })

  test('makes log-normal values symmetric', () => {
    const random = createRandom(3)
    const values = Float64Array.from({ length: 5000 }, () => Math.exp(1.2 * random.normal()))
    const lambda = yeoJohnsonLambda(values)
    const transformed = values.map((value) => yeoJohnson(value, lambda))
    expect(Math.abs(moments(values).skewness)).toBeGreaterThan(3)
    expect(Math.abs(moments(transformed).skewness)).toBeLessThan(0.2)
  })

  test('lambda is where the likelihood is greatest', () => {
    const random = createRandom(4)
    const values = Float64Array.from({ length: 400 }, () => random.normal() ** 2 - 0.5)
    const logLikelihood = (lambda: number) => {
      const variance = moments(values.map((value) => yeoJohnson(value, lambda))).populationSd ** 2
      const jacobian = values.reduce((total, value) => total + Math.sign(value) * Math.log1p(Math.abs(value)), 0)
      return (-values.length / 2) * Math.log(variance) + (lambda - 1) * jacobian
    }
    const best = yeoJohnsonLambda(values)
    for (const step of [1e-3, 0.1, 1]) {
      expect(logLikelihood(best)).toBeGreaterThan(logLikelihood(best - step))
      expect(logLikelihood(best)).toBeGreaterThan(logLikelihood(best + step))
    }
  })
})
