/**
 * Missing values on the straight line between the known ones before and behind them.
 * @param positions ascending; a value without a position, and one before the first or behind the last known, stays missing
 * @param values missing is NaN
 * Cost: O(n). The variant of pandas' `interpolate(method="index", limit_area="inside")`.
 */
export function alongLine(positions: Float64Array, values: Float64Array): Float64Array {
  const filled = values.slice()
  let before = -1
  for (let i = 0; i < values.length; i++) {
    if (Number.isNaN(values[i]) || Number.isNaN(positions[i])) continue
    if (before >= 0) fillBetween(filled, positions, before, i)
    before = i
  }
  return filled
}

function fillBetween(filled: Float64Array, positions: Float64Array, from: number, to: number): void {
  const [start, end] = [positions[from] as number, positions[to] as number]
  const [low, high] = [filled[from] as number, filled[to] as number]
  for (let i = from + 1; i < to; i++) {
    const share = end > start ? ((positions[i] as number) - start) / (end - start) : (i - from) / (to - from)
    filled[i] = low + (high - low) * share
  }
}
