import { toHalfWidth } from './parse-number'

export type DateOrder = 'ymd' | 'dmy' | 'mdy'

const monthNames = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const longNames = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
]

const time = String.raw`(?:[T\s]+(?:(上午|下午|AM|PM)\s*)?(\d{1,2})[:：时](\d{2})(?:[:：分](\d{2})(?:[.,](\d{1,9}))?秒?|分)?\s*(AM|PM)?\s*(?:Z|UTC|[+-]\d{2}:?\d{2})?)?`
const yearFirst = new RegExp(String.raw`^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})${time}$`, 'i')
const chinese = new RegExp(
  String.raw`^(\d{4}|\d{2})年\s*(\d{1,2})月\s*(\d{1,2})[日号]?\s*(?:\(?(?:星期|周|週)[一二三四五六日天]\)?)?${time}$`,
  'i',
)
const yearLast = new RegExp(String.raw`^(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})${time}$`, 'i')
const dayNamed = new RegExp(
  String.raw`^(?:[a-z]{3,9},?\s+)?(\d{1,2})(?:st|nd|rd|th)?[-\s/]([a-z]{3,9})\.?,?[-\s/](\d{4}|\d{2})${time}$`,
  'i',
)
const monthNamed = new RegExp(
  String.raw`^(?:[a-z]{3,9},?\s+)?([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})${time}$`,
  'i',
)
const compact = /^(\d{4})(\d{2})(\d{2})(?:[T\s]?(\d{2})(\d{2})(\d{2}))?$/

/**
 * Reads a date as people write it, without ever moving it: a time zone that is written is left out.
 * @param text the cell, blanks around it allowed
 * @param order which number comes first where the text does not say (`05/03/2024`); year-first texts are read in every order
 * @param allowCompact also read `20240305`
 * @returns `2024-03-05`, `2024-03-05 13:45:00`, or null for what is not a date
 */
export function parseDate(text: string, order: DateOrder, allowCompact = false): string | null {
  const said = toHalfWidth(text.trim())
  if (said.length < 6 || said.length > 60) return null
  let match = yearFirst.exec(said)
  if (match) return iso(match[1], match[3], match[4], match.slice(5))
  match = yearLast.exec(said)
  if (match) return order === 'ymd' ? twoDigitYearFirst(match) : inOrder(match, order)
  match = chinese.exec(said)
  if (match) return iso(match[1], match[2], match[3], match.slice(4))
  match = dayNamed.exec(said)
  if (match) return iso(match[3], monthOf(match[2]), match[1], match.slice(4))
  match = monthNamed.exec(said)
  if (match) return iso(match[3], monthOf(match[1]), match[2], match.slice(4))
  match = allowCompact ? compact.exec(said) : null
  return match ? iso(match[1], match[2], match[3], [undefined, match[4], match[5], match[6]]) : null
}

function inOrder(match: RegExpExecArray, order: 'dmy' | 'mdy'): string | null {
  const [day, month] = order === 'dmy' ? [match[1], match[3]] : [match[3], match[1]]
  return iso(match[4], month, day, match.slice(5))
}

/** `24/3/5` */
function twoDigitYearFirst(match: RegExpExecArray): string | null {
  return match[4]?.length === 2 && match[1]?.length === 2 ? iso(match[1], match[3], match[4], match.slice(5)) : null
}

function monthOf(name: string | undefined): string {
  const said = (name ?? '').toLowerCase()
  const index = said.length === 3 ? monthNames.indexOf(said) : said === 'sept' ? 8 : longNames.indexOf(said)
  return String(index + 1)
}

/** @param clock half (before), hour, minute, second, fraction, half (behind) */
function iso(
  year: string | undefined,
  month: string | undefined,
  day: string | undefined,
  clock: readonly (string | undefined)[],
): string | null {
  const y = fullYear(year ?? '')
  const m = Number(month)
  const d = Number(day)
  if (m < 1 || m > 12 || d < 1 || d > daysIn(y, m) || y < 1) return null
  const date = `${String(y).padStart(4, '0')}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`
  const hour = clock[1]
  if (hour === undefined) return date
  const daytime = timeOf(hour, clock[2], clock[3], clock[4], clock[0] ?? clock[5])
  return daytime === null ? null : `${date} ${daytime}`
}

function timeOf(
  hour: string,
  minute = '0',
  second = '0',
  fraction: string | undefined,
  half: string | undefined,
): string | null {
  let h = Number(hour)
  if (half !== undefined) {
    if (h < 1 || h > 12) return null
    const afternoon = /pm|下午/i.test(half)
    h = (h % 12) + (afternoon ? 12 : 0)
  }
  if (h > 23 || Number(minute) > 59 || Number(second) > 59) return null
  const part = fraction === undefined || /^0+$/.test(fraction) ? '' : `.${fraction.slice(0, 3).padEnd(3, '0')}`
  return `${String(h).padStart(2, '0')}:${minute.padStart(2, '0')}:${second.padStart(2, '0')}${part}`
}

/** Two digits up to 69 are in this century, as POSIX has it. */
function fullYear(year: string): number {
  const value = Number(year)
  if (year.length > 2) return value
  return value + (value < 70 ? 2000 : 1900)
}

function daysIn(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

/** Whether ten bytes are `YYYY-MM-DD` and a day that exists; the bulk of dates never becomes a string. */
export function isIsoDate(bytes: Uint8Array, at: number): boolean {
  if (bytes[at + 4] !== 45 || bytes[at + 7] !== 45) return false
  const year = pair(bytes, at) * 100 + pair(bytes, at + 2)
  const month = pair(bytes, at + 5)
  const day = pair(bytes, at + 8)
  return year >= 1 && month >= 1 && month <= 12 && day >= 1 && (day <= 28 || day <= daysIn(year, month))
}

/** Whether nine bytes are ` HH:MM:SS` (or begin with T). */
export function isIsoTime(bytes: Uint8Array, at: number): boolean {
  if (bytes[at] !== 32 || bytes[at + 3] !== 58 || bytes[at + 6] !== 58) return false
  const hour = pair(bytes, at + 1)
  const minute = pair(bytes, at + 4)
  const second = pair(bytes, at + 7)
  return hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && second >= 0 && second < 60
}

/** Two ASCII digits as a number; hugely negative when they are not. */
function pair(bytes: Uint8Array, at: number): number {
  const tens = (bytes[at] as number) - 48
  const ones = (bytes[at + 1] as number) - 48
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : -100_000
}
