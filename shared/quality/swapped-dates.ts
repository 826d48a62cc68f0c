import { calendarDate, dayNumber, dayOf, formatDay, parseDay } from '../transactions/calendar'
import type { ColumnQuality } from './quality-report'
import { columnInFormula, dateInFormula } from './suspicious-dates'

/** So many dates that can be read in one way only are needed to know what time a column is about. */
const fewestCertain = 20

/**
 * Dates whose day and month have probably changed places when they were read (03/05 as 5 March). A date after the 12th of its month
 * can be read in one way only: the months of those say what time the column is about. Another one is suspicious when it lies more
 * than a month outside of that time and, with day and month the other way round, inside of it.
 * @param values milliseconds since 1970-01-01, UTC; NaN is missing
 * @returns null when there are none, or too few certain dates to tell
 * Cost: O(n).
 */
export function swappedDates(values: Float64Array): ColumnQuality['swappedDates'] {
  const days = new Map<number, number>()
  for (const value of values) if (!Number.isNaN(value)) days.set(dayOf(value), (days.get(dayOf(value)) ?? 0) + 1)
  const certain = [...days].filter(([day]) => calendarDate(day).day > 12)
  if (certain.reduce((total, [, count]) => total + count, 0) < fewestCertain) return null
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const [day] of certain) {
    first = Math.min(first, day)
    last = Math.max(last, day)
  }
  const time = monthsOf(first, last)
  let cells = 0
  for (const [day, count] of days) {
    const { year, month, day: date } = calendarDate(day)
    if (date > 12 || (day >= time.earliest && day <= time.latest)) continue
    const turned = dayNumber(year, date, month)
    if (turned >= time.first && turned <= time.last) cells += count
  }
  return cells === 0 ? null : { cells, first: formatDay(time.first), last: formatDay(time.last) }
}

/** A formula that turns such dates round, at the same time of their day, and keeps the others. */
export function turnedDates(column: string, { first, last }: NonNullable<ColumnQuality['swappedDates']>): string {
  const name = columnInFormula(column)
  const turned = `DATE(YEAR(${name}),DAY(${name}),MONTH(${name}))`
  const time = monthsOf(parseDay(first) as number, parseDay(last) as number)
  const isOutside = `OR(${name}<${dateInFormula(time.earliest)},${name}>=${dateInFormula(time.latest + 1)})`
  const isInside = `AND(${turned}>=${dateInFormula(time.first)},${turned}<=${dateInFormula(time.last)})`
  const moved = `DATEADD(${name},DAYS(${turned},${name}),"day")`
  return `IF(DAY(${name})>12,${name},IF(AND(${isOutside},${isInside}),${moved},${name}))`
}

/** The whole months from one day to another, and a month more on either side. */
function monthsOf(from: number, to: number) {
  const startOf = (day: number, months: number) => {
    const { year, month } = calendarDate(day)
    const place = year * 12 + month - 1 + months
    return dayNumber(Math.floor(place / 12), (place % 12) + 1, 1)
  }
  return {
    earliest: startOf(from, -1),
    first: startOf(from, 0),
    last: startOf(to, 1) - 1,
    latest: startOf(to, 2) - 1,
  }
}
