import { RawKind } from '../rows/row'
import type { SampleCell } from '../rows/sample'
import type { MissingTokens } from './missing-tokens'
import { type DateOrder, parseDate } from './parse-date'
import { type DecimalMark, type NumberTraits, parseNumber } from './parse-number'

export const DISTINCT_LIMIT = 5000
const orders: readonly DateOrder[] = ['ymd', 'dmy', 'mdy']
const marks: readonly DecimalMark[] = ['.', ',']

interface Counted {
  numbers: number
  integers: number
}

/** What a sample of one column's cells could be, counted for every reading at once, so that a reading is chosen later. */
export class ColumnSample {
  cells = 0
  missing = 0
  readonly numbers: Record<DecimalMark, Counted> = {
    '.': { numbers: 0, integers: 0 },
    ',': { numbers: 0, integers: 0 },
  }
  readonly dates: Record<DateOrder, number> = { ymd: 0, dmy: 0, mdy: 0 }
  /** Dates like 05-03-24, whose year could stand at either end. */
  shortYears = 0
  compactDates = 0
  withTime = 0
  leadingZeros = 0
  longDigits = 0
  cutByExcel = 0
  phones = 0
  percent = 0
  currency = 0
  booleans = 0
  twoLetters = 0
  /** Letters and digits without blanks, at least one digit: what codes look like. */
  codes = 0
  blanksInside = 0
  characters = 0
  wide = 0
  minimum = Number.POSITIVE_INFINITY
  maximum = Number.NEGATIVE_INFINITY
  readonly distinct = new Map<string, number>()
  readonly examples: string[] = []

  /** Cells that have a value. */
  get values(): number {
    return this.cells - this.missing
  }

  add(cell: SampleCell, missing: MissingTokens): void {
    this.cells += 1
    if (cell.kind === RawKind.empty || cell.kind === RawKind.error || missing.has(cell.text)) {
      this.missing += 1
      return
    }
    const text = cell.text.trim()
    const has = charactersOf(text)
    this.#remember(text, has)
    if (cell.kind === RawKind.number) this.#number(cell.number)
    else if (cell.kind === RawKind.boolean) this.booleans += 1
    else if (has.digit && !this.#numeric(text, has)) this.#date(text)
    else if (text.length === 2 && /^[A-Z]{2}$/.test(text)) this.twoLetters += 1
  }

  #remember(text: string, has: Characters): void {
    this.characters += text.length
    if (has.wide) this.wide += 1
    if (has.blank) this.blanksInside += 1
    if (has.digit && !has.other) this.codes += 1
    const known = this.distinct.get(text)
    if (known !== undefined || this.distinct.size < DISTINCT_LIMIT) this.distinct.set(text, (known ?? 0) + 1)
    if (this.examples.length < 5 && known === undefined) this.examples.push(text)
  }

  #number(value: number): void {
    for (const mark of marks) {
      this.numbers[mark].numbers += 1
      if (Number.isInteger(value)) this.numbers[mark].integers += 1
    }
    if (Number.isInteger(value) && Math.abs(value) >= 1e15) this.cutByExcel += 1
    this.#range(value)
  }

  #range(value: number): void {
    if (value < this.minimum) this.minimum = value
    if (value > this.maximum) this.maximum = value
  }

  /** Returns whether the text is a number in at least one reading. */
  #numeric(text: string, has: Characters): boolean {
    if (has.onlyDigits) this.#digits(text)
    else if (/^[+-]0\d+$/.test(text)) this.leadingZeros += 1
    else if (/^\d\.\d{3,}E\+\d\d$/i.test(text)) this.cutByExcel += 1
    else if (/^\+\d[\d\s-]{8,}$/.test(text)) this.phones += 1
    const point = this.#numberIn(text, '.')
    return this.#numberIn(text, ',') || point
  }

  /** What a run of digits may be besides a number. */
  #digits(text: string): void {
    if (text.length > 1 && text.startsWith('0')) this.leadingZeros += 1
    if (text.length >= 16) this.longDigits += 1
    if (text.length >= 18 && text.endsWith('000')) this.cutByExcel += 1
    if (text.length === 11 && /^1[3-9]/.test(text)) this.phones += 1
    if (text.length === 8 && /^(19|20)/.test(text) && parseDate(text, 'ymd', true) !== null) this.compactDates += 1
  }

  #numberIn(text: string, mark: DecimalMark): boolean {
    const traits: NumberTraits = { percent: false, currency: null, grouped: false }
    const value = parseNumber(text, mark, traits)
    if (Number.isNaN(value)) return false
    this.numbers[mark].numbers += 1
    if (Number.isInteger(value) && !traits.percent && !isFraction(text, mark)) this.numbers[mark].integers += 1
    if (mark === '.') {
      this.#range(value)
      if (traits.percent) this.percent += 1
      if (traits.currency !== null) this.currency += 1
    }
    return true
  }

  #date(text: string): void {
    let timed = false
    let found = false
    for (const order of orders) {
      const date = parseDate(text, order)
      if (date === null) continue
      found = true
      this.dates[order] += 1
      timed ||= date.length > 10
    }
    if (timed) this.withTime += 1
    if (found && /^\d{2}[-/.]\d{1,2}[-/.]\d{2}(\s|$)/.test(text)) this.shortYears += 1
  }
}

interface Characters {
  digit: boolean
  onlyDigits: boolean
  blank: boolean
  wide: boolean
  /** Something that is neither a letter nor a digit nor joins them in a code. */
  other: boolean
}

/** What kinds of characters a text has, in one pass: most cells need no closer look. */
function charactersOf(text: string): Characters {
  const has: Characters = { digit: false, onlyDigits: text !== '', blank: false, wide: false, other: false }
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i)
    if (code >= 48 && code <= 57) {
      has.digit = true
      continue
    }
    has.onlyDigits = false
    if (code >= 0x2e80) {
      has.wide = true
      // Full-width digits, and the numbers of Chinese units.
      if (code >= 0xff10 && code <= 0xff19) has.digit = true
    }
    if (code <= 32 || code === 0xa0 || code === 0x3000) has.blank = true
    const isLetter = (code >= 65 && code <= 90) || (code >= 97 && code <= 122)
    if (!isLetter && code !== 45 && code !== 95) has.other = true
  }
  return has
}

/** `12.00` is a whole number written with a fraction: its column is a measurement. */
function isFraction(text: string, mark: DecimalMark): boolean {
  const at = text.lastIndexOf(mark)
  return at >= 0 && /^\d*\D*$/.test(text.slice(at + 1))
}
