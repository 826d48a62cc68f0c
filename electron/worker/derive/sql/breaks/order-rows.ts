import { orderTerms } from '@shared/recipe/sql/break-text'
import type { SqlDistinct, SqlSort } from '@shared/recipe/sql/sql-break'
import { fromText, placeIn, whereText } from '../sql-source'
import { listed, placesOf, settled } from '../sql-table'
import { type BreakInput, type BreakOutcome, fewer } from './break-outcome'

/** Rows in another order: a list of their places. Equal ones stay as they were. */
export function sortRows({ scratch, rows }: BreakInput, made: SqlSort): BreakOutcome {
  const before = settled(scratch, rows)
  const { source } = before
  const list = placesOf(source).map(({ sql }) => sql)
  const by = made.by.map((key) => ({ ...key, sql: termOf(key.sql) }))
  const order = [...orderTerms({ ...made, by }), placeIn(source)].join(', ')
  const select = `SELECT ${list.join(', ')} FROM ${fromText(source)} WHERE ${whereText(source, [])} ORDER BY ${order}`
  const after = listed(scratch, before, select)
  const count = scratch.database.prepare(`SELECT count(*) FROM ${after.source.list} WHERE was <> place`).pluck()
  return { rows: after, nRows: after.source.size, touched: { rows: count.get() as number, cells: 0 } }
}

/** One row of those that agree: a list of the places that stay. */
export function distinctRows(input: BreakInput, made: SqlDistinct): BreakOutcome {
  const { scratch } = input
  const before = settled(scratch, input.rows)
  const { source } = before
  const kept = scratch.newName('kept')
  scratch.expect(source.size)
  scratch.database.exec(`CREATE TABLE ${kept}(place INTEGER PRIMARY KEY)`)
  const place = placeIn(source)
  const where = `FROM ${fromText(source)} WHERE ${whereText(source, [])}`
  const keys = made.keys.join(', ')
  const order = [...made.best, place].join(', ')
  const select =
    made.best.length === 0
      ? `SELECT min(${place}) ${where} GROUP BY ${made.keys.map(termOf).join(', ')}`
      : `SELECT place FROM (SELECT ${place} AS place, row_number() OVER (PARTITION BY ${keys} ORDER BY ${order}) AS nth ${where}) WHERE nth = 1`
  scratch.database.exec(`INSERT INTO ${kept} ${select}`)
  const list = placesOf(source).map(({ sql }) => sql)
  const of = `${where} AND ${place} IN (SELECT place FROM ${kept}) ORDER BY ${place}`
  return fewer(input, listed(scratch, before, `SELECT ${list.join(', ')} ${of}`))
}

/** A term of GROUP BY or ORDER BY: a whole number would be read as the place of a column, and not as a value. */
export function termOf(sql: string): string {
  return /^[\s()+-]*\d+[\s()]*$/.test(sql) ? `coalesce(${sql}, NULL)` : sql
}
