import { createMatrix, type Matrix, NO_LABEL } from '../dataset/column'

/** One label per row of the run: `NO_LABEL` for rows that were not used. */
export function spreadLabels(labels: Int32Array, rows: Int32Array, nRows: number): Int32Array {
  const spread = new Int32Array(nRows).fill(NO_LABEL)
  for (let i = 0; i < rows.length; i++) spread[rows[i] as number] = labels[i] as number
  return spread
}

/** One row per row of the run: NaN for rows that were not used. */
export function spreadMatrix(values: Matrix, rows: Int32Array, nRows: number): Matrix {
  const { nColumns } = values
  const spread = createMatrix(nRows, nColumns)
  if (rows.length < nRows) spread.data.fill(Number.NaN)
  for (let i = 0; i < rows.length; i++) {
    const at = (rows[i] as number) * nColumns
    for (let j = 0; j < nColumns; j++) spread.data[at + j] = values.data[i * nColumns + j] as number
  }
  return spread
}
