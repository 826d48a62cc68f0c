/** Mean of a regression's target, from which it is counted so that squares keep their digits; 0 for classes. */
export function targetMean(y: Float64Array, nClasses: number, weights: Float64Array | null): number {
  if (nClasses > 0) return 0
  let sum = 0
  let total = 0
  for (let i = 0; i < y.length; i++) {
    const weight = weights ? (weights[i] as number) : 1
    sum += weight * (y[i] as number)
    total += weight
  }
  return total > 0 ? sum / total : 0
}
