import { failure } from '@shared/contract/app-error'
import { prepared, type ReadableDatabase } from './connection'

/** Element types of stored arrays; bytes are little-endian, as on every machine Electron runs on. */
export const arrayTypes = { Float64Array, Float32Array, Int32Array, Uint32Array, Int16Array, Uint8Array } as const
export type ArrayType = keyof typeof arrayTypes
export type StoredTypedArray = InstanceType<(typeof arrayTypes)[ArrayType]>

/** One typed array or matrix of a result: `nColumns` is null for an array. */
export interface StoredArray {
  path: string
  type: ArrayType
  nRows: number
  nColumns: number | null
  data: StoredTypedArray
}

/**
 * One array of a run.
 * @param path as `packResult` named it, e.g. `labels`
 * @throws resultPathUnknown
 */
export function readArray(database: ReadableDatabase, runId: string, path: string): StoredArray {
  const sql = 'SELECT type, n_rows, n_columns, data FROM run_array WHERE run_id = ? AND path = ?'
  const row = prepared<{ type: ArrayType; n_rows: number; n_columns: number | null; data: Buffer }>(database, sql).get(
    runId,
    path,
  )
  if (!row) throw failure('resultPathUnknown', { run: runId, path })
  return { path, type: row.type, nRows: row.n_rows, nColumns: row.n_columns, data: toTypedArray(row.type, row.data) }
}

/** Bytes of a BLOB as a typed array of its own, aligned whatever the buffer's offset was. */
function toTypedArray(type: ArrayType, bytes: Buffer): StoredTypedArray {
  const aligned = new Uint8Array(bytes.byteLength)
  aligned.set(bytes)
  return new arrayTypes[type](aligned.buffer)
}
