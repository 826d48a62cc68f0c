/** How mixed a node is: `gini` and `entropy` (in bits) of class weights, `squared-error` (variance) of a target. */
export type Criterion = 'gini' | 'entropy' | 'squared-error'

export const criteria: readonly Criterion[] = ['gini', 'entropy', 'squared-error']

/**
 * Impurity from a node's sums.
 * @param sums per class its weight; for squared error weight, weight · target and weight · target² at 0, 1 and 2
 */
export function impurityOf(criterion: number, sums: Float64Array, nSums: number, weight: number): number {
  if (weight <= 0) return 0
  if (criterion === 2) {
    const mean = (sums[1] as number) / weight
    return Math.max(0, (sums[2] as number) / weight - mean * mean)
  }
  let total = 0
  for (let k = 0; k < nSums; k++) {
    const share = (sums[k] as number) / weight
    if (criterion === 0) total += share * share
    else if (share > 0) total -= share * (Math.log(share) / Math.LN2)
  }
  return criterion === 0 ? 1 - total : total
}

/**
 * How good a half of a split is; the sum over both halves ranks splits of a node as the decrease of impurity does.
 * @param at where the half's sums start
 */
export function halfScore(criterion: number, sums: Float64Array, at: number, nSums: number, weight: number): number {
  if (criterion === 2) return ((sums[at + 1] as number) * (sums[at + 1] as number)) / weight
  let total = 0
  if (criterion === 0) {
    for (let k = at; k < at + nSums; k++) total += (sums[k] as number) * (sums[k] as number)
    return total / weight
  }
  for (let k = at; k < at + nSums; k++) {
    const share = (sums[k] as number) / weight
    if (share > 0) total += share * (Math.log(share) / Math.LN2)
  }
  return weight * total
}
