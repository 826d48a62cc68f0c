import { failure } from '../contract/app-error'
import { type Text, text } from '../contract/text'
import type { Column, NumericColumn } from '../dataset/column'
import type { FeaturePolicy } from './feature-policy'

/** Which limits the method sets. */
export interface FeatureNeeds {
  methodId: string
  minColumns?: number
  minRows?: number
  /** A column without variation does no harm where distances are measured, as long as nothing is divided by its spread. */
  allowsConstants?: boolean
  /** Categories are taken as well, as a column of 0 and 1 for each. */
  encodesCategories?: boolean
  /** How often each row counts; rows with a weight of 0 or none are left out, and standard scaling counts by weight. */
  rowWeights?: NumericColumn | undefined
}

/** Rows a run uses, and how many it cannot and why. */
export interface UsableRows {
  /** Positions among the run's rows, ascending. */
  rows: Int32Array
  dropped: { reason: Text; rows: number }[]
}

/** Rows of a column. */
export function lengthOf(column: Column): number {
  return column.kind === 'numeric' ? column.values.length : column.codes.length
}

/** True where a row has a value. */
function hasValue(column: Column, row: number): boolean {
  return column.kind === 'numeric' ? Number.isFinite(column.values[row]) : (column.codes[row] as number) >= 0
}

/** @throws tooFewRows */
export function requireRows(used: number, all: number, { methodId, minRows = 2 }: FeatureNeeds): void {
  if (used >= minRows) return
  const method = text(`methods.${methodId}.name`)
  throw failure('tooFewRows', { method, needed: minRows, used, all })
}

/** All rows, or with `drop` those that have every value; of these, those that count at all. */
export function usableRows(
  columns: readonly Column[],
  missing: FeaturePolicy['missing'] | 'pairwise',
  weights: NumericColumn | undefined,
): UsableRows {
  const nRows = columns[0] ? lengthOf(columns[0]) : 0
  const rows = new Int32Array(nRows)
  let [used, incomplete, weightless] = [0, 0, 0]
  for (let i = 0; i < nRows; i++) {
    const has = (column: Column) => hasValue(column, i)
    if (!(missing === 'drop' ? columns.every(has) : missing !== 'pairwise' || columns.some(has))) incomplete++
    else if (weights && !counts(weights, i)) weightless++
    else rows[used++] = i
  }
  const dropped = [
    { reason: text('analysis.dropped.missingValue'), rows: incomplete },
    { reason: text('analysis.dropped.noWeight'), rows: weightless },
  ]
  return { rows: rows.subarray(0, used), dropped: dropped.filter(({ rows: count }) => count > 0) }
}

export function counts({ name, values }: NumericColumn, row: number): boolean {
  const weight = values[row] as number
  if (weight < 0) throw failure('weightNegative', { column: name, value: weight, row: row + 1 }, { column: name, row })
  return Number.isFinite(weight) && weight > 0
}
