/**
 * Ranks from 1; equal values share the mean of their ranks.
 * @param values without NaN
 * Cost: O(n log n).
 */
export function averageRanks(values: Float64Array): Float64Array {
  const sorted = values.slice().sort()
  const { distinct, ranks } = rankTable(sorted)
  return values.map((value) => ranks[positionOf(distinct, value)] as number)
}

/** Every different value once, ascending, and the rank its occurrences share. */
function rankTable(sorted: Float64Array): { distinct: Float64Array; ranks: Float64Array } {
  const distinct = new Float64Array(sorted.length)
  const ranks = new Float64Array(sorted.length)
  let size = 0
  for (let start = 0, end = 0; start < sorted.length; start = end) {
    const value = sorted[start] as number
    while (end < sorted.length && sorted[end] === value) end++
    distinct[size] = value
    ranks[size++] = (start + 1 + end) / 2
  }
  return { distinct: distinct.subarray(0, size), ranks: ranks.subarray(0, size) }
}

/** Index of a value that is in an ascending list. Cost: O(log n). */
function positionOf(ascending: Float64Array, value: number): number {
  let low = 0
  let high = ascending.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if ((ascending[middle] as number) < value) low = middle + 1
    else high = middle
  }
  return low
}
