import { failure } from '@shared/contract/app-error'
import { createRow, RawKind, type RawRow, widen } from '../rows/row'
import type { Dialect } from './dialect'

const LF = 10
const CR = 13
const SPACE = 32
const APOSTROPHE = 39
/** A record longer than this is not a row of a table: a missing quote or no line ends at all. */
export const MAX_RECORD_BYTES = 1 << 25

/** Each line that is given up costs reading to the end of the file once. */
const MAX_GIVEN_UP = 200

/** What was found where a field ends. */
const End = { delimiter: 0, newline: 1, file: 2, incomplete: 3 } as const

/**
 * Splits UTF-8 bytes into rows, cell-equal to papaparse for plain dialects (see its property test) but without making a string of
 * every cell. Bytes come in blocks of any length; a row is handed out as soon as it is complete.
 *
 * Quotes mean what they mean to papaparse: only at the beginning of a field; a closing quote may be followed by blanks; a quote
 * that closes nothing is literal. A quote that is never closed is where the two part: papaparse takes the rest of the text as one
 * field, here its line is marked as damaged and the next line is read.
 */
export class ByteParser {
  readonly #onRow: (row: RawRow) => void
  readonly #delimiter: number
  readonly #quote: number
  readonly #comment: Buffer | null
  readonly #newline: number
  readonly #row: RawRow
  #buffer = Buffer.alloc(1 << 21)
  /** Bytes of the buffer that hold file content; the room behind serves unescaped fields. */
  #end = 0
  #from = 0
  #last = false
  #line = 1
  #index = 0
  #recordStart = 0
  #recordEnd = 0
  /** End of the last field, and where the next one begins. */
  #fieldEnd = 0
  #fieldStart = 0
  #next = 0
  #newlinesInside = 0
  #scratch = 0
  #unclosed = false
  #givenUp = 0

  /** @param onRow called for every record, blank ones too, with one row that is reused */
  constructor(dialect: Dialect, onRow: (row: RawRow) => void) {
    this.#onRow = onRow
    this.#delimiter = dialect.delimiter.charCodeAt(0)
    this.#quote = dialect.quote === null ? -1 : dialect.quote.charCodeAt(0)
    this.#comment = dialect.comment === null ? null : Buffer.from(dialect.comment)
    this.#newline = dialect.newline === 'cr' ? CR : LF
    this.#row = createRow()
    this.#row.kinds.fill(RawKind.text)
    this.#row.raw = () => this.#buffer.toString('utf8', this.#recordStart, this.#recordEnd)
  }

  /** @param last true with the file's last block (which may be empty) */
  push(block: Uint8Array, last: boolean): void {
    this.#append(block)
    this.#last = last
    this.#row.bytes = this.#buffer
    let at = this.#from
    while (at < this.#end) {
      const next = this.#record(at)
      if (next < 0) break
      at = next
    }
    this.#from = last ? this.#end : at
  }

