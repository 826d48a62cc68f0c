import { logGamma } from './log-gamma'

/**
 * Upper tail of the χ² distribution: the probability of a value of at least x.
 * @param x ≥ 0
 * @param degrees > 0
 * Source: the regularised incomplete gamma function Q(degrees/2, x/2) by series below and continued fraction above its
 * middle (Abramowitz & Stegun 6.5.29 and 6.5.31, the fraction by Lentz's method).
 */
export function chiSquaredTail(x: number, degrees: number): number {
  if (!(x > 0)) return 1
  const a = degrees / 2
  const half = x / 2
  const logFactor = a * Math.log(half) - half - logGamma(a)
  if (half < a + 1) return Math.max(0, 1 - Math.exp(logFactor) * lowerSeries(a, half))
  return Math.exp(logFactor) * upperFraction(a, half)
}

function lowerSeries(a: number, x: number): number {
  let term = 1 / a
  let sum = term
  for (let n = 1; n < 10_000; n++) {
    term *= x / (a + n)
    sum += term
    if (term < sum * 1e-17) break
  }
  return sum
}

function upperFraction(a: number, x: number): number {
  const tiny = 1e-300
  let b = x + 1 - a
  let c = 1 / tiny
  let d = 1 / b
  let value = d
  for (let n = 1; n < 10_000; n++) {
    const numerator = -n * (n - a)
    b += 2
    d = 1 / nonZero(numerator * d + b, tiny)
    c = nonZero(b + numerator / c, tiny)
    const factor = c * d
    value *= factor
    if (Math.abs(factor - 1) < 1e-16) break
  }
  return value
}

function nonZero(value: number, tiny: number): number {
  return Math.abs(value) < tiny ? tiny : value
}
