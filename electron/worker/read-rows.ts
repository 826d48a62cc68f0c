import { identifier, type ReadableDatabase } from '../database/connection'
import { columnIndex, type Revision } from '../database/dataset-store'

export type Cell = string | number | null

/**
 * Reads rows by id, in the order given.
 * @param columns names; all columns when absent
 * @returns one list of cells per row, as the workspace keeps them (dates as ISO text)
 * @throws columnMissing
 * Cost: one index look-up per row.
 */
export function readRows(
  database: ReadableDatabase,
  revision: Revision,
  rowIds: Int32Array,
  columns?: readonly string[] | undefined,
): Cell[][] {
  const positions = columns?.map((name) => columnIndex(revision.columns, name)) ?? revision.columns.map((_, i) => i)
  const list = positions.map((i) => `c${i}`).join(', ') || 'NULL'
  const statement = database.prepare(`SELECT ${list} FROM main.${identifier(revision.tableName)} WHERE _row = ?`).raw()
  return Array.from(rowIds, (id) => (statement.get(id) as Cell[] | undefined) ?? positions.map(() => null))
}
