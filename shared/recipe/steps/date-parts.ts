import { z } from 'zod'
import { literal, text } from '../../contract/text'
import type { MeasureType } from '../../dataset/schema'
import { evaluateFormula, vectorColumn } from '../../formula/evaluate-formula'
import { printColumn } from '../../formula/print-formula'
import { defineStep } from '../define-step'
import { columnOf, withColumn } from '../frame'
import { derivedSql } from '../sql/derived-column'
import { type SqlRelation, sqlColumn } from '../sql/sql-relation'
import { columnName } from '../step-params'
import { changed } from '../touched'

/** The year whose ISO week it is: that of the week's Thursday. */
function isoYear(date: string): string {
  return `YEAR(DATEADD(${date}, 4 - WEEKDAY(${date}, 2), "day"))`
}

function whereKnown(date: string, formula: string): string {
  return `IF(ISBLANK(${date}) = FALSE, ${formula})`
}

const formulas = {
  year: (date: string) => `YEAR(${date})`,
  quarter: (date: string) => `QUARTER(${date})`,
  month: (date: string) => `MONTH(${date})`,
  week: (date: string) => `ISOWEEK(${date})`,
  day: (date: string) => `DAY(${date})`,
  weekday: (date: string) => `WEEKDAY(${date}, 2)`,
  hour: (date: string) => `HOUR(${date})`,
  minute: (date: string) => `MINUTE(${date})`,
  'year-month': (date: string) => `TEXT(${date}, "yyyy-mm")`,
  'year-quarter': (date: string) => whereKnown(date, `YEAR(${date}) & "-Q" & QUARTER(${date})`),
  'iso-year': isoYear,
  'year-week': (date: string) => whereKnown(date, `${isoYear(date)} & "-W" & TEXT(ISOWEEK(${date}), "00")`),
  'day-of-year': (date: string) => `DAYS(${date}, DATE(YEAR(${date}), 1, 1)) + 1`,
  half: (date: string) => `IF(MONTH(${date}) <= 6, 1, 2)`,
  weekend: (date: string) => `IF(WEEKDAY(${date}, 2) >= 6, 1, 0)`,
  'days-in-month': (date: string) => `DAY(EOMONTH(${date}, 0))`,
  'month-start': (date: string) => `DATE(YEAR(${date}), MONTH(${date}), 1)`,
}
const parts = Object.keys(formulas) as (keyof typeof formulas)[]

function measureTypeOf(part: keyof typeof formulas): MeasureType {
  if (part === 'month-start') return 'time'
  return part === 'weekend' || part.startsWith('year-') ? 'nominal' : 'ordinal'
}

const params = z.object({ column: columnName('time'), parts: z.array(z.enum(parts)).min(1) })

/**
 * Columns with parts of a date, each named after the date and the part. Weeks are those of ISO 8601, weekdays count from
 * Monday as 1; the year of a week is that of its Thursday. @throws columnMissing, formulaType
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
      after = withColumn(after, { ...made, measureType: measureTypeOf(part) })
    }
    return changed(frame, after)
  },
  toSql(relation, { column, parts: wanted }) {
    let after: SqlRelation = relation
    const names = [...new Set(wanted)].map((part) => ({ part, name: `${column}_${part}` }))
    if (names.some(({ name }) => sqlColumn(relation, name))) return null
    for (const { part, name } of names) {
      const formula = formulas[part](printColumn(column))
      const made = derivedSql(after, { name, formula, measureType: measureTypeOf(part) })
      if (!made) return null
      after = made.relation
    }
    return { relation: after, touched: { every: names.length } }
  },
  withoutSql: 'formula',
  words: ({ column, parts: wanted }) =>
    text('steps.date-parts.words', {
      column: literal(column),
      parts: wanted.map((part) => text(`steps.date-parts.params.parts.options.${part}`)),
    }),
})
