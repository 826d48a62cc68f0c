import { calendarDate, dayNumber, formatDay } from './calendar'

/** Lengths of time that a calendar knows; weeks begin on Monday. */
export const periods = ['day', 'week', 'month', 'quarter', 'year'] as const
export type Period = (typeof periods)[number]

/** How many of a period make a year, for turning annual rates into rates per period; a year is 365 days or 365/7 weeks. */
export const periodsPerYear: Readonly<Record<Period, number>> = {
  day: 365,
  week: 365 / 7,
  month: 12,
  quarter: 4,
  year: 1,
}

/** Mean length of a period in days. */
export function daysPer(period: Period): number {
  return 365 / periodsPerYear[period]
}

/** Number of the calendar period that a day lies in; neighbours differ by 1. */
export function periodIndex(day: number, period: Period): number {
  if (period === 'day') return day
  if (period === 'week') return Math.floor((day + 3) / 7)
  const { year, month } = calendarDate(day)
  if (period === 'month') return year * 12 + month - 1
  return period === 'quarter' ? year * 4 + Math.floor((month - 1) / 3) : year
}

/** First day of a calendar period. */
export function periodStart(index: number, period: Period): number {
  if (period === 'day') return index
  if (period === 'week') return index * 7 - 3
  if (period === 'month') return dayNumber(Math.floor(index / 12), (index % 12) + 1, 1)
  return period === 'quarter' ? dayNumber(Math.floor(index / 4), (index % 4) * 3 + 1, 1) : dayNumber(index, 1, 1)
}

/** Writes a calendar period: 2024-03-31, 2024-W13 (ISO 8601), 2024-03, 2024-Q1 or 2024. */
export function periodLabel(index: number, period: Period): string {
  const start = periodStart(index, period)
  if (period === 'day') return formatDay(start)
  if (period === 'week') return weekLabel(start)
  const { year, month } = calendarDate(start)
  const written = String(year).padStart(4, '0')
  if (period === 'year') return written
  return period === 'month'
    ? `${written}-${String(month).padStart(2, '0')}`
    : `${written}-Q${Math.floor(month / 3) + 1}`
}

/** An ISO week belongs to the year of its Thursday. */
function weekLabel(monday: number): string {
  const { year } = calendarDate(monday + 3)
  const week = Math.floor((monday + 3 - dayNumber(year, 1, 1)) / 7) + 1
  return `${String(year).padStart(4, '0')}-W${String(week).padStart(2, '0')}`
}

/**
 * Whole periods that have passed between two days, by the calendar: from 31 January the first month is complete on
 * 1 March, from 29 February the first year on 1 March.
 * @returns 0 up to the day before the first anniversary; negative when `to` is before `from`
 */
export function completedPeriods(from: number, to: number, period: Period): number {
  if (period === 'day') return to - from
  if (period === 'week') return Math.floor((to - from) / 7)
  const start = calendarDate(from)
  const end = calendarDate(to)
  const months = (end.year - start.year) * 12 + end.month - start.month - (end.day < start.day ? 1 : 0)
  return Math.floor(months / (period === 'month' ? 1 : period === 'quarter' ? 3 : 12))
}
