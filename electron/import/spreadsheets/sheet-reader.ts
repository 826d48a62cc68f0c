import { plainNumber } from '../rows/converters'
import { createRow, RawKind, type RawRow, widen } from '../rows/row'
import { textOfNumber } from '../rows/sample'
import { paddedText, Shown } from './number-formats'
import { serialToText } from './serial-date'
import { appendText, copyBytes, type SharedStrings } from './shared-strings'
import type { Workbook } from './workbook'
import type { XmlHandler, XmlScanner } from './xml-scanner'

/** Columns a worksheet can have (XFD); a reference beyond is damage. */
const MAX_COLUMN = 16_384

/** Types of cells by the first letter of `t`; a formula's text (`str`) is told from `s` by its length. */
const BOOLEAN = 0x62
const DATE = 0x64
const ERROR = 0x65
const NUMBER = 0x6e
const SHARED = 0x73
const FORMULA_TEXT = 1

/** Turns the XML of a worksheet into rows. Empty rows between others are left out. */
export class SheetReader implements XmlHandler {
  readonly #row: RawRow = createRow()
  readonly #onRow: (row: RawRow) => void
  readonly #strings: SharedStrings
  readonly #workbook: Pick<Workbook, 'date1904' | 'shown'>
  #bytes: Buffer = Buffer.alloc(1 << 14)
  readonly #days = new Map<number, string | null>()
  #used = 0
  #valueStart = 0
  #column = -1
  #type = 0
  #style = 0
  #capture = false
  #inline = false
  #phonetic = false
  #inCell = false
  #rowIndex = -1
  readonly #hidden: Set<number>

  /** @param hidden takes the columns that the sheet does not show; they are said before the first row */
  constructor(
    strings: SharedStrings,
    workbook: Pick<Workbook, 'date1904' | 'shown'>,
    onRow: (row: RawRow) => void,
    hidden: Set<number>,
  ) {
    this.#hidden = hidden
    this.#strings = strings
    this.#workbook = workbook
    this.#onRow = onRow
    this.#row.raw = () => this.#raw()
  }

  open(name: string, scanner: XmlScanner): void {
    if (name === 'c') this.#openCell(scanner)
    else if (name === 'v') this.#capture = this.#inCell
    else if (name === 'row') this.#openRow(scanner)
    else if (name === 't') this.#capture = this.#inline && !this.#phonetic
    else if (name === 'is') this.#inline = this.#inCell
    else if (name === 'rPh') this.#phonetic = true
    else if (name === 'col') this.#openColumns(scanner)
  }

  close(name: string): void {
    if (name === 'c') this.#closeCell()
    else if (name === 'v' || name === 't') this.#capture = false
    else if (name === 'row') this.#closeRow()
    else if (name === 'is') this.#inline = false
    else if (name === 'rPh') this.#phonetic = false
  }

  text(bytes: Buffer, start: number, end: number, hasEntities: boolean): void {
    if (!this.#capture) return
    this.#room(end - start)
    this.#used += appendText(this.#bytes, this.#used, bytes, start, end, hasEntities)
  }

  #openColumns(scanner: XmlScanner): void {
    const hidden = scanner.attribute('hidden')
    if (hidden !== '1' && hidden !== 'true') return
    const last = Math.min(Number(scanner.attribute('max')), MAX_COLUMN)
    for (let column = Number(scanner.attribute('min')); column <= last; column += 1) this.#hidden.add(column - 1)
  }

