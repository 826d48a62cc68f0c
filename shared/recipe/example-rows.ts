import { z } from 'zod'
import { isoDate, isoDateTime } from '../dataset/iso-text'
import type { Frame, FrameColumn } from './frame'
import { keyAt } from './groups'
import { sameAt } from './touched'

const cell = z.union([z.string(), z.number(), z.null()])

/** Some rows as they are before and after steps. */
export const exampleRowsSchema = z.object({
  /** Cells that become others, rows that go, or, where rows are new ones, the first of them. */
  what: z.enum(['changed', 'removed', 'table']),
  columns: z.array(z.string()),
  rows: z.array(
    z.object({
      /** Number of the row before, from 0; after, where rows are new ones. */
      row: z.int(),
      /** Null where there was no such row. */
      before: z.array(cell).nullable(),
      /** Null where the row goes. */
      after: z.array(cell).nullable(),
    }),
  ),
})
export type ExampleRows = z.infer<typeof exampleRowsSchema>

const rowsShown = 5
const columnsShown = 6

/**
 * Some rows that differ between two tables.
 * @param isOtherRows whether rows may have come, gone or changed places in between
 * Cost: O(n·d) at most; it ends with the last row that is shown.
 */
export function exampleRows(before: Frame, after: Frame, isOtherRows: boolean): ExampleRows {
  if (!isOtherRows && before.nRows === after.nRows) return changedRows(before, after)
  return removedRows(before, after) ?? firstRows(before, after)
}

function changedRows(before: Frame, after: Frame): ExampleRows {
  const old = new Map(before.columns.map((column) => [column.name, column]))
  const differing = after.columns.flatMap((column) => {
    const was = old.get(column.name)
    return was === column ? [] : [{ was, column, rows: rowsThatDiffer(was, column, after.nRows) }]
  })
  const shown = differing.filter(({ rows }) => rows.length > 0).slice(0, columnsShown)
  const rows = [...new Set(shown.flatMap((part) => part.rows))].sort((a, b) => a - b).slice(0, rowsShown)
  return {
    what: 'changed',
    columns: shown.map(({ column }) => column.name),
    rows: rows.map((row) => ({
      row,
      before: shown.map(({ was }) => (was ? cellAt(was, row) : null)),
      after: shown.map(({ column }) => cellAt(column, row)),
    })),
  }
}

function rowsThatDiffer(was: FrameColumn | undefined, column: FrameColumn, nRows: number): number[] {
  const rows: number[] = []
  for (let row = 0; row < nRows && rows.length < rowsShown; row++) {
    if (!was || !sameAt(was, column, row)) rows.push(row)
  }
  return rows
}

/** Rows that are left out where all others stay as they are and in their order; null where that is not what happens. */
function removedRows(before: Frame, after: Frame): ExampleRows | null {
  const isSame = after.columns.every(({ name, kind }, i) => {
    const was = before.columns[i]
    return was?.name === name && was.kind === kind
  })
  if (!isSame || after.columns.length !== before.columns.length || after.nRows >= before.nRows) return null
  const gone: number[] = []
  for (let row = 0, next = 0; row < before.nRows && gone.length < rowsShown; row++) {
    const stays = next < after.nRows && before.columns.every((was, i) => equal(was, row, after.columns[i], next))
    if (stays) next++
    else gone.push(row)
  }
  const columns = before.columns.slice(0, columnsShown)
  return {
    what: 'removed',
    columns: columns.map(({ name }) => name),
    rows: gone.map((row) => ({ row, before: columns.map((column) => cellAt(column, row)), after: null })),
  }
}

function equal(was: FrameColumn, row: number, now: FrameColumn | undefined, next: number): boolean {
  return now !== undefined && keyAt(was, row) === keyAt(now, next)
}

/** Columns that are new are shown before others are. */
function firstRows(before: Frame, after: Frame): ExampleRows {
  const isNew = ({ name }: FrameColumn) => !before.columns.some((column) => column.name === name)
  const fresh = after.columns.filter(isNew).slice(0, columnsShown - 1)
  const known = after.columns.filter((column) => !fresh.includes(column)).slice(0, columnsShown - fresh.length)
  const columns = after.columns.filter((column) => fresh.includes(column) || known.includes(column))
  const rows = Array.from({ length: Math.min(rowsShown, after.nRows) }, (_, row) => row)
  return {
    what: 'table',
    columns: columns.map(({ name }) => name),
    rows: rows.map((row) => ({ row, before: null, after: columns.map((column) => cellAt(column, row)) })),
  }
}

/** A cell as the workspace writes it. */
function cellAt(column: FrameColumn, row: number): string | number | null {
  const value = keyAt(column, row)
  if (typeof value !== 'number') return value
  if (column.storage === 'date') return isoDate(value)
  return column.storage === 'datetime' ? isoDateTime(value) : value
}
