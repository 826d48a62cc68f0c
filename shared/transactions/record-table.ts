import type { ListReference } from '../contract/list-reference'
import type { TableColumn, TableElement } from '../contract/result-elements'
import { quantity, type Text, text } from '../contract/text'
import type { Records } from '../dataset/records'
import { orderRecords, recordCells } from './record-list'

/** Rows of records that a table shows where it cannot show them all. */
const mostRows = 100

export interface RecordTableOptions {
  id: string
  title: Text
  columns: readonly TableColumn[]
  /** Field to sort by, largest first; in the order of the records when absent. */
  sortBy?: string
  levels?: ListReference['levels']
  flags?: ListReference['flags']
}

/**
 * The first rows of the records `customers` of a result by some field, as a table whose columns are fields, with a
 * reference to all of them; says how many there are.
 */
export function recordTable(
  records: Records,
  { id, title, columns, sortBy, levels, flags }: RecordTableOptions,
): TableElement {
  const list: ListReference = { $result: 'customers', sortBy, levels, flags }
  const sort = sortBy === undefined ? null : { column: sortBy, descending: true }
  const shown = orderRecords(records, sort).slice(0, mostRows)
  const values = { shown: quantity(shown.length, 'count'), all: quantity(records.nRows, 'count') }
  return {
    type: 'table',
    id,
    title,
    ...(shown.length < records.nRows ? { caption: text('transactions.table.first', values) } : {}),
    columns,
    rows: Array.from(shown, (row) => recordCells(records, columns, list, row)),
    list,
  }
}
