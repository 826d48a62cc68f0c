import { z } from 'zod'
import { failure } from '../../contract/app-error'
import { literal, quantity, text } from '../../contract/text'
import { readCell, withValues } from '../convert-column'
import { defineStep } from '../define-step'
import { columnOf, type Frame, withColumn } from '../frame'
import { keyAt } from '../groups'
import { cellIs, cellSql } from '../sql/cell-sql'
import { type SqlColumn, type SqlRelation, sqlColumn, withSqlColumn } from '../sql/sql-relation'
import { columnName } from '../step-params'
import { changed } from '../touched'

const cell = z.union([z.string(), z.number(), z.null()])
const edit = z.object({
  /** 0-based row of the table as it is before this step. */
  row: z.int().min(0),
  column: columnName(),
  /** Dates are written 2024-03-05; null or an empty text is missing. */
  value: cell,
  /** What stood there when it was edited. Where something else stands now, the cell is left alone. */
  was: cell.optional(),
})
const params = z.object({ cells: z.array(edit).min(1) })
type Edit = z.output<typeof edit>

/** Beyond this a statement would grow too long. */
const mostInSql = 50

/**
 * Puts values into single cells, as a person did in the grid. An edit that names what stood there is left out where the data
 * have changed, and counted. @throws columnMissing, rowMissing, cellValueInvalid
 */
export const setCell = defineStep({
  kind: 'set-cell',
  group: 'values',
  params,
  apply(frame, { cells }) {
    const byColumn = new Map<string, Map<number, string | number | null>>()
    let passed = 0
    for (const one of cells) {
      const value = valueFor(frame, one)
      if (value === undefined) {
        passed++
        continue
      }
      const changes = byColumn.get(one.column) ?? new Map<number, string | number | null>()
      byColumn.set(one.column, changes.set(one.row, value))
    }
    let after = frame
    for (const [name, changes] of byColumn) after = withColumn(after, withValues(columnOf(frame, name), changes))
    const notes = passed > 0 ? [text('steps.set-cell.passed', { cells: quantity(passed, 'count') })] : []
    return { ...changed(frame, after), notes }
  },
  toSql(relation, { cells }) {
    if (relation.where.length > 0 || cells.length > mostInSql) return null
    const needs: string[] = []
    let after = relation
    for (const { row, column: name, value, was } of cells) {
      const [before, column] = [sqlColumn(relation, name), sqlColumn(after, name)]
      const same = was === undefined ? '1' : before ? cellIs(before, was) : null
      const filler = before ? cellSql(before.storage, value) : null
      if (!column || same === null || filler === null) return null
      needs.push(`${relation.place} = ${row} AND ${same}`)
      const sql = `CASE WHEN ${relation.place} = ${row} THEN ${filler} ELSE ${column.sql} END`
      after = withSqlColumn(after, { ...column, sql })
    }
    const edited = [...new Set(cells.map(({ column }) => column))]
    const sqlOf = (table: SqlRelation, name: string) => (sqlColumn(table, name) as SqlColumn).sql
    const differs = edited.map((name) => `${sqlOf(relation, name)} IS NOT ${sqlOf(after, name)}`)
    return { relation: after, touched: { cells: differs }, needs }
  },
  withoutSql: 'place',
  words: ({ cells }) => {
    const [first] = cells as [Edit]
    const values = { row: first.row + 1, column: literal(first.column), value: literal(String(first.value ?? '–')) }
    return cells.length === 1
      ? text('steps.set-cell.words.one', values)
      : text('steps.set-cell.words.many', { count: quantity(cells.length, 'count') })
  },
})

/** The value as the column holds it; undefined when something else stands there than the edit was made on. */
function valueFor(frame: Frame, { row, column: name, value, was }: Edit): string | number | null | undefined {
  const column = columnOf(frame, name)
  if (row >= frame.nRows) throw failure('rowMissing', { row: row + 1, rows: frame.nRows }, { row })
  if (was !== undefined && readCell(column, was) !== keyAt(column, row)) return undefined
  const read = readCell(column, value)
  if (read !== undefined) return read
  const type = text(`steps.retype-columns.params.to.options.${column.storage}`)
  throw failure('cellValueInvalid', { value: String(value), column: name, type }, { column: name, row })
}
