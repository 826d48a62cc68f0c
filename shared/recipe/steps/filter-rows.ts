import { z } from 'zod'
import { literal, text } from '../../contract/text'
import { rowsWhere } from '../../formula/evaluate-formula'
import { formulaSql } from '../../formula/formula-sql'
import { defineStep } from '../define-step'
import { takeRows } from '../frame'
import { formulaText } from '../step-params'
import { reduced } from '../touched'

const params = z.object({
  where: formulaText(),
  keep: z.enum(['matching', 'others']).default('matching'),
})

/** Keeps the rows for which a condition holds, or all others. Where the condition is missing it does not hold. */
export const filterRows = defineStep({
  kind: 'filter-rows',
  group: 'rows',
  params,
  changesRows: () => true,
  apply(frame, { where, keep }) {
    const matching = rowsWhere(where, frame)
    const rows = keep === 'matching' ? matching : otherRows(matching, frame.nRows)
    return reduced(frame, takeRows(frame, rows))
  },
  toSql(relation, { where, keep }) {
    const condition = formulaSql(where, new Map(relation.columns.map((column) => [column.name, column])))
    if (condition?.type !== 'boolean') return null
    const limit = keep === 'matching' ? condition.sql : `(${condition.sql} IS NOT 1)`
    return { relation: { ...relation, where: [...relation.where, limit] }, touched: 'removed rows' }
  },
  words: ({ where, keep }) => text(`steps.filter-rows.words.${keep}`, { where: literal(where) }),
})

/** All rows that are not among these. @param rows ascending */
export function otherRows(rows: Int32Array, nRows: number): Int32Array {
  const others = new Int32Array(nRows - rows.length)
  let [next, place] = [0, 0]
  for (let row = 0; row < nRows; row++) {
    if (rows[next] === row) next++
    else others[place++] = row
  }
  return others
}
