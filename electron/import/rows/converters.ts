import type { StorageType } from '@shared/dataset/schema'
import { StoredKind, type StoredRow } from '../parts/record'
import type { MissingTokens } from '../types/missing-tokens'
import { type DateOrder, isIsoDate, isIsoTime, parseDate } from '../types/parse-date'
import { type DecimalMark, parseNumber } from '../types/parse-number'
import { RawKind, type RawRow } from './row'
import { textOfBoolean, textOfNumber } from './sample'

/** Puts cell `i` of a row into column `j` of what is stored; false when the value does not fit the column. */
export type Converter = (row: RawRow, i: number, out: StoredRow, j: number) => boolean

export interface ConverterSettings {
  storage: StorageType
  missing: MissingTokens
  decimal: DecimalMark
  dateOrder: DateOrder
  compactDates: boolean
}

export function converterFor(settings: ConverterSettings): Converter {
  if (settings.storage === 'text') return textConverter(settings.missing)
  if (settings.storage === 'date' || settings.storage === 'datetime') return dateConverter(settings)
  return numberConverter(settings)
}

function setMissing(out: StoredRow, j: number): true {
  out.kinds[j] = StoredKind.null
  return true
}

export function cellText(row: RawRow, i: number): string {
  const kind = row.kinds[i] as number
  if (kind === RawKind.empty) return ''
  if (kind === RawKind.number) return textOfNumber(row.numbers[i] as number)
  if (kind === RawKind.boolean) return textOfBoolean(row.numbers[i] as number)
  const { bytes } = row
  const start = row.starts[i] as number
  return Buffer.from(bytes.buffer, bytes.byteOffset + start, (row.ends[i] as number) - start).toString('utf8')
}

/** Every cell as it is written; an empty one is missing. */
export const verbatimConverter: Converter = (row, i, out, j) => {
  const kind = row.kinds[i] as number
  if (kind === RawKind.number || kind === RawKind.boolean) {
    out.setText(j, cellText(row, i))
    return true
  }
  const start = row.starts[i] as number
  const end = row.ends[i] as number
  if (kind === RawKind.empty || start === end) return setMissing(out, j)
  out.setSpan(j, start, end)
  return true
}

/** Text without the blanks around it, so that "Beijing " and "Beijing" are one place. */
function textConverter(missing: MissingTokens): Converter {
  return (row, i, out, j) => {
    const kind = row.kinds[i] as number
    if (kind === RawKind.error) return setMissing(out, j)
    const isText = kind === RawKind.text
    if (isText && missing.matches(row.bytes, row.starts[i] as number, row.ends[i] as number)) return setMissing(out, j)
    return verbatimConverter(row, i, out, j)
  }
}

function numberConverter({ storage, missing, decimal }: ConverterSettings): Converter {
  const whole = storage === 'integer'
  const stored = whole ? StoredKind.integer : StoredKind.real
  return (row, i, out, j) => {
    const kind = row.kinds[i] as number
    let value: number
    if (kind === RawKind.text) {
      const start = row.starts[i] as number
      const end = row.ends[i] as number
      value = plainNumber(row.bytes, start, end, decimal)
      if (Number.isNaN(value)) {
        if (missing.matches(row.bytes, start, end)) return setMissing(out, j)
        value = parseNumber(cellText(row, i), decimal)
      }
    } else if (kind === RawKind.number) value = row.numbers[i] as number
    else if (kind === RawKind.empty || kind === RawKind.error) return setMissing(out, j)
    else return false
    if (Number.isNaN(value) || (whole && !Number.isSafeInteger(value))) return false
    out.kinds[j] = stored
    out.numbers[j] = value
    return true
  }
}

const tens = Float64Array.from({ length: 23 }, (_, power) => Number(`1e${power}`))

/**
 * A number of plain digits straight from the bytes; NaN for anything that needs a closer look. Up to fifteen digits divided by a
 * power of ten below 10^23 are both exact, so the quotient is the nearest double, as `Number` gives it.
 */
export function plainNumber(bytes: Uint8Array, start: number, end: number, decimal: DecimalMark): number {
  const mark = decimal === '.' ? 46 : 44
  let at = start
  const negative = bytes[at] === 45
  if (negative) at += 1
  const length = end - at
  if (length === 0 || length > 16 || (bytes[at] === 48 && length > 1 && bytes[at + 1] !== mark)) return Number.NaN
  let value = 0
  let fraction = -1
  for (; at < end; at += 1) {
    const digit = (bytes[at] as number) - 48
    if (digit >= 0 && digit <= 9) value = value * 10 + digit
    else if (bytes[at] === mark && fraction < 0) fraction = end - at - 1
    else return Number.NaN
  }
  if (fraction === 0 || (fraction < 0 && length > 15) || fraction === length - 1) return Number.NaN
  if (fraction > 0) value /= tens[fraction] as number
  return negative ? -value : value
}

function dateConverter({ storage, missing, dateOrder, compactDates }: ConverterSettings): Converter {
  const known = new Map<string, string | null>()
  const read = (said: string): string | null => {
    let date = known.get(said)
    if (date === undefined) {
      date = parseDate(said, dateOrder, compactDates)
      if (known.size < 50_000) known.set(said, date)
    }
    return date
  }
  const withTime = storage === 'datetime'
  return (row, i, out, j) => {
    const kind = row.kinds[i] as number
    if (kind === RawKind.empty || kind === RawKind.error) return setMissing(out, j)
    if (kind === RawKind.number || kind === RawKind.boolean) return false
    const start = row.starts[i] as number
    const end = row.ends[i] as number
    if (isStoredForm(row.bytes, start, end, withTime)) {
      out.setSpan(j, start, end)
      return true
    }
    if (missing.matches(row.bytes, start, end)) return setMissing(out, j)
    const date = read(cellText(row, i))
    if (date === null || (!withTime && date.length > 10)) return false
    out.setText(j, withTime && date.length === 10 ? `${date} 00:00:00` : date)
    return true
  }
}

function isStoredForm(bytes: Uint8Array, start: number, end: number, withTime: boolean): boolean {
  if (end - start !== (withTime ? 19 : 10) || !isIsoDate(bytes, start)) return false
  return !withTime || isIsoTime(bytes, start + 10)
}
