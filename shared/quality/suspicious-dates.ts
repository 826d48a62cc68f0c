import { dayOf, millisecondsPerDay, parseDay } from '../transactions/calendar'
import type { SuspiciousDates } from './quality-report'

/** Days that programs write where they know none. */
export const placeholderDays = ['1900-01-01', '1970-01-01', '9999-12-31'] as const

/**
 * Dates that are hardly meant: later than today, or a day that stands for "unknown".
 * @param values milliseconds since 1970-01-01, UTC; NaN is missing
 * @param today as a day number since 1970-01-01
 */
export function suspiciousDates(values: Float64Array, today: number): SuspiciousDates {
  const found = { future: 0, '1900-01-01': 0, '1970-01-01': 0, '9999-12-31': 0 }
  const placeholders = new Map(placeholderDays.map((written) => [parseDay(written), written]))
  for (const value of values) {
    if (Number.isNaN(value)) continue
    const day = dayOf(value)
    const placeholder = placeholders.get(day)
    if (placeholder) found[placeholder]++
    else if (day > today) found.future++
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
  const odd = known.map((day) => `AND(${name}>=${dateOf(day)},${name}<${dateOf(day + 1)})`)
  return `IF(NOT(OR(${name}>=${dateOf(today + 1)},${odd.join(',')})),${name})`
}

/** A column by name, as a formula writes it. */
export function columnInFormula(name: string): string {
  return `[${name.replaceAll(']', ']]')}]`
}

function dateOf(day: number): string {
  const [year, month, date] = new Date(day * millisecondsPerDay).toISOString().slice(0, 10).split('-').map(Number)
  return `DATE(${year},${month},${date})`
}
