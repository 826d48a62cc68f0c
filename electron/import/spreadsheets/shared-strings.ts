import { failure } from '@shared/contract/app-error'
import { contains, decodeEntities, type XmlHandler, XmlScanner } from './xml-scanner'
import type { ZipArchive } from './zip-archive'

const MAX_BYTES = 1 << 30
const UNDERSCORE = 95

/** The texts of a workbook, each kept once as UTF-8: a million of them cost their bytes and four more each. */
export class SharedStrings implements XmlHandler {
  bytes: Buffer = Buffer.alloc(1 << 16)
  count = 0
  #ends = new Uint32Array(1 << 12)
  #used = 0
  #inText = false
  #inPhonetic = false

  start(index: number): number {
    return index === 0 ? 0 : (this.#ends[index - 1] as number)
  }

  end(index: number): number {
    return this.#ends[index] as number
  }

  open(name: string): void {
    if (name === 't') this.#inText = !this.#inPhonetic
    else if (name === 'rPh') this.#inPhonetic = true
  }

  close(name: string): void {
    if (name === 't') this.#inText = false
    else if (name === 'rPh') this.#inPhonetic = false
    else if (name === 'si') this.#complete()
  }

  text(bytes: Buffer, start: number, end: number, hasEntities: boolean): void {
    if (!this.#inText) return
    this.#room(end - start)
    this.#used += appendText(this.bytes, this.#used, bytes, start, end, hasEntities)
  }

  #room(length: number): void {
    if (this.#used + length <= this.bytes.length) return
    if (this.#used + length > MAX_BYTES) throw failure('tooMuchText', { megabytes: MAX_BYTES >> 20 })
    const larger = Buffer.alloc(Math.min(MAX_BYTES, Math.max(this.bytes.length * 2, this.#used + length)))
    this.bytes.copy(larger, 0, 0, this.#used)
    this.bytes = larger
  }

  #complete(): void {
    if (this.count === this.#ends.length) {
      const larger = new Uint32Array(this.count * 2)
      larger.set(this.#ends)
      this.#ends = larger
    }
    this.#ends[this.count] = this.#used
    this.count += 1
  }
}

/**
 * Copies a text of XML and returns how long it is: entities decoded, line ends as they are, and Excel's `_x000D_` escapes of
 * characters that XML cannot hold made plain.
 */
export function appendText(
  into: Buffer,
  at: number,
  bytes: Buffer,
  start: number,
  end: number,
  hasEntities: boolean,
): number {
  if (!hasEntities && !contains(bytes, UNDERSCORE, start, end)) return copyBytes(into, at, bytes, start, end)
  const said = bytes.toString('utf8', start, end)
  return into.write(unescapeExcel(hasEntities ? decodeEntities(said) : said), at, 'utf8')
}

/** Copies a range and returns its length; most cells are too short for the call of a native copy. */
export function copyBytes(into: Buffer, at: number, bytes: Buffer, start: number, end: number): number {
  if (end - start > 40) return bytes.copy(into, at, start, end)
  for (let i = start; i < end; i += 1) into[at + i - start] = bytes[i] as number
  return end - start
}

function unescapeExcel(text: string): string {
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_whole, hex) => String.fromCharCode(Number.parseInt(hex, 16)))
}

/**
 * Reads shared strings.
 * @param limit stop after this many: a preview needs only the first
 */
export async function readSharedStrings(
  zip: ZipArchive,
  part: string,
  file: string,
  limit = Number.POSITIVE_INFINITY,
): Promise<SharedStrings> {
  const strings = new SharedStrings()
  const scanner = new XmlScanner(strings, file)
  for await (const block of zip.blocks(part)) {
    scanner.push(block, false)
    if (strings.count >= limit) return strings
  }
  scanner.push(new Uint8Array(0), true)
  return strings
}
