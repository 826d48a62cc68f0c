import { failure } from '@shared/contract/app-error'
import { isMatrix, type Matrix, NO_LABEL } from '@shared/dataset/column'

/**
 * Brings the fields of a result that have one entry per row of the run to one entry per row of the dataset.
 * @param result as `compute` returned it
 * @param fields names of per-row fields: Float64Array, Float32Array, Int32Array, list or matrix; absent and null ones stay
 * @param rowIds dataset row of each of the run's rows
 * @param nRows rows of the dataset
 * @returns the result, with NaN, `NO_LABEL` or null in rows that did not take part; the same object when all rows did
 * @throws internal when a field has another length than the run has rows
 */
export function spreadRows(result: unknown, fields: readonly string[], rowIds: Int32Array, nRows: number): unknown {
  const source = result as Record<string, unknown>
  const spread = fields
    .filter((field) => source[field] !== undefined && source[field] !== null)
    .map((field) => [field, spreadField(field, source[field], rowIds, nRows)])
  return rowIds.length === nRows ? result : { ...source, ...Object.fromEntries(spread) }
}

function spreadField(field: string, value: unknown, rowIds: Int32Array, nRows: number): unknown {
  const length = isMatrix(value) ? value.nRows : (value as { length?: number }).length
  if (length !== rowIds.length) {
    throw failure('internal', { detail: `'${field}' has ${length} entries for ${rowIds.length} rows` })
  }
  if (rowIds.length === nRows) return value
  if (isMatrix(value)) return spreadMatrix(value, rowIds, nRows)
  if (value instanceof Int32Array) return place(new Int32Array(nRows).fill(NO_LABEL), value, rowIds)
  if (value instanceof Float64Array) return place(new Float64Array(nRows).fill(Number.NaN), value, rowIds)
  if (value instanceof Float32Array) return place(new Float32Array(nRows).fill(Number.NaN), value, rowIds)
  if (Array.isArray(value)) return place(new Array<unknown>(nRows).fill(null), value, rowIds)
  throw failure('internal', { detail: `'${field}' cannot say which rows did not take part` })
}

function place<T, A extends { [index: number]: T }>(target: A, values: ArrayLike<T>, rowIds: Int32Array): A {
  for (let i = 0; i < rowIds.length; i++) target[rowIds[i] as number] = values[i] as T
  return target
}

function spreadMatrix({ nColumns, data }: Matrix, rowIds: Int32Array, nRows: number): Matrix {
  const target = new Float64Array(nRows * nColumns).fill(Number.NaN)
  for (let i = 0; i < rowIds.length; i++) {
    target.set(data.subarray(i * nColumns, (i + 1) * nColumns), (rowIds[i] as number) * nColumns)
  }
  return { kind: 'matrix', nRows, nColumns, data: target }
}
