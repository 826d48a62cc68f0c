import type { Column, Matrix } from '../../dataset/column'
import { confusionAt, confusionMetrics, rankMetrics } from '../metrics/binary-metrics'
import { rankScores } from '../metrics/ranked-scores'
import { regressionMetrics } from '../metrics/regression-metrics'
import { codeColumn, isCategory } from '../pipeline/source-column'
import { scoresOf, type Truth } from './evaluate'
import type { Subgroup } from './result'

/** Columns with more levels make groups too small to say anything of. */
const MOST_LEVELS = 8
const MOST_COLUMNS = 8
/** Rows below which nothing is said of a group. */
const FEWEST_ROWS = 20

/**
 * How good predictions are for parts of the customers: whoever acts on them should know for whom they fail.
 * @param rows the tested rows in the dataset's columns, as in `predicted`
 */
export function subgroupPerformance(
  columns: readonly Column[],
  rows: Int32Array,
  predicted: Matrix,
  truth: Truth,
  threshold: number,
): Subgroup[] {
  if (truth.nClasses > 2) return []
  const found: Subgroup[] = []
  let shown = 0
  for (const column of columns) {
    if (!isCategory(column) || shown >= MOST_COLUMNS) continue
    const nRows = column.kind === 'numeric' ? column.values.length : column.codes.length
    const { codes, levels } = codeColumn(column, rows, nRows)
    if (levels.length < 2 || levels.length > MOST_LEVELS) continue
    shown++
    for (const [code, level] of levels.entries()) {
      const places = Int32Array.from(rows.keys()).filter((i) => codes[rows[i] as number] === code)
      if (places.length < FEWEST_ROWS) continue
      found.push({ feature: column.name, level, ...performance(places, scoresOf(predicted), truth, threshold) })
    }
  }
  return found
}

function performance(places: Int32Array, scores: Float64Array, { y, nClasses }: Truth, threshold: number) {
  const own = Float64Array.from(places, (i) => scores[i] as number)
  const actual = Float64Array.from(places, (i) => y[i] as number)
  const mean = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / values.length
  const common = { n: places.length, actual: mean(actual), predicted: mean(own) }
  if (nClasses === 0) {
    return { ...common, rocAuc: null, recall: null, precision: null, mae: regressionMetrics(own, actual).mae }
  }
  const ranked = rankScores(own, actual)
  const { recall, precision } = confusionMetrics(confusionAt(ranked, threshold))
  const isAbsent = ranked.nPositive === 0
  return {
    ...common,
    rocAuc: rankMetrics(ranked).rocAuc,
    recall: isAbsent ? null : recall,
    precision,
    mae: null,
  }
}
