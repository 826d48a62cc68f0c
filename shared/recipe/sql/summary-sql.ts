import type { Summary } from '../summarize-column'
import type { SqlGroup } from './sql-break'
import { type SqlColumn, type SqlRelation, sqlColumn } from './sql-relation'

interface Wanted {
  column: string | null
  summary: Summary
  name: string
}

type Made = SqlGroup['made'][number]

/**
 * A summary of a group's rows as SQL; null for those that SQLite computes otherwise than `summarize` does. Sums are compensated in
 * the same way by both (Neumaier 1974; SQLite since 3.43), in the order of the rows.
 */
export function summarySql(relation: SqlRelation, { column: name, summary, name: called }: Wanted): Made | null {
  const count = (sql: string): Made => ({ name: called, sql, storage: 'integer' })
  if (summary === 'count' || name === null) return count('count(*)')
  const column = sqlColumn(relation, name)
  if (!column) return null
  const { sql, storage } = column
  if (summary === 'present') return count(`count(${sql})`)
  if (summary === 'missing') return count(`count(*) - count(${sql})`)
  if (summary === 'distinct') return count(`count(DISTINCT ${sql})`)
  if (summary === 'first' || summary === 'last') return oneValue(relation, column, summary, called)
  if (storage === 'text') return null
  if (summary === 'min' || summary === 'max')
    return { name: called, sql: `${summary}(${sql})`, storage, role: column.role ?? null }
  if (storage === 'date' || storage === 'datetime') return null
  const values = `CAST(${sql} AS REAL) ORDER BY ${relation.place}`
  // What is not finite is missing.
  const finite = (made: string) => `nullif(nullif(${made}, 9e999), -9e999)`
  if (summary === 'mean') return { name: called, sql: finite(`avg(${values})`), storage: 'real' }
  if (summary !== 'sum') return null
  const total = finite(`coalesce(sum(${values}), 0.0)`)
  return storage === 'integer' || storage === null
    ? { name: called, sql: total, storage: null, role: column.role ?? null }
    : { name: called, sql: total, storage: 'real' }
}

/** The first or last value that is there, by the place of its row. */
function oneValue(relation: SqlRelation, column: SqlColumn, summary: 'first' | 'last', name: string): Made {
  const { sql, storage, measureType, role } = column
  const place = `${summary === 'first' ? 'min' : 'max'}(${relation.place}) FILTER (WHERE ${sql} IS NOT NULL)`
  return { name, sql: place, at: sql, storage, measureType, role }
}
