import { calendarDate, dayNumber, dayOf, millisecondsPerDay } from '../../transactions/calendar'
import { lengthOf, numberAt, numericVector, type Vector } from '../vector'
import { addMonths, isoWeek, weekdayFrom } from './date-functions'
import type { FormulaFunction } from './formula-function'

/** A function of a date and numbers or dates, by days; a missing argument makes the answer missing. */
function ofDays(
  params: FormulaFunction['params'],
  result: 'number' | 'date',
  compute: (day: number, ...others: number[]) => number,
  optional = 0,
): FormulaFunction {
  return {
    params,
    optional,
    result,
    evaluate: (args, nRows) =>
      numericVector(result, lengthOf(args, nRows), (row) => {
        const [day = Number.NaN, ...others] = args.map((arg: Vector, i) => {
          const value = numberAt(arg, row)
          return params[i] === 'date' ? dayOf(value) : value
        })
        if (Number.isNaN(day) || others.some(Number.isNaN)) return Number.NaN
        return compute(day, ...others) * (result === 'date' ? millisecondsPerDay : 1)
      }),
  }
}

const mostMonths = 200_000

function monthsLater(day: number, months: number): number {
  return Math.abs(months) > mostMonths ? Number.NaN : addMonths(day, Math.trunc(months))
}

function endOfMonth(day: number, months: number): number {
  const { year, month } = calendarDate(monthsLater(day, months))
  return (month === 12 ? dayNumber(year + 1, 1, 1) : dayNumber(year, month + 1, 1)) - 1
}

/** The first weekday of a week by Excel's numbers: 1 and 17 Sunday, 2 and 11 Monday, … 16 Saturday. */
const firstDays: Readonly<Record<number, number>> = { 1: 7, 2: 1, 11: 1, 12: 2, 13: 3, 14: 4, 15: 5, 16: 6, 17: 7 }

/** Week of the year; the week with 1 January is the first. 21 counts by ISO 8601. */
function weekNumber(day: number, system = 1): number {
  const kind = Math.trunc(system)
  if (kind === 21) return isoWeek(day)
  const first = firstDays[kind]
  if (first === undefined) return Number.NaN
  const newYear = dayNumber(calendarDate(day).year, 1, 1)
  return Math.floor((day - newYear + weekdayFrom(newYear, first)) / 7) + 1
}

const isWorkday = (day: number) => weekdayFrom(day, 1) < 5

/** Mondays to Fridays from one day to another, both counted; negative when the second comes first. */
function workdays(from: number, to: number): number {
  if (from > to) return -workdays(to, from)
  const whole = Math.floor((to - from + 1) / 7)
  let count = whole * 5
  for (let day = from + whole * 7; day <= to; day++) if (isWorkday(day)) count++
  return count
}

function workdayAfter(from: number, count: number): number {
  const step = Math.sign(count)
  let left = Math.abs(Math.trunc(count))
  if (left > mostMonths) return Number.NaN
  // Whole weeks at once, from a day of work.
  let day = from
  while (!isWorkday(day) && left > 0) day -= step
  day += step * Math.floor(left / 5) * 7
  left %= 5
  while (left > 0) {
    day += step
    if (isWorkday(day)) left--
  }
  return day
}

/** Share of a year between two days. 0: months of 30 days (US), 1: real days, 2: /360, 3: /365, 4: months of 30 days (Europe). */
function yearFraction(a: number, b: number, basis = 0): number {
  const [from, to] = a <= b ? [a, b] : [b, a]
  const days = to - from
  switch (Math.trunc(basis)) {
    case 0:
      return thirties(from, to, true) / 360
    case 1:
      return days / averageYear(from, to)
    case 2:
      return days / 360
    case 3:
      return days / 365
    case 4:
      return thirties(from, to, false) / 360
    default:
      return Number.NaN
  }
}

function thirties(from: number, to: number, isAmerican: boolean): number {
  const [start, end] = [calendarDate(from), calendarDate(to)]
  const isLastOfFebruary = (day: number) => calendarDate(day).month === 2 && calendarDate(day + 1).month === 3
  let [first, last] = [start.day, end.day]
  if (isAmerican) {
    if (isLastOfFebruary(from) && isLastOfFebruary(to)) last = 30
    if (isLastOfFebruary(from)) first = 30
    if (last === 31 && first >= 30) last = 30
  } else last = Math.min(30, last)
  first = Math.min(30, first)
  return (end.year - start.year) * 360 + (end.month - start.month) * 30 + last - first
}

const daysOfYear = (year: number) => dayNumber(year + 1, 1, 1) - dayNumber(year, 1, 1)

/** Up to a year: 366 days if a 29 February lies in between; beyond, the mean of the years touched. */
function averageYear(from: number, to: number): number {
  const [start, end] = [calendarDate(from), calendarDate(to)]
  const isWithinYear = to <= addMonths(from, 12)
  if (isWithinYear && start.year === end.year) return daysOfYear(start.year)
  if (isWithinYear) {
    const leapDays = [start.year, end.year]
      .filter((year) => daysOfYear(year) === 366)
      .map((year) => dayNumber(year, 2, 29))
    return leapDays.some((day) => from <= day && day <= to) ? 366 : 365
  }
  return (dayNumber(end.year + 1, 1, 1) - dayNumber(start.year, 1, 1)) / (end.year - start.year + 1)
}

const ofTime = (unit: number): FormulaFunction => ({
  params: ['date'],
  result: 'number',
  evaluate: (args, nRows) =>
    numericVector('number', lengthOf(args, nRows), (row) => {
      const value = numberAt(args[0] as Vector, row)
      return Math.floor((value - dayOf(value) * millisecondsPerDay) / unit) % 60
    }),
})

/** Counting with days, weeks and months as Excel does. Days of work are Monday to Friday. */
export const calendarFunctions: Readonly<Record<string, FormulaFunction>> = {
  EDATE: ofDays(['date', 'number'], 'date', (day, months = 0) => monthsLater(day, months)),
  EOMONTH: ofDays(['date', 'number'], 'date', (day, months = 0) => endOfMonth(day, months)),
  WEEKNUM: ofDays(['date', 'number'], 'number', weekNumber, 1),
  ISOWEEKNUM: ofDays(['date'], 'number', isoWeek),
  DAYS: ofDays(['date', 'date'], 'number', (end, start = Number.NaN) => end - start),
  NETWORKDAYS: ofDays(['date', 'date'], 'number', (from, to = Number.NaN) => workdays(from, to)),
  WORKDAY: ofDays(['date', 'number'], 'date', (day, count = 0) => workdayAfter(day, count)),
  YEARFRAC: ofDays(
    ['date', 'date', 'number'],
    'number',
    (from, to = Number.NaN, basis = 0) => yearFraction(from, to, basis),
    1,
  ),
  MINUTE: ofTime(60_000),
  SECOND: ofTime(1000),
}
