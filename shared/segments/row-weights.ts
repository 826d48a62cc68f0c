import type { Matrix, NumericColumn } from '../dataset/column'
import type { MethodInput } from '../methods/define-method'

/** The column that says how often each row counts, when one was given. */
export function weightOf(input: MethodInput): NumericColumn | undefined {
  const column = input.columns['weight']?.[0]
  return column?.kind === 'numeric' ? column : undefined
}

/** Weight of each segment, and the weighted sum of squared distances of all rows to their weighted mean. Cost: O(n·d). */
export function weightedTotals(
  { data, nRows, nColumns: d }: Matrix,
  labels: Int32Array,
  weights: Float64Array,
  nClusters: number,
): { weightPerCluster: number[]; totalInertia: number } {
  const weightPerCluster = new Array<number>(nClusters).fill(0)
  const mean = new Float64Array(d)
  let total = 0
  for (let i = 0; i < nRows; i++) {
    const weight = weights[i] as number
    const label = labels[i] as number
    if (label >= 0) weightPerCluster[label] = (weightPerCluster[label] as number) + weight
    total += weight
    for (let j = 0; j < d; j++) {
      mean[j] = (mean[j] as number) + (weight / total) * ((data[i * d + j] as number) - (mean[j] as number))
    }
  }
  let totalInertia = 0
  for (let i = 0; i < nRows; i++) {
    for (let j = 0; j < d; j++) {
      totalInertia += (weights[i] as number) * ((data[i * d + j] as number) - (mean[j] as number)) ** 2
    }
  }
  return { weightPerCluster, totalInertia }
}
