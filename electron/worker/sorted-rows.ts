import { type OrderKey, orderByKeys } from '@shared/math/order-by-keys'
import type { ReadableDatabase } from '../database/connection'
import { columnIndex, type Revision } from '../database/dataset-store'
import { LeastRecentlyUsed } from './least-recently-used'
import { SortKeys } from './sort-keys'

type Sort = readonly { column: string; descending: boolean }[]

/** Row ids kept in memory: some 48 MB. */
const mostKept = 12_000_000
/** Of fewer rows than this share only these are sorted; of more all are, as whoever takes the filter away wants them next. */
const fewRows = 0.25

/** Puts rows in order, and remembers orders of whole tables: a filter on sorted rows then only leaves some out. */
export class SortedRows {
  private readonly keys = new SortKeys()
  private readonly kept = new LeastRecentlyUsed<string, Int32Array>(mostKept)

  /**
   * Rows in the order asked for; missing values come last either way, ties stay in the order of the dataset.
   * @param rows ascending, each once; all rows when null
   * @returns an array of the caller's own
   * @throws columnMissing, cancelled
   * Cost: one pass over the table per column that is sorted by for the first time, O(n) per column for a new order, and one look at every
   * row for an order that is known.
   */
  of(
    database: ReadableDatabase,
    revision: Revision,
    sort: Sort,
    rows: Int32Array | null,
    cancelled: () => boolean,
  ): Int32Array {
    const make = (some: Int32Array) => orderByKeys(some, this.orderKeys(database, revision, sort, cancelled))
    const key = `${database.name}|${revision.id}|${JSON.stringify(sort.map(({ column, descending }) => [column, descending]))}`
    if (rows && rows.length < revision.nRows * fewRows && !this.kept.has(key)) return make(rows)
    const all = this.kept.get(
      key,
      () => make(allRows(revision.nRows)),
      ({ length }) => length,
    )
    return rows ? inOrderOf(all, rows) : all.slice()
  }

  private orderKeys(database: ReadableDatabase, revision: Revision, sort: Sort, cancelled: () => boolean): OrderKey[] {
    return sort.map(({ column, descending }) => {
      const values = this.keys.of(database, revision, columnIndex(revision.columns, column), cancelled)
      return { values, descending }
    })
  }
}

/** All row ids of a table. */
export function allRows(nRows: number): Int32Array {
  const rows = new Int32Array(nRows)
  for (let i = 0; i < nRows; i++) rows[i] = i
  return rows
}

/** Those of all rows that are among some, in the order of all. */
function inOrderOf(all: Int32Array, some: Int32Array): Int32Array {
  const wanted = new Uint8Array(all.length)
  for (let i = 0; i < some.length; i++) wanted[some[i] as number] = 1
  const found = new Int32Array(some.length)
  let count = 0
  for (let i = 0; i < all.length; i++) {
    const row = all[i] as number
    if (wanted[row] === 1) found[count++] = row
  }
  return found
}
