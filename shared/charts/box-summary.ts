import { quantile } from '../math/quantile'

export interface BoxSummary {
  q1: number
  median: number
  q3: number
  /** The least and the largest value within 1.5 · IQR of the box. */
  lowerFence: number
  upperFence: number
  /** Values beyond, ascending; the outermost when there are more than can be drawn. */
  outliers: Float64Array
  nOutliers: number
}

const mostOutliers = 200

/**
 * Five numbers and outliers of a sample.
 * @param sorted ascending, finite
 * @returns null when there are no values
 * Source: quartiles R-7; whiskers of Tukey (1977) to the last value within 1.5 · IQR.
 */
export function boxSummary(sorted: Float64Array): BoxSummary | null {
  if (sorted.length === 0) return null
  const [q1, median, q3] = [0.25, 0.5, 0.75].map((p) => quantile(sorted, p)) as [number, number, number]
  const reach = 1.5 * (q3 - q1)
  const first = sorted.findIndex((value) => value >= q1 - reach)
  const last = sorted.findLastIndex((value) => value <= q3 + reach)
  const [below, above] = [sorted.subarray(0, first), sorted.subarray(last + 1)]
  const outliers = Float64Array.from([...below.subarray(0, mostOutliers), ...above.subarray(-mostOutliers)])
  return {
    q1,
    median,
    q3,
    lowerFence: sorted[first] as number,
    upperFence: sorted[last] as number,
    outliers,
    nOutliers: below.length + above.length,
  }
}
