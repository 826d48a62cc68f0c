import type { Column } from '@shared/dataset/column'
import { identifier, type ReadableDatabase } from '../database/connection'
import { type Revision, readRevision } from '../database/dataset-store'
import { loadColumns } from './load-columns'
import type { RowQuery } from './tasks'

/** Words are sorted as a Chinese reader expects (by pinyin, then Latin letters; 2 before 10), up to so many different ones. */
const mostSortedWords = 50_000
const collator = new Intl.Collator('zh-CN', { numeric: true })

/**
 * Rows of a dataset after search and sort.
 * @param query `rowIds` limits the rows; a condition in SQL must have been turned into `rowIds` before
 * @param cancelled polled while reading
 * @returns 0-based row ids in the order asked for, dataset order when none is; missing values come last either way
 * @throws datasetUnknown, revisionUnknown, columnMissing, cancelled
 * Cost: one pass for the search, one per sorted column, and O(n log n).
 */
export function selectRows(
  database: ReadableDatabase,
  query: RowQuery,
  cancelled: () => boolean,
): { revisionId: number; rowIds: Int32Array } {
  const revision = readRevision(database, query.dataset, query.revision)
  const given = query.rowIds ? givenRows(query.rowIds, revision.nRows) : allRows(revision.nRows)
  const found = query.search?.trim() ? searchRows(database, revision, query.search.trim(), given) : given
  const rowIds = query.sort?.length ? sortRows(database, revision, query.sort, found, cancelled) : found
  return { revisionId: revision.id, rowIds }
}

function allRows(nRows: number): Int32Array {
  return Int32Array.from({ length: nRows }, (_, i) => i)
}

/** In dataset order, each once; ids that are no rows are left out. */
function givenRows(rowIds: ArrayLike<number>, nRows: number): Int32Array {
  const ids = Int32Array.from(rowIds)
    .filter((id) => id >= 0 && id < nRows)
    .sort()
  return ids.filter((id, i) => i === 0 || id !== ids[i - 1])
}

/** Rows in which any column contains the text; letters of the Latin alphabet match in either case. */
function searchRows(database: ReadableDatabase, revision: Revision, search: string, rows: Int32Array): Int32Array {
  const pattern = `%${search.replaceAll(/[\\%_]/g, '\\$&')}%`
  const condition = revision.columns.map((_, i) => `c${i} LIKE @pattern ESCAPE '\\'`).join(' OR ') || '0'
  const sql = `SELECT _row FROM main.${identifier(revision.tableName)} WHERE ${condition}`
  const hits = new Uint8Array(revision.nRows)
  for (const id of database.prepare(sql).pluck().all({ pattern }) as number[]) hits[id] = 1
  return rows.filter((id) => hits[id] === 1)
}

function sortRows(
  database: ReadableDatabase,
  revision: Revision,
  sort: NonNullable<RowQuery['sort']>,
  rows: Int32Array,
  cancelled: () => boolean,
): Int32Array {
  const wanted = sort.map(({ column }) => ({ name: column, as: 'any' as const }))
  const keys = loadColumns(database, revision, wanted, rows, cancelled).map(sortKey)
  const directions = sort.map(({ descending }) => (descending ? -1 : 1))
  const compare = (a: number, b: number): number => {
    for (const [k, key] of keys.entries()) {
      const order = compareKeys(key[a] as number, key[b] as number, directions[k] as number)
      if (order !== 0) return order
    }
    return a - b
  }
  const order = Int32Array.from({ length: rows.length }, (_, i) => i).sort(compare)
  return order.map((i) => rows[i] as number)
}

function compareKeys(a: number, b: number, direction: number): number {
  const missing = Number(Number.isNaN(a)) - Number(Number.isNaN(b))
  if (missing !== 0) return missing
  return a === b || Number.isNaN(a) ? 0 : a < b ? -direction : direction
}

/** A number per row that sorts like the column's values; NaN is missing. */
function sortKey(column: Column): Float64Array {
  if (column.kind === 'numeric') return column.values
  const { levels, codes } = column
  const places = levels.map((_, i) => i)
  const sorted =
    levels.length > mostSortedWords
      ? places
      : places.sort((a, b) => collator.compare(levels[a] ?? '', levels[b] ?? '') || a - b)
  const rank = new Float64Array(levels.length)
  for (const [place, level] of sorted.entries()) rank[level] = place
  return Float64Array.from(codes, (code) => (code < 0 ? Number.NaN : (rank[code] as number)))
}
