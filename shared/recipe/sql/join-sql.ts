import type { ColumnInfo, StorageType } from '../../dataset/schema'
import { freeName } from '../frame'
import type { SqlDataset, SqlJoin } from './sql-break'
import { type SqlColumn, type SqlRelation, sqlColumn } from './sql-relation'

interface Wanted {
  keys: readonly { left: string; right: string }[]
  how: SqlJoin['how']
  /** Columns to bring; all when empty. */
  wanted: readonly string[]
}

/** A join as SQL; null when keys are of kinds that match as they are written only. */
export function joinSql(relation: SqlRelation, other: SqlDataset, { keys, how, wanted }: Wanted): SqlJoin | null {
  const paired = keys.map(({ left, right }) => pair(relation, other, left, right))
  const right = new Set(keys.map((key) => key.right))
  const names = wanted.length > 0 ? wanted : other.columns.map(({ name }) => name).filter((name) => !right.has(name))
  const places = names.map((name) => placeOf(other, name))
  if (!paired.every((key) => key !== null) || places.includes(-1)) return null
  const own = relation.columns.map((column) => ({ ...column, other: null as number | null }))
  for (const { left, right: name } of how === 'full' ? keys : []) {
    const column = own.find((known) => known.name === left) as (typeof own)[number]
    // A value taken over from the other side is kept as this side keeps it.
    if (column.storage !== other.columns[placeOf(other, name)]?.storage || column.other !== null) return null
    column.other = placeOf(other, name)
  }
  return { kind: 'join', dataset: other.name, how, keys: paired, own, brought: broughtColumns(relation, other, places) }
}

function broughtColumns({ columns }: SqlRelation, other: SqlDataset, places: readonly number[]): SqlJoin['brought'] {
  const taken = [...columns.map(({ name }) => ({ name }))]
  return places.map((place) => {
    const { storage, measureType, role, ...column } = other.columns[place] as ColumnInfo
    const name = freeName({ columns: taken }, column.name)
    taken.push({ name })
    return { name, storage, measureType, role, sql: '', other: place }
  })
}

function placeOf({ columns }: SqlDataset, name: string): number {
  return columns.findIndex((column) => column.name === name)
}

function pair(relation: SqlRelation, other: SqlDataset, left: string, right: string): SqlJoin['keys'][number] | null {
  const column = sqlColumn(relation, left)
  const place = placeOf(other, right)
  const to = other.columns[place]?.storage
  if (!column || to === undefined) return null
  const written = matching(column, to)
  return written && { ...written, other: place }
}

const isNumber = (storage: SqlColumn['storage']) => storage === 'integer' || storage === 'real' || storage === null
const asText = (sql: string) => `CAST(CAST(${sql} AS INTEGER) AS TEXT)`
const asItIs = (sql: string) => sql

/** Both sides so that they are equal in SQL where they are equal as they are written. */
function matching(
  { sql, storage }: SqlColumn,
  to: StorageType,
): { sql: string; write: (column: string) => string } | null {
  if (storage === to || (isNumber(storage) && isNumber(to))) return { sql, write: asItIs }
  if (storage === 'integer' && to === 'text') return { sql: asText(sql), write: asItIs }
  return storage === 'text' && to === 'integer' ? { sql, write: asText } : null
}
