import { incompleteBeta } from './incomplete-beta'
import { normalQuantile } from './normal-quantile'

/**
 * The Hotelling T² that a row of the data itself stays below with probability p.
 * @param n rows, more than m + 1
 * @param m components
 * Source: Tracy, Young & Mason (1992): T²·n/(n − 1)² follows Beta(m/2, (n − m − 1)/2).
 */
export function hotellingLimit(n: number, m: number, p: number): number {
  if (n - m - 1 <= 0) return Number.NaN
  return ((n - 1) ** 2 / n) * betaQuantile(p, m / 2, (n - m - 1) / 2)
}

/** The x below which a Beta(a, b) distribution has the share p; by bisection. */
function betaQuantile(p: number, a: number, b: number): number {
  let [low, high] = [0, 1]
  for (let step = 0; step < 200 && high - low > 1e-15; step++) {
    const middle = (low + high) / 2
    if (incompleteBeta(middle, a, b) < p) low = middle
    else high = middle
  }
  return (low + high) / 2
}

/**
 * The squared distance from the plane of the components that a row stays below with probability p.
 * @param left variances of the components that were not kept; NaN when they are none
 * Source: Jackson & Mudholkar (1979).
 */
export function residualLimit(left: readonly number[], p: number): number {
  const power = (k: number) => left.reduce((sum, value) => sum + value ** k, 0)
  const [t1, t2, t3] = [power(1), power(2), power(3)]
  if (!(t2 > 0)) return Number.NaN
  const h = 1 - (2 * t1 * t3) / (3 * t2 ** 2)
  const inner = (normalQuantile(p) * Math.sqrt(2 * t2 * h * h)) / t1 + 1 + (t2 * h * (h - 1)) / (t1 * t1)
  return inner > 0 ? t1 * inner ** (1 / h) : Number.NaN
}
