/** Different values in order, with how many rows there are up to and with each. */
export interface DistinctValues {
  values: Float64Array
  rowsUpTo: Float64Array
}

/** @param sorted ascending, none missing */
export function distinctValues(sorted: Float64Array): DistinctValues {
  const values = new Float64Array(sorted.length)
  const rowsUpTo = new Float64Array(sorted.length)
  let count = 0
  for (let i = 0; i < sorted.length; i++) {
    if (i === 0 || (sorted[i] as number) > (sorted[i - 1] as number)) values[count++] = sorted[i] as number
    rowsUpTo[count - 1] = i + 1
  }
  return { values: values.subarray(0, count), rowsUpTo: rowsUpTo.subarray(0, count) }
}

/** Bins of about as many rows each, by their smallest and largest value; a value is never torn apart. */
export function quantileBins(
  { values, rowsUpTo }: DistinctValues,
  nRows: number,
  mostBins: number,
): { low: Float64Array; high: Float64Array } {
  if (values.length <= mostBins) return { low: values, high: values }
  const low: number[] = [values[0] as number]
  const high: number[] = []
  for (let i = 0; i + 1 < values.length; i++) {
    if ((rowsUpTo[i] as number) < ((high.length + 1) * nRows) / mostBins) continue
    if (high.length + 1 === mostBins) break
    high.push(values[i] as number)
    low.push(values[i + 1] as number)
  }
  high.push(values[values.length - 1] as number)
  return { low: Float64Array.from(low), high: Float64Array.from(high) }
}

/** The threshold between two neighbouring values: the middle of the gap, or the lower one where there is no number between. */
export function thresholdBetweenValues(nearest: number, next: number): number {
  const middle = nearest / 2 + next / 2
  return middle < next && middle >= nearest ? middle : nearest
}

/** 256 edges: a value belongs to the bin whose number is the number of edges below it. */
export function edgesOf(low: Float64Array, high: Float64Array): Float64Array {
  const edges = new Float64Array(256).fill(Number.POSITIVE_INFINITY)
  for (let code = 0; code + 1 < low.length; code++) {
    edges[code] = thresholdBetweenValues(high[code] as number, low[code + 1] as number)
  }
  return edges
}
