import type { ColumnInfo } from '@shared/dataset/schema'
import { wholeTable } from '@shared/recipe/sql/sql-break'
import type { SqlColumn, SqlRelation } from '@shared/recipe/sql/sql-relation'
import type { Scratch } from './scratch'
import { fromText, placeIn, type SqlSource, whereText } from './sql-source'

/** Rows that SQLite computes from a source. */
export interface SqlRows {
  source: SqlSource
  relation: SqlRelation
}

/** A table that SQLite will compute, with what is known of it. */
export interface SqlTable extends SqlRows {
  nRows: number
  columns: ColumnInfo[]
}

const columnNames = (place: number) => `c${place}`

/** A table as it stands, as rows. */
export function rowsOfTable(base: string, columns: Parameters<typeof wholeTable>[0], size: number): SqlRows {
  const source = { base, list: null, size }
  return { source, relation: wholeTable(columns, columnNames, placeIn(source)) }
}

/** The same rows, from a table that holds them. */
export function materialized(scratch: Scratch, rows: SqlRows): SqlRows {
  const { columns } = rows.relation
  scratch.expect(rows.source.size)
  const { name, nRows } = scratch.newTable(columns, [selectRows(rows, columns)])
  return rowsOfTable(name, columns, nRows)
}

/** Some expressions for every row, in order. */
export function selectRows({ source, relation }: SqlRows, columns: readonly Pick<SqlColumn, 'sql'>[]): string {
  const list = columns.map(({ sql }) => sql).join(', ')
  return `SELECT ${list} FROM ${fromText(source)} WHERE ${whereText(source, relation.where)} ORDER BY ${placeIn(source)}`
}

/** The same rows without conditions, so that the place of each is known. */
export function settled(scratch: Scratch, rows: SqlRows): SqlRows {
  if (rows.relation.where.length === 0) return rows
  const free = relisted(scratch, rows)
  return listed(scratch, free, selectRows(free, placesOf(free.source)))
}

/** Row of the table and place of it, which is what a list holds. */
export function placesOf(source: SqlSource): { sql: string }[] {
  return [{ sql: 't._row' }, { sql: placeIn(source) }]
}

/** Rows of a new list. @param select rows of the table and where they were, in their new order */
export function listed(scratch: Scratch, { source, relation }: SqlRows, select: string): SqlRows {
  scratch.expect(source.size)
  const { name, nRows } = scratch.newList(select)
  const next = { base: source.base, list: name, size: nRows }
  return { source: next, relation: { ...relation, where: [], place: placeIn(next) } }
}

/** Rows that may be given another list: no column asks for a place in the one they have. To be called before a step is compiled. */
export function relisted(scratch: Scratch, rows: SqlRows): SqlRows {
  const { relation, source } = rows
  const asks = relation.columns.some(({ sql }) => sql.includes('l.place'))
  return source.list !== null && asks ? materialized(scratch, rows) : rows
}
