import { RawKind, type RawRow } from './row'

/** Rows of the first table that are remembered, to recognise a second copy of it. */
const REMEMBERED = 5000
const encoder = new TextEncoder()

/** Why a row is not one of the table's: a key under `import-reasons` with its values. */
export interface Break {
  reason: 'repeatedHeader' | 'repeatedTable' | 'repeatedTableChanged' | 'otherTable'
  values?: Record<string, number>
}

/**
 * Notices where one table ends and another begins in the same file: the header again (files that were put together), the whole table
 * again, or a table of another shape below.
 */
export class TableBreaks {
  readonly #header: Uint8Array[]
  readonly #hashes = new Int32Array(REMEMBERED)
  /** Of the first half of the cells: a copy may have been spoiled further on. */
  readonly #beginnings = new Int32Array(REMEMBERED)
  readonly #rows = new Int32Array(REMEMBERED)
  #count = 0
  #copied = -1
  #otherWidth = -1

  /** @param header texts of the header row, as they stand in the file; empty when there is none */
  constructor(header: readonly string[]) {
    this.#header = header.map((name) => encoder.encode(name))
  }

  look(row: RawRow): Break | null {
    if (this.#header.length === 0) return null
    if (this.isHeader(row)) {
      const isOther = row.width !== this.#header.length && this.#header.length > 2
      this.#otherWidth = isOther ? row.width : -1
      this.#copied = isOther ? -1 : 0
      return { reason: isOther ? 'otherTable' : 'repeatedHeader' }
    }
    if (this.#otherWidth === row.width) return { reason: 'otherTable' }
    return this.#copied < 0 ? this.#remember(row) : this.#compare(row)
  }

  /** The same for a row of an odd width, which is no row of the table and breaks no copy off. */
  lookAtOdd(row: RawRow): Break | null {
    if (this.#header.length === 0) return null
    const begins = this.#copied >= 0 && this.#copied < this.#count && this.#beginsLike(row, this.#copied)
    return begins || this.isOther(row) ? this.look(row) : null
  }

  #beginsLike(row: RawRow, at: number): boolean {
    return this.#beginnings[at] === hashOf(row, Math.min(row.width, this.#header.length >> 1))
  }

  #remember(row: RawRow): null {
    if (this.#count < REMEMBERED) {
      this.#hashes[this.#count] = hashOf(row, row.width)
      this.#beginnings[this.#count] = hashOf(row, Math.min(row.width, this.#header.length >> 1))
      this.#rows[this.#count] = row.row
      this.#count += 1
    }
    return null
  }

  /** Rows after a second header are a copy as long as they are the same as after the first one. */
  #compare(row: RawRow): Break | null {
    const at = this.#copied
    const same = at < this.#count && this.#hashes[at] === hashOf(row, row.width)
    const begins = at < this.#count && at > 0 && this.#beginsLike(row, at)
    if (!same && !begins) {
      this.#copied = REMEMBERED
      return null
    }
    this.#copied += 1
    const values = { row: (this.#rows[at] as number) + 1 }
    return { reason: same ? 'repeatedTable' : 'repeatedTableChanged', values }
  }

  /** Whether the row may belong to another table that was found further down. */
  isOther(row: RawRow): boolean {
    return this.#otherWidth === row.width || this.isHeader(row)
  }

  /** The same names from the first on; a narrower or wider header begins a table of another shape. */
  isHeader(row: RawRow): boolean {
    const common = Math.min(row.width, this.#header.length)
    // A single word may well be a value too.
    if (common < 2) return false
    if (row.width < this.#header.length - 2 || row.width > this.#header.length + 2) return false
    for (let i = 0; i < common; i += 1) if (!sameBytes(row, i, this.#header[i] as Uint8Array)) return false
    return true
  }
}

function sameBytes(row: RawRow, i: number, bytes: Uint8Array): boolean {
  if (row.kinds[i] !== RawKind.text) return bytes.length === 0 && row.kinds[i] === RawKind.empty
  const start = row.starts[i] as number
  if ((row.ends[i] as number) - start !== bytes.length) return false
  for (let k = 0; k < bytes.length; k += 1) if (row.bytes[start + k] !== bytes[k]) return false
  return true
}

/** FNV-1a over the first cells. */
function hashOf(row: RawRow, width: number): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < width; i += 1) {
    const kind = row.kinds[i] as number
    hash = Math.imul(hash ^ kind, 0x01000193)
    if (kind === RawKind.number || kind === RawKind.boolean)
      hash = Math.imul(hash ^ ((row.numbers[i] as number) * 8191), 0x01000193)
    else if (kind !== RawKind.empty) {
      for (let at = row.starts[i] as number; at < (row.ends[i] as number); at += 1)
        hash = Math.imul(hash ^ (row.bytes[at] as number), 0x01000193)
    }
  }
  return hash | 0
}
