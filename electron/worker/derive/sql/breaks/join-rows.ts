import type { ColumnInfo } from '@shared/dataset/schema'
import { kept } from '@shared/recipe/sql/break-text'
import type { SqlJoin, SqlUnion, SqlUnpivot } from '@shared/recipe/sql/sql-break'
import { sqlText } from '@shared/recipe/sql/sql-relation'
import { joinNotes, mostJoinedRows } from '@shared/recipe/steps/join-dataset'
import { unionNotes } from '@shared/recipe/steps/union-dataset'
import { identifier } from '../../../../database/connection'
import type { Revision } from '../../../../database/dataset-store'
import { Scratch } from '../scratch'
import { fromText, placeIn, whereText } from '../sql-source'
import { listed, placesOf, rowsOfTable, type SqlRows, selectRows, settled } from '../sql-table'
import type { BreakInput, BreakOutcome } from './break-outcome'

const tableOf = ({ tableName }: Revision) => `workspace.${identifier(tableName)}`

/** Rows beside those of another dataset whose keys agree; null when they are too many, which the step says better. */
export function joinedRows(input: BreakInput, made: SqlJoin): BreakOutcome | null {
  const { scratch, nRows } = input
  const other = input.other as Revision
  const rows = settled(scratch, input.rows)
  const pairs = pairRows(scratch, rows, other, made)
  const count = (sql: string) => scratch.database.prepare(sql).pluck().get() as number
  if (count(`SELECT count(*) FROM ${pairs}`) > mostJoinedRows) return null
  const unmatched = count(`SELECT count(*) FROM ${pairs} WHERE r IS NULL`)
  const matched = count(`SELECT count(DISTINCT r) FROM ${pairs} WHERE l IS NOT NULL`)
  const repeated = count(
    `SELECT count(*) FROM (SELECT 1 FROM ${pairs} WHERE l IS NOT NULL GROUP BY l HAVING count(*) > 1)`,
  )
  const notes = joinNotes({ unmatched, rows: nRows, alone: other.nRows - matched, otherRows: other.nRows, repeated })
  if (made.how === 'anti') {
    const { source } = rows
    const list = placesOf(source).map(({ sql }) => sql)
    const where = whereText(source, [`${placeIn(source)} IN (SELECT l FROM ${pairs} WHERE r IS NULL)`])
    const select = `SELECT ${list.join(', ')} FROM ${fromText(source)} WHERE ${where} ORDER BY ${placeIn(source)}`
    const after = listed(scratch, rows, select)
    return { rows: after, nRows: after.source.size, touched: { rows: nRows - after.source.size, cells: 0 }, notes }
  }
  const table = sideBySide(scratch, rows, pairs, other, made)
  if (table.source.size > mostJoinedRows) return null
  const touched = { rows: table.source.size, cells: table.source.size * made.brought.length }
  return { rows: table, nRows: table.source.size, touched, notes }
}

/** A table of places here `l` and rows there `r`; null where there is none. */
function pairRows(scratch: Scratch, { source }: SqlRows, other: Revision, { keys, how }: SqlJoin): string {
  const [theirs, pairs] = [scratch.newName('keys'), scratch.newName('pairs')]
  const names = keys.map((_, i) => `k${i}`)
  const written = keys.map((key) => key.write(`c${key.other}`))
  scratch.database.exec(`CREATE TABLE ${theirs}(${[...names, 'r INTEGER'].join(', ')},
    PRIMARY KEY(${[...names, 'r'].join(', ')})) WITHOUT ROWID`)
  scratch.expect(other.nRows)
  const there = [Scratch.poll('_row'), ...written.map((sql) => `${sql} IS NOT NULL`)].join(' AND ')
  const order = names.map((_, i) => String(i + 1)).join(', ')
  scratch.database.exec(
    `INSERT INTO ${theirs} SELECT ${[...written, '_row'].join(', ')} FROM ${tableOf(other)} WHERE ${there} ORDER BY ${order}, _row`,
  )
  scratch.database.exec(`CREATE TABLE ${pairs}(place INTEGER PRIMARY KEY, l INTEGER, r INTEGER)`)
  scratch.expect(source.size)
  const place = placeIn(source)
  const on = keys.map(({ sql }, i) => `k.k${i} = ${sql}`).join(' AND ')
  const from = `${fromText(source)} LEFT JOIN ${theirs} AS k ON ${on}`
  scratch.database.exec(`INSERT INTO ${pairs}(l, r) SELECT ${place}, k.r FROM ${from}
    WHERE ${whereText(source, [])} ORDER BY ${place}, k.r LIMIT ${mostJoinedRows + 1}`)
  if (how === 'full')
    scratch.database.exec(`INSERT INTO ${pairs}(r) SELECT _row FROM ${tableOf(other)}
      WHERE _row NOT IN (SELECT r FROM ${pairs} WHERE r IS NOT NULL) ORDER BY _row`)
  return pairs
}

