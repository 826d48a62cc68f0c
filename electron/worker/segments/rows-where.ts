import { compileCondition } from '@shared/conditions/compile-condition'
import type { Condition } from '@shared/conditions/condition'
import { failure } from '@shared/contract/app-error'
import type { ReadableDatabase } from '../../database/connection'
import { type Basis, compileContext, tableOf } from './segment-scope'

const rowsPerPoll = 4096

/** Rows for which a condition holds, ascending. @throws what conditions refuse, cancelled */
export function rowsWhere(
  database: ReadableDatabase,
  basis: Basis,
  condition: Condition,
  cancelled: () => boolean,
): Int32Array {
  const table = tableOf(basis)
  const { sql, parameters } = compileCondition(condition, table, compileContext(database))
  const rows = new Int32Array(basis.revision.nRows)
  let count = 0
  const found = database.prepare(`SELECT _row FROM ${table.from} AS t WHERE ${sql} ORDER BY _row`).pluck()
  for (const row of found.iterate(...parameters)) {
    if (count % rowsPerPoll === 0 && cancelled()) throw failure('cancelled')
    rows[count++] = row as number
  }
  return rows.slice(0, count)
}
