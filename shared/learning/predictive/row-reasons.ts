import type { Column } from '../../dataset/column'
import type { Contributions } from '../estimator'
import type { FittedPipeline } from '../pipeline/pipeline'
import { isCategory, levelAt, numberAt } from '../pipeline/source-column'
import { blocksOf } from './encoded-blocks'
import type { RowReasons } from './result'

/** Reasons per row; more are not read. */
const REASONS = 3

/**
 * The columns that moved a row's prediction most, summed over what each column became.
 * @param contributions of the rows in `rows`
 * @param rowIds dataset row of each row of the run
 */
export function rowReasons(
  contributions: Contributions,
  scores: ArrayLike<number>,
  pipeline: FittedPipeline,
  columns: readonly Column[],
  rows: Int32Array,
  rowIds: Int32Array,
): RowReasons[] {
  const blocks = blocksOf(pipeline)
  const byName = new Map(columns.map((column) => [column.name, column]))
  const { data, nColumns } = contributions.values
  return Array.from(rows, (row, i) => {
    const sums = blocks.map(({ feature, places }) => ({
      column: feature,
      value: valueAt(byName.get(feature), row),
      contribution: places.reduce((sum, place) => sum + (data[i * nColumns + place] as number), 0),
    }))
    const strongest = sums.sort((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution)).slice(0, REASONS)
    return { row: rowIds[row] as number, score: scores[i] as number, reasons: strongest, change: null }
  })
}

export function valueAt(column: Column | undefined, row: number): string | number | null {
  if (!column) return null
  if (isCategory(column)) return levelAt(column, row)
  const value = numberAt(column, row)
  return Number.isNaN(value) ? null : value
}
