import { type Column, createMatrix, type Matrix } from '../../dataset/column'
import { quantile } from '../../math/quantile'
import { numberAt } from '../pipeline/source-column'
import { type Block, encodeValue } from './encoded-blocks'
import { scoresOf } from './evaluate'
import type { Dependence } from './result'

/** Points of a number, between its 2nd and 98th percentile; levels of a category. */
const POINTS = 15
const LEVELS = 12
/** Rows whose own lines are kept. */
const LINES = 25

/**
 * Mean prediction when every row had the same value of one column, and the lines of single rows (individual conditional
 * expectation).
 * @param matrix encoded rows
 * @param rows the same rows in the dataset's columns
 * Source: Friedman (2001); Goldstein et al. (2015). Cost: one prediction of all rows per point.
 */
export function partialDependence(
  predict: (x: Matrix) => Matrix,
  matrix: Matrix,
  block: Block,
  column: Column,
  rows: Int32Array,
): Dependence {
  const values = gridOf(block, column, rows)
  const changed = createMatrix(matrix.nRows, matrix.nColumns, true)
  changed.data.set(matrix.data)
  const lines = Array.from({ length: Math.min(LINES, matrix.nRows) }, () => [] as number[])
  const mean = values.map((value) => {
    const encoded = encodeValue(block, value)
    for (let i = 0; i < matrix.nRows; i++) {
      for (const [k, place] of block.places.entries()) {
        changed.data[i * matrix.nColumns + place] = encoded[k] as number
      }
    }
    const scores = scoresOf(predict(changed))
    for (const [i, line] of lines.entries()) line.push(scores[i] as number)
    return scores.reduce((sum, score) => sum + score, 0) / scores.length
  })
  return { feature: block.feature, values, mean, rows: lines }
}

/** Values that are tried for a column: the levels of a category, points of a number between its 2nd and 98th percentile. */
export function gridOf({ step }: Block, column: Column, rows: Int32Array): (number | string)[] {
  if (step.kind === 'levels' || step.kind === 'coded') return step.levels.slice(0, LEVELS)
  const known = Float64Array.from(rows, (row) => numberAt(column, row)).filter((value) => !Number.isNaN(value))
  const sorted = known.sort()
  if (sorted.length === 0) return []
  const different = [...new Set(sorted)]
  // Dates go back to milliseconds, as the column holds them.
  const unit = column.measureType === 'time' ? 86_400_000 : 1
  if (different.length <= POINTS) return different.map((value) => value * unit)
  const points = Array.from({ length: POINTS }, (_, i) => quantile(sorted, 0.02 + (0.96 * i) / (POINTS - 1)))
  return [...new Set(points)].map((value) => value * unit)
}
