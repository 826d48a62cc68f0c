import { compileCondition } from '@shared/conditions/compile-condition'
import type { Condition } from '@shared/conditions/condition'
import type { ReadableDatabase } from '../../database/connection'
import { collectRowIds } from '../collect-row-ids'
import { type Basis, compileContext, tableOf } from './segment-scope'

/** Rows for which a condition holds, ascending. @throws what conditions refuse, cancelled */
export function rowsWhere(
  database: ReadableDatabase,
  basis: Basis,
  condition: Condition,
  cancelled: () => boolean,
): Int32Array {
  const table = tableOf(basis)
  const { sql, parameters } = compileCondition(condition, table, compileContext(database))
  return collectRowIds(database, `${table.from} AS t WHERE ${sql}`, parameters, basis.revision.nRows, cancelled)
}
