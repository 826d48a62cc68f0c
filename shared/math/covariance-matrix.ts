import { createMatrix, type Matrix } from '../dataset/column'
import { mean } from './sum'

/**
 * Sample covariances (divisor n − 1) of every pair of columns, each over the rows that have both values.
 * @param columns d samples of the same length; NaN is missing
 * @returns d × d with variances on the diagonal; NaN where fewer than two rows have both values
 * Cost: O(n·d²).
 */
export function covarianceMatrix(columns: readonly Float64Array[]): Matrix {
  const d = columns.length
  const matrix = createMatrix(d, d)
  for (let a = 0; a < d; a++) {
    for (let b = 0; b <= a; b++) {
      const value = covarianceOfPair(columns[a] as Float64Array, columns[b] as Float64Array)
      matrix.data[a * d + b] = value
      matrix.data[b * d + a] = value
    }
  }
  return matrix
}

function covarianceOfPair(x: Float64Array, y: Float64Array): number {
  const both = (_: number, i: number) => Number.isFinite(x[i]) && Number.isFinite(y[i])
  const [a, b] = [x.filter(both), y.filter(both)]
  if (a.length < 2) return Number.NaN
  const [meanA, meanB] = [mean(a), mean(b)]
  let total = 0
  for (let i = 0; i < a.length; i++) total += ((a[i] as number) - meanA) * ((b[i] as number) - meanB)
  return total / (a.length - 1)
}
