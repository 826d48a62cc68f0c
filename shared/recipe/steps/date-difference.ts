import { z } from 'zod'
import { literal, text } from '../../contract/text'
import { evaluateFormula, vectorColumn } from '../../formula/evaluate-formula'
import { printColumn } from '../../formula/print-formula'
import { defineStep } from '../define-step'
import { withColumn } from '../frame'
import { derivedSql } from '../sql/derived-column'
import { columnName } from '../step-params'
import { changed } from '../touched'

const units = ['minutes', 'hours', 'days', 'weeks', 'months', 'quarters', 'years'] as const

const params = z.object({
  from: columnName('time'),
  /** A column, or a day written 2024-12-31. */
  to: z.string().min(1).meta({ picks: 'time-or-day' }),
  unit: z.enum(units).default('days'),
  name: z.string().trim().min(1),
})

/**
 * Whole units of time between two dates, as Excel's DATEDIF counts them: a month is over on the same day of the next month, and a year
 * that began on 29 February on 1 March of a common year. Negative when the second date comes first.
 * @throws columnMissing, formulaType
 */
export const dateDifference = defineStep({
  kind: 'date-difference',
  group: 'derive',
  params,
  apply(frame, given) {
    const { name } = given
    const vector = evaluateFormula(formulaOf(given), frame)
    return changed(frame, withColumn(frame, vectorColumn(name, vector, frame.nRows)))
  },
  toSql: (relation, given) => derivedSql(relation, { name: given.name, formula: formulaOf(given), isNew: true }),
  withoutSql: 'kinds',
  words: ({ from, to, unit, name }) =>
    text('steps.date-difference.words', {
      from: literal(from),
      to: literal(to),
      unit: text(`steps.date-difference.params.unit.options.${unit}`),
      name: literal(name),
    }),
})

/** Days, weeks, months and years by the calendar, whatever the time of day; hours and minutes as they have passed. */
function formulaOf({ from, to, unit }: Pick<z.output<typeof params>, 'from' | 'to' | 'unit'>): string {
  const start = printColumn(from)
  const end = /^\d{4}-\d{2}-\d{2}$/.test(to) ? `DATEVALUE("${to}")` : printColumn(to)
  const whole = (word: string) => `DATEDIF(${start}, ${end}, "${word}")`
  if (unit === 'hours' || unit === 'minutes')
    return `TRUNC(ROUND((${end} - ${start}) * ${unit === 'hours' ? 24 : 1440}, 6))`
  if (unit === 'quarters') return `QUOTIENT(${whole('M')}, 3)`
  return whole({ days: 'D', weeks: 'W', months: 'M', years: 'Y' }[unit])
}
