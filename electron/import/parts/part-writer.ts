import { closeSync, openSync, writeSync } from 'node:fs'
import type { StorageType } from '@shared/dataset/schema'
import { PAGE, pageHead, schemaRecord, writeDatabaseHeader, writeUint32 } from './page-format'
import { partTableSql } from './part-table'
import { integerSerial, StoredKind, type StoredRow, serialSize, varintLength, writeNumber, writeVarint } from './record'

/** A cell's payload above this spills onto overflow pages (file format: usable size − 35). */
const MAX_LOCAL = PAGE - 35
const MIN_LOCAL = Math.floor(((PAGE - 12) * 32) / 255) - 23
/** Children per interior page: what fits even with the longest keys. */
const FAN_OUT = 240
const CHUNK_PAGES = 512
const LEAF = 0x0d
const INTERIOR = 0x05

interface Child {
  page: number
  lastRow: number
}

/**
 * Writes rows as a small SQLite database of one table, `part`, page by page as the file format lays them out
 * (https://sqlite.org/fileformat2.html). The database thread then copies whole records into the workspace
 * (`INSERT … SELECT *` between tables of one shape), which costs a fraction of binding every value: text goes from the
 * imported file to the workspace without ever becoming a JavaScript string.
 */
export class PartWriter {
  readonly path: string
  rows = 0
  readonly #file: number
  readonly #width: number
  readonly #sql: string
  readonly #chunk = new Uint8Array(CHUNK_PAGES * PAGE)
  readonly #leaf = new Uint8Array(PAGE)
  readonly #serials: Int32Array
  readonly #leaves: Child[] = []
  #payload = new Uint8Array(PAGE * 4)
  #chunkStart = 2
  #chunkCount = 0
  #cells = 0
  #contentStart = PAGE
  #lastRow = 0
  #headerSize = 0

  constructor(path: string, storages: readonly StorageType[]) {
    this.path = path
    this.#width = storages.length
    this.#serials = new Int32Array(storages.length)
    this.#sql = partTableSql('part', storages)
    this.#file = openSync(path, 'w')
  }

