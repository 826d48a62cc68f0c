import type { Text } from '@shared/contract/text'
import type { ReportWords } from '../document/report-words'

const digits = 6

/** Six significant digits: finer than any screen, half the bytes. Dates as milliseconds keep every digit they need. */
function compactNumber(value: number): number | null {
  if (!Number.isFinite(value)) return null
  return Number.isInteger(value) ? value : Number(value.toPrecision(digits))
}

/** A copy with typed arrays as lists and numbers rounded; what JSON cannot say is null. */
export function compact(value: unknown): unknown {
  if (typeof value === 'number') return compactNumber(value)
  if (typeof value !== 'object' || value === null) return value
  if (ArrayBuffer.isView(value)) return Array.from(value as Float64Array, compactNumber)
  if (Array.isArray(value)) return value.map(compact)
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, compact(item)]))
}

/** Numbers alone; a short list may be a stop of a colour scale, `[0.5, { $color }]`. */
const isLongNumbers = (list: readonly unknown[]) => list.length > 8 && typeof list[0] === 'number'

/** A copy in which every `{ $text }` is said; long arrays are passed on as they are. */
export function withTexts(value: unknown, words: ReportWords): unknown {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return value
  if (Array.isArray(value)) return isLongNumbers(value) ? value : value.map((item) => withTexts(item, words))
  if ('$text' in value) return words.say(value.$text as Text)
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withTexts(item, words)]))
}