function sideBySide(scratch: Scratch, rows: SqlRows, pairs: string, other: Revision, made: SqlJoin): SqlRows {
  const { how, own, brought } = made
  const { base, list } = rows.source
  const here = own.map(({ sql, other: place }) =>
    how === 'full' ? `CASE WHEN p.l IS NULL THEN ${place === null ? 'NULL' : `o.o${place}`} ELSE ${sql} END` : sql,
  )
  const columns = [...own, ...brought]
  const listText = list === null ? '' : `LEFT JOIN ${list} AS l ON l.place = p.l`
  const from = `${pairs} AS p ${listText} LEFT JOIN ${base} AS t ON t._row = ${list === null ? 'p.l' : 'l.r'}
    LEFT JOIN (SELECT _row AS there, ${namedApart(other.columns)} FROM ${tableOf(other)}) AS o ON o.there = p.r`
  const where = [Scratch.poll('p.place'), ...(how === 'inner' ? ['p.r IS NOT NULL'] : [])].join(' AND ')
  const all = [...here, ...brought.map((column) => `o.o${column.other}`)].join(', ')
  scratch.expect(rows.source.size)
  const table = scratch.newTable(columns, [`SELECT ${all} FROM ${from} WHERE ${where} ORDER BY p.place`])
  return rowsOfTable(table.name, columns, table.nRows)
}

/** The other table's columns under names that ours do not have. */
function namedApart(columns: readonly ColumnInfo[]): string {
  return columns.map((_, i) => `c${i} AS o${i}`).join(', ')
}

/** Rows of another dataset behind these. */
export function unitedRows(input: BreakInput, { columns, lonely, which }: SqlUnion): BreakOutcome {
  const { scratch, rows } = input
  const other = input.other as Revision
  const first = columns.map(({ sql, storage }) => ({ sql: kept(sql, storage) }))
  const second = columns.map(({ other: place, storage }) => kept(place === null ? null : `c${place}`, storage))
  scratch.expect(rows.source.size + other.nRows)
  const behind = `SELECT ${second.join(', ')} FROM ${tableOf(other)} WHERE ${Scratch.poll('_row')} ORDER BY _row`
  const table = scratch.newTable(columns, [selectRows(rows, first), behind])
  const touched = { rows: other.nRows, cells: other.nRows * columns.length }
  const after = rowsOfTable(table.name, columns, table.nRows)
  return { rows: after, nRows: table.nRows, touched, notes: unionNotes(lonely, which) }
}

/** Every row once for each of some columns. */
export function unpivotedRows({ scratch, rows, nRows }: BreakInput, made: SqlUnpivot): BreakOutcome {
  const { rest, melted, name, value } = made
  const { source, relation } = rows
  const columns = [...rest, name, value]
  const turns = scratch.newName('turns')
  scratch.database.exec(`CREATE TABLE ${turns}(turn INTEGER PRIMARY KEY)`)
  for (const i of melted.keys()) scratch.database.exec(`INSERT INTO ${turns} VALUES (${i})`)
  const choose = (values: readonly string[]) =>
    `CASE n.turn ${values.map((sql, i) => `WHEN ${i} THEN ${sql}`).join(' ')} END`
  const list = [
    ...rest.map(({ sql }) => sql),
    choose(melted.map((column) => sqlText(column.name))),
    choose(melted.map(({ sql }) => kept(sql, value.storage))),
  ]
  scratch.expect(source.size * melted.length)
  const from = `${fromText(source)} CROSS JOIN ${turns} AS n WHERE ${whereText(source, relation.where)}`
  const select = `SELECT ${list.join(', ')} FROM ${from} ORDER BY ${placeIn(source)}, n.turn`
  const table = scratch.newTable(columns, [select])
  const after = rowsOfTable(table.name, columns, table.nRows)
  return { rows: after, nRows: table.nRows, touched: { rows: nRows, cells: table.nRows * 2 } }
}
