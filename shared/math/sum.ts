/**
 * Sum of n numbers with a running compensation, accurate to the last digits whatever n is.
 * @param values finite numbers
 * Cost: O(n). Source: Neumaier (1974), "Rundungsfehleranalyse einiger Verfahren zur Summation endlicher Summen".
 */
export function sum(values: Float64Array): number {
  let total = 0
  let lost = 0
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number
    const next = total + value
    lost += Math.abs(total) >= Math.abs(value) ? total - next + value : value - next + total
    total = next
  }
  return total + lost
}

/** Arithmetic mean; NaN when there are no values. */
export function mean(values: Float64Array): number {
  return sum(values) / values.length
}
