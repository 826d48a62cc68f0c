import { z } from 'zod'
import { literal, text } from '../../contract/text'
import { evaluateFormula, vectorColumn } from '../../formula/evaluate-formula'
import { printColumn } from '../../formula/print-formula'
import { defineStep } from '../define-step'
import { columnOf, withColumn } from '../frame'
import { derivedSql } from '../sql/derived-column'
import { type SqlRelation, sqlColumn } from '../sql/sql-relation'
import { columnName } from '../step-params'
import { changed } from '../touched'

const formulas = {
  year: (date: string) => `YEAR(${date})`,
  quarter: (date: string) => `QUARTER(${date})`,
  month: (date: string) => `MONTH(${date})`,
  week: (date: string) => `ISOWEEK(${date})`,
  day: (date: string) => `DAY(${date})`,
  weekday: (date: string) => `WEEKDAY(${date}, 2)`,
  hour: (date: string) => `HOUR(${date})`,
  'year-month': (date: string) => `TEXT(${date}, "yyyy-mm")`,
}
const parts = Object.keys(formulas) as (keyof typeof formulas)[]

const params = z.object({ column: columnName('time'), parts: z.array(z.enum(parts)).min(1) })

/**
 * Columns with parts of a date, each named after the date and the part. Weeks are those of ISO 8601, weekdays count from
 * Monday as 1. @throws columnMissing, formulaType
 */
export const dateParts = defineStep({
  kind: 'date-parts',
  group: 'derive',
  params,
  apply(frame, { column, parts: wanted }) {
    columnOf(frame, column)
    let after = frame
    for (const part of new Set(wanted)) {
      const vector = evaluateFormula(formulas[part](printColumn(column)), frame)
      const made = vectorColumn(`${column}_${part}`, vector, frame.nRows)
      const measureType = part === 'year-month' ? 'nominal' : 'ordinal'
      after = withColumn(after, { ...made, measureType })
    }
    return changed(frame, after)
  },
  toSql(relation, { column, parts: wanted }) {
    let after: SqlRelation = relation
    const names = [...new Set(wanted)].map((part) => ({ part, name: `${column}_${part}` }))
    if (names.some(({ name }) => sqlColumn(relation, name))) return null
    for (const { part, name } of names) {
      const formula = formulas[part](printColumn(column))
      const made = derivedSql(after, { name, formula, measureType: part === 'year-month' ? 'nominal' : 'ordinal' })
      if (!made) return null
      after = made.relation
    }
    return { relation: after, touched: { every: names.length } }
  },
  withoutSql: null,
  words: ({ column, parts: wanted }) =>
    text('steps.date-parts.words', {
      column: literal(column),
      parts: wanted.map((part) => text(`steps.date-parts.params.parts.options.${part}`)),
    }),
})
