import { RawKind, type RawRow } from './row'

/** A cell of the sample that guesses are made from; `text` is what the file says, or a number as people would write it. */
export interface SampleCell {
  kind: number
  text: string
  number: number
}

export interface SampleRow {
  row: number
  line: number
  cells: SampleCell[]
  damaged: boolean
  /** As it is written, of the first rows. */
  raw?: string
  /** Rows of data in a header's own line. */
  joined?: string[][]
}

const decoder = new TextDecoder()
/** Rows among which the header is expected. */
const FIRST = 12

/** Keeps a copy of a row. */
export function sampleOf(row: RawRow): SampleRow {
  const cells: SampleCell[] = []
  for (let i = 0; i < row.width; i += 1) cells.push(cellOf(row, i))
  const raw = row.row < FIRST ? { raw: row.raw() } : {}
  return { row: row.row, line: row.line, cells, damaged: row.damage !== null, ...raw }
}

function cellOf(row: RawRow, i: number): SampleCell {
  const kind = row.kinds[i] as number
  if (kind === RawKind.empty) return { kind, text: '', number: Number.NaN }
  if (kind === RawKind.number) {
    const number = row.numbers[i] as number
    return { kind, text: textOfNumber(number), number }
  }
  if (kind === RawKind.boolean) return { kind, text: textOfBoolean(row.numbers[i] as number), number: Number.NaN }
  const text = decoder.decode(row.bytes.subarray(row.starts[i], row.ends[i]))
  return { kind: text === '' ? RawKind.empty : kind, text, number: Number.NaN }
}

/** A number of a spreadsheet as text: fifteen significant digits, as spreadsheets show them. */
export function textOfNumber(value: number): string {
  return String(Number(value.toPrecision(15)))
}

export function textOfBoolean(value: number): string {
  return value === 0 ? 'FALSE' : 'TRUE'
}

export function isBlankRow(row: SampleRow): boolean {
  return row.cells.every((cell) => cell.text.trim() === '')
}
