import { createMatrix, type Matrix } from '../../dataset/column'

/** Probabilities from joint log likelihoods, row by row: n × classes, rows add up to 1. */
export function probabilitiesOf(logs: Matrix): Matrix {
  const { nRows, nColumns } = logs
  const out = createMatrix(nRows, nColumns)
  for (let i = 0; i < nRows; i++) {
    const base = i * nColumns
    let largest = Number.NEGATIVE_INFINITY
    for (let c = 0; c < nColumns; c++) largest = Math.max(largest, logs.data[base + c] as number)
    let sum = 0
    for (let c = 0; c < nColumns; c++) sum += Math.exp((logs.data[base + c] as number) - largest)
    for (let c = 0; c < nColumns; c++) out.data[base + c] = Math.exp((logs.data[base + c] as number) - largest) / sum
  }
  return out
}

/** Share of each class by weight. */
export function classPrior(y: Float64Array, nClasses: number, weights: Float64Array | null): Float64Array {
  const prior = new Float64Array(nClasses)
  let total = 0
  for (let i = 0; i < y.length; i++) {
    const weight = weights ? (weights[i] as number) : 1
    prior[y[i] as number] = (prior[y[i] as number] as number) + weight
    total += weight
  }
  return prior.map((share) => share / total)
}
