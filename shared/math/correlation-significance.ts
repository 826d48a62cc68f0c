import { createMatrix, type Matrix } from '../dataset/column'
import { studentTwoSided } from './student-tail'

/**
 * Probability of a correlation at least as strong, on either side, where there is none.
 * @param columns d samples of the same length; NaN is missing
 * @param correlations d × d, each over the rows that have both values
 * @returns d × d, 0 on the diagonal; NaN where the correlation is undefined or fewer than three rows have both values
 * Cost: O(n·d²). Source: Student (1908): t = r·√((n − 2)/(1 − r²)) on n − 2 degrees of freedom.
 */
export function correlationSignificance(columns: readonly Float64Array[], correlations: Matrix): Matrix {
  const d = columns.length
  const matrix = createMatrix(d, d)
  for (let a = 0; a < d; a++) {
    for (let b = 0; b <= a; b++) {
      const r = correlations.data[a * d + b] as number
      const p = a === b && !Number.isNaN(r) ? 0 : significanceOf(r, () => commonRows(columns[a], columns[b]))
      matrix.data[a * d + b] = p
      matrix.data[b * d + a] = p
    }
  }
  return matrix
}

function significanceOf(r: number, count: () => number): number {
  if (Number.isNaN(r)) return Number.NaN
  const degrees = count() - 2
  if (degrees < 1) return Number.NaN
  return Math.abs(r) === 1 ? 0 : studentTwoSided(r * Math.sqrt(degrees / ((1 - r) * (1 + r))), degrees)
}

function commonRows(x: Float64Array = new Float64Array(0), y: Float64Array = new Float64Array(0)): number {
  let count = 0
  for (let i = 0; i < x.length; i++) if (Number.isFinite(x[i]) && Number.isFinite(y[i])) count++
  return count
}
