/**
 * The straight line y = intercept + slope · x of least squares.
 * @param x finite
 * @param y finite, as many
 * @returns null when there are no two different x
 * Cost: O(n). Both are centred first, so that nothing cancels.
 */
export function trendLine(x: Float64Array, y: Float64Array): { intercept: number; slope: number } | null {
  const n = x.length
  if (n < 2) return null
  const [meanX, meanY] = [meanOf(x), meanOf(y)]
  let products = 0
  let squares = 0
  for (let i = 0; i < n; i++) {
    const dx = (x[i] as number) - meanX
    products += dx * ((y[i] as number) - meanY)
    squares += dx * dx
  }
  if (!(squares > 0)) return null
  const slope = products / squares
  return { intercept: meanY - slope * meanX, slope }
}

function meanOf(values: Float64Array): number {
  let total = 0
  for (const value of values) total += value
  return total / values.length
}
