import type { Column, Matrix } from '../../dataset/column'
import type { FittedPipeline } from '../pipeline/pipeline'
import { type Counterfactual, nearestCounterfactual, type Option } from './counterfactual'
import { type Block, blocksOf, encodeValue } from './encoded-blocks'
import { gridOf } from './partial-dependence'
import { valueAt } from './row-reasons'

/** Rows whose smallest change is sought; each takes hundreds of predictions. */
const ROWS_CHANGED = 20

/**
 * For rows at or above a threshold the smallest change that brings them below it; values are those that `rows` have.
 * @param x encoded rows, in the order of `explained`
 * @param rows rows of the run whose values may be taken on
 * @returns null where a row is below already, has no such change, or comes late in the list
 */
export function rowChanges(
  score: (x: Matrix) => Float64Array,
  pipeline: FittedPipeline,
  columns: readonly Column[],
  { x, explained, scores }: { x: Matrix; explained: Int32Array; scores: Float64Array },
  rows: Int32Array,
  threshold: number,
): (Counterfactual | null)[] {
  const grids = blocksOf(pipeline).flatMap((block) => {
    const column = columns.find(({ name }) => name === block.feature)
    return column ? [{ block, column, values: gridOf(block, column, rows) }] : []
  })
  return Array.from(explained, (row, i) => {
    if (i >= ROWS_CHANGED || (scores[i] as number) < threshold) return null
    const options = grids.flatMap(({ block, column, values }) => optionsOf(block, values, valueAt(column, row)))
    return nearestCounterfactual(score, x.data.subarray(i * x.nColumns, (i + 1) * x.nColumns), options, threshold)
  })
}

/** All values but the row's own; another category is as far as a number's whole range. */
function optionsOf(block: Block, values: readonly (number | string)[], own: number | string | null): Option[] {
  const [first, last] = [values[0], values[values.length - 1]]
  const range = typeof first === 'number' && typeof last === 'number' ? last - first : 0
  return values.flatMap((value) => {
    if (value === own) return []
    const isNumber = typeof value === 'number' && typeof own === 'number' && range > 0
    const cost = isNumber ? Math.abs(value - own) / range : 1
    return [{ column: block.feature, value, places: block.places, encoded: encodeValue(block, value), cost }]
  })
}
