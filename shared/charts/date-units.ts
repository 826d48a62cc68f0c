import { quantity, type Text, text } from '../contract/text'
import type { DateUnit } from './chart-spec'

const DAY = 86_400_000
/** 1 January 1970 was a Thursday; weeks begin on Monday (ISO 8601). */
const MONDAY = 4 * DAY

/** Beginning of the stretch of time that a moment lies in; milliseconds since 1970 (UTC), as the result. */
export function startOf(time: number, unit: DateUnit): number {
  if (unit === 'day') return Math.floor(time / DAY) * DAY
  if (unit === 'week') return Math.floor((time - MONDAY) / (7 * DAY)) * 7 * DAY + MONDAY
  const date = new Date(time)
  const month = date.getUTCMonth()
  const first = { month, quarter: month - (month % 3), year: 0 }[unit]
  return utc(date.getUTCFullYear(), first)
}

/** Beginning of the stretch after the one that begins at `start`. */
export function nextStart(start: number, unit: DateUnit): number {
  if (unit === 'day') return start + DAY
  if (unit === 'week') return start + 7 * DAY
  const date = new Date(start)
  const months = { month: 1, quarter: 3, year: 12 }[unit]
  return utc(date.getUTCFullYear(), date.getUTCMonth() + months)
}

/** `Date.UTC` takes the years 0 to 99 for 1900 to 1999. */
function utc(year: number, month: number): number {
  return new Date(0).setUTCFullYear(year, month, 1)
}

/** A unit that makes neither too few nor too many points of a range of time. */
export function unitFor(low: number, high: number): DateUnit {
  const days = (high - low) / DAY
  if (!(days > 92)) return 'day'
  if (days <= 400) return 'week'
  if (days <= 3700) return 'month'
  return days <= 11_000 ? 'quarter' : 'year'
}

/** A unit that makes no more cells of a range of time than can stand side by side. */
export function unitOfCells(low: number, high: number): DateUnit {
  const days = (high - low) / DAY
  if (!(days > 31)) return 'day'
  if (days <= 280) return 'week'
  if (days <= 1250) return 'month'
  return days <= 3700 ? 'quarter' : 'year'
}

/** What a stretch of time is called. @param start its beginning */
export function dateName(start: number, unit: DateUnit): Text {
  const date = new Date(start)
  const year = String(date.getUTCFullYear())
  const month = date.getUTCMonth() + 1
  if (unit === 'month') return text('charts.dates.month', { year, month: String(month) })
  if (unit === 'quarter') return text('charts.dates.quarter', { year, quarter: String(Math.ceil(month / 3)) })
  if (unit === 'year') return text('charts.dates.year', { year })
  return text(`charts.dates.${unit}`, { date: quantity(start, 'date') })
}
