import type { TableCell, TableColumn, TableElement } from '../contract/result-elements'
import { quantity, type Text, text } from '../contract/text'
import { fieldAt, type Records } from '../dataset/records'

/** Rows of records that a table shows; the whole list is in the result. */
const mostRows = 100

export interface RecordTableOptions {
  id: string
  title: Text
  columns: readonly TableColumn[]
  /** Field to sort by, largest first; in the order of the records when absent. */
  sortBy?: string
  /** A cell that is not the field of the column's id. */
  cell?(column: string, row: number): TableCell | undefined
  rows?: number
}

/** The first rows of records by some field, as a table whose columns are fields; says how many there are in all. */
export function recordTable(records: Records, options: RecordTableOptions): TableElement {
  const limit = options.rows ?? mostRows
  const shown = topRows(records, options.sortBy, limit)
  const values = { shown: quantity(shown.length, 'count'), all: quantity(records.nRows, 'count') }
  return {
    type: 'table',
    id: options.id,
    title: options.title,
    ...(shown.length < records.nRows ? { caption: text('transactions.table.first', values) } : {}),
    columns: options.columns,
    rows: Array.from(shown, (row) =>
      options.columns.map(({ id }) => options.cell?.(id, row) ?? cellAt(records, id, row)),
    ),
  }
}

function cellAt(records: Records, column: string, row: number): TableCell {
  const field = records.fields[column]
  const value = field ? fieldAt(field, row) : null
  return typeof value === 'number' && !Number.isFinite(value) ? null : value
}

/** Row numbers with the largest values of a field, equal ones in order; values that are absent come last. */
function topRows(records: Records, sortBy: string | undefined, limit: number): Int32Array {
  const all = Int32Array.from({ length: records.nRows }, (_, row) => row)
  const field = sortBy === undefined ? undefined : records.fields[sortBy]
  if (!(field instanceof Float64Array || field instanceof Int32Array)) return all.slice(0, limit)
  const key = (row: number) => (Number.isNaN(field[row]) ? Number.NEGATIVE_INFINITY : (field[row] as number))
  return all.sort((a, b) => key(b) - key(a) || a - b).slice(0, limit)
}
