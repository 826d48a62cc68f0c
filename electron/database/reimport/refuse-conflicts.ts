import type { TextValue } from '@shared/contract/text'
import { text } from '@shared/contract/text'
import type { StagedFile, StagingMerge } from '../../import/reimport-messages'
import { prepared } from '../connection'
import type { CombinedFiles } from './combine-files'
import { type Comparison, FileState } from './match-rows'
import { rowRanges } from './row-ranges'
import { type UnifiedColumn, valueSql } from './unify-columns'

const RAW_LIMIT = 4000
const VALUE_LIMIT = 400

/**
 * Rows of the file that cannot be matched become rejects of their file, each with its key and the reason.
 * @returns how many of each file
 */
export function* refuseConflicts(
  comparison: Comparison,
  { files }: StagingMerge,
  file: CombinedFiles,
): Generator<number, number[]> {
  const { database, columns, key, temporary } = comparison
  const refused: number[] = files.map(() => 0)
  const shown = columns.filter(({ at }) => at[1] !== null)
  const values = shown.map((column) => valueSql(column, 1, 'f'))
  const keys = key.map((at) => valueSql(columns[at] as UnifiedColumn, 1, 'f'))
  const find = database
    .prepare(
      `SELECT m.row, m.state, ${[...keys, ...values].join(', ')} FROM ${temporary('matches')} m CROSS JOIN ${file.sql} f ON f._row = m.row
       WHERE m.state >= ${FileState.keyMissing} AND m.row >= ? AND m.row < ?`,
    )
    .raw()
  const receipts = files.map(({ revisionId }) => receiptOf(comparison, revisionId))
  const insert = prepared(
    database,
    `INSERT INTO reject (receipt_id, row, line, "column", value, expected, reason, raw) VALUES (?, ?, NULL, ?, ?, NULL, ?, ?)`,
  )
  const name = key.map((at) => (columns[at] as UnifiedColumn).name).join(' + ')
  const put = (row: number, state: number, cells: readonly (string | number | null)[]): void => {
    const at = lastAtMost(file.starts, row)
    const said = cells.slice(0, key.length).map((cell) => cell ?? '')
    const value = said.join(' + ').slice(0, VALUE_LIMIT)
    const raw = cells.slice(key.length).map(csvCell).join(',').slice(0, RAW_LIMIT)
    const place = rowOfFile(files[at] as StagedFile, row - (file.starts[at] as number))
    insert.run(receipts[at], place, name, value, JSON.stringify(reasonOf(state, { column: name, value })), raw)
    refused[at] = (refused[at] as number) + 1
  }
  for (const [from, to] of rowRanges(file.nRows, columns.length)) {
    const found = find.all(from, to) as [number, number, ...(string | number | null)[]][]
    database.transaction(() => {
      for (const [row, state, ...cells] of found) put(row, state, cells)
    })()
    yield 0.6
  }
  return refused
}

function receiptOf({ database }: Comparison, revisionId: number): number {
  return prepared(database, 'SELECT id FROM receipt WHERE revision_id = ?').pluck().get(revisionId) as number
}

function reasonOf(state: number, values: Record<string, TextValue>) {
  if (state === FileState.keyMissing) return text('reimport.reasons.keyMissing', values)
  return text(`reimport.reasons.${state === FileState.repeatedInFile ? 'repeatedInFile' : 'repeatedInDataset'}`, values)
}

/** The 0-based row of the file that a stored row came from. */
function rowOfFile({ rowOffsets }: StagedFile, rowId: number): number {
  const at = lastAtMost(
    rowOffsets.map((entry) => entry.rowId),
    rowId,
  )
  return rowId + (rowOffsets[at]?.offset ?? 0)
}

/** Position of the last value that is not greater than `wanted`, in ascending values. */
function lastAtMost(values: readonly number[], wanted: number): number {
  let [low, high] = [0, values.length - 1]
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((values[middle] as number) <= wanted) low = middle
    else high = middle - 1
  }
  return low
}

function csvCell(cell: string | number | null): string {
  const words = cell === null ? '' : String(cell)
  return /[",\r\n]/.test(words) ? `"${words.replaceAll('"', '""')}"` : words
}
