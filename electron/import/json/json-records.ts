import { failure } from '@shared/contract/app-error'

const QUOTE = 34
const BACKSLASH = 92
/** One object longer than this is no row of a table. */
const MAX_RECORD = 64 << 20

/**
 * Cuts JSON text into its records without reading all of it at once: the elements of an array of objects, or objects one after
 * another (one per line). Bytes come in blocks.
 */
export class JsonRecords {
  readonly #onRecord: (record: unknown, line: number, raw: () => string) => void
  readonly #file: string
  #buffer: Buffer = Buffer.alloc(0)
  #scanned = 0
  #start = -1
  #depth = 0
  #base = 0
  #inString = false
  #line = 1
  #startLine = 1
  #consumed = 0
  #first = true

  constructor(file: string, onRecord: (record: unknown, line: number, raw: () => string) => void) {
    this.#file = file
    this.#onRecord = onRecord
  }

  push(block: Uint8Array, last: boolean): void {
    this.#buffer = this.#buffer.length === 0 ? Buffer.from(block) : Buffer.concat([this.#buffer, block])
    this.#scan()
    const keep = this.#start < 0 ? this.#scanned : this.#start
    if (this.#buffer.length - keep > MAX_RECORD) throw this.#invalid('a record is too long')
    this.#buffer = this.#buffer.subarray(keep)
    this.#consumed += keep
    this.#scanned -= keep
    if (this.#start >= 0) this.#start = 0
    if (last && (this.#depth !== 0 || this.#start >= 0)) throw this.#invalid('the text ends early')
  }

  #scan(): void {
    const buffer = this.#buffer
    for (; this.#scanned < buffer.length; this.#scanned += 1) {
      const byte = buffer[this.#scanned] as number
      if (byte === 10) this.#line += 1
      if (this.#inString) {
        if (byte === BACKSLASH) {
          if (this.#scanned + 1 === buffer.length) return
          this.#scanned += 1
        } else if (byte === QUOTE) this.#inString = false
      } else this.#structure(byte)
    }
  }

  #structure(byte: number): void {
    if (byte === QUOTE) {
      this.#inString = true
      if (this.#depth === this.#base) throw this.#invalid('a text stands where an object should')
    } else if (byte === 0x7b || byte === 0x5b) {
      // The outermost bracket of an array holds records; it is none itself.
      if (this.#first && byte === 0x5b) this.#base = 1
      else if (this.#depth === this.#base) {
        this.#start = this.#scanned
        this.#startLine = this.#line
      }
      this.#first = false
      this.#depth += 1
    } else if (byte === 0x7d || byte === 0x5d) {
      this.#depth -= 1
      if (this.#depth < 0) throw this.#invalid('a bracket closes nothing')
      if (this.#depth === this.#base && this.#start >= 0) this.#complete()
    } else if (this.#depth === this.#base && byte > 32 && byte !== 44)
      throw this.#invalid('something else stands where an object should')
  }

  #complete(): void {
    const raw = this.#buffer.toString('utf8', this.#start, this.#scanned + 1)
    this.#start = -1
    let record: unknown
    try {
      record = JSON.parse(raw)
    } catch (thrown) {
      throw this.#invalid(thrown instanceof Error ? thrown.message : String(thrown))
    }
    this.#onRecord(record, this.#startLine, () => raw)
  }

  #invalid(detail: string) {
    return failure('jsonInvalid', { file: this.#file, position: this.#consumed + this.#scanned + 1, detail })
  }
}
