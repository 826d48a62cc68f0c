import type { TableCell } from '@shared/contract/result-elements'

export interface TableSort {
  /** Position of the column. */
  column: number
  descending: boolean
}

type Row = readonly TableCell[]

/** 0 numbers and truth values, 1 words, 2 nothing: nothing stands last in both directions. */
function rank(cell: TableCell | undefined): number {
  if (cell === null || cell === undefined || (typeof cell === 'number' && Number.isNaN(cell))) return 2
  return typeof cell === 'number' || typeof cell === 'boolean' ? 0 : 1
}

/**
 * Orders a table's rows by one column; equal rows keep their order.
 * @param words says a text cell in the reader's language, and `compare` orders two of them
 * @returns positions of `rows` in their new order; cost n log n
 */
export function sortRows(
  rows: readonly Row[],
  sort: TableSort | null,
  words: (cell: TableCell) => string,
  compare: (a: string, b: string) => number,
): number[] {
  const order = rows.map((_, index) => index)
  if (!sort) return order
  const direction = sort.descending ? -1 : 1
  return order.sort((left, right) => {
    const a = rows[left]?.[sort.column]
    const b = rows[right]?.[sort.column]
    const byRank = rank(a) - rank(b)
    if (byRank !== 0) return rank(a) === 2 || rank(b) === 2 ? byRank : direction * byRank
    if (rank(a) === 0) return direction * (Number(a) - Number(b)) || left - right
    if (rank(a) === 1) return direction * compare(words(a as TableCell), words(b as TableCell)) || left - right
    return left - right
  })
}

/** What the next click on a header does: numbers largest first, words from A; the third click brings back the given order. */
export function nextSort(sort: TableSort | null, column: number, isNumeric: boolean): TableSort | null {
  if (sort?.column !== column) return { column, descending: isNumeric }
  return sort.descending === isNumeric ? { column, descending: !isNumeric } : null
}
