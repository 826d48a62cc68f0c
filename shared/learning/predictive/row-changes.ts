import type { Column, Matrix } from '../../dataset/column'
import type { FittedPipeline } from '../pipeline/pipeline'
import { type Counterfactual, nearestCounterfactual, type Option } from './counterfactual'
import { type Block, blocksOf, encodeValue } from './encoded-blocks'
import { gridOf } from './partial-dependence'
import { valueAt } from './row-reasons'

/** Rows whose smallest change is sought; each takes hundreds of predictions. */
const ROWS_CHANGED = 20

/**
 * For rows at or above a threshold the smallest change that brings them below it: of categories alone if that will do, else of
 * numbers too. Values are those that `rows` have.
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
    const own = x.data.subarray(i * x.nColumns, (i + 1) * x.nColumns)
    // A contract or a way to pay can be changed; a number mostly says what has happened already.
    const kinds = options.filter(({ value }) => typeof value === 'string')
    return nearestCounterfactual(score, own, kinds, threshold) ?? nearestCounterfactual(score, own, options, threshold)
  })
}

/** All values but the row's own; another category is as far as a number's whole range. */
function optionsOf(block: Block, values: readonly (number | string)[], own: number | string | null): Option[] {
  const [first, last] = [values[0], values[values.length - 1]]
  const range = typeof first === 'number' && typeof last === 'number' ? last - first : 0
  return values.flatMap((point) => {
    const value = typeof point === 'number' && Number.isInteger(own) ? Math.round(point) : point
    if (value === own) return []
    const isNumber = typeof value === 'number' && typeof own === 'number' && range > 0
    const cost = isNumber ? Math.abs(value - own) / range : 1
    return [{ column: block.feature, value, places: block.places, encoded: encodeValue(block, value), cost }]
  })
}
