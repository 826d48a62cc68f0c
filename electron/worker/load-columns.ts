import { failure } from '@shared/contract/app-error'
import type { Column } from '@shared/dataset/column'
import { type ColumnInfo, isNumericStorage } from '@shared/dataset/schema'
import { identifier, type ReadableDatabase } from '../database/connection'
import { columnIndex, type Revision } from '../database/dataset-store'
import { type ColumnSink, createSink, type SinkKind } from './column-sinks'

/** A column to load, and how its values are to arrive; see `InputRole`. */
export interface WantedColumn {
  name: string
  as: 'numeric' | 'categorical' | 'any' | 'mixed'
}

/** SQLite functions take about a hundred arguments; wider selections are read in several passes. */
const columnsPerPass = 60
const rowsPerPoll = 4096
/** Below one row in so many, rows are fetched one by one instead of reading past all others. */
const sparseness = 50
const collector = 'collect_row'

/**
 * Loads columns of a revision into typed arrays on shared memory, in one pass over the table.
 * @param wanted columns by name
 * @param rows 0-based row ids to take, in that order, each once; all rows when null
 * @param cancelled polled every few thousand rows
 * @returns one column per entry of `wanted`
 * @throws columnMissing, columnNotNumeric, cancelled
 * Cost: about 60 ns per value and no memory beside the columns: SQLite hands each row to an aggregate function of ours,
 * which a row object or a list of rows could not match.
 */
export function loadColumns(
  database: ReadableDatabase,
  revision: Revision,
  wanted: readonly WantedColumn[],
  rows: Int32Array | null,
  cancelled: () => boolean,
): Column[] {
  const nRows = rows?.length ?? revision.nRows
  const columns = wanted.map(({ name, as }) => {
    const index = columnIndex(revision.columns, name)
    const info = revision.columns[index] as (typeof revision.columns)[number]
    const kind = sinkKind(as, info)
    return { index, sink: createSink(info, kind, nRows) }
  })
  for (let start = 0; start < columns.length; start += columnsPerPass) {
    const some = columns.slice(start, start + columnsPerPass)
    const pass = { database, table: revision.tableName, columns: some.map(({ index }) => `c${index}`) }
    readRows(
      pass,
      some.map(({ sink }) => sink),
      rows,
      revision.nRows,
      cancelled,
    )
  }
  return columns.map(({ sink }) => sink.finish())
}

function sinkKind(as: WantedColumn['as'], { storage, measureType }: ColumnInfo): SinkKind {
  if (as === 'any') return isNumericStorage(storage) ? 'numeric' : 'categorical'
  if (as !== 'mixed') return as
  const isCategory = measureType === 'nominal' || measureType === 'ordinal'
  return storage === 'text' && isCategory ? 'eitherKind' : 'numeric'
}

interface Pass {
  database: ReadableDatabase
  table: string
  columns: string[]
}

function readRows(
  pass: Pass,
  sinks: ColumnSink[],
  rows: Int32Array | null,
  nRows: number,
  cancelled: () => boolean,
): void {
  const nWanted = rows?.length ?? nRows
  const poll = createPoll(cancelled)
  const put = (place: number, row: readonly unknown[]) => {
    for (let j = 0; j < sinks.length; j++) (sinks[j] as ColumnSink).put(place, row[j + 1])
  }
  const nRead =
    rows && rows.length * sparseness < nRows ? readSingly(pass, rows, put, poll) : readAll(pass, rows, nRows, put, poll)
  if (nRead !== nWanted) throw failure('internal', { detail: `${pass.table} has ${nRead} of ${nWanted} rows` })
}

function createPoll(cancelled: () => boolean): () => void {
  let untilPoll = rowsPerPoll
  return () => {
    if (--untilPoll > 0) return
    untilPoll = rowsPerPoll
    if (cancelled()) throw failure('cancelled')
  }
}

/** Takes a row of a table, `_row` first, to its place among the rows taken. */
type Put = (place: number, row: readonly unknown[]) => void

function readSingly(pass: Pass, rows: Int32Array, put: Put, poll: () => void): number {
  const one = pass.database.prepare(`SELECT ${listOf(pass)} FROM main.${identifier(pass.table)} WHERE _row = ?`).raw()
  let nRead = 0
  for (let i = 0; i < rows.length; i++) {
    poll()
    const row = one.get(rows[i]) as unknown[] | undefined
    if (!row) continue
    put(i, row)
    nRead++
  }
  return nRead
}

function readAll(pass: Pass, rows: Int32Array | null, nRows: number, put: Put, poll: () => void): number {
  const places = rows && placesOf(rows, nRows)
  let nRead = 0
  pass.database.aggregate(collector, {
    start: null,
    varargs: true,
    directOnly: true,
    step: (_: null, ...row: unknown[]) => {
      poll()
      const id = row[0] as number
      const place = places ? (places[id] as number) : id
      if (place < 0) return
      put(place, row)
      nRead++
    },
  })
  pass.database.prepare(`SELECT ${collector}(${listOf(pass)}) FROM main.${identifier(pass.table)}`).get()
  return nRead
}

function listOf({ columns }: Pass): string {
  return ['_row', ...columns].join(', ')
}

/** Position of each dataset row among the rows taken; −1 for the others. */
function placesOf(rows: Int32Array, nRows: number): Int32Array {
  const places = new Int32Array(nRows).fill(-1)
  for (let i = 0; i < rows.length; i++) places[rows[i] as number] = i
  return places
}
