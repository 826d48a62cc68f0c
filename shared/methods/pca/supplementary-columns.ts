import type { CategoricalColumn, Column, Matrix, NumericColumn } from '../../dataset/column'
import type { SupplementaryColumn } from './method'

/** Categories shown of a column. */
const mostLevels = 50

/**
 * Where columns that took no part lie: correlations with the scores, or the average scores of each category.
 * @param scores n × m of the rows used
 * @param rows which of the column's rows they are
 * Cost: O(n·m) per column.
 */
export function placeColumn(column: Column, scores: Matrix, rows: Int32Array): SupplementaryColumn {
  return column.kind === 'numeric' ? placeNumbers(column, scores, rows) : placeCategories(column, scores, rows)
}

function placeNumbers(column: NumericColumn, scores: Matrix, rows: Int32Array): SupplementaryColumn {
  const known = [...rows.keys()].filter((i) => Number.isFinite(column.values[rows[i] as number]))
  const x = Float64Array.from(known, (i) => column.values[rows[i] as number] as number)
  const correlations = Array.from({ length: scores.nColumns }, (_, c) =>
    correlation(
      x,
      Float64Array.from(known, (i) => scores.data[i * scores.nColumns + c] as number),
    ),
  )
  return { column: column.name, kind: 'numeric', correlations }
}

/** Pearson's; 0 where one side does not vary. */
function correlation(x: Float64Array, y: Float64Array): number {
  const mean = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / values.length
  const [mx, my] = [mean(x), mean(y)]
  let [xy, xx, yy] = [0, 0, 0]
  for (let i = 0; i < x.length; i++) {
    const [a, b] = [(x[i] as number) - mx, (y[i] as number) - my]
    xy += a * b
    xx += a * a
    yy += b * b
  }
  return xx > 0 && yy > 0 ? xy / Math.sqrt(xx * yy) : 0
}

function placeCategories(column: CategoricalColumn, scores: Matrix, rows: Int32Array): SupplementaryColumn {
  const m = scores.nColumns
  const counts = new Float64Array(column.levels.length)
  const sums = new Float64Array(column.levels.length * m)
  for (let i = 0; i < rows.length; i++) {
    const code = column.codes[rows[i] as number] as number
    if (code < 0) continue
    counts[code] = (counts[code] as number) + 1
    for (let c = 0; c < m; c++) sums[code * m + c] = (sums[code * m + c] as number) + (scores.data[i * m + c] as number)
  }
  const shown = [...counts.keys()]
    .filter((code) => (counts[code] as number) > 0)
    .sort((a, b) => (counts[b] as number) - (counts[a] as number) || a - b)
    .slice(0, mostLevels)
  return {
    column: column.name,
    kind: 'categorical',
    levels: shown.map((code) => column.levels[code] as string),
    counts: shown.map((code) => counts[code] as number),
    coordinates: shown.map((code) =>
      Array.from(sums.subarray(code * m, (code + 1) * m), (sum) => sum / (counts[code] as number)),
    ),
  }
}
