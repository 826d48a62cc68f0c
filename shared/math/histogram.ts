import { quantile } from './quantile'

const FEWEST_BINS = 5
const MOST_BINS = 40

/**
 * Counts in bins of equal width over the range of the values.
 * @param sorted ascending, without NaN
 * @returns null when there are no two different values
 * Cost: O(n). Source: Freedman & Diaconis (1981) for the width, held between 5 and 40 bins, and one bin per value where
 * there are few whole numbers.
 */
export function histogram(sorted: Float64Array, distinct: number): { edges: number[]; counts: number[] } | null {
  const low = sorted[0]
  const high = sorted[sorted.length - 1]
  if (low === undefined || high === undefined || low === high) return null
  const edges = wholeNumberEdges(sorted, low, high) ?? equalEdges(low, high, binCount(sorted, low, high, distinct))
  return { edges, counts: countInBins(sorted, edges) }
}

/** How many values lie between neighbouring edges; a value on an edge counts above it, on the last one below. */
export function countInBins(sorted: Float64Array, edges: readonly number[]): number[] {
  const counts = new Array<number>(edges.length - 1).fill(0)
  let bin = 0
  for (const value of sorted) {
    while (bin < counts.length - 1 && value >= (edges[bin + 1] as number)) bin++
    counts[bin] = (counts[bin] as number) + 1
  }
  return counts
}

function binCount(sorted: Float64Array, low: number, high: number, distinct: number): number {
  const width = (2 * (quantile(sorted, 0.75) - quantile(sorted, 0.25))) / Math.cbrt(sorted.length)
  const wanted = width > 0 ? Math.ceil((high - low) / width) : MOST_BINS
  return Math.max(FEWEST_BINS, Math.min(MOST_BINS, wanted, Math.max(FEWEST_BINS, distinct)))
}

function equalEdges(low: number, high: number, bins: number): number[] {
  return Array.from({ length: bins + 1 }, (_, i) => (i === bins ? high : low + ((high - low) * i) / bins))
}

function wholeNumberEdges(sorted: Float64Array, low: number, high: number): number[] | null {
  if (high - low >= MOST_BINS / 2 || !sorted.every(Number.isInteger)) return null
  return Array.from({ length: high - low + 2 }, (_, i) => low - 0.5 + i)
}
