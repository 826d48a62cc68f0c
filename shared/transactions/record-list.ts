import type { ListReference } from '../contract/list-reference'
import type { TableCell, TableColumn } from '../contract/result-elements'
import { fieldAt, type Records } from '../dataset/records'

export interface ListSort {
  /** Name of the field. */
  column: string
  descending: boolean
}

/**
 * Row numbers of records in order of a field, those of equal values in order of the records; what is absent comes last in
 * both directions.
 * Cost: O(n log n).
 */
export function orderRecords(records: Records, sort: ListSort | null): Int32Array {
  const rows = Int32Array.from({ length: records.nRows }, (_, row) => row)
  const field = sort === null ? undefined : records.fields[sort.column]
  if (!sort || !field) return rows
  const sign = sort.descending ? -1 : 1
  if ('kind' in field && field.kind === 'text-list') {
    const words = Array.from(rows, (row) => fieldAt(field, row) as string | null)
    const compare = (a: number, b: number) => comparison(words[a] ?? null, words[b] ?? null, sign)
    return rows.sort((a, b) => compare(a, b) || a - b)
  }
  const values = 'codes' in field ? field.codes : field
  const key = (row: number) => {
    const value = values[row] as number
    return Number.isNaN(value) ? Number.POSITIVE_INFINITY : sign * value
  }
  return rows.sort((a, b) => difference(key(a), key(b)) || a - b)
}

/** Infinite keys are equal to each other. */
function difference(a: number, b: number): number {
  return a === b ? 0 : a - b
}

function comparison(a: string | null, b: string | null, sign: number): number {
  if (a === null || b === null) return (a === null ? 1 : 0) - (b === null ? 1 : 0)
  return a === b ? 0 : sign * (a < b ? -1 : 1)
}

/** Those of some rows whose field contains the words searched for, whatever the case. Cost: O(n). */
export function searchRecords(records: Records, rows: Int32Array, column: string, search: string): Int32Array {
  const field = records.fields[column]
  const wanted = search.trim().toLowerCase()
  if (!field || wanted === '') return rows
  return rows.filter((row) =>
    String(fieldAt(field, row) ?? '')
      .toLowerCase()
      .includes(wanted),
  )
}

/** The cells of one row of records: a customer's id as words, categories and yes/no as the list says, the rest as it is. */
export function recordCells(
  records: Records,
  columns: readonly TableColumn[],
  { levels = {}, flags = [] }: Omit<ListReference, '$result'>,
  row: number,
): TableCell[] {
  return columns.map(({ id }) => {
    const field = records.fields[id]
    const value = field ? fieldAt(field, row) : null
    if (id === 'id') return value === null ? null : String(value)
    if (flags.includes(id)) return value === 1
    const words = levels[id]
    if (words && field && 'codes' in field) return words[field.codes[row] as number] ?? null
    return typeof value === 'number' && !Number.isFinite(value) ? null : value
  })
}
