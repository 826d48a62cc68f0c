import { incompleteBeta } from './incomplete-beta'
import { normalQuantile } from './normal-quantile'
import { studentTwoSided } from './student-tail'

/** Probability of a value of at least t. */
export function studentTail(t: number, degrees: number): number {
  const half = studentTwoSided(t, degrees) / 2
  return t > 0 ? half : 1 - half
}

/**
 * Quantile of Student's distribution.
 * @param p in (0, 1)
 * Source: the normal quantile, doubled until it is beyond, then bisection of the tail, to the last digits.
 */
export function studentQuantile(p: number, degrees: number): number {
  const tail = Math.min(p, 1 - p)
  if (tail === 0.5) return 0
  let low = 0
  let high = Math.max(1, -normalQuantile(tail))
  while (studentTail(high, degrees) > tail) {
    low = high
    high *= 2
  }
  for (let step = 0; step < 200 && high - low > 1e-15 * high; step++) {
    const middle = (low + high) / 2
    if (studentTail(middle, degrees) > tail) low = middle
    else high = middle
  }
  return p < 0.5 ? -(low + high) / 2 : (low + high) / 2
}

/** Probability of a value of at least f of Fisher's distribution. */
export function fisherTail(f: number, numerator: number, denominator: number): number {
  if (!(f > 0)) return 1
  return incompleteBeta(denominator / (denominator + numerator * f), denominator / 2, numerator / 2)
}
