import { compileCondition, type SqlTable } from '@shared/conditions/compile-condition'
import type { Condition } from '@shared/conditions/condition'
import type { PlainTable } from '@shared/conditions/evaluate-condition'
import Database from 'better-sqlite3'

const database = new Database(':memory:')

function fill(table: PlainTable, name: string): SqlTable {
  const types = { integer: 'INTEGER', real: 'REAL', text: 'TEXT', date: 'TEXT', datetime: 'TEXT' }
  database.exec(`DROP TABLE IF EXISTS ${name}`)
  const columns = table.columns.map(({ storage }, i) => `c${i} ${types[storage]}`)
  database.exec(`CREATE TABLE ${name} (_row INTEGER PRIMARY KEY, ${columns.join(', ')})`)
  const insert = database.prepare(`INSERT INTO ${name} VALUES (?, ${columns.map(() => '?').join(', ')})`)
  table.rows.forEach((row, i) => {
    insert.run(i, ...row)
  })
  return { ...table, from: name }
}

/** Rows of the table for which the compiled condition holds, by SQLite itself; a condition that is not 0 or 1 is refused. */
export function selectedBySql(condition: Condition, table: PlainTable, linked: PlainTable): number[] {
  const own = fill(table, 'own')
  const events = fill(linked, 'events')
  const latest = ({ from }: SqlTable, i: number) =>
    database.prepare(`SELECT max(substr(c${i}, 1, 10)) FROM ${from}`).pluck().get() as string | null
  const { sql, parameters } = compileCondition(condition, own, { linked: () => events, latest })
  const answers = database.prepare(`SELECT ${sql} FROM own AS t ORDER BY _row`).pluck().all(parameters)
  return answers.flatMap((holds, row) => {
    if (holds !== 0 && holds !== 1) throw new Error(`${sql} is ${String(holds)}`)
    return holds === 1 ? [row] : []
  })
}
