import type { MeasureType } from '../../dataset/schema'
import { formulaSql } from '../../formula/formula-sql'
import { parseFormula } from '../../formula/parse-formula'
import { type SqlColumn, type SqlRelation, type SqlStep, sqlColumn, withSqlColumn } from './sql-relation'

interface Derived {
  name: string
  formula: string
  measureType?: MeasureType
  /** Whether what a replaced column meant is forgotten. */
  isNew?: boolean
}

/** A column by formula, as `vectorColumn` makes it; null when the formula or what it replaces is not for SQL. */
export function derivedSql(relation: SqlRelation, { name, formula, measureType, isNew }: Derived): SqlStep | null {
  // A column as it stands is not computed at all: that is for the step itself.
  if (parseFormula(formula).kind === 'column') return null
  const made = formulaSql(formula, new Map(relation.columns.map((column) => [column.name, column])))
  if (!made) return null
  const known = sqlColumn(relation, name)
  const column = columnOf(name, made, measureType)
  if (known && (known.storage === null || column === null || familyOf(known.storage) !== familyOf(column.storage)))
    return null
  if (!column) return null
  const before = known?.storage && !measureType && !isNew ? meaningOf(known) : undefined
  const touched = known ? { cells: [`${known.sql} IS NOT ${column.sql}`] } : { every: 1 }
  return { relation: withSqlColumn(relation, { ...column, before, among: relation.where }), touched }
}

function columnOf(
  name: string,
  { sql, type, isDay }: { sql: string; type: string; isDay?: boolean },
  measureType: MeasureType | undefined,
): SqlColumn | null {
  if (type === 'text') return { name, sql, storage: 'text', measureType }
  if (type === 'boolean') return { name, sql, storage: 'integer', measureType: measureType ?? 'nominal' }
  // Nought has no sign here.
  if (type === 'number') return { name, sql: `(${sql} + 0.0)`, storage: null, measureType }
  return isDay ? { name, sql, storage: 'date', measureType } : null
}

function familyOf(storage: SqlColumn['storage']): string {
  return storage === 'text' ? 'text' : storage === 'date' || storage === 'datetime' ? 'date' : 'number'
}

function meaningOf({ storage, measureType, role, before }: SqlColumn): SqlColumn['before'] {
  if (storage === null) return undefined
  if (before?.storage === storage) return before
  if (measureType === undefined) return undefined
  return { storage, measureType, role: role ?? null }
}
