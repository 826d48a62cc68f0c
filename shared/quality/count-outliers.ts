import type { Moments } from '../math/moments'
import { median, quantile } from '../math/quantile'
import type { ColumnQuality } from './quality-report'

/**
 * How many values lie far out, by three rules: Tukey's fences of 1.5 IQR (quartiles R-7), more than 3 sample standard
 * deviations from the mean, and a modified z-score beyond 3.5. Where a
 * standard deviation or MAD is 0 its rule finds nothing; where the quartiles are equal every other value is beyond the fences, as in R.
 * @param sorted ascending, without NaN
 * @returns null when there are no values
 * Cost: O(n log n).
 * Source: Tukey (1977); Iglewicz & Hoaglin (1993).
 */
export function countOutliers(sorted: Float64Array, { mean, sd }: Moments): ColumnQuality['outliers'] {
  if (sorted.length === 0) return null
  const [q1, middle, q3] = [quantile(sorted, 0.25), quantile(sorted, 0.5), quantile(sorted, 0.75)]
  const spread = q3 - q1
  const fences = { low: q1 - 1.5 * spread, high: q3 + 1.5 * spread }
  const mad = median(sorted.map((value) => Math.abs(value - middle)))
  return {
    iqr: outside(sorted, fences.low, fences.high),
    fences,
    z: sd > 0 ? outside(sorted, mean - 3 * sd, mean + 3 * sd) : 0,
    mad: mad > 0 ? outside(sorted, middle - (3.5 * mad) / 0.6745, middle + (3.5 * mad) / 0.6745) : 0,
  }
}

function outside(sorted: Float64Array, low: number, high: number): number {
  let count = 0
  for (const value of sorted) if (value < low || value > high) count++
  return count
}
