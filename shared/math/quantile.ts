/**
 * Quantile by linear interpolation between order statistics, position (n − 1)·p.
 * @param sorted ascending, without NaN
 * @param p in [0, 1]
 * @returns NaN when there are no values
 * Source: Hyndman & Fan (1996), "Sample Quantiles in Statistical Packages", type 7 ("R-7").
 */
export function quantile(sorted: Float64Array, p: number): number {
  if (sorted.length === 0) return Number.NaN
  const position = (sorted.length - 1) * p
  const below = Math.floor(position)
  const low = sorted[below] as number
  const high = sorted[Math.min(below + 1, sorted.length - 1)] as number
  return low + (high - low) * (position - below)
}

/** Median of values in any order, which are left as they are. Cost: O(n log n). */
export function median(values: Float64Array): number {
  return quantile(values.slice().sort(), 0.5)
}
