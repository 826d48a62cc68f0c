import { chiSquaredTail } from '../chi-squared'
import { normalQuantile } from '../normal-quantile'
import { mean } from '../sum'

export interface ShapiroWilkTest {
  W: number
  p: number
  /** Values that were tested. */
  n: number
}

/** The approximation is made for so many values at most. */
export const mostShapiroValues = 5000

/**
 * Whether a sample may come from a normal distribution: the smaller p, the less.
 * @param values finite numbers, 3 to 5,000
 * @returns null for other counts and where all values are equal
 * Cost: O(n log n). Source: Shapiro & Wilk (1965); Royston (1995), "Remark AS R94", for weights and p.
 */
export function shapiroWilkTest(values: Float64Array): ShapiroWilkTest | null {
  const n = values.length
  if (n < 3 || n > mostShapiroValues) return null
  const sorted = values.slice().sort()
  const range = (sorted[n - 1] as number) - (sorted[0] as number)
  if (!(range > 0)) return null
  const weights = weightsOf(n)
  // Scaled by the range first, so that nothing overflows.
  const scaled = sorted.map((value) => (value - (sorted[0] as number)) / range)
  const centre = mean(scaled)
  let [product, squares, weight] = [0, 0, 0]
  for (let i = 0; i < n; i++) {
    const gap = (scaled[i] as number) - centre
    product += (weights[i] as number) * gap
    squares += gap * gap
    weight += (weights[i] as number) ** 2
  }
  const W = Math.min(1, (product * product) / squares / weight)
  return { W, p: significance(W, n), n }
}

/** Weights of the values in ascending order; their squares add up to 1. */
function weightsOf(n: number): Float64Array {
  if (n === 3) return Float64Array.of(-Math.SQRT1_2, 0, Math.SQRT1_2)
  const expected = Float64Array.from({ length: n }, (_, i) => normalQuantile((i + 1 - 0.375) / (n + 0.25)))
  const squares = expected.reduce((sum, value) => sum + value * value, 0)
  const u = 1 / Math.sqrt(n)
  const [top, second] = [expected[n - 1] as number, expected[n - 2] as number]
  const last = top / Math.sqrt(squares) + polynomial([0, 0.221157, -0.147981, -2.07119, 4.434685, -2.706056], u)
  const next = second / Math.sqrt(squares) + polynomial([0, 0.042981, -0.293762, -1.752461, 5.682633, -3.582633], u)
  const isLong = n > 5
  const left = squares - 2 * top ** 2 - (isLong ? 2 * second ** 2 : 0)
  const phi = left / (1 - 2 * last ** 2 - (isLong ? 2 * next ** 2 : 0))
  return expected.map((value, i) => {
    const side = i < n / 2 ? -1 : 1
    const place = Math.min(i, n - 1 - i)
    if (place === 0) return side * last
    return place === 1 && isLong ? side * next : value / Math.sqrt(phi)
  })
}

function significance(W: number, n: number): number {
  if (n === 3) return Math.max(0, (6 / Math.PI) * (Math.asin(Math.sqrt(W)) - Math.asin(Math.sqrt(0.75))))
  const left = Math.log(1 - W)
  if (n <= 11) {
    const limit = -2.273 + 0.459 * n
    if (left >= limit) return 1e-99
    const centre = polynomial([0.544, -0.39978, 0.025054, -6.714e-4], n)
    const spread = Math.exp(polynomial([1.3822, -0.77857, 0.062767, -0.0020322], n))
    return normalTail((-Math.log(limit - left) - centre) / spread)
  }
  const size = Math.log(n)
  const centre = polynomial([-1.5861, -0.31082, -0.083751, 0.0038915], size)
  const spread = Math.exp(polynomial([-0.4803, -0.082676, 0.0030302], size))
  return normalTail((left - centre) / spread)
}

/** Share of a standard normal distribution above z. */
function normalTail(z: number): number {
  const half = chiSquaredTail(z * z, 1) / 2
  return z > 0 ? half : 1 - half
}

function polynomial(coefficients: readonly number[], x: number): number {
  return coefficients.reduceRight((sum, coefficient) => sum * x + coefficient, 0)
}
