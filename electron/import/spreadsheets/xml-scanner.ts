import { failure } from '@shared/contract/app-error'
import { byteOrderMark } from '../text/guess-encoding'
import { Utf8Check } from '../text/utf8'

const LESS = 60
const GREATER = 62
const SLASH = 47
const BANG = 33
const QUESTION = 63
const QUOTE = 34
const APOSTROPHE = 39
const COLON = 58
const AMPERSAND = 38
/** A tag, comment or text longer than this is not XML of a spreadsheet. */
const MAX_TOKEN = 1 << 26

/** What a scanner finds. Text and attributes are to be taken during the call; the bytes are overwritten afterwards. */
export interface XmlHandler {
  /** @param name local name, without the prefix of its namespace */
  open(name: string, scanner: XmlScanner): void
  close(name: string): void
  /** @param decoded whether entities have to be decoded with `decodeEntities` */
  text(bytes: Buffer, start: number, end: number, hasEntities: boolean): void
}

/**
 * Finds tags and texts in UTF-8 XML that comes in blocks. It takes less care than a validating parser (ends need not match their
 * beginnings) and is an order of magnitude faster, which the sheets of a workbook need. There are no entities but the five of XML:
 * a document type declaration is refused, so nothing can expand.
 */
export class XmlScanner {
  readonly #handler: XmlHandler
  readonly #file: string
  readonly #names = new Map<number, { bytes: Buffer; name: string }[]>()
  #buffer: Buffer = Buffer.alloc(0)
  readonly #check = new Utf8Check()
  #decoder: TextDecoder | null = null
  #first = true
  #tagStart = 0
  #tagEnd = 0

  /** @param file the name that errors mention */
  constructor(handler: XmlHandler, file: string) {
    this.#handler = handler
    this.#file = file
  }

  push(block: Uint8Array, last: boolean): void {
    const bytes = this.#utf8(block)
    this.#buffer = this.#buffer.length === 0 ? Buffer.from(bytes) : Buffer.concat([this.#buffer, bytes])
    let at = 0
    for (;;) {
      const next = this.#token(at, last)
      if (next < 0) break
      at = next
    }
    this.#buffer = this.#buffer.subarray(at)
    if (this.#buffer.length > MAX_TOKEN || (last && this.#buffer.length > 0)) throw this.#damaged('XML ends early')
  }

  /** XML is UTF-8 unless a mark says UTF-16; bytes that are neither are damage, never replaced. */
  #utf8(block: Uint8Array): Uint8Array {
    if (this.#first && block.length > 1) {
      this.#first = false
      const mark = byteOrderMark(block)
      if (mark && mark.encoding !== 'utf-8') this.#decoder = new TextDecoder(mark.encoding)
    }
    if (this.#decoder) return Buffer.from(this.#decoder.decode(block, { stream: true }), 'utf8')
    this.#check.add(block)
    if (!this.#check.valid) throw this.#damaged('XML holds bytes that are not UTF-8')
    return block
  }

  /** The tag that is being opened, from behind its `<` to its `>`: for handlers that read attributes themselves. */
  get tag(): { bytes: Buffer; start: number; end: number } {
    return { bytes: this.#buffer, start: this.#tagStart, end: this.#tagEnd }
  }

  /** The value of an attribute of the tag that is being opened; null when it is absent. */
  attribute(name: string): string | null {
    const bytes = this.#buffer
    const { length } = name
    for (let at = this.#tagStart; at < this.#tagEnd; at += 1) {
      const byte = bytes[at] as number
      if (byte === QUOTE || byte === APOSTROPHE) {
        const close = bytes.indexOf(byte, at + 1)
        if (close < 0 || close > this.#tagEnd) return null
        at = close
        continue
      }
      if (byte > 32) continue
      const start = at + 1
      if (bytes[start] !== name.charCodeAt(0) || bytes[start + length] === undefined) continue
      if (!this.#isName(start, name)) continue
      const value = this.#valueAfter(start + length)
      if (value !== null) return value
    }
    return null
  }

  #isName(at: number, name: string): boolean {
    for (let i = 0; i < name.length; i += 1) if (this.#buffer[at + i] !== name.charCodeAt(i)) return false
    return true
  }

  #valueAfter(at: number): string | null {
    const bytes = this.#buffer
    let from = at
    while ((bytes[from] as number) <= 32) from += 1
    if (bytes[from] !== 61) return null
    from += 1
    while ((bytes[from] as number) <= 32) from += 1
    const mark = bytes[from] as number
    if (mark !== QUOTE && mark !== APOSTROPHE) return null
    const to = bytes.indexOf(mark, from + 1)
    const raw = bytes.toString('utf8', from + 1, to)
    return raw.includes('&') ? decodeEntities(raw) : raw
  }

  /** Reads what begins at `at`; −1 when it is not complete yet. */
  #token(at: number, last: boolean): number {
    const buffer = this.#buffer
    if (at >= buffer.length) return -1
    if (buffer[at] !== LESS) return this.#textToken(at, last)
    const next = buffer[at + 1]
    if (next === undefined) return -1
    if (next === BANG) return this.#declaration(at)
    if (next === QUESTION) return this.#skipTo('?>', at)
    const end = this.#tagClose(at)
    if (end < 0) return -1
    if (next === SLASH) this.#handler.close(this.#nameAt(at + 2, end))
    else this.#opened(at, end)
    return end + 1
  }

  #textToken(at: number, last: boolean): number {
    const end = this.#buffer.indexOf(LESS, at)
    if (end < 0 && !last) return -1
    const to = end < 0 ? this.#buffer.length : end
    this.#handler.text(this.#buffer, at, to, contains(this.#buffer, AMPERSAND, at, to))
    return to
  }

  #opened(at: number, end: number): void {
    const closed = this.#buffer[end - 1] === SLASH
    this.#tagStart = at + 1
    this.#tagEnd = closed ? end - 1 : end
    const name = this.#nameAt(at + 1, this.#tagEnd)
    this.#handler.open(name, this)
    if (closed) this.#handler.close(name)
  }

  /** The `>` that ends the tag; one inside an attribute's value does not. */
  #tagClose(at: number): number {
    const buffer = this.#buffer
    for (let i = at + 1; i < buffer.length; i += 1) {
      const byte = buffer[i]
      if (byte === GREATER) return i
      if (byte === QUOTE || byte === APOSTROPHE) {
        i = buffer.indexOf(byte, i + 1)
        if (i < 0) return -1
      }
    }
    return -1
  }

