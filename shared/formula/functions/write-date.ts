import { calendarDate, dayOf, millisecondsPerDay } from '../../transactions/calendar'
import { weekdayFrom } from './date-functions'

const months = 'January February March April May June July August September October November December'.split(' ')
const weekdays = 'Monday Tuesday Wednesday Thursday Friday Saturday Sunday'.split(' ')
const weekdaysInChinese = Array.from('一二三四五六日')

/**
 * A date by a pattern of Excel: yyyy yy, m to mmmm, d to dddd, aaa and aaaa (weekday in Chinese), h, m beside h or s, s, AM/PM; words in
 * double quotes and everything else stay. Names are English.
 */
export function writeDate(milliseconds: number, pattern: string): string {
  const day = dayOf(milliseconds)
  const seconds = Math.floor((milliseconds - day * millisecondsPerDay) / 1000)
  const pieces = pattern.match(/"[^"]*"|am\/pm|y+|m+|d+|h+|s+|a{3,4}|[\s\S]/giu) ?? []
  const signs = pieces.map((piece) => (/^(?:[ymdhs]+|am\/pm|a{3,4})$/i.test(piece) ? piece.toLowerCase() : ''))
  const isHalf = signs.includes('am/pm')
  return pieces
    .map((piece, i) => {
      const sign = signs[i] as string
      if (sign === '') return piece.startsWith('"') && piece.length > 1 ? piece.slice(1, -1) : piece
      if (isTime(signs, i)) return timePart(sign, seconds, isHalf)
      return datePart(sign, day)
    })
    .join('')
}

/** Minutes are months unless hours stand before or seconds behind them. */
function isTime(signs: readonly string[], place: number): boolean {
  const sign = signs[place] as string
  if (/^(?:h|s|am)/.test(sign)) return true
  if (!/^m{1,2}$/.test(sign)) return false
  const before = signs.slice(0, place).findLast((other) => other !== '')
  const behind = signs.slice(place + 1).find((other) => other !== '')
  return before?.startsWith('h') === true || behind?.startsWith('s') === true
}

const padded = (value: number, length: number) => String(value).padStart(Math.min(2, length), '0')

function timePart(sign: string, seconds: number, isHalf: boolean): string {
  const hours = Math.floor(seconds / 3600)
  if (sign === 'am/pm') return hours < 12 ? 'AM' : 'PM'
  if (sign.startsWith('h')) return padded(isHalf ? ((hours + 11) % 12) + 1 : hours, sign.length)
  return padded(sign.startsWith('m') ? Math.floor(seconds / 60) % 60 : seconds % 60, sign.length)
}

function datePart(sign: string, day: number): string {
  const { year, month, day: date } = calendarDate(day)
  const weekday = weekdayFrom(day, 1)
  if (sign.startsWith('y')) return sign.length <= 2 ? padded(year % 100, 2) : String(year).padStart(4, '0')
  if (sign.startsWith('a')) return `${sign.length === 4 ? '星期' : ''}${weekdaysInChinese[weekday]}`
  const [name, number] = sign.startsWith('m')
    ? [months[month - 1] as string, month]
    : [weekdays[weekday] as string, date]
  if (sign.length >= 4) return sign === 'mmmmm' ? name.slice(0, 1) : name
  return sign.length === 3 ? name.slice(0, 3) : padded(number, sign.length)
}
