import type { ColumnOption } from '@shared/contract/import'
import { cellText } from './converters'
import { RawKind, type RawRow, rowOf } from './row'
import type { SampleRow } from './sample'
import { sampleOf } from './sample'

const MAX_PIECES = 20

/** What is done to cells on their way in: cells are cleaned, and new ones made of pieces of one or of several together. */
export interface Shape {
  width: number
  clean: { source: number; how: NonNullable<ColumnOption['clean']> }[]
  /** Cells that are added behind the file's own, in order. */
  added: Added[]
}

type Added =
  | { name: string; source: number; by: string | number[]; piece: number; pieces: number }
  | { name: string; sources: number[]; separator: string }

/**
 * The shape that the options ask for; null when they leave cells as they are.
 * @param names of the file's columns
 * @param rows data of the file, which tell into how many pieces cells fall
 */
export function shapeOf(
  options: readonly ColumnOption[],
  names: readonly string[],
  rows: readonly SampleRow[],
): Shape | null {
  const clean = options.flatMap(({ source, clean: how }) => (how ? [{ source, how }] : []))
  const added = options.flatMap((option) => [...piecesOf(option, names, rows), ...mergedOf(option, names)])
  return clean.length + added.length === 0 ? null : { width: names.length, clean, added }
}

function piecesOf({ source, split }: ColumnOption, names: readonly string[], rows: readonly SampleRow[]): Added[] {
  if (!split) return []
  const { by } = split
  const found = rows.map(({ cells }) => cutCell(cells[source]?.text ?? '', by, MAX_PIECES).length)
  const pieces = split.names?.length ?? found.reduce((most, count) => Math.max(most, count), 1)
  return Array.from({ length: pieces }, (_, piece) => ({
    name: split.names?.[piece] ?? `${names[source] ?? ''} ${piece + 1}`,
    source,
    by,
    piece,
    pieces,
  }))
}

function mergedOf({ source, merge }: ColumnOption, names: readonly string[]): Added[] {
  if (!merge) return []
  const sources = [source, ...merge.with]
  return [{ name: merge.name ?? sources.map((at) => names[at] ?? '').join(' '), sources, separator: merge.separator }]
}

/** A cell cut at a delimiter or at fixed places; the last piece takes the rest. */
function cutCell(cell: string, by: string | number[], pieces: number): string[] {
  if (typeof by === 'string') {
    const parts = cell.split(by)
    return [...parts.slice(0, pieces - 1), ...(parts.length >= pieces ? [parts.slice(pieces - 1).join(by)] : [])].map(
      (part) => part.trim(),
    )
  }
  const places = [0, ...by]
  return places.map((start, i) => cell.slice(start, places[i + 1]).trim())
}

/** Applies a shape to rows of data. */
export class RowShaper {
  readonly #shape: Shape
  readonly #clean: ReadonlyMap<number, NonNullable<ColumnOption['clean']>>

  constructor(shape: Shape) {
    this.#shape = shape
    this.#clean = new Map(shape.clean.map(({ source, how }) => [source, how]))
  }

  /** A row with cleaned cells and the added ones behind; numbers and dates of a spreadsheet stay what they are. */
  row(row: RawRow): RawRow {
    const { width, added } = this.#shape
    const texts = Array.from({ length: width }, (_, i) => (i < row.width ? this.#cleaned(cellText(row, i), i) : ''))
    const shaped = rowOf([...texts, ...added.map((one) => addedCell(one, texts))], row)
    for (let i = 0; i < Math.min(width, row.width); i += 1) {
      const kind = row.kinds[i] as number
      if (kind === RawKind.text) continue
      shaped.kinds[i] = kind
      shaped.numbers[i] = row.numbers[i] as number
    }
    shaped.damage = row.damage
    return shaped
  }

  sample(sample: SampleRow): SampleRow {
    const row = rowOf(
      sample.cells.map(({ text }) => text),
      { row: sample.row, line: sample.line, raw: () => sample.raw ?? '' },
    )
    sample.cells.forEach(({ kind, number }, i) => {
      row.kinds[i] = kind
      row.numbers[i] = number
    })
    return { ...sample, cells: sampleOf(this.row(row)).cells }
  }

  #cleaned(cell: string, i: number): string {
    const how = this.#clean.get(i)
    return how ? cleanText(cell, how) : cell
  }
}

function addedCell(added: Added, texts: readonly string[]): string {
  if ('sources' in added) {
    const parts = added.sources.map((source) => (texts[source] ?? '').trim())
    return parts.filter((part) => part !== '').join(added.separator)
  }
  return cutCell(texts[added.source] ?? '', added.by, added.pieces)[added.piece] ?? ''
}

/** Full-width forms of ASCII stand this far behind their half-width ones. */
const WIDE = 0xfee0

function cleanText(cell: string, { trim, width, letters }: NonNullable<ColumnOption['clean']>): string {
  let text = cell
  if (width === 'half')
    text = text
      .replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - WIDE))
      .replaceAll('\u3000', ' ')
  if (width === 'full')
    text = text.replace(/[!-~]/g, (half) => String.fromCharCode(half.charCodeAt(0) + WIDE)).replaceAll(' ', '\u3000')
  if (letters === 'lower') text = text.toLowerCase()
  if (letters === 'upper') text = text.toUpperCase()
  if (letters === 'words')
    text = text
      .toLowerCase()
      .replace(/(^|[^\p{L}\p{N}'’])(\p{L})/gu, (_, before, first) => before + first.toUpperCase())
  return trim ? text.replace(/[\s\u3000]+/g, ' ').trim() : text
}