  #declaration(at: number): number {
    const buffer = this.#buffer
    if (buffer.length - at < 9) return -1
    const opening = buffer.toString('latin1', at, at + 9)
    if (opening.startsWith('<!--')) return this.#skipTo('-->', at)
    if (opening === '<![CDATA[') {
      const end = buffer.indexOf(']]>', at)
      if (end < 0) return -1
      this.#handler.text(buffer, at + 9, end, false)
      return end + 3
    }
    throw failure('xmlDeclaration', { file: this.#file })
  }

  #skipTo(mark: string, at: number): number {
    const end = this.#buffer.indexOf(mark, at)
    return end < 0 ? -1 : end + mark.length
  }

  /** The local name at `at`, from a table of those seen before: a sheet has few names and many tags. */
  #nameAt(at: number, limit: number): string {
    const buffer = this.#buffer
    let start = at
    let end = at
    for (; end < limit; end += 1) {
      const byte = buffer[end] as number
      if (byte <= 32 || byte === SLASH) break
      if (byte === COLON) start = end + 1
    }
    // Length, first and last byte: for names of one or two letters, which is most of a sheet, that is the name.
    const key = (end - start) * 65_536 + (buffer[start] ?? 0) * 256 + (buffer[end - 1] ?? 0)
    const known = this.#names.get(key)
    if (known) for (const entry of known) if (end - start <= 2 || isSame(entry.bytes, buffer, start)) return entry.name
    const bytes = Buffer.from(buffer.subarray(start, end))
    const name = bytes.toString('utf8')
    this.#names.set(key, [...(known ?? []), { bytes, name }])
    return name
  }

  #damaged(detail: string) {
    return failure('fileDamaged', { file: this.#file, detail })
  }
}

/** Whether a byte stands in a range; `indexOf` would search on to the end of the block. */
export function contains(bytes: Buffer, byte: number, start: number, end: number): boolean {
  for (let i = start; i < end; i += 1) if (bytes[i] === byte) return true
  return false
}

function isSame(name: Buffer, bytes: Buffer, at: number): boolean {
  for (let i = 0; i < name.length; i += 1) if (name[i] !== bytes[at + i]) return false
  return true
}

const named: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

/** Decodes the five entities of XML and character references; what is neither stays as it is written. */
export function decodeEntities(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(\w+));/gi, (whole, decimal, hex, name) => {
    if (name !== undefined) return named[name] ?? whole
    const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal)
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole
  })
}
