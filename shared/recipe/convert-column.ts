import { isoMilliseconds } from '../dataset/iso-milliseconds'
import { isoDate, isoDateTime } from '../dataset/iso-text'
import type { MeasureType, StorageType } from '../dataset/schema'
import { numberIn } from '../formula/functions/number-in'
import { dayOf, isCalendarDate, millisecondsPerDay } from '../transactions/calendar'
import { type FrameColumn, type NumberColumn, numberColumn, type TextColumn, textColumn, textColumnOf } from './frame'

/**
 * A column's values in another storage; what cannot be read as that is missing. Numbers are rounded to whole ones for `integer`;
 * numbers and dates do not turn into each other.
 */
export function convertColumn(column: FrameColumn, to: StorageType, measureType: MeasureType | null): FrameColumn {
  const role = column.role
  const meaning = measureType === null ? { role } : { role, measureType }
  if (to === 'text')
    return column.kind === 'categorical' ? withMeaning(column, measureType) : writtenColumn(column, meaning)
  const values = column.kind === 'categorical' ? readLevels(column, to) : recast(column, to)
  return numberColumn(column.name, to, values, meaning)
}

function withMeaning(column: TextColumn, measureType: MeasureType | null): TextColumn {
  return measureType === null ? column : { ...column, measureType }
}

function writtenColumn(column: NumberColumn, meaning: Parameters<typeof textColumnOf>[2]): TextColumn {
  const { storage, values, name } = column
  const write = storage === 'date' ? isoDate : storage === 'datetime' ? isoDateTime : String
  const texts = Array.from(values, (value) => (Number.isNaN(value) ? null : write(value)))
  return textColumnOf(name, texts, meaning)
}

const isDate = (storage: StorageType) => storage === 'date' || storage === 'datetime'

function recast({ storage, values }: NumberColumn, to: NumberColumn['storage']): Float64Array {
  if (isDate(storage) !== isDate(to)) return new Float64Array(values.length).fill(Number.NaN)
  if (to === 'integer') return values.map(Math.round)
  return to === 'date' ? values.map((value) => dayOf(value) * millisecondsPerDay) : values
}

function readLevels({ codes, levels }: TextColumn, to: NumberColumn['storage']): Float64Array {
  const read = isDate(to) ? readDate : numberIn
  const numbers = levels.map((level) => {
    const value = read(level)
    if (Number.isNaN(value)) return value
    return to === 'integer' ? Math.round(value) : to === 'date' ? dayOf(value) * millisecondsPerDay : value
  })
  return Float64Array.from(codes, (code) => (code < 0 ? Number.NaN : (numbers[code] as number)))
}

/** A date written year first: 2024-03-05, 2024/3/5, 2024.3.5, 2024年3月5日, 20240305, with a time behind it or not. */
export function readDate(written: string): number {
  const match =
    /^\s*(\d{4})(?:[-/.年](\d{1,2})[-/.月](\d{1,2})日?|(\d{2})(\d{2}))(?:[ T](\d{1,2}):(\d{2})(?::(\d{2}(?:\.\d+)?))?)?\s*$/.exec(
      written,
    )
  if (!match) return Number.NaN
  const [year, month, day] = [Number(match[1]), Number(match[2] ?? match[4]), Number(match[3] ?? match[5])]
  if (!isCalendarDate(year, month, day)) return Number.NaN
  const pad = (value: number) => String(value).padStart(2, '0')
  const midnight = isoMilliseconds(`${match[1]}-${pad(month)}-${pad(day)}`)
  const [hours, minutes, seconds] = [Number(match[6] ?? 0), Number(match[7] ?? 0), Number(match[8] ?? 0)]
  if (hours > 23 || minutes > 59 || seconds >= 60) return Number.NaN
  return midnight + Math.round(((hours * 60 + minutes) * 60 + seconds) * 1000)
}

/** A single value that a person gave for a column: null is missing; undefined when the column cannot hold it. */
export function readCell(column: FrameColumn, value: string | number | null): number | string | null | undefined {
  if (value === null || value === '') return null
  if (column.kind === 'categorical') return String(value)
  const { storage } = column
  const number =
    typeof value === 'number' && !isDate(storage)
      ? value
      : isDate(storage)
        ? readDate(String(value))
        : numberIn(String(value))
  if (Number.isNaN(number) || (storage === 'integer' && !Number.isSafeInteger(number))) return undefined
  return storage === 'date' ? dayOf(number) * millisecondsPerDay : number
}

/** The column with other values in some rows. */
export function withValues(column: FrameColumn, changes: ReadonlyMap<number, number | string | null>): FrameColumn {
  if (column.kind === 'numeric') {
    const values = column.values.slice()
    for (const [row, value] of changes) values[row] = value === null ? Number.NaN : (value as number)
    return { ...column, values }
  }
  const codes = column.codes.slice()
  const places = new Map(column.levels.map((level, i) => [level, i]))
  for (const [row, value] of changes) {
    const words = value as string | null
    if (words !== null && !places.has(words)) places.set(words, places.size)
    codes[row] = words === null ? -1 : (places.get(words) as number)
  }
  const { name, measureType, role } = column
  return textColumn(name, codes, [...places.keys()], { measureType, role })
}
