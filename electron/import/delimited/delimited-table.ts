import { isUtf8 } from 'node:buffer'
import { createHash, type Hash } from 'node:crypto'
import type { RawRow } from '../rows/row'
import { type SampleRow, sampleOf } from '../rows/sample'
import type { SourceFile } from '../source-file'
import type { ReadProgress, Table } from '../table'
import { firstBadByte, utf8Blocks } from '../text/utf8-blocks'
import { type Dialect, isPlain } from './dialect'
import { AlignedParser, BLANKS } from './parse-aligned'
import { ByteParser } from './parse-bytes'
import { StringParser } from './parse-strings'
import { type Reading, readingsOf } from './row-readings'

/** What was found out about a delimited text before it is read. */
export interface DelimitedLayout {
  encoding: string
  markLength: number
  dialect: Dialect
}

interface Parser {
  push(block: Uint8Array, last: boolean): void
}

/** A delimited text as a table. Its SHA-256 is computed while it is read, so that the file is read once. */
export class DelimitedTable implements Table {
  readonly ragged = true
  readonly sheet = null
  readonly hidden = false
  readonly names = null
  readonly head: readonly SampleRow[]
  readonly spread: readonly SampleRow[]
  readonly complete: boolean
  readonly width: number
  readonly estimatedRows: number | null
  readonly layout: DelimitedLayout
  readonly readings = (raw: string): Reading[] =>
    this.layout.dialect.delimiter === BLANKS ? [] : readingsOf(raw, this.layout.dialect)
  readonly #source: SourceFile
  readonly #blocks: (hash: Hash) => AsyncIterable<Uint8Array> | Iterable<Uint8Array>
  #hash: string | null = null
  /** Stray control characters that were read as Windows-1252, once the file has been read. */
  controls = 0

  constructor(
    source: SourceFile,
    layout: DelimitedLayout,
    sample: Pick<Table, 'head' | 'spread' | 'complete' | 'width' | 'estimatedRows'>,
    blocks: (hash: Hash) => AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  ) {
    this.#source = source
    this.layout = layout
    this.head = sample.head
    this.spread = sample.spread
    this.complete = sample.complete
    this.width = sample.width
    this.estimatedRows = sample.estimatedRows
    this.#blocks = blocks
  }

  get dialect(): Dialect {
    return this.layout.dialect
  }

  /** SHA-256 of the file, once it has been read to its end. */
  get sha256(): string {
    return this.#hash ?? this.#source.sha256()
  }

  async *read(onRow: (row: RawRow) => void): AsyncGenerator<ReadProgress> {
    const hash = createHash('sha256')
    const { encoding, markLength } = this.layout
    this.controls = 0
    const guard = new RowGuard(onRow, encoding === 'utf-8')
    const parser = createParser(this.layout.dialect, (row) => guard.accept(row))
    for await (const block of utf8Blocks(this.#blocks(hash), encoding, markLength)) {
      this.controls += block.controls
      guard.look(block.bytes, block.damaged)
      parser.push(block.bytes, false)
      yield { fraction: this.#source.bytes === 0 ? 1 : block.position / this.#source.bytes }
    }
    parser.push(new Uint8Array(0), true)
    this.#hash = hash.digest('hex')
    yield { fraction: 1 }
  }
}

export function createParser(dialect: Dialect, onRow: (row: RawRow) => void): Parser {
  if (dialect.delimiter === BLANKS) return new AlignedParser(dialect, onRow)
  return isPlain(dialect) ? new ByteParser(dialect, onRow) : new StringParser(dialect, onRow)
}

/** Rows of some bytes of the text, for guesses. The bytes end with a whole character. */
export function parseSample(bytes: Uint8Array, dialect: Dialect, last: boolean, limit: number): SampleRow[] {
  const rows: SampleRow[] = []
  const guard = new RowGuard((row) => {
    if (rows.length < limit) rows.push(sampleOf(row))
  }, true)
  guard.look(bytes, false)
  createParser(dialect, (row) => guard.accept(row)).push(bytes, last)
  return rows
}

/**
 * Marks rows that hold bytes without a meaning (never replaced in silence) or NUL bytes. Whole blocks are looked at first; rows one
 * by one only where a block, or the one before it, is not in order.
 */
class RowGuard {
  readonly #onRow: (row: RawRow) => void
  readonly #isUtf8: boolean
  #suspect = 0

  constructor(onRow: (row: RawRow) => void, utf8: boolean) {
    this.#onRow = onRow
    this.#isUtf8 = utf8
  }

  look(bytes: Uint8Array, damaged: boolean): void {
    const bad = damaged || bytes.includes(0) || (this.#isUtf8 && !isUtf8(bytes))
    // A row may have begun in the block before.
    this.#suspect = bad ? 2 : Math.max(0, this.#suspect - 1)
  }

  accept(row: RawRow): void {
    if (this.#suspect > 0 && row.damage === null) row.damage = damageOf(row, this.#isUtf8)
    this.#onRow(row)
  }
}

function damageOf(row: RawRow, utf8: boolean): RawRow['damage'] {
  for (let i = 0; i < row.width; i += 1) {
    const start = row.starts[i] as number
    const end = row.ends[i] as number
    const bad = firstBadByte(row.bytes, start, end)
    if (bad && (utf8 ? bad.hex !== '?' : true)) {
      return { reason: 'undecodable', values: { byte: bad.hex, position: bad.at - start + 1 }, column: i }
    }
    if (row.bytes.subarray(start, end).includes(0)) return { reason: 'nulByte', column: i }
  }
  return null
}
