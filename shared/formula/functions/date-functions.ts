import { calendarDate, dayNumber, dayOf, millisecondsPerDay, parseDay } from '../../transactions/calendar'
import { lengthOf, numberAt, numericVector, type TextVector, textAt, type Vector } from '../vector'
import type { FormulaFunction } from './formula-function'

export const dateUnits = ['day', 'week', 'month', 'quarter', 'year'] as const

/** A number of a date: its year, its weekday, … */
function ofDate(compute: (day: number, milliseconds: number) => number): FormulaFunction {
  return {
    params: ['date'],
    result: 'number',
    evaluate: (args, nRows) =>
      numericVector('number', lengthOf(args, nRows), (row) => {
        const value = numberAt(args[0] as Vector, row)
        return Number.isNaN(value) ? Number.NaN : compute(dayOf(value), value)
      }),
  }
}

/** Day so many months later; the last day of the month where that day does not exist. */
export function addMonths(day: number, months: number): number {
  const { year, month, day: date } = calendarDate(day)
  const target = year * 12 + month - 1 + months
  const [toYear, toMonth] = [Math.floor(target / 12), (((target % 12) + 12) % 12) + 1]
  const next = toMonth === 12 ? dayNumber(toYear + 1, 1, 1) : dayNumber(toYear, toMonth + 1, 1)
  return Math.min(dayNumber(toYear, toMonth, 1) + date - 1, next - 1)
}

const monthsIn = { month: 1, quarter: 3, year: 12 } as const

/** A date so many units later; the time of day stays. */
export function addToDate(milliseconds: number, count: number, unit: string): number {
  const whole = Math.trunc(count)
  const day = dayOf(milliseconds)
  const time = milliseconds - day * millisecondsPerDay
  if (unit === 'day' || unit === 'week') return milliseconds + whole * (unit === 'week' ? 7 : 1) * millisecondsPerDay
  if (Math.abs(whole) > 200_000) return Number.NaN
  return addMonths(day, whole * monthsIn[unit as keyof typeof monthsIn]) * millisecondsPerDay + time
}

/** Whole units from one date to another; negative when the second comes first. */
export function dateDifference(from: number, to: number, unit: string): number {
  if (Number.isNaN(from) || Number.isNaN(to)) return Number.NaN
  if (from > to) return -dateDifference(to, from, unit)
  const [start, end] = [dayOf(from), dayOf(to)]
  if (unit === 'D' || unit === 'W') return Math.floor((end - start) / (unit === 'W' ? 7 : 1))
  const [a, b] = [calendarDate(start), calendarDate(end)]
  const months = (b.year - a.year) * 12 + b.month - a.month - (b.day < a.day ? 1 : 0)
  return unit === 'M' ? months : unit === 'YM' ? months % 12 : Math.floor(months / 12)
}

/** Days since the last `first` day of the week: 1 Monday to 7 Sunday. */
export function weekdayFrom(day: number, first: number): number {
  return (((day + 4 - first) % 7) + 7) % 7
}

/** First day of the week and what it counts as, by Excel's numbers: 3 counts Monday as 0. */
const weekSystems: Readonly<Record<number, readonly [first: number, counts: number]>> = {
  1: [7, 1],
  2: [1, 1],
  3: [1, 0],
  ...Object.fromEntries([1, 2, 3, 4, 5, 6, 7].map((first) => [10 + first, [first, 1]])),
}

/** Day of the week by one of Excel's systems; missing where there is no such system. */
function weekday(day: number, system: number): number {
  const known = weekSystems[Math.trunc(system)]
  return known ? weekdayFrom(day, known[0]) + known[1] : Number.NaN
}

/** Week of the year by ISO 8601: the week with the year's first Thursday is the first. */
export function isoWeek(day: number): number {
  const thursday = day - weekday(day, 2) + 4
  return Math.floor((thursday - dayNumber(calendarDate(thursday).year, 1, 1)) / 7) + 1
}

export const dateFunctions: Readonly<Record<string, FormulaFunction>> = {
  DATE: {
    params: ['number', 'number', 'number'],
    result: 'date',
    evaluate: (args, nRows) =>
      numericVector('date', lengthOf(args, nRows), (row) => {
        const [year = 0, month = 0, day = 0] = args.map((arg) => Math.trunc(numberAt(arg, row)))
        if (!(Math.abs(month) < 1e6)) return Number.NaN
        return (addMonths(dayNumber(year, 1, 1), month - 1) + day - 1) * millisecondsPerDay
      }),
  },
  DATEVALUE: {
    params: ['text'],
    result: 'date',
    evaluate: ([text]) => {
      const { codes, levels, step } = text as TextVector
      const days = levels.map((level) => parseDay(level.trim()))
      return numericVector('date', { length: codes.length, step }, (row) => {
        const day = days[codes[row] as number] ?? null
        return day === null ? Number.NaN : day * millisecondsPerDay
      })
    },
  },
  YEAR: ofDate((day) => calendarDate(day).year),
  QUARTER: ofDate((day) => Math.ceil(calendarDate(day).month / 3)),
  MONTH: ofDate((day) => calendarDate(day).month),
  ISOWEEK: ofDate(isoWeek),
  DAY: ofDate((day) => calendarDate(day).day),
  HOUR: ofDate((day, milliseconds) => Math.floor((milliseconds - day * millisecondsPerDay) / 3_600_000)),
  WEEKDAY: {
    params: ['date', 'number'],
    optional: 1,
    result: 'number',
    evaluate: (args, nRows) => {
      const [date, first] = args as [Vector, Vector?]
      return numericVector('number', lengthOf(args, nRows), (row) => {
        const value = numberAt(date, row)
        return Number.isNaN(value) ? value : weekday(dayOf(value), first ? numberAt(first, row) : 1)
      })
    },
  },
  DATEDIF: {
    params: ['date', 'date', { oneOf: ['D', 'W', 'M', 'Y', 'YM'] }],
    result: 'number',
    evaluate: (args, nRows) => {
      const [from, to, unit] = args as [Vector, Vector, Vector]
      const wanted = (textAt(unit, 0) ?? '').toUpperCase()
      return numericVector('number', lengthOf(args, nRows), (row) =>
        dateDifference(numberAt(from, row), numberAt(to, row), wanted),
      )
    },
  },
  DATEADD: {
    params: ['date', 'number', { oneOf: dateUnits }],
    result: 'date',
    evaluate: (args, nRows) => {
      const [date, count, unit] = args as [Vector, Vector, Vector]
      const wanted = (textAt(unit, 0) ?? '').toLowerCase()
      return numericVector('date', lengthOf(args, nRows), (row) =>
        addToDate(numberAt(date, row), numberAt(count, row), wanted),
      )
    },
  },
}
