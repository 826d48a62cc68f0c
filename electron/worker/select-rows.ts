import type { ReadableDatabase } from '../database/connection'
import { type Revision, readRevision } from '../database/dataset-store'
import { searchRows } from './search-rows'
import { rowsWhere } from './segments/rows-where'
import { basisOf } from './segments/segment-scope'
import { allRows, type SortedRows } from './sorted-rows'
import type { RowQuery } from './tasks'

/**
 * Rows of a dataset after filter, search and sort.
 * @param query `rowIds` limits the rows; a condition in SQL must have been turned into `rowIds` before
 * @param sorted puts them in order and remembers what that takes
 * @param cancelled polled while reading
 * @returns 0-based row ids in the order asked for, dataset order when none is; missing values come last either way
 * @throws datasetUnknown, revisionUnknown, columnMissing, what conditions refuse, cancelled
 * Cost: one pass for the filter, one for the search, one per column that is sorted by for the first time, and O(n) per sorted column.
 */
export function selectRows(
  database: ReadableDatabase,
  query: RowQuery,
  sorted: SortedRows,
  cancelled: () => boolean,
): { revisionId: number; rowIds: Int32Array } {
  const revision = readRevision(database, query.dataset, query.revision)
  const { condition, sort } = query
  const search = query.search?.trim()
  const limits: Int32Array[] = []
  if (query.rowIds) limits.push(givenRows(query.rowIds, revision.nRows))
  if (condition) {
    limits.push(rowsWhere(database, basisOf(database, query.dataset, revision), condition, cancelled))
  }
  if (search) limits.push(searchRows(database, revision, search, cancelled))
  const found = inAll(limits, revision.nRows)
  const rowIds = sort?.length
    ? sorted.of(database, revision, sort, found, cancelled)
    : (found ?? allRows(revision.nRows))
  return { revisionId: revision.id, rowIds }
}

/** In dataset order, each once; ids that are no rows are left out. */
function givenRows(rowIds: ArrayLike<number>, nRows: Revision['nRows']): Int32Array {
  const ids = Int32Array.from(rowIds)
    .filter((id) => id >= 0 && id < nRows)
    .sort()
  return ids.filter((id, i) => i === 0 || id !== ids[i - 1])
}

/** Rows that are in every list; null, which stands for all rows, when there is none. */
function inAll([first, ...others]: readonly Int32Array[], nRows: number): Int32Array | null {
  if (!first) return null
  return others.reduce((rows, other) => {
    const wanted = new Uint8Array(nRows)
    for (const row of other) wanted[row] = 1
    return rows.filter((row) => wanted[row] === 1)
  }, first)
}
