import type { ColumnInfo, StorageType } from '@shared/dataset/schema'
import { type ColumnMeaning, columnInfo, numberColumn, textColumnOf } from '@shared/recipe/frame'
import type { SqlColumn } from '@shared/recipe/sql/sql-relation'
import { counted } from './count-rows'
import type { Scratch } from './scratch'
import { fromText, whereText } from './sql-source'
import type { SqlRows } from './sql-table'

/** Rows of a numeric column whose values are not whole numbers that are kept without loss. */
const fractionsOf = ({ sql, among = [] }: SqlColumn) => [
  ...among,
  `${sql} IS NOT NULL AND NOT (${sql} = CAST(${sql} AS INTEGER) AND abs(${sql}) <= ${Number.MAX_SAFE_INTEGER})`,
]

/** The rows with every column's storage and meaning known: numbers are whole or not as their values turn out. */
export function withStorages(scratch: Scratch, rows: SqlRows): SqlRows {
  const { source, relation } = rows
  if (relation.columns.every(({ storage, before }) => storage !== null && !before)) return rows
  const columns = counted(scratch, source, (count) =>
    relation.columns.map((column): SqlColumn => {
      const storage = column.storage ?? (count(fractionsOf(column)) === 0 ? 'integer' : 'real')
      const { name, sql } = column
      return { name, sql, storage, ...meaningOf(column, storage) }
    }),
  )
  return { source, relation: { ...relation, columns } }
}

/** What a column means: what it meant before where its values are of the same kind. */
function meaningOf({ measureType, role, before }: SqlColumn, storage: StorageType): ColumnMeaning {
  const known = before?.storage === storage ? before : { measureType, role }
  return {
    ...(known.measureType === undefined ? {} : { measureType: known.measureType }),
    ...(known.role === undefined ? {} : { role: known.role }),
  }
}

/**
 * The columns as a revision describes them. @param known of columns of the source that stand there as they are
 * Cost: one pass, and none where all is known.
 */
export function describeColumns(
  scratch: Scratch,
  { source, relation }: SqlRows,
  nRows: number,
  known: readonly ColumnInfo[],
): ColumnInfo[] {
  const isWhole = source.list === null && relation.where.length === 0
  const missing = relation.columns.map(({ sql }) => (isWhole ? known[placeOf(sql)]?.missing : undefined))
  const asked = relation.columns.filter((_, i) => missing[i] === undefined)
  const present = presentIn(scratch, { source, relation }, asked)
  return relation.columns.map((column, i) => ({
    ...described(column),
    missing: missing[i] ?? nRows - (present.get(column) as number),
  }))
}

function presentIn(scratch: Scratch, { source, relation }: SqlRows, columns: readonly SqlColumn[]) {
  if (columns.length === 0) return new Map<SqlColumn, number>()
  scratch.expect(source.size)
  const terms = columns.map(({ sql }) => `count(${sql})`).join(', ')
  const found = scratch.database
    .prepare(`SELECT ${terms} FROM ${fromText(source)} WHERE ${whereText(source, relation.where)}`)
    .raw()
    .get() as number[]
  return new Map(columns.map((column, i) => [column, found[i] as number]))
}

/** Which column of the source an expression is, −1 when it is none as it stands. */
function placeOf(sql: string): number {
  return /^c\d+$/.test(sql) ? Number(sql.slice(1)) : -1
}

function described(column: SqlColumn): ColumnInfo {
  const { name } = column
  const storage = column.storage as StorageType
  const meaning = meaningOf(column, storage)
  const empty =
    storage === 'text' ? textColumnOf(name, [], meaning) : numberColumn(name, storage, new Float64Array(0), meaning)
  return columnInfo(empty)
}
