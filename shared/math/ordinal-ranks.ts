/**
 * Ranks from 1, all different: among equal values the earlier one has the smaller rank.
 * @param values without NaN
 * Cost: O(n log n).
 */
export function ordinalRanks(values: Float64Array): Float64Array {
  const sorted = values.slice().sort()
  const seen = new Uint32Array(values.length)
  return values.map((value) => {
    const first = firstPosition(sorted, value)
    const rank = first + 1 + (seen[first] as number)
    seen[first] = (seen[first] as number) + 1
    return rank
  })
}

/** Position of the first of the values in an ascending list that are not smaller. Cost: O(log n). */
function firstPosition(ascending: Float64Array, value: number): number {
  let low = 0
  let high = ascending.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((ascending[middle] as number) < value) low = middle + 1
    else high = middle
  }
  return low
}
