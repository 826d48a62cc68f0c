import { z } from 'zod'
import { type Condition, conditionSchema } from '../../conditions/condition'
import { conditionFormula } from '../../conditions/condition-formula'
import { describeCondition } from '../../conditions/describe-condition'
import { failure } from '../../contract/app-error'
import { literal, text } from '../../contract/text'
import { isoDate } from '../../dataset/iso-text'
import { rowsWhere } from '../../formula/evaluate-formula'
import { formulaSql } from '../../formula/formula-sql'
import { range } from '../../math/scaling'
import { defineStep } from '../define-step'
import { columnOf, type Frame, numbersOf, takeRows } from '../frame'
import { present } from '../groups'
import { sqlColumn } from '../sql/sql-relation'
import { formulaText } from '../step-params'
import { reduced } from '../touched'

const params = z.object({
  /** Conditions, or a formula that is true or false: one of the two. */
  conditions: conditionSchema.nullable().default(null).meta({ picks: 'conditions' }),
  where: formulaText().nullable().default(null),
  keep: z.enum(['matching', 'others']).default('matching'),
})
type Params = z.output<typeof params>

/**
 * Keeps the rows for which a condition holds, or all others. Where the condition is missing it does not hold.
 * @throws filterConditionMissing, conditionNotForRows, what a formula is refused for
 */
export const filterRows = defineStep({
  kind: 'filter-rows',
  group: 'rows',
  params,
  changesRows: () => true,
  apply(frame, given) {
    const matching = rowsWhere(formulaOf(given, columnsOf(frame)), frame)
    const rows = given.keep === 'matching' ? matching : otherRows(matching, frame.nRows)
    return reduced(frame, takeRows(frame, rows))
  },
  toSql(relation, given) {
    // What the newest day is, only the rows know: then the formula cannot be written beforehand, and this throws.
    const hasTime = (name: string) => sqlColumn(relation, name)?.storage === 'datetime'
    const latest = () => {
      throw failure('filterConditionMissing')
    }
    const formula = formulaOf(given, { hasTime, latest })
    const condition = formulaSql(formula, new Map(relation.columns.map((column) => [column.name, column])))
    if (condition?.type !== 'boolean') return null
    const limit = given.keep === 'matching' ? condition.sql : `(${condition.sql} IS NOT 1)`
    return { relation: { ...relation, where: [...relation.where, limit] }, touched: 'removed rows' }
  },
  withoutSql: 'formula',
  words: ({ where, conditions, keep }) =>
    text(`steps.filter-rows.words.${keep}`, {
      where: conditions === null ? literal(where ?? '') : describeCondition(conditions),
    }),
})

function formulaOf({ where, conditions }: Params, columns: Parameters<typeof conditionFormula>[1]): string {
  if ((where === null) === (conditions === null)) throw failure('filterConditionMissing')
  return where ?? conditionFormula(conditions as Condition, columns)
}

function columnsOf(frame: Frame): Parameters<typeof conditionFormula>[1] {
  return {
    hasTime: (name) => columnOf(frame, name).storage === 'datetime',
    latest: (name) => {
      const values = present(numbersOf(frame, name).values)
      return values.length === 0 ? null : isoDate(range(values).max)
    },
  }
}

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
