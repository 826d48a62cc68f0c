import { digamma, digammaDifference } from '@shared/math/digamma'
import { gaussLegendre } from '@shared/math/gauss-legendre'
import { hypergeometric } from '@shared/math/hypergeometric'
import { logGamma, logGammaDifference } from '@shared/math/log-gamma'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

const positive = fc.double({ min: 1e-3, max: 1e6, noNaN: true })

describe('logGamma', () => {
  // Oracle: factorials, Γ(1/2) = √π, and values of mpmath 1.3 (50 digits). Tolerance: 1e-14 relative.
  test.each([
    [1, 0],
    [2, 0],
    [0.5, 0.5723649429247001],
    [10, 12.801827480081469],
    [171, 706.5730622457874],
    [1e-5, 11.512919692895824],
    [123456.789, 1323902.018795063],
  ])('ln Γ(%f)', (x, expected) => {
    expect(Math.abs(logGamma(x) - expected)).toBeLessThan(1e-14 * Math.max(1, Math.abs(expected)))
  })

  test('Γ(x + 1) = x·Γ(x), and differences agree', () => {
    fc.assert(
      fc.property(positive, fc.integer({ min: 0, max: 3000 }), (x, d) => {
        const size = Math.max(1, Math.abs(logGamma(x + d)))
        expect(Math.abs(logGamma(x + 1) - logGamma(x) - Math.log(x))).toBeLessThan(1e-13 * Math.max(1, logGamma(x)))
        expect(Math.abs(logGammaDifference(x, d) - (logGamma(x + d) - logGamma(x)))).toBeLessThan(1e-13 * size)
      }),
    )
  })

  test('a difference far out keeps its digits', () => {
    // Oracle: Σ ln(x + i), exact to rounding. Tolerance: 1e-14 relative.
    let sum = 0
    for (let i = 0; i < 40; i++) sum += Math.log(1e6 + i)
    expect(Math.abs(logGammaDifference(1e6, 40) / sum - 1)).toBeLessThan(1e-14)
  })
})

describe('digamma', () => {
  test.each([
    [1, -0.5772156649015329],
    [0.5, -1.9635100260214235],
    [10, 2.251752589066721],
    [1e-3, -1000.5755719318103],
  ])('ψ(%f)', (x, expected) => {
    expect(Math.abs(digamma(x) / expected - 1)).toBeLessThan(2e-14)
  })

  test('it is the slope of logGamma', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.05, max: 1000, noNaN: true }), fc.integer({ min: 0, max: 40 }), (x, d) => {
        const h = 1e-4 * x
        expect(Math.abs((logGamma(x + h) - logGamma(x - h)) / (2 * h) - digamma(x))).toBeLessThan(1e-5 * (1 + 1 / x))
        expect(Math.abs(digammaDifference(x, d) - (digamma(x + d) - digamma(x)))).toBeLessThan(1e-12 * (1 + 1 / x))
      }),
    )
  })
})

describe('hypergeometric', () => {
  // Oracles: closed forms (Abramowitz & Stegun 15.1). Tolerance: 1e-12 relative.
  test('₂F₁(a, b; b; z) = (1 − z)^−a and ₂F₁(1, 1; 2; z) = −ln(1 − z)/z', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.01, max: 60, noNaN: true }),
        fc.double({ min: 0.01, max: 60, noNaN: true }),
        fc.double({ min: 0.001, max: 0.97, noNaN: true }),
        (a, b, z) => {
          expect(Math.abs(hypergeometric(a, b, b, z) / (1 - z) ** -a - 1)).toBeLessThan(1e-11)
          expect(Math.abs(hypergeometric(1, 1, 2, z) / (-Math.log1p(-z) / z) - 1)).toBeLessThan(1e-12)
        },
      ),
    )
  })

  test('₂F₁(1/2, 1/2; 3/2; z²) = asin(z)/z, also near 1', () => {
    for (const z of [0.1, 0.5, 0.9, 0.999]) {
      expect(Math.abs(hypergeometric(0.5, 0.5, 1.5, z * z) / (Math.asin(z) / z) - 1)).toBeLessThan(1e-12)
    }
  })

  test('the contiguous relation of Gauss holds', () => {
    const part = fc.double({ min: 0.1, max: 30, noNaN: true })
    fc.assert(
      fc.property(part, part, part, fc.double({ min: 0, max: 0.9, noNaN: true }), (a, b, c, z) => {
        const f = (up: number) => hypergeometric(a + up, b, c, z)
        const terms = [(c - a) * f(-1), (2 * a - c + (b - a) * z) * f(0), a * (z - 1) * f(1)]
        const size = terms.reduce((sum, term) => sum + Math.abs(term), 0)
        expect(Math.abs(terms.reduce((sum, term) => sum + term, 0))).toBeLessThan(1e-10 * size)
      }),
    )
  })
})

describe('gaussLegendre', () => {
  test.each([1, 2, 5, 10, 32])('%i nodes integrate polynomials up to degree 2n − 1', (n) => {
    const { nodes, weights } = gaussLegendre(n)
    for (let degree = 0; degree < 2 * n; degree++) {
      const found = nodes.reduce((sum, x, i) => sum + (weights[i] as number) * x ** degree, 0)
      expect(Math.abs(found - (degree % 2 === 0 ? 2 / (degree + 1) : 0))).toBeLessThan(1e-14)
    }
  })
})
