import type { MeasureType } from './schema'

/** Numbers, one per row; missing is NaN. Dates are milliseconds since 1970-01-01 of the written date read as UTC. */
export interface NumericColumn {
  kind: 'numeric'
  name: string
  measureType: MeasureType
  values: Float64Array
}

/** Categories, one code per row into `levels` (sorted by code point); missing is −1. */
export interface CategoricalColumn {
  kind: 'categorical'
  name: string
  measureType: MeasureType
  codes: Int32Array
  levels: readonly string[]
}

export type Column = NumericColumn | CategoricalColumn

/** Rows × columns in row-major order: value (i, j) is `data[i * nColumns + j]`. A plain object, so that it survives structured clone. */
export interface Matrix {
  kind: 'matrix'
  nRows: number
  nColumns: number
  data: Float64Array
}

/** A matrix of zeros, nRows × nColumns; `shared` puts it where all threads can see it. */
export function createMatrix(nRows: number, nColumns: number, shared = false): Matrix {
  const bytes = nRows * nColumns * Float64Array.BYTES_PER_ELEMENT
  const data = shared ? new Float64Array(new SharedArrayBuffer(bytes)) : new Float64Array(nRows * nColumns)
  return { kind: 'matrix', nRows, nColumns, data }
}

export function isMatrix(value: unknown): value is Matrix {
  return typeof value === 'object' && value !== null && (value as { kind?: unknown }).kind === 'matrix'
}

/** Stands in an Int32Array result for "no value for this row" (the row was dropped); −1 is a value (noise). */
export const NO_LABEL = -2147483648
