import { createMatrix, type Matrix } from '../../dataset/column'
import type { Contributions, Estimator } from '../estimator'

/**
 * Reasons of rows, each for a class of its own.
 * @param asked per row the class; 0 for a regression
 * @returns null where the model has no reasons; `base` is that of the first row's class
 */
export function explainClasses<M>(
  estimator: Pick<Estimator<never, M>, 'explain'>,
  model: M,
  x: Matrix,
  asked: Int32Array,
): Contributions | null {
  const classes = [...new Set(asked)]
  const [only] = classes
  if (!estimator.explain || only === undefined) return null
  if (classes.length === 1) return estimator.explain(model, x, only)
  const values = createMatrix(x.nRows, x.nColumns)
  let first: Contributions | null = null
  for (const own of classes) {
    const rows = Int32Array.from(asked.keys()).filter((i) => asked[i] === own)
    const part = createMatrix(rows.length, x.nColumns, true)
    for (const [i, row] of rows.entries()) {
      part.data.set(x.data.subarray(row * x.nColumns, (row + 1) * x.nColumns), i * x.nColumns)
    }
    const found = estimator.explain(model, part, own)
    if (!found) return null
    first ??= found
    for (const [i, row] of rows.entries()) {
      values.data.set(found.values.data.subarray(i * x.nColumns, (i + 1) * x.nColumns), row * x.nColumns)
    }
  }
  return first && { ...first, values }
}