  #openRow(scanner: XmlScanner): void {
    const said = Number(scanner.attribute('r') ?? Number.NaN)
    this.#rowIndex = Number.isInteger(said) && said > this.#rowIndex + 1 ? said - 1 : this.#rowIndex + 1
    this.#row.width = 0
    this.#column = -1
    this.#used = 0
  }

  #closeRow(): void {
    const row = this.#row
    if (row.width === 0) return
    row.bytes = this.#bytes
    row.row = this.#rowIndex
    row.line = this.#rowIndex + 1
    row.damage = null
    this.#onRow(row)
  }

  #openCell(scanner: XmlScanner): void {
    this.#inCell = true
    this.#type = 0
    this.#style = 0
    this.#column += 1
    this.#valueStart = this.#used
    const { bytes, start, end } = scanner.tag
    for (let at = start + 1; at < end; at += 1) {
      if ((bytes[at] as number) > 32 || bytes[at + 2] !== 61) continue
      const quote = at + 3
      const to = bytes.indexOf(bytes[quote] as number, quote + 1)
      this.#attribute(bytes, bytes[at + 1] as number, quote + 1, to)
      at = to
    }
  }

  /** `r`, `s` and `t` of a cell, read from the tag's bytes: a sheet has millions of them. */
  #attribute(bytes: Buffer, name: number, start: number, end: number): void {
    if (name === 0x72) this.#column = columnOf(bytes, start, end, this.#column)
    else if (name === 0x73) this.#style = integerAt(bytes, start, end)
    else if (name === 0x74) this.#type = end - start === 3 ? FORMULA_TEXT : (bytes[start] as number)
  }

  #closeCell(): void {
    this.#inCell = false
    if (this.#used === this.#valueStart || this.#column >= MAX_COLUMN) return
    const at = this.#column
    const row = this.#row
    widen(row, at + 1)
    for (let i = row.width; i < at; i += 1) row.kinds[i] = RawKind.empty
    row.width = Math.max(row.width, at + 1)
    if (this.#type === 0 || this.#type === NUMBER) this.#number(at)
    else if (this.#type === SHARED) this.#shared(at)
    else if (this.#type === BOOLEAN) this.#set(at, RawKind.boolean, this.#bytes[this.#valueStart] === 0x31 ? 1 : 0)
    else if (this.#type === DATE) this.#isoDate(at)
    else this.#span(at, this.#type === ERROR ? RawKind.error : RawKind.text, this.#valueStart, this.#used)
  }

  #number(at: number): void {
    let value = plainNumber(this.#bytes, this.#valueStart, this.#used, '.')
    if (Number.isNaN(value)) {
      const said = this.#bytes.toString('latin1', this.#valueStart, this.#used).trim()
      value = said === '' ? Number.NaN : Number(said)
      if (Number.isNaN(value)) {
        this.#span(at, RawKind.text, this.#valueStart, this.#used)
        return
      }
    }
    const shown = this.#workbook.shown[this.#style] ?? Shown.number
    const date = shown === Shown.number ? null : this.#shownAs(value, shown)
    if (date === null) this.#set(at, RawKind.number, value)
    else this.#written(at, kindOfDate(date), date)
  }

  /** Days come again and again. */
  #shownAs(value: number, shown: number): string | null {
    if (shown > Shown.padded) return paddedText(value, shown)
    if (shown !== Shown.date || !Number.isInteger(value)) return serialToText(value, shown, this.#workbook.date1904)
    let date = this.#days.get(value)
    if (date === undefined) {
      date = serialToText(value, shown, this.#workbook.date1904)
      this.#days.set(value, date)
    }
    return date
  }

  #isoDate(at: number): void {
    const said = this.#bytes.toString('utf8', this.#valueStart, this.#used)
    const match = /^(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d(?::\d\d)?)(?:\.0+)?Z?)?$/.exec(said)
    if (!match) {
      this.#span(at, RawKind.text, this.#valueStart, this.#used)
      return
    }
    const time = match[2] === undefined ? '' : ` ${match[2].length === 5 ? `${match[2]}:00` : match[2]}`
    const date = `${match[1]}${time === ' 00:00:00' ? '' : time}`
    this.#written(at, kindOfDate(date), date)
  }

  #shared(at: number): void {
    const index = integerAt(this.#bytes, this.#valueStart, this.#used)
    const strings = this.#strings
    if (index >= strings.count) {
      this.#set(at, RawKind.empty, 0)
      return
    }
    const start = strings.start(index)
    const end = strings.end(index)
    this.#used = this.#valueStart
    this.#room(end - start)
    this.#used += copyBytes(this.#bytes, this.#used, strings.bytes, start, end)
    this.#span(at, RawKind.text, this.#valueStart, this.#used)
  }

  #written(at: number, kind: number, text: string): void {
    this.#used = this.#valueStart
    this.#room(text.length * 3)
    this.#used += this.#bytes.write(text, this.#used, 'utf8')
    this.#span(at, kind, this.#valueStart, this.#used)
  }

  #span(at: number, kind: number, start: number, end: number): void {
    this.#row.kinds[at] = start === end ? RawKind.empty : kind
    this.#row.starts[at] = start
    this.#row.ends[at] = end
  }

  #set(at: number, kind: number, value: number): void {
    this.#row.kinds[at] = kind
    this.#row.numbers[at] = value
    this.#row.starts[at] = this.#valueStart
    this.#row.ends[at] = this.#valueStart
  }

  #room(length: number): void {
    if (this.#used + length <= this.#bytes.length) return
    const larger = Buffer.alloc(Math.max(this.#bytes.length * 2, this.#used + length))
    this.#bytes.copy(larger, 0, 0, this.#used)
    this.#bytes = larger
  }

  /** The row as it would be copied out of the sheet: cells with tabs between them. */
  #raw(): string {
    const row = this.#row
    const cells = Array.from({ length: row.width }, (_, i) => {
      if (row.kinds[i] === RawKind.number) return textOfNumber(row.numbers[i] as number)
      if (row.kinds[i] === RawKind.boolean) return row.numbers[i] === 0 ? 'FALSE' : 'TRUE'
      return row.kinds[i] === RawKind.empty ? '' : this.#bytes.toString('utf8', row.starts[i], row.ends[i])
    })
    return cells.join('\t')
  }
}

function kindOfDate(date: string): number {
  if (date[4] !== '-') return RawKind.text
  return date.length > 10 ? RawKind.datetime : RawKind.date
}

function integerAt(bytes: Buffer, start: number, end: number): number {
  let value = 0
  for (let i = start; i < end; i += 1) {
    const digit = (bytes[i] as number) - 48
    if (digit >= 0 && digit <= 9) value = value * 10 + digit
  }
  return value
}

/** The 0-based column of a reference like `BC12`; the expected one when there are no letters. */
function columnOf(bytes: Buffer, start: number, end: number, expected: number): number {
  let column = 0
  for (let i = start; i < end; i += 1) {
    const letter = (bytes[i] as number) & 0x5f
    if (letter < 65 || letter > 90) break
    column = column * 26 + letter - 64
  }
  return column === 0 ? expected : column - 1
}
