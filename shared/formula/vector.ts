import { isoDate, isoDateTime } from '../dataset/iso-text'

export type ValueType = 'number' | 'text' | 'date' | 'boolean'

/** Numbers, dates (milliseconds) or truth values (1 and 0), one per row or one for all (`step` 0). Missing is NaN. */
export interface NumericVector {
  type: 'number' | 'date' | 'boolean'
  values: Float64Array
  step: 0 | 1
}

/** Texts as codes into levels, one per row or one for all (`step` 0). Missing is −1. */
export interface TextVector {
  type: 'text'
  codes: Int32Array
  levels: readonly string[]
  step: 0 | 1
}

export type Vector = NumericVector | TextVector

/** Vectors of `length` rows; a vector of `step` 0 holds a single value. */
export function lengthOf(vectors: readonly Vector[], nRows: number): { length: number; step: 0 | 1 } {
  return vectors.some(({ step }) => step === 1) ? { length: nRows, step: 1 } : { length: 1, step: 0 }
}

export function numberAt(vector: Vector, row: number): number {
  return vector.type === 'text' ? Number.NaN : (vector.values[row * vector.step] as number)
}

/** The text of a row, null where it is missing. */
export function textAt(vector: Vector, row: number): string | null {
  if (vector.type === 'text') {
    const code = vector.codes[row * vector.step] as number
    return code < 0 ? null : (vector.levels[code] as string)
  }
  const value = vector.values[row * vector.step] as number
  return Number.isNaN(value) ? null : written(vector.type, value)
}

/** A value as text: numbers as short as they can be, dates as 2024-03-05, truth values as TRUE and FALSE. */
function written(type: NumericVector['type'], value: number): string {
  if (type === 'boolean') return value === 1 ? 'TRUE' : 'FALSE'
  if (type === 'number') return String(value)
  return value % 86_400_000 === 0 ? isoDate(value) : isoDateTime(value)
}

export function isMissingAt(vector: Vector, row: number): boolean {
  if (vector.type === 'text') return (vector.codes[row * vector.step] as number) < 0
  return Number.isNaN(vector.values[row * vector.step])
}

/** Days that a date can be written for: 0001-01-01 to 9999-12-31. */
const firstMoment = -62_135_596_800_000
const lastMoment = 253_402_300_799_999

/** Makes a vector of numbers; what is not finite, and a date outside the years 1 to 9999, is missing. */
export function numericVector(
  type: NumericVector['type'],
  { length, step }: { length: number; step: 0 | 1 },
  valueAt: (row: number) => number,
): NumericVector {
  const values = new Float64Array(length)
  const [low, high] = type === 'date' ? [firstMoment, lastMoment] : [-Number.MAX_VALUE, Number.MAX_VALUE]
  for (let i = 0; i < length; i++) {
    const value = valueAt(i)
    values[i] = value >= low && value <= high ? value : Number.NaN
  }
  return { type, values, step }
}

/** Makes a vector of texts; null is missing. */
export function textVector(
  { length, step }: { length: number; step: 0 | 1 },
  textOf: (row: number) => string | null,
): TextVector {
  const places = new Map<string, number>()
  const codes = new Int32Array(length)
  for (let i = 0; i < length; i++) {
    const words = textOf(i)
    if (words === null) {
      codes[i] = -1
      continue
    }
    const known = places.get(words)
    codes[i] = known ?? places.size
    if (known === undefined) places.set(words, places.size)
  }
  return { type: 'text', codes, levels: [...places.keys()], step }
}

/** A text vector whose every level is turned into another text: the work is done once per level. */
export function mapLevels(vector: TextVector, change: (level: string) => string): TextVector {
  const places = new Map<string, number>()
  const moved = Int32Array.from(vector.levels, (level) => {
    const words = change(level)
    const place = places.get(words) ?? places.size
    places.set(words, place)
    return place
  })
  const codes = vector.codes.map((code) => (code < 0 ? -1 : (moved[code] as number)))
  return { type: 'text', codes, levels: [...places.keys()], step: vector.step }
}

export const truth = (value: boolean): number => (value ? 1 : 0)
