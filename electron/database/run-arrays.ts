import { failure } from '@shared/contract/app-error'
import { NO_LABEL } from '@shared/dataset/column'
import { arrayTypes, type PackedArray, type PackedResult } from '@shared/dataset/result-arrays'
import { prepared, type ReadableDatabase, type WritableDatabase } from './connection'

/** An array without its bytes: what is known of it before it is read. */
export type ArrayDescription = Omit<PackedArray, 'data'>

interface ArrayRow {
  path: string
  type: PackedArray['type']
  n_rows: number
  n_columns: number | null
}

const describe = (row: ArrayRow): ArrayDescription => ({
  path: row.path,
  type: row.type,
  nRows: row.n_rows,
  nColumns: row.n_columns,
})

/** The path under which the rows of a condition or segment are kept; no key of a result begins with `$`. */
export const rowsPath = '$rows'

/** Stores a result's arrays; part of the transaction that stores the run. */
export function storeArrays(database: WritableDatabase, runId: string, arrays: readonly PackedArray[]): void {
  const insert = prepared(database, 'INSERT INTO run_array VALUES (?, ?, ?, ?, ?, ?)')
  for (const { path, type, nRows, nColumns, data } of arrays) {
    insert.run(runId, path, type, nRows, nColumns, Buffer.from(data.buffer, data.byteOffset, data.byteLength))
  }
}

/** What arrays a run's result has, by path, without reading them. */
export function listArrays(database: ReadableDatabase, runId: string): ArrayDescription[] {
  const sql = 'SELECT path, type, n_rows, n_columns FROM run_array WHERE run_id = ? AND path <> ? ORDER BY path'
  return prepared<ArrayRow>(database, sql).all(runId, rowsPath).map(describe)
}

/**
 * One array of a run, on memory of its own.
 * @param path as `packResult` named it, e.g. `labels`
 * @throws resultPathUnknown
 */
export function readArray(database: ReadableDatabase, runId: string, path: string): PackedArray {
  const sql = 'SELECT path, type, n_rows, n_columns, data FROM run_array WHERE run_id = ? AND path = ?'
  const row = prepared<ArrayRow & { data: Buffer }>(database, sql).get(runId, path)
  if (!row) throw failure('resultPathUnknown', { run: runId, path })
  const bytes = new Uint8Array(row.data)
  return { ...describe(row), data: new arrayTypes[row.type](bytes.buffer) }
}

/** The labels of a run's segments, ascending. @throws resultPathUnknown */
export function listLabels(database: ReadableDatabase, runId: string, path: string): number[] {
  const labels = new Set<number>(readArray(database, runId, path).data)
  labels.delete(NO_LABEL)
  return [...labels].sort((a, b) => a - b)
}

/** Rows with one label, ascending. @throws resultPathUnknown */
export function rowsOfLabel(database: ReadableDatabase, runId: string, path: string, label: number): Int32Array {
  const { data } = readArray(database, runId, path)
  const rows: number[] = []
  for (let row = 0; row < data.length; row++) if (data[row] === label) rows.push(row)
  return Int32Array.from(rows)
}

/** A run's whole result as `packResult` made it. @throws runUnknown */
export function readPackedResult(database: ReadableDatabase, runId: string): PackedResult {
  const json = prepared(database, 'SELECT result FROM run WHERE id = ?').pluck().get(runId) as string | undefined
  if (json === undefined) throw failure('runUnknown', { run: runId })
  const arrays = listArrays(database, runId).map(({ path }) => readArray(database, runId, path))
  return { json: JSON.parse(json) as unknown, arrays }
}