  /** Bytes of the part so far, as pages written or waiting. */
  get bytes(): number {
    return (this.#chunkStart + this.#chunkCount) * PAGE
  }

  /**
   * Adds a row. Row ids must grow.
   * @returns nothing; the values are copied
   */
  add(rowId: number, row: StoredRow): void {
    const payload = this.#measure(row)
    const headerSize = this.#headerSize
    if (payload > MAX_LOCAL) {
      this.#spill(rowId, row, headerSize, payload)
    } else {
      const size = varintLength(payload) + varintLength(rowId) + payload
      this.#room(size)
      const at = this.#contentStart - size
      let position = writeVarint(this.#leaf, at, payload)
      position = writeVarint(this.#leaf, position, rowId)
      this.#write(this.#leaf, position, row, headerSize)
      this.#point(at)
    }
    this.#lastRow = rowId
    this.rows += 1
  }

  /** Completes the file; the writer cannot be used afterwards. */
  finish(): void {
    this.#closeLeaf()
    const root = this.#index(this.#leaves)
    const first = this.#firstPage(root)
    this.#flush()
    first.writeUInt32BE(this.#chunkStart - 1, 28)
    writeSync(this.#file, first, 0, PAGE, 0)
    closeSync(this.#file)
  }

  /** Closes the file without completing it. */
  abandon(): void {
    closeSync(this.#file)
  }

  /** Finds the serial types of a row and how long its record is. */
  #measure(row: StoredRow): number {
    let headerSize = 1
    let bodySize = 0
    for (let i = 0; i < this.#width; i += 1) {
      const kind = row.kinds[i] as number
      let serial = 0
      if (kind >= StoredKind.text) {
        const length = (row.ends[i] as number) - (row.starts[i] as number)
        serial = 13 + 2 * length
        headerSize += serial < 128 ? 1 : varintLength(serial)
        bodySize += length
      } else {
        if (kind !== StoredKind.null) serial = numberSerial(kind, row.numbers[i] as number)
        headerSize += 1
        bodySize += serialSize[serial] as number
      }
      this.#serials[i] = serial
    }
    this.#headerSize = headerSize + (headerSize < 127 ? 1 : 2)
    return this.#headerSize + bodySize
  }

  /** Writes a record; its first column, the row id, is stored as null because it is the key of the cell. */
  #write(into: Uint8Array, at: number, row: StoredRow, headerSize: number): void {
    let head = writeVarint(into, at, headerSize)
    into[head++] = 0
    let body = at + headerSize
    for (let i = 0; i < this.#width; i += 1) {
      const serial = this.#serials[i] as number
      if (serial < 128) into[head++] = serial
      else head = writeVarint(into, head, serial)
      if (serial >= 13) body = copyText(into, body, row, i)
      else if (serial !== 0) body = writeNumber(into, body, serial, row.numbers[i] as number)
    }
  }

  /** A record that does not fit a page: its head stays in the leaf, the rest goes to a chain of overflow pages. */
  #spill(rowId: number, row: StoredRow, headerSize: number, payload: number): void {
    if (this.#payload.length < payload) this.#payload = new Uint8Array(payload * 2)
    this.#write(this.#payload, 0, row, headerSize)
    this.#spillBytes(rowId, payload)
  }

  #spillBytes(rowId: number, payload: number): void {
    const wanted = MIN_LOCAL + ((payload - MIN_LOCAL) % (PAGE - 4))
    const local = wanted <= MAX_LOCAL ? wanted : MIN_LOCAL
    const overflow = this.#overflow(this.#payload.subarray(local, payload))
    const size = varintLength(payload) + varintLength(rowId) + local + 4
    this.#room(size)
    const at = this.#contentStart - size
    let position = writeVarint(this.#leaf, at, payload)
    position = writeVarint(this.#leaf, position, rowId)
    this.#leaf.set(this.#payload.subarray(0, local), position)
    writeUint32(this.#leaf, position + local, overflow)
    this.#point(at)
  }

  /** Writes bytes to overflow pages and returns the number of the first. */
  #overflow(bytes: Uint8Array): number {
    let first = 0
    for (let from = 0; from < bytes.length; from += PAGE - 4) {
      const page = this.#page()
      const at = (page - this.#chunkStart) * PAGE
      const more = from + PAGE - 4 < bytes.length
      writeUint32(this.#chunk, at, more ? page + 1 : 0)
      this.#chunk.set(bytes.subarray(from, from + PAGE - 4), at + 4)
      if (first === 0) first = page
    }
    return first
  }

  #room(size: number): void {
    if (8 + 2 * (this.#cells + 1) + size > this.#contentStart) this.#closeLeaf()
  }

  /** Makes the cell at this offset the next one of the leaf. */
  #point(at: number): void {
    this.#contentStart = at
    const pointer = 8 + 2 * this.#cells
    this.#leaf[pointer] = at >> 8
    this.#leaf[pointer + 1] = at & 255
    this.#cells += 1
  }

  #closeLeaf(): void {
    if (this.#cells === 0 && this.#leaves.length > 0) return
    pageHead(this.#leaf, 0, LEAF, this.#cells, this.#contentStart)
    const page = this.#page()
    this.#chunk.set(this.#leaf, (page - this.#chunkStart) * PAGE)
    this.#leaves.push({ page, lastRow: this.#lastRow })
    this.#leaf.fill(0)
    this.#cells = 0
    this.#contentStart = PAGE
  }

  /** Builds interior pages over these children until one is left, the root. */
  #index(children: readonly Child[]): number {
    let level = children
    while (level.length > 1) {
      // Evenly, because a page above a single child has no key, and SQLite takes that for damage.
      const below = level
      const count = Math.ceil(below.length / FAN_OUT)
      const edge = (i: number): number => Math.floor((i * below.length) / count)
      level = Array.from({ length: count }, (_, i) => this.#interior(below.slice(edge(i), edge(i + 1))))
    }
    return (level[0] as Child).page
  }

  #interior(children: readonly Child[]): Child {
    const page = this.#page()
    const at = (page - this.#chunkStart) * PAGE
    const bytes = this.#chunk.subarray(at, at + PAGE)
    const last = children[children.length - 1] as Child
    let content = PAGE
    children.slice(0, -1).forEach((child, index) => {
      content -= 4 + varintLength(child.lastRow)
      writeUint32(bytes, content, child.page)
      writeVarint(bytes, content + 4, child.lastRow)
      bytes[12 + 2 * index] = content >> 8
      bytes[13 + 2 * index] = content & 255
    })
    pageHead(bytes, 0, INTERIOR, children.length - 1, content)
    writeUint32(bytes, 8, last.page)
    return { page, lastRow: last.lastRow }
  }

  /** The next page's number, with zeroed room in the chunk. */
  #page(): number {
    if (this.#chunkCount === CHUNK_PAGES) this.#flush()
    return this.#chunkStart + this.#chunkCount++
  }

  #flush(): void {
    const length = this.#chunkCount * PAGE
    writeSync(this.#file, this.#chunk, 0, length, (this.#chunkStart - 1) * PAGE)
    this.#chunk.fill(0, 0, length)
    this.#chunkStart += this.#chunkCount
    this.#chunkCount = 0
  }

  /** The database header and the schema's only row. */
  #firstPage(root: number): Buffer {
    const row = schemaRecord(this.#sql, root)
    this.#leaf.fill(0)
    this.#cells = 0
    this.#contentStart = PAGE
    const page = Buffer.alloc(PAGE)
    writeDatabaseHeader(page)
    const spilled = row.length > MAX_LOCAL - 100
    const local = spilled ? MIN_LOCAL + ((row.length - MIN_LOCAL) % (PAGE - 4)) : row.length
    const kept = spilled && local > MAX_LOCAL ? MIN_LOCAL : local
    const size = varintLength(row.length) + 1 + kept + (spilled ? 4 : 0)
    const at = PAGE - size
    let position = writeVarint(page, at, row.length)
    position = writeVarint(page, position, 1)
    page.set(row.subarray(0, kept), position)
    if (spilled) page.writeUInt32BE(this.#overflow(row.subarray(kept)), position + kept)
    pageHead(page, 100, LEAF, 1, at)
    page.writeUInt16BE(at, 108)
    return page
  }
}

/** A whole number in a REAL column is stored as an integer, as SQLite itself does; negative zero keeps its sign. */
function numberSerial(kind: number, value: number): number {
  if (kind === StoredKind.integer) return integerSerial(value)
  const whole = Number.isInteger(value) && Math.abs(value) <= 0x7fffffffffff && !Object.is(value, -0)
  return whole ? integerSerial(value) : 7
}

function copyText(into: Uint8Array, at: number, row: StoredRow, column: number): number {
  const from = row.kinds[column] === StoredKind.text ? row.bytes : row.scratch
  const start = row.starts[column] as number
  const length = (row.ends[column] as number) - start
  if (length > 48) into.set(from.subarray(start, start + length), at)
  else for (let i = 0; i < length; i += 1) into[at + i] = from[start + i] as number
  return at + length
}
