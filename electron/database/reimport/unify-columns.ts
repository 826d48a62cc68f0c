import type { ColumnInfo, StorageType } from '@shared/dataset/schema'

/** A column of several tables put together: where it stands in each of them, null where it is absent. */
export interface UnifiedColumn extends ColumnInfo {
  at: (number | null)[]
  /** How each table keeps it. */
  storages: (StorageType | null)[]
}

/** Names that people take for the same: case, width and outer spaces do not count. */
export function sameName(name: string): string {
  return name.normalize('NFKC').trim().toLowerCase()
}

/** The narrowest storage that holds values of both without loss. */
export function unifyStorage(a: StorageType, b: StorageType): StorageType {
  if (a === b) return a
  const both = new Set([a, b])
  if (both.has('integer') && both.has('real')) return 'real'
  return both.has('date') && both.has('datetime') ? 'datetime' : 'text'
}

/**
 * Columns of several tables by name, in the order in which they first come. Name, measure type and role are those of the first
 * table that has the column.
 */
export function unifyColumns(tables: readonly (readonly ColumnInfo[])[]): UnifiedColumn[] {
  const byName = new Map<string, UnifiedColumn>()
  tables.forEach((columns, table) => {
    columns.forEach((column, index) => {
      const known = byName.get(sameName(column.name))
      const unified = known ?? newColumn(column, tables.length)
      if (!known) byName.set(sameName(column.name), unified)
      unified.at[table] = index
      unified.storages[table] = column.storage
      unified.storage = unifyStorage(unified.storage, column.storage)
    })
  })
  return [...byName.values()].map(withMeaning)
}

function newColumn(column: ColumnInfo, nTables: number): UnifiedColumn {
  return { ...column, missing: 0, at: Array(nTables).fill(null), storages: Array(nTables).fill(null) }
}

/** Values that are words now cannot be measured any more. */
function withMeaning(column: UnifiedColumn): UnifiedColumn {
  const measured = column.measureType === 'continuous' || column.measureType === 'time'
  return column.storage === 'text' && measured ? { ...column, measureType: 'nominal' } : column
}

/** SQL of a column's value in one of the tables, as the unified column keeps it; NULL where the table has none. */
export function valueSql(column: UnifiedColumn, table: number, alias: string): string {
  const index = column.at[table]
  const from = column.storages[table]
  if (index === null || index === undefined) return 'NULL'
  const value = `${alias}.c${index}`
  if (column.storage === 'text' && (from === 'integer' || from === 'real')) return `CAST(${value} AS TEXT)`
  return column.storage === 'datetime' && from === 'date' ? `${value} || ' 00:00:00'` : value
}
