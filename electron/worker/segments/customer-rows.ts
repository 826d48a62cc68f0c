import { keySql } from '@shared/conditions/compile-condition'
import { failure } from '@shared/contract/app-error'
import type { ColumnInfo } from '@shared/dataset/schema'
import { identifier, type ReadableDatabase } from '../../database/connection'
import type { Revision } from '../../database/dataset-store'
import type { Basis } from './segment-scope'

/** Below one row in so many, rows are looked up one by one instead of reading past all others. */
const sparseness = 50
const rowsPerPoll = 4096

/** Position of the customer key in a revision; −1 without one. */
function keyIndex({ revision, customerKey }: Basis, column = customerKey): number {
  return revision.columns.findIndex(({ name }) => name === column)
}

function keyExpression(revision: Revision, index: number): string {
  return keySql(`c${index}`, revision.columns[index] as ColumnInfo)
}

/** The customer of each of these rows (ascending), null where it is missing; none at all without a customer key. */
export function keysOfRows(database: ReadableDatabase, basis: Basis, rowIds: Int32Array): (string | null)[] {
  const index = keyIndex(basis)
  if (index < 0) return []
  const { revision } = basis
  const select = `SELECT ${keyExpression(revision, index)} FROM main.${identifier(revision.tableName)}`
  const written = (key: unknown) => (key === null || key === undefined ? null : String(key))
  if (rowIds.length * sparseness < revision.nRows) {
    const one = database.prepare(`${select} WHERE _row = ?`).pluck()
    return Array.from(rowIds, (row) => written(one.get(row)))
  }
  const keys: (string | null)[] = []
  let row = 0
  for (const key of database.prepare(`${select} ORDER BY _row`).pluck().iterate()) {
    if (row++ === rowIds[keys.length]) keys.push(written(key))
  }
  return keys
}

/** Different customers of these rows, in the order they first appear; null where the dataset has no customer key. */
export function customersOfRows(database: ReadableDatabase, basis: Basis, rowIds: Int32Array): string[] | null {
  if (keyIndex(basis) < 0) return null
  return [...new Set(keysOfRows(database, basis, rowIds))].filter((key) => key !== null)
}

/**
 * Rows of these customers, ascending.
 * @param column the column that names the customer; the dataset's customer key when absent
 * @throws segmentsNotComparable when there is no such column, cancelled
 */
export function rowsOfCustomers(
  database: ReadableDatabase,
  basis: Basis,
  customers: ReadonlySet<string>,
  cancelled: () => boolean,
  column?: string,
): Int32Array {
  const named = column === undefined ? -1 : keyIndex(basis, column)
  const index = named >= 0 ? named : keyIndex(basis)
  if (index < 0) throw failure('segmentsNotComparable')
  const { revision } = basis
  const sql = `SELECT ${keyExpression(revision, index)} FROM main.${identifier(revision.tableName)} ORDER BY _row`
  const rows = new Int32Array(revision.nRows)
  let count = 0
  let row = 0
  for (const key of database.prepare(sql).pluck().iterate()) {
    if (row % rowsPerPoll === 0 && cancelled()) throw failure('cancelled')
    if (key !== null && customers.has(String(key))) rows[count++] = row
    row++
  }
  return rows.slice(0, count)
}
