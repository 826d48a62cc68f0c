import { dayOf, millisecondsPerDay, parseDay } from '../transactions/calendar'
import type { SuspiciousDates } from './quality-report'

/** Days that programs write where they know none. */
export const placeholderDays = ['1900-01-01', '1970-01-01', '9999-12-31'] as const

const firstPlausible = parseDay('1900-01-01') as number

/**
 * Dates that are hardly meant: later than today, before 1900, or a day that stands for "unknown".
 * @param values milliseconds since 1970-01-01, UTC; NaN is missing
 * @param today as a day number since 1970-01-01
 */
export function suspiciousDates(values: Float64Array, today: number): SuspiciousDates {
  const found = { future: 0, past: 0, '1900-01-01': 0, '1970-01-01': 0, '9999-12-31': 0 }
  const placeholders = new Map(placeholderDays.map((written) => [parseDay(written), written]))
  for (const value of values) {
    if (Number.isNaN(value)) continue
    const day = dayOf(value)
    const placeholder = placeholders.get(day)
    if (placeholder) found[placeholder]++
    else if (day > today) found.future++
    else if (day < firstPlausible) found.past++
  }
  return found
}

/**
 * A formula that keeps a column's dates and leaves suspicious ones out.
 * @param today the last day that is kept
 */
export function plausibleDates(column: string, today: number): string {
  const name = columnInFormula(column)
  const known = placeholderDays.filter((day) => day !== '9999-12-31').map((day) => parseDay(day) as number)
  const odd = known.map((day) => `AND(${name}>=${dateInFormula(day)},${name}<${dateInFormula(day + 1)})`)
  return `IF(NOT(OR(${name}>=${dateInFormula(today + 1)},${name}<${dateInFormula(firstPlausible)},${odd.join(',')})),${name})`
}

/** A column by name, as a formula writes it. */
export function columnInFormula(name: string): string {
  return `[${name.replaceAll(']', ']]')}]`
}

/** A day as a formula writes it. */
export function dateInFormula(day: number): string {
  const [year, month, date] = new Date(day * millisecondsPerDay).toISOString().slice(0, 10).split('-').map(Number)
  return `DATE(${year},${month},${date})`
}
