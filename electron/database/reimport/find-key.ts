import { failure } from '@shared/contract/app-error'
import type { WritableDatabase } from '../connection'
import type { RowTable } from './match-rows'
import { sameName, type UnifiedColumn } from './unify-columns'

interface KeySearch {
  database: WritableDatabase
  base: RowTable
  /** Unified over `[base, file]`. */
  columns: readonly UnifiedColumn[]
  customerKey: string | null
}

/**
 * Positions of the columns that were said to name a row.
 * @throws columnMissing when one does not stand on both sides
 */
export function chosenKey(columns: readonly UnifiedColumn[], names: readonly string[]): number[] {
  return names.map((name) => {
    const at = columns.findIndex((column) => sameName(column.name) === sameName(name) && isOnBothSides(column))
    if (at >= 0) return at
    const known = columns.filter(isOnBothSides).slice(0, 30)
    const list = known.map((column) => column.name).join(', ')
    throw failure('columnMissing', { column: name, columns: list }, { parameter: 'key', column: name })
  })
}

function isOnBothSides({ at }: UnifiedColumn): boolean {
  return at[0] !== null && at[1] !== null
}

/**
 * Finds columns that name a row of the dataset: the customer, the order, any other identifier, or order and product together,
 * whichever first has a different value in every row. Null when none has.
 */
export function* proposeKey(search: KeySearch): Generator<number, number[] | null> {
  for (const candidate of candidatesOf(search)) {
    if (isUnique(search, candidate)) return candidate
    yield 0
  }
  return null
}

function candidatesOf({ columns, customerKey }: KeySearch): number[][] {
  const usable = columns.map((column, at) => ({ column, at })).filter(({ column }) => isOnBothSides(column))
  const withRole = (role: UnifiedColumn['role']) =>
    usable.filter(({ column }) => column.role === role).map(({ at }) => at)
  const declared = usable.filter(({ column }) => column.name === customerKey).map(({ at }) => at)
  const identifiers = usable.filter(({ column }) => column.measureType === 'id').map(({ at }) => at)
  const single = [...new Set([...declared, ...withRole('customer'), ...withRole('order'), ...identifiers])]
  const pairs = withRole('order').flatMap((order) => withRole('product').map((product) => [order, product]))
  return [...single.slice(0, 8).map((at) => [at]), ...pairs.slice(0, 1)]
}

function isUnique({ database, base, columns }: KeySearch, candidate: readonly number[]): boolean {
  if (base.nRows === 0) return true
  const names = candidate.map((at) => `c${(columns[at] as UnifiedColumn).at[0]}`)
  // The first rows already tell of most columns that they repeat.
  for (const limit of [2000, base.nRows]) {
    const sql = `SELECT count(*) FROM (SELECT DISTINCT ${names.join(', ')} FROM ${base.sql} WHERE _row < ?
      AND ${names.map((name) => `${name} IS NOT NULL`).join(' AND ')})`
    const distinct = database.prepare(sql).pluck().get(limit) as number
    if (distinct < Math.min(limit, base.nRows)) return false
  }
  return true
}
