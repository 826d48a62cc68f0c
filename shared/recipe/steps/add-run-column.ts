import { z } from 'zod'
import { failure } from '../../contract/app-error'
import { literal, text } from '../../contract/text'
import { NO_LABEL } from '../../dataset/column'
import type { PackedArray } from '../../dataset/result-arrays'
import { defineStep } from '../define-step'
import { numberColumn, withColumn } from '../frame'
import { changed } from '../touched'

const params = z.object({
  runId: z.string().min(1).meta({ picks: 'run' }),
  /** Where the array stands in the run's result, e.g. `labels`. */
  path: z.string().min(1),
  /** Which column of a matrix, from 0. */
  index: z.int().min(0).default(0),
  name: z.string().trim().min(1),
})

/**
 * Writes what a run found for each row (a segment's label, a score, a probability) as a column; rows that the run left out are missing.
 * The run must have been made on the rows that this step finds, in that order.
 * @throws runUnknown, resultPathUnknown, runOnOtherRows, runArrayNotPerRow
 */
export const addRunColumn = defineStep({
  kind: 'add-run-column',
  group: 'derive',
  params,
  apply(frame, { runId, path, index, name }, context) {
    const { array, lineage } = context.runArray(runId, path)
    if (lineage !== context.lineage) throw failure('runOnOtherRows', { run: runId })
    if (array.nRows !== frame.nRows || index >= (array.nColumns ?? 1))
      throw failure('runArrayNotPerRow', { path, run: runId })
    const labels = array.type === 'Int32Array' || array.type === 'Uint32Array'
    const made = numberColumn(name, labels ? 'integer' : 'real', valuesOf(array, index), {
      measureType: labels ? 'nominal' : 'continuous',
    })
    return changed(frame, withColumn(frame, made))
  },
  withoutSql: 'program',
  words: ({ path, name }) => text('steps.add-run-column.words', { path: literal(path), name: literal(name) }),
})

function valuesOf({ data, nRows, nColumns }: PackedArray, index: number): Float64Array {
  const width = nColumns ?? 1
  return Float64Array.from({ length: nRows }, (_, row) => {
    const value = data[row * width + index] as number
    return value === NO_LABEL && data instanceof Int32Array ? Number.NaN : value
  })
}
