import { failure } from '../contract/app-error'
import { rowsWhere } from '../formula/evaluate-formula'
import type { Frame } from './frame'
import { formulaText } from './step-params'

/**
 * A condition on the rows that means, edges, codes and the like are found on, for use in a step's `params`; all rows when it is null. What
 * was found is then used on every row, as a model does that was made on training rows only.
 */
export const learnFrom = () => formulaText().nullable().default(null)

/**
 * Which rows a step learns from: 1 for those; null when from all.
 * @throws learnFromNothing when no row fulfils the condition; what a formula is refused for
 */
export function learningRows(frame: Frame, condition: string | null): Uint8Array | null {
  if (condition === null) return null
  const rows = rowsWhere(condition, frame)
  if (rows.length === 0) throw failure('learnFromNothing', { condition }, { parameter: 'learnFrom' })
  const marks = new Uint8Array(frame.nRows)
  for (const row of rows) marks[row] = 1
  return marks
}

/** Values that are there, of the rows that a step learns from. @throws columnEmpty when there are none */
export function learnedValues(name: string, values: Float64Array, marks: Uint8Array | null): Float64Array {
  const known = values.filter((value, row) => !Number.isNaN(value) && (marks === null || marks[row] === 1))
  if (known.length === 0) throw failure('columnEmpty', { column: name }, { column: name })
  return known
}
