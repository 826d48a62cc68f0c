import { failure } from '@shared/contract/app-error'
import type { StorageType } from '@shared/dataset/schema'
import { identifier, type ReadableDatabase } from '../database/connection'
import { columnIndex, readRevisionById } from '../database/dataset-store'
import type { AddedColumn, ExportTask } from './export-task'

export type Cell = string | number | null

/** What is written: named columns and rows that come in batches. */
export interface RowSource {
  columns: { name: string; storage: StorageType }[]
  count: number
  /** May be walked through once. */
  batches: Iterable<Cell[][]>
}

const rowsPerBatch = 1000

/**
 * The rows of a task, read as they are asked for.
 * @param onBatch called with the number of rows read so far, before each batch
 * @throws revisionUnknown, columnMissing; cancelled while reading
 */
export function openRowSource(
  database: ReadableDatabase,
  task: ExportTask,
  cancelled: () => boolean,
  onBatch: (rows: number) => void,
): RowSource {
  const revision = readRevisionById(database, task.revisionId)
  const positions =
    task.columns?.map((name) => columnIndex(revision.columns, name)) ?? revision.columns.map((_, i) => i)
  const added = task.added ?? []
  const columns = positions.map((i) => {
    const { name = '', storage = 'text' } = revision.columns[i] ?? {}
    return { name, storage }
  })
  const list = ['_row', ...positions.map((i) => `c${i}`)].join(', ')
  const sql = `SELECT ${list} FROM main.${identifier(revision.tableName)}`
  function* batches(): Generator<Cell[][]> {
    let read = 0
    for (const batch of inBatches(task.rowIds ? byId(database, sql, task.rowIds) : inOrder(database, sql))) {
      if (cancelled()) throw failure('cancelled')
      read += batch.length
      onBatch(read)
      yield batch.map((row) => withAdded(row, added))
    }
  }
  const addedColumns = added.map((column) => ({
    name: column.name,
    storage: 'values' in column ? ('real' as const) : ('text' as const),
  }))
  const count = task.rowIds?.length ?? revision.nRows
  return { columns: [...columns, ...addedColumns], count, batches: batches() }
}

function inOrder(database: ReadableDatabase, sql: string): Iterable<Cell[]> {
  return database.prepare(`${sql} ORDER BY _row`).raw().iterate() as IterableIterator<Cell[]>
}

function* byId(database: ReadableDatabase, sql: string, rowIds: Int32Array): Generator<Cell[]> {
  const statement = database.prepare(`${sql} WHERE _row = ?`).raw()
  for (const id of rowIds) {
    const row = statement.get(id) as Cell[] | undefined
    if (row) yield row
  }
}

function* inBatches(rows: Iterable<Cell[]>): Generator<Cell[][]> {
  let batch: Cell[][] = []
  for (const row of rows) {
    batch.push(row)
    if (batch.length < rowsPerBatch) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}

/** The row without its id, with the added columns behind. */
function withAdded(row: Cell[], added: readonly AddedColumn[]): Cell[] {
  const id = row.shift() as number
  for (const column of added) row.push(addedCell(column, id))
  return row
}

function addedCell(column: AddedColumn, row: number): Cell {
  if ('codes' in column) return column.levels[column.codes[row] ?? -1] ?? null
  const value = column.values[row] ?? Number.NaN
  return Number.isNaN(value) ? null : value
}
