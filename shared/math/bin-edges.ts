/**
 * Edges of bins of one width, to the last bit those of numpy's `linspace`: a value on an edge falls where `KBinsDiscretizer` puts it.
 * @returns bins + 1 numbers, ascending
 */
export function equalWidthEdges(min: number, max: number, bins: number): number[] {
  const step = (max - min) / bins
  return Array.from({ length: bins + 1 }, (_, i) => (i === bins ? max : i * step + min))
}

/**
 * Edges of bins with equally many values: R-7 quantiles, to the last bit those of numpy's `percentile`, which counts in hundredths and
 * comes from the nearer side.
 * @param sorted ascending, without NaN, at least one
 * @returns bins + 1 numbers, ascending; equal where values repeat
 */
export function quantileEdges(sorted: Float64Array, bins: number): number[] {
  const step = 100 / bins
  return Array.from({ length: bins + 1 }, (_, i) => percentile(sorted, i === bins ? 100 : i * step))
}

/**
 * Percentile R-7 to the last bit of numpy's.
 * @param sorted ascending, without NaN, at least one
 * @param percent from 0 to 100
 */
export function percentile(sorted: Float64Array, percent: number): number {
  const last = sorted.length - 1
  const position = last * (percent / 100)
  const below = Math.floor(position)
  const low = sorted[Math.min(below, last)] as number
  const high = sorted[Math.min(below + 1, last)] as number
  const share = position - below
  return share < 0.5 ? low + (high - low) * share : high - (high - low) * (1 - share)
}
