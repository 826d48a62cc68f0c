import { Shown } from './number-formats'

const DAY_MS = 86_400_000
/** Day 0 of serial dates as milliseconds: 1899-12-30 for all days after February 1900, which Excel gives 29 days. */
const EPOCH_1900 = Date.UTC(1899, 11, 30)
const EPOCH_1904 = Date.UTC(1904, 0, 1)
const LAST = 2_958_466

/**
 * A spreadsheet's date number as text: `2024-03-05`, `2024-03-05 13:45:00`, `13:45:00`; milliseconds only where there are some.
 * @param shown what the cell's format shows
 * @returns null when the number is not a day that exists: it is then a number
 */
export function serialToText(serial: number, shown: number, date1904: boolean): string | null {
  if (!(serial >= 0 && serial < LAST)) return shown === Shown.duration ? duration(serial) : null
  if (shown === Shown.duration) return duration(serial)
  if (serial < 1 && (shown === Shown.time || !date1904))
    return shown === Shown.time || serial > 0 ? clock(serial) : null
  const ms = Math.round(serial * DAY_MS)
  const days = Math.floor(ms / DAY_MS)
  const rest = ms - days * DAY_MS
  if (!date1904 && days === 60) return null
  const start = date1904 ? EPOCH_1904 : days < 60 ? EPOCH_1900 + DAY_MS : EPOCH_1900
  const date = new Date(start + days * DAY_MS).toISOString().slice(0, 10)
  return rest === 0 && shown !== Shown.time ? date : `${date} ${clockOf(rest)}`
}

function clock(serial: number): string {
  return clockOf(Math.round(serial * DAY_MS) % DAY_MS)
}

/** Whole seconds where the number means them: 1/86400 has no exact binary form. */
function clockOf(ms: number): string {
  const seconds = Math.round(ms / 1000)
  const exact = Math.abs(ms - seconds * 1000) <= 1
  const total = exact ? seconds * 1000 : ms
  const text = new Date(total % DAY_MS).toISOString().slice(11, 23)
  return exact ? text.slice(0, 8) : text
}

function duration(serial: number): string {
  const seconds = Math.round(Math.abs(serial) * 86_400)
  const two = (value: number) => String(value).padStart(2, '0')
  return `${serial < 0 ? '-' : ''}${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`
}