  #append(block: Uint8Array): void {
    const kept = this.#end - this.#from
    if (kept > MAX_RECORD_BYTES) throw failure('recordTooLong', { line: this.#line, megabytes: MAX_RECORD_BYTES >> 20 })
    const needed = 2 * (kept + block.length)
    const target = this.#buffer.length < needed ? Buffer.alloc(needed * 2) : this.#buffer
    this.#buffer.copy(target, 0, this.#from, this.#end)
    this.#buffer = target
    target.set(block, kept)
    this.#from = 0
    this.#end = kept + block.length
  }

  /** Reads one record and returns where the next begins, or −1 when the rest of it has not come yet. */
  #record(start: number): number {
    const row = this.#row
    let width = 0
    let end: number = End.delimiter
    this.#next = start
    this.#newlinesInside = 0
    this.#scratch = this.#end
    this.#unclosed = false
    row.odd = false
    if (this.#comment !== null && this.#isComment(start)) return this.#skipLine(start)
    while (end === End.delimiter) {
      const first = this.#buffer[this.#next] as number
      if (first === this.#quote && this.#next < this.#end) end = this.#quoted()
      else {
        if (first <= APOSTROPHE && this.#isOdd(first)) row.odd = true
        end = this.#unquoted()
      }
      if (end === End.incomplete) return -1
      if (width === row.starts.length) this.#widen()
      row.starts[width] = this.#fieldStart
      row.ends[width] = this.#fieldEnd
      width += 1
    }
    row.width = this.#unclosed ? this.#giveUpLine(start, width) : width
    this.#emit(start)
    return this.#next
  }

  /**
   * A quote that nothing closes swallows the rest of the file. Only its line is given up, and reading goes on behind it; after many
   * such lines the quote character must be another, and the rest is one damaged row.
   */
  #giveUpLine(start: number, width: number): number {
    const lineEnd = this.#buffer.indexOf(this.#newline, start)
    this.#givenUp += 1
    if (lineEnd < 0 || lineEnd >= this.#end || this.#givenUp > MAX_GIVEN_UP) return width
    this.#row.starts[0] = start
    this.#row.ends[0] = lineEnd
    this.#newlinesInside = 0
    this.#next = lineEnd + 1
    return 1
  }

  #emit(start: number): void {
    const row = this.#row
    this.#recordStart = start
    this.#recordEnd = this.#trimNewline(this.#next)
    row.row = this.#index
    row.line = this.#line
    row.damage = this.#unclosed ? { reason: 'unclosedQuote' } : null
    this.#onRow(row)
    this.#index += 1
    this.#line += 1 + this.#newlinesInside
  }

  #trimNewline(at: number): number {
    let end = at
    while (end > this.#recordStart && (this.#buffer[end - 1] === LF || this.#buffer[end - 1] === CR)) end -= 1
    return end
  }

  #widen(): void {
    widen(this.#row, this.#row.starts.length + 1)
    this.#row.kinds.fill(RawKind.text)
  }

  /** Whether a field that begins so has a quotation mark where it means nothing. */
  #isOdd(first: number): boolean {
    return first === APOSTROPHE || (first === SPACE && this.#buffer[this.#next + 1] === this.#quote)
  }

  #unquoted(): number {
    const buffer = this.#buffer
    const end = this.#end
    const delimiter = this.#delimiter
    const newline = this.#newline
    const start = this.#next
    let at = start
    while (at < end) {
      const byte = buffer[at] as number
      if (byte === delimiter) return this.#field(start, at, at + 1, End.delimiter)
      if (byte === newline) {
        const cut = newline === LF && at > start && buffer[at - 1] === CR ? at - 1 : at
        return this.#field(start, cut, at + 1, End.newline)
      }
      at += 1
    }
    if (!this.#last) return End.incomplete
    const cut = newline === LF && end > start && buffer[end - 1] === CR ? end - 1 : end
    return this.#field(start, cut, end, End.file)
  }

  #field(start: number, end: number, next: number, how: number): number {
    this.#fieldStart = start
    this.#fieldEnd = end
    this.#next = next
    return how
  }

  /** A field that begins with a quote. */
  #quoted(): number {
    const buffer = this.#buffer
    const end = this.#end
    const quote = this.#quote
    const newline = this.#newline
    const start = this.#next + 1
    let escaped = false
    let at = start
    for (; at < end; at += 1) {
      const byte = buffer[at]
      if (byte === newline) this.#newlinesInside += 1
      if (byte !== quote) continue
      if (at + 1 < end && buffer[at + 1] === quote) {
        escaped = true
        at += 1
        continue
      }
      const how = this.#closing(at)
      if (how < 0) {
        this.#row.odd = true
        continue
      }
      if (how === End.incomplete) return how
      const next = this.#next
      return escaped ? this.#unescape(start, at, next, how) : this.#field(start, at, next, how)
    }
    if (!this.#last) return End.incomplete
    this.#unclosed = true
    return this.#field(start, end, end, End.file)
  }

  /** What follows the quote at `at`: the end of the field (then `#next` is behind it), or −1 when this quote closes nothing. */
  #closing(at: number): number {
    const buffer = this.#buffer
    const end = this.#end
    let next = at + 1
    if (next === end) {
      if (!this.#last) return End.incomplete
      this.#next = end
      return End.file
    }
    while (next < end && isBlank(buffer[next] as number, this.#delimiter)) next += 1
    if (next < end && this.#newline === LF && buffer[next] === CR) {
      if (next + 1 < end && buffer[next + 1] === LF) next += 1
      else if (next + 1 === end && !this.#last) return End.incomplete
    }
    if (next === end) return this.#last ? -1 : End.incomplete
    if (buffer[next] !== this.#delimiter && buffer[next] !== this.#newline) return -1
    this.#next = next + 1
    return buffer[next] === this.#delimiter ? End.delimiter : End.newline
  }

  /** Writes the field with doubled quotes made single into the room behind the content. */
  #unescape(from: number, to: number, next: number, how: number): number {
    this.#roomFor(to - from)
    const buffer = this.#buffer
    const start = this.#scratch
    let into = start
    for (let at = from; at < to; at += 1) {
      const byte = buffer[at] as number
      buffer[into++] = byte
      if (byte === this.#quote && at + 1 < to && buffer[at + 1] === this.#quote) at += 1
    }
    this.#scratch = into
    return this.#field(start, into, next, how)
  }

  #roomFor(length: number): void {
    if (this.#scratch + length <= this.#buffer.length) return
    const target = Buffer.alloc(2 * (this.#buffer.length + length))
    this.#buffer.copy(target, 0, 0, this.#scratch)
    this.#buffer = target
    this.#row.bytes = target
  }

  #isComment(at: number): boolean {
    const comment = this.#comment as Buffer
    return this.#buffer.compare(comment, 0, comment.length, at, Math.min(at + comment.length, this.#end)) === 0
  }

  #skipLine(start: number): number {
    const found = this.#buffer.indexOf(this.#newline, start)
    if ((found < 0 || found >= this.#end) && !this.#last) return -1
    this.#line += 1
    this.#index += 1
    return found < 0 || found >= this.#end ? this.#end : found + 1
  }
}

function isBlank(byte: number, delimiter: number): boolean {
  return (byte === SPACE || byte === 9 || byte === 11 || byte === 12) && byte !== delimiter
}
