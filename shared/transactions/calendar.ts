/** A day of the proleptic Gregorian calendar; month and day count from 1. */
export interface CalendarDate {
  year: number
  month: number
  day: number
}

/** Days are whole numbers counted from 1970-01-01, read from the written date: no time zone can move them. */
export const millisecondsPerDay = 86_400_000

/** Day of a written date or date and time, given as milliseconds since 1970-01-01. */
export function dayOf(milliseconds: number): number {
  return Math.floor(milliseconds / millisecondsPerDay)
}

/**
 * Day number of a calendar date.
 * Source: days are counted from 1 March, so that the leap day is the last of its year, in eras of 400 years.
 */
export function dayNumber(year: number, month: number, day: number): number {
  const shifted = month <= 2 ? year - 1 : year
  const era = Math.floor(shifted / 400)
  const yearOfEra = shifted - era * 400
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return era * 146_097 + dayOfEra - 719_468
}

/** Calendar date of a day number; the inverse of `dayNumber`. */
export function calendarDate(day: number): CalendarDate {
  const shifted = day + 719_468
  const era = Math.floor(shifted / 146_097)
  const dayOfEra = shifted - era * 146_097
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153)
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1,
  }
}

/** Whether year, month and day name a day that exists, in the years 1 to 9999. */
export function isCalendarDate(year: number, month: number, day: number): boolean {
  if (!(year >= 1 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 && day <= 31)) return false
  const found = calendarDate(dayNumber(year, month, day))
  return found.month === month && found.day === day
}

/** Day number of a date written 2024-03-31; null when it is not one. */
export function parseDay(written: string): number | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(written)
  if (!match) return null
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])]
  return isCalendarDate(year, month, day) ? dayNumber(year, month, day) : null
}

/** Writes a day as 2024-03-31. */
export function formatDay(day: number): string {
  const { year, month, day: date } = calendarDate(day)
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`
}
