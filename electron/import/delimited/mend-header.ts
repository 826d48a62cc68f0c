import { RawKind } from '../rows/row'
import type { SampleCell, SampleRow } from '../rows/sample'
import { parseNumber } from '../types/parse-number'
import type { Dialect } from './dialect'
import { readingsOf } from './row-readings'

/**
 * Reads a header line that was spoiled (one delimiter too many, other delimiters, another line end) as names over the columns below
 * it: the one reading in which every column has a name of its own.
 * @param rows the file's first rows
 * @param width columns of the table
 */
export function mendHeader(rows: readonly SampleRow[], width: number, dialect: Dialect): SampleRow[] {
  const at = rows.findIndex(({ cells }) => cells.some(({ text }) => text.trim() !== ''))
  const first = rows[at]
  const below = rows.slice(at + 1, at + 6).filter(({ cells }) => cells.length === width)
  if (!first?.raw || width < 3 || first.cells.length === width || below.length < 2) return [...rows]
  const readings = new Map<string, string[][]>()
  for (const { rows: read } of readingsOf(first.raw, dialect))
    if (isHeader(read, width)) readings.set(JSON.stringify(read), read)
  const [only, other] = readings.values()
  if (!only || other) return [...rows]
  const [names = [], ...joined] = only
  const mended: SampleRow = {
    ...first,
    damaged: false,
    cells: names.map(cellOf),
    ...(joined.length > 0 ? { joined } : {}),
  }
  return rows.map((row, i) => (i === at ? mended : row))
}

function isHeader(rows: readonly string[][], width: number): boolean {
  const [names = []] = rows
  const full = rows.length > 0 && rows.every((row) => row.length === width)
  const words = names.every((name) => name.trim() !== '' && Number.isNaN(parseNumber(name, '.')))
  return full && words && new Set(names).size === width
}

function cellOf(text: string): SampleCell {
  return { kind: RawKind.text, text, number: Number.NaN }
}
