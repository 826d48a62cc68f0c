import type { Text } from '../../contract/text'
import type { ColumnInfo, ColumnRole, MeasureType, StorageType } from '../../dataset/schema'

/** A column of a table that SQL computes row by row from the one that the steps began with. */
export interface SqlColumn {
  name: string
  /** An expression over the columns of the first table. */
  sql: string
  /** Null for numbers that are whole or not as their values turn out. */
  storage: StorageType | null
  /** Conditions of the rows that were there when it was computed: their values say whether all are whole. */
  among?: readonly string[] | undefined
  /** What it means; follows from the storage where absent. */
  measureType?: MeasureType | undefined
  role?: ColumnRole | null | undefined
  /** What the column it replaced was: that meaning stays when its values are of the same kind. */
  before?: Pick<ColumnInfo, 'storage' | 'measureType' | 'role'> | undefined
}

/** What row-wise steps make of a table: some of its rows, in their order, with columns computed from each. */
export interface SqlRelation {
  columns: readonly SqlColumn[]
  /** An expression for the place of a row in the table, from 0 on; that of a row here as long as there are no conditions. */
  place: string
  /** Conditions that all must hold; one that is NULL does not. */
  where: readonly string[]
}

/** What a step made, and how what it touched is counted: as the rows it left out, or as cells for which a condition holds. */
export interface SqlStep {
  relation: SqlRelation
  touched: 'removed rows' | { every: number } | { cells: readonly string[] }
  /** Conditions that some row must fulfil; else the step's own code says what is wrong. */
  needs?: readonly string[]
  notes?: readonly Text[]
}

export function sqlIdentifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

export function sqlText(words: string): string {
  return `'${words.replaceAll("'", "''")}'`
}

/** The column of a relation that has this name; undefined when there is none, which is for the step itself to refuse. */
export function sqlColumn({ columns }: SqlRelation, name: string): SqlColumn | undefined {
  return columns.find((column) => column.name === name)
}

/** The relation with a column in place of the one of its name, or as its last. */
export function withSqlColumn(relation: SqlRelation, column: SqlColumn): SqlRelation {
  const { columns } = relation
  const at = columns.findIndex(({ name }) => name === column.name)
  return { ...relation, columns: at < 0 ? [...columns, column] : columns.with(at, column) }
}

/** The rows of a relation. @param from what the expressions are over, as SQL @param more further columns */
export function selectText({ columns, where }: SqlRelation, from: string, more: readonly string[] = []): string {
  const list = [...columns.map(namedText), ...more]
  return `SELECT ${list.join(',\n  ')}\nFROM ${from}${whereText(where)}`
}

/** An expression under its name. */
export function namedText({ sql, name }: Pick<SqlColumn, 'sql' | 'name'>): string {
  return sql === sqlIdentifier(name) ? sql : `${sql} AS ${sqlIdentifier(name)}`
}

export function whereText(where: readonly string[]): string {
  return where.length > 0 ? `\nWHERE ${where.join('\n  AND ')}` : ''
}
