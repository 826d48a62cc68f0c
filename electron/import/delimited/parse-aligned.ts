import { failure } from '@shared/contract/app-error'
import { type RawRow, rowOf } from '../rows/row'
import type { Dialect } from './dialect'
import { MAX_RECORD_BYTES } from './parse-bytes'

/** The delimiter of texts whose columns are set apart by runs of blanks. */
export const BLANKS = '\\s+'

/** Cells of a line whose columns are aligned with blanks: at fixed places, or wherever a run of blanks stands. */
export function alignedCells(line: string, places: readonly number[] | undefined): string[] {
  if (!places) return line.trim().split(/[ \t\u3000]+/)
  return places.map((start, i) => line.slice(start, places[i + 1]).trim())
}

/**
 * Places where columns begin: behind each stretch of places that are blank in all lines. Null when lines have no such stretch, or
 * some column stays empty in most of them.
 */
export function columnPlaces(lines: readonly string[]): number[] | null {
  const longest = lines.reduce((most, { length }) => Math.max(most, length), 0)
  if (lines.length < 3 || longest > 2000) return null
  const used = new Uint8Array(longest)
  for (const line of lines) for (let i = 0; i < line.length; i += 1) if (line[i] !== ' ') used[i] = 1
  const places: number[] = []
  for (let i = 0; i < longest; i += 1) if (used[i] && (i === 0 || !used[i - 1])) places.push(i)
  return places.length > 1 ? [0, ...places.slice(1)] : null
}

/** Reads lines whose columns are aligned with blanks; quotation marks have no meaning in them. */
export class AlignedParser {
  readonly #decoder = new TextDecoder('utf-8')
  readonly #places: readonly number[] | undefined
  readonly #newline: RegExp
  readonly #onRow: (row: RawRow) => void
  #rest = ''
  #index = 0

  constructor({ places, newline }: Dialect, onRow: (row: RawRow) => void) {
    this.#places = places
    this.#newline = newline === 'cr' ? /\r/ : /\r?\n/
    this.#onRow = onRow
  }

  push(block: Uint8Array, last: boolean): void {
    const text = this.#rest + this.#decoder.decode(block, { stream: !last })
    const lines = text.split(this.#newline)
    this.#rest = last ? '' : (lines.pop() ?? '')
    if (this.#rest.length > MAX_RECORD_BYTES)
      throw failure('recordTooLong', { line: this.#index + 1, megabytes: MAX_RECORD_BYTES >> 20 })
    if (last && lines[lines.length - 1] === '') lines.pop()
    for (const line of lines) {
      this.#onRow(rowOf(alignedCells(line, this.#places), { row: this.#index, line: this.#index + 1, raw: () => line }))
      this.#index += 1
    }
  }
}
