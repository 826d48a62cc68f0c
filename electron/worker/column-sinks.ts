import { type AppException, failure } from '@shared/contract/app-error'
import { text } from '@shared/contract/text'
import type { Column } from '@shared/dataset/column'
import { isoMilliseconds } from '@shared/dataset/iso-milliseconds'
import type { ColumnInfo } from '@shared/dataset/schema'

/** Takes a column's values one row after the other. */
export interface ColumnSink {
  /** @param value as SQLite keeps it: number, text or null */
  put(index: number, value: unknown): void
  finish(): Column
}

/** Numbers, categories, or numbers for as long as every value is written like one and categories otherwise. */
export type SinkKind = 'numeric' | 'categorical' | 'eitherKind'

/** The sink for a column of `nRows` rows, read as numbers or as categories. */
export function createSink(column: ColumnInfo, as: SinkKind, nRows: number): ColumnSink {
  if (as === 'eitherKind') return new EitherSink(column, nRows)
  if (as === 'categorical') return new CodeSink(column, nRows)
  if (column.storage === 'text') return new WrittenNumberSink(column, nRows)
  return column.storage === 'integer' || column.storage === 'real'
    ? new NumberSink(column, nRows)
    : new DateSink(column, nRows)
}

abstract class NumericSink implements ColumnSink {
  protected readonly column: ColumnInfo
  protected readonly values: Float64Array

  constructor(column: ColumnInfo, nRows: number) {
    this.column = column
    this.values = new Float64Array(new SharedArrayBuffer(nRows * Float64Array.BYTES_PER_ELEMENT))
  }

  abstract put(index: number, value: unknown): void

  finish(): Column {
    const { name, measureType } = this.column
    return { kind: 'numeric', name, measureType, values: this.values }
  }
}

class NumberSink extends NumericSink {
  put(index: number, value: unknown): void {
    if (typeof value === 'number') this.values[index] = value
    else if (value === null) this.values[index] = Number.NaN
    else throw notANumber(this.column.name, value)
  }
}

class DateSink extends NumericSink {
  private lastText = ''
  private lastValue = Number.NaN

  /** Dates often repeat from row to row: the last one is not read again. */
  put(index: number, value: unknown): void {
    if (value !== this.lastText && typeof value === 'string') {
      this.lastText = value
      this.lastValue = isoMilliseconds(value)
      if (Number.isNaN(this.lastValue)) throw notANumber(this.column.name, value)
    }
    this.values[index] = value === null ? Number.NaN : this.lastValue
  }
}

const writtenNumber = /^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i

/** A text column whose every value is written like a number. */
class WrittenNumberSink extends NumericSink {
  put(index: number, value: unknown): void {
    if (value === null || value === '') this.values[index] = Number.NaN
    else if (typeof value === 'string' && writtenNumber.test(value)) this.values[index] = Number(value)
    else throw notANumber(this.column.name, value)
  }
}

class CodeSink implements ColumnSink {
  private readonly column: ColumnInfo
  private readonly codes: Int32Array
  private readonly known = new Map<string | number, number>()

  constructor(column: ColumnInfo, nRows: number) {
    this.column = column
    this.codes = new Int32Array(new SharedArrayBuffer(nRows * Int32Array.BYTES_PER_ELEMENT))
  }

  put(index: number, value: unknown): void {
    if (value === null) {
      this.codes[index] = -1
      return
    }
    const key = typeof value === 'number' ? value : String(value)
    let code = this.known.get(key)
    if (code === undefined) {
      code = this.known.size
      this.known.set(key, code)
    }
    this.codes[index] = code
  }

  /** Codes were given in order of appearance; levels are sorted, so every code is replaced by its level's place. */
  finish(): Column {
    const { name, measureType } = this.column
    const seen = [...this.known.keys()].map(String)
    const levels = sortByCodePoint(seen)
    const place = new Map(levels.map((level, i) => [level, i]))
    const placeOf = Int32Array.from(seen, (level) => place.get(level) ?? -1)
    for (let i = 0; i < this.codes.length; i++) {
      const code = this.codes[i] as number
      if (code >= 0) this.codes[i] = placeOf[code] as number
    }
    return { kind: 'categorical', name, measureType, codes: this.codes, levels }
  }
}

/** Text that is read as numbers if every value is written like one. */
class EitherSink implements ColumnSink {
  private readonly numbers: WrittenNumberSink
  private readonly codes: CodeSink
  private isNumeric = true

  constructor(column: ColumnInfo, nRows: number) {
    this.numbers = new WrittenNumberSink(column, nRows)
    this.codes = new CodeSink(column, nRows)
  }

  put(index: number, value: unknown): void {
    this.codes.put(index, value === '' ? null : value)
    if (!this.isNumeric) return
    if (value === null || value === '' || (typeof value === 'string' && writtenNumber.test(value))) {
      this.numbers.put(index, value)
    } else this.isNumeric = false
  }

  finish(): Column {
    return (this.isNumeric ? this.numbers : this.codes).finish()
  }
}

const surrogate = /[\ud800-\udfff]/

/** UTF-16 order is code point order until a character beyond the basic plane meets one of U+E000–U+FFFF. */
function sortByCodePoint(words: readonly string[]): string[] {
  const sorted = [...words].sort()
  return sorted.some((word) => surrogate.test(word)) ? sorted.sort(compareCodePoints) : sorted
}

function compareCodePoints(a: string, b: string): number {
  const [left, right] = [Array.from(a), Array.from(b)]
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const difference = (left[i]?.codePointAt(0) ?? 0) - (right[i]?.codePointAt(0) ?? 0)
    if (difference !== 0) return difference
  }
  return left.length - right.length
}

/** The error of a value that cannot be read as a number; the hint shows it. */
function notANumber(column: string, value: unknown): AppException {
  const shown = String(value)
  const words = shown.length > 60 ? `${shown.slice(0, 59)}…` : shown
  const hint = text('errors.hint.columnNotNumeric', { value: words })
  return failure('columnNotNumeric', { column }, { column, hint })
}
