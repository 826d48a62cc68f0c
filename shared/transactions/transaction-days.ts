import { failure } from '../contract/app-error'
import { text } from '../contract/text'
import type { Column } from '../dataset/column'
import { dayNumber, dayOf, isCalendarDate } from './calendar'

/** Stands for "no date" among days. */
export const noDay = -2147483648

const firstDay = dayNumber(1, 1, 1)
const lastDay = dayNumber(9999, 12, 31)

/**
 * Days of a date column: dates as they are stored, or whole numbers written 20240331.
 * @returns day numbers, `noDay` where the date is missing
 * @throws dateColumnNotDates when the column holds text or other numbers
 */
export function transactionDays(column: Column): Int32Array {
  if (column.kind === 'categorical') throw notDates(column, column.levels[0] ?? '')
  const isDate = column.measureType === 'time'
  const days = new Int32Array(column.values.length)
  let lastValue = Number.NaN
  let lastFound = noDay
  for (let i = 0; i < days.length; i++) {
    const value = column.values[i] as number
    if (value !== lastValue) {
      lastValue = value
      lastFound = Number.isNaN(value) ? noDay : isDate ? dayOf(value) : compactDay(value)
      if (lastFound !== noDay && !(lastFound >= firstDay && lastFound <= lastDay)) throw notDates(column, String(value))
    }
    days[i] = lastFound
  }
  return days
}

/** Day of a date written 20240331; NaN for any other number. */
function compactDay(value: number): number {
  const year = Math.floor(value / 10_000)
  const month = Math.floor(value / 100) % 100
  const day = value % 100
  return Number.isInteger(value) && isCalendarDate(year, month, day) ? dayNumber(year, month, day) : Number.NaN
}

function notDates({ name }: Column, value: string) {
  const hint = text('errors.hint.dateColumn', { value: value.slice(0, 60) })
  return failure('dateColumnNotDates', { column: name }, { column: name, parameter: 'date', hint })
}
