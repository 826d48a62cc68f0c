import { calendarDate, dayNumber, formatDay, isCalendarDate, parseDay } from '../transactions/calendar'
import type { Period } from './condition'

/** Mean length of a month of the Gregorian calendar, in days. */
const daysPerMonth = 365.2425 / 12

/** The last day of the month when the month has no such day: a month before 31 March is 28 or 29 February. */
function monthsBefore(day: number, months: number): number {
  const { year, month, day: date } = calendarDate(day)
  const count = year * 12 + (month - 1) - months
  const [wantedYear, wantedMonth] = [Math.floor(count / 12), (count % 12) + 1]
  let last = date
  while (last > 28 && !isCalendarDate(wantedYear, wantedMonth, last)) last--
  return dayNumber(wantedYear, wantedMonth, last)
}

/**
 * First and last day of a period, both in it.
 * @param latest newest day of the column the period is counted in; a period before `latest` of a column without any day is null
 * @example periodDays({ last: 90, unit: 'days', before: '2011-12-09' }, null) // ['2011-09-11', '2011-12-09']
 */
export function periodDays({ last, unit, before }: Period, latest: () => string | null): [string, string] | null {
  const end = parseDay((before === 'latest' ? latest() : before) ?? '')
  if (end === null) return null
  const lengths = { days: 1, weeks: 7, months: 0, years: 0 }
  const start = lengths[unit] > 0 ? end - last * lengths[unit] : monthsBefore(end, unit === 'years' ? last * 12 : last)
  // Years are written with four digits, and only then sort as text.
  return [formatDay(Math.max(start + 1, dayNumber(1, 1, 1))), formatDay(end)]
}

/** How many months a period has; days are counted in mean months. */
export function monthsOf({ last, unit }: Period): number {
  const months = { days: 1 / daysPerMonth, weeks: 7 / daysPerMonth, months: 1, years: 12 }
  return last * months[unit]
}
