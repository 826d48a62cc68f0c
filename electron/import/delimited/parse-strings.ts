import { failure } from '@shared/contract/app-error'
import Papa from 'papaparse'
import { createRow, RawKind, type RawRow, widen } from '../rows/row'
import type { Dialect } from './dialect'
import { MAX_RECORD_BYTES } from './parse-bytes'

/** Settings of papaparse for a dialect. */
function settings(dialect: Dialect): Papa.ParseConfig {
  return {
    delimiter: dialect.delimiter,
    // A character that cannot occur in text stands for "no quotes".
    quoteChar: dialect.quote ?? '\u0000',
    escapeChar: dialect.escape ?? dialect.quote ?? '\u0000',
    comments: dialect.comment ?? false,
    newline: dialect.newline === 'cr' ? '\r' : '\n',
  }
}

/** All rows of a text by papaparse, as strings: previews and samples. */
export function parseText(content: string, dialect: Dialect, limit = 0): string[][] {
  const { data } = Papa.parse<string[]>(dialect.newline === 'lf' ? content.replaceAll('\r\n', '\n') : content, {
    ...settings(dialect),
    preview: limit,
  } as Papa.ParseConfig & { download?: false })
  return data
}

interface ParsedChunk {
  data: string[][]
  errors: { type: string; code: string; row?: number }[]
  meta: { cursor: number }
}

/**
 * Reads dialects that the byte parser does not (delimiters of several characters, quotes escaped by another character) with
 * papaparse, piece by piece; the last row of a piece waits for the next one.
 */
export class StringParser {
  readonly #onRow: (row: RawRow) => void
  readonly #dialect: Dialect
  readonly #decoder = new TextDecoder('utf-8')
  readonly #row = createRow()
  #rest = ''
  #index = 0
  #line = 1
  #raw = ''
  #from = 0

  constructor(dialect: Dialect, onRow: (row: RawRow) => void) {
    this.#dialect = dialect
    this.#onRow = onRow
    this.#row.raw = () => this.#raw
  }

  push(block: Uint8Array, last: boolean): void {
    const decoded = this.#decoder.decode(block, { stream: !last })
    const waiting = this.#rest + decoded
    if (this.#rest.length > MAX_RECORD_BYTES) {
      throw failure('recordTooLong', { line: this.#line, megabytes: MAX_RECORD_BYTES >> 20 })
    }
    this.#from = 0
    const parser = new Papa.Parser({
      ...settings(this.#dialect),
      step: (result: ParsedChunk) => this.#rows(result, waiting),
    } as unknown as Papa.ParseConfig)
    const { meta } = parser.parse(waiting, 0, !last) as ParsedChunk
    this.#rest = last ? '' : waiting.slice(meta.cursor)
  }

  #rows({ data, errors, meta }: ParsedChunk, waiting: string): void {
    const written = waiting.slice(this.#from, meta.cursor)
    this.#raw = written.replace(/[\r\n]+$/, '')
    const { doubled } = this.#dialect
    for (const cells of data)
      this.#emit(
        doubled === undefined ? cells : cells.map((cell) => cell.replaceAll(doubled + doubled, doubled)),
        errors.some(({ code }) => code === 'MissingQuotes'),
      )
    this.#line += written.split(this.#dialect.newline === 'cr' ? '\r' : '\n').length - 1
    this.#from = meta.cursor
  }

  #emit(cells: readonly string[], unclosed: boolean): void {
    const row = this.#row
    widen(row, cells.length)
    row.bytes = Buffer.from(cells.join(''))
    let at = 0
    cells.forEach((cell, i) => {
      row.kinds[i] = RawKind.text
      row.starts[i] = at
      at += Buffer.byteLength(cell)
      row.ends[i] = at
    })
    if (this.#dialect.newline === 'lf') this.#trimReturn(cells.length - 1)
    row.width = cells.length
    row.row = this.#index
    row.line = this.#line
    row.damage = unclosed ? { reason: 'unclosedQuote' } : null
    this.#index += 1
    this.#onRow(row)
  }

  /** CR LF is one line end. */
  #trimReturn(i: number): void {
    const end = this.#row.ends[i] ?? 0
    if (i >= 0 && end > (this.#row.starts[i] ?? 0) && this.#row.bytes[end - 1] === 13) this.#row.ends[i] = end - 1
  }
}
