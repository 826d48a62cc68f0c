import type { Progress } from '../contract/run-events'
import { createMatrix, type Matrix } from '../dataset/column'
import { pearson } from './pearson'
import { averageRanks } from './ranks'

/**
 * Correlations of every pair of columns, each over the rows that have both values.
 * @param columns d samples of the same length; NaN is missing
 * @param ranked Spearman's correlation when true, Pearson's when false
 * @returns d × d, 1 on the diagonal; NaN where undefined
 * Cost: O(n·d²), with ranks and missing values O(n·d²·log n).
 */
export function* correlationMatrix(
  columns: readonly Float64Array[],
  ranked: boolean,
): Generator<Progress, Matrix, void> {
  const d = columns.length
  const complete = columns.map((values) => values.every(Number.isFinite))
  const ready: Float64Array[] = []
  for (const [j, values] of columns.entries()) {
    ready.push(ranked && complete[j] ? averageRanks(values) : values)
    yield { stage: 'correlations', fraction: 0 }
  }
  const matrix = createMatrix(d, d)
  for (let a = 0; a < d; a++) {
    for (let b = 0; b <= a; b++) {
      const whole = complete[a] && complete[b]
      const [x, y] = [ready[a] as Float64Array, ready[b] as Float64Array]
      const value = whole ? pearson(x, y) : ofPairs(columns[a] as Float64Array, columns[b] as Float64Array, ranked)
      const exact = a === b && !Number.isNaN(value) ? 1 : value
      matrix.data[a * d + b] = exact
      matrix.data[b * d + a] = exact
      yield { stage: 'correlations', fraction: (a * (a + 1) + 2 * (b + 1)) / (d * (d + 1)) }
    }
  }
  return matrix
}

function ofPairs(x: Float64Array, y: Float64Array, ranked: boolean): number {
  const both = (_: number, i: number) => Number.isFinite(x[i]) && Number.isFinite(y[i])
  const [a, b] = [x.filter(both), y.filter(both)]
  if (a.length < 2) return Number.NaN
  return ranked ? pearson(averageRanks(a), averageRanks(b)) : pearson(a, b)
}
