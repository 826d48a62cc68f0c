import { RawKind, type RawRow } from '../rows/row'
import { isBlankRow, type SampleCell, type SampleRow } from '../rows/sample'
import { defaultMissingTokens, MissingTokens } from '../types/missing-tokens'
import { type DateOrder, parseDate } from '../types/parse-date'
import { parseNumber } from '../types/parse-number'

export interface HeaderGuess {
  /** 0-based rows of the file that hold the header, in order; empty when the table has none. */
  rows: number[]
  /** The first row of data. */
  firstData: number
  confidence: number
  /** Rows of data that stand in the header's own line. */
  joined?: RawRow[]
}

const LOOK = 60
const BODY = 200

/**
 * Finds the header rows under title rows, and units or second header rows under the header: a header differs from what stands
 * below it, a title is narrower than the table.
 * @param rows the file's first rows, blank ones included
 * @param width columns of the table
 */
export function findHeader(rows: readonly SampleRow[], width: number): HeaderGuess {
  const filled = rows.filter((row) => !isBlankRow(row))
  const start = firstOfTable(filled, width)
  const head = filled[start]
  if (!head) return { rows: [], firstData: 0, confidence: 0 }
  const body = filled.slice(start + 1)
  if (body.length === 0) return loneRow(head)
  const typed = typedColumns(body, width)
  const score = headerScore(head, body, typed, width)
  if (score <= 0) return { rows: [], firstData: head.row, confidence: Math.min(0.95, 0.3 - score) }
  const header = [head, ...moreHeaderRows(head, body, typed)]
  const next = filled[start + header.length]
  return {
    rows: header.map(({ row }) => row),
    firstData: next?.row ?? (header[header.length - 1] as SampleRow).row + 1,
    confidence: Math.min(0.98, score),
  }
}

/** Title rows fill less of the table than its rows do. */
function firstOfTable(rows: readonly SampleRow[], width: number): number {
  if (width < 2) return 0
  const usual = usualFill(rows)
  const limit = Math.min(LOOK, rows.length - 1)
  for (let i = 0; i < limit; i += 1) {
    const row = rows[i] as SampleRow
    const filled = fillOf(row)
    const narrow = filled <= Math.max(1, usual * 0.4) && usual >= 2
    const odd = row.cells.length !== width && rows[i + 1]?.cells.length === width && filled !== usual
    if ((!narrow && !odd) || spansGroups(row, rows[i + 1])) return i
  }
  return limit < LOOK && fillOf(rows[limit] as SampleRow) > 1 ? limit : 0
}

/** A narrow row above a header whose cells name groups of columns (merged cells): it belongs to the header. */
function spansGroups(row: SampleRow, next: SampleRow | undefined): boolean {
  if (!next || next.cells.length !== row.cells.length || fillOf(row) < 2 || fillOf(next) <= fillOf(row)) return false
  return [...row.cells, ...next.cells].every((cell) => cell.text.trim() === '' || isWord(cell))
}

function usualFill(rows: readonly SampleRow[]): number {
  const fills = rows
    .slice(0, BODY)
    .map(fillOf)
    .sort((a, b) => a - b)
  return fills[Math.floor(fills.length * 0.6)] ?? 0
}

function fillOf(row: SampleRow): number {
  return row.cells.reduce((count, cell) => count + (cell.text.trim() === '' ? 0 : 1), 0)
}

/** A table of one row: words are a header without data, anything else, and a single cell, is data without a header. */
function loneRow(row: SampleRow): HeaderGuess {
  const words = row.cells.length > 1 && row.cells.every((cell) => cell.text.trim() === '' || isWord(cell))
  return words
    ? { rows: [row.row], firstData: row.row + 1, confidence: 0.5 }
    : { rows: [], firstData: row.row, confidence: 0.6 }
}

/** Columns whose cells are mostly numbers or dates. */
function typedColumns(body: readonly SampleRow[], width: number): boolean[] {
  const sample = body.slice(0, BODY)
  return Array.from({ length: width }, (_, i) => {
    const filled = sample.map((row) => row.cells[i]).filter((cell) => cell && cell.text.trim() !== '') as SampleCell[]
    return filled.length > 0 && filled.filter((cell) => !isWord(cell)).length / filled.length >= 0.6
  })
}

/** Above 0 the row is a header, and how surely; at or below 0 it is data. */
function headerScore(head: SampleRow, body: readonly SampleRow[], typed: readonly boolean[], width: number): number {
  let differs = 0
  let alike = 0
  for (let i = 0; i < width; i += 1) {
    const cell = head.cells[i]
    if (!typed[i] || !cell || cell.text.trim() === '') continue
    if (isWord(cell)) differs += 1
    else if (!isYear(cell)) alike += 1
  }
  if (differs > alike) return 0.75 + 0.2 * (differs / (differs + alike))
  if (alike > 0) return -(alike / (alike + differs))
  const years = head.cells.filter((cell, i) => typed[i] && isYear(cell)).length
  if (years > 0) return years > 1 && (head.cells.some((cell) => isWord(cell)) || namesYears(head, body)) ? 0.6 : -0.5
  return textHeaderScore(head, body)
}

/** Years in rising order over columns that hold something else, the corner left empty: a table by year. */
function namesYears(head: SampleRow, body: readonly SampleRow[]): boolean {
  const years = head.cells.flatMap((cell, i) => (cell.text.trim() === '' ? [] : [{ year: Number(cell.text), i }]))
  const rises = years.every(({ year }, at) => at === 0 || year > (years[at - 1]?.year ?? 0))
  if (years.length < 3 || !rises || head.cells[0]?.text.trim() !== '') return false
  const below = years.flatMap(({ i }) => body.slice(0, BODY).flatMap((row) => row.cells[i] ?? []))
  const known = below.filter((cell) => cell.text.trim() !== '')
  return known.filter(isYear).length < known.length / 2
}

/** Nothing but words: a header's cells are short, different from each other, and do not come again below. */
function textHeaderScore(head: SampleRow, body: readonly SampleRow[]): number {
  const names = head.cells.map((cell) => cell.text.trim())
  const filled = names.filter((name) => name !== '')
  const sample = body.slice(0, BODY)
  if (sample.filter((row) => sameCells(row, head)).length > Math.max(2, sample.length * 0.2)) return -0.5
  const again = names.filter(
    (name, i) => name !== '' && sample.some((row) => row.cells[i]?.text.trim() === name),
  ).length
  if (again > 0 && !sample.some((row) => sameCells(row, head))) return -0.4
  const long = filled.filter((name) => name.length > 60).length
  return long > filled.length / 2 ? -0.2 : 0.55
}

/** Rows under the header that still are none of the data: units, second names, the header once more. */
function moreHeaderRows(head: SampleRow, body: readonly SampleRow[], typed: readonly boolean[]): SampleRow[] {
  const more: SampleRow[] = []
  for (const row of body.slice(0, 4)) {
    if (!sameCells(row, head) && !isUnderHeader(row, head, body, typed)) break
    more.push(row)
  }
  return body.length > more.length ? more : []
}

function sameCells(a: SampleRow, b: SampleRow): boolean {
  return a.cells.length === b.cells.length && a.cells.every((cell, i) => cell.text === b.cells[i]?.text)
}

/** Words over columns of numbers, or names in the gaps of the header: not data. */
function isUnderHeader(
  row: SampleRow,
  head: SampleRow,
  body: readonly SampleRow[],
  typed: readonly boolean[],
): boolean {
  const typedCount = typed.filter(Boolean).length
  const onlyWords = row.cells.every((cell) => cell.text.trim() === '' || isWord(cell))
  if (!onlyWords || typedCount === 0) return false
  const overNumbers = row.cells.filter((cell, i) => typed[i] && cell.text.trim() !== '').length
  if (overNumbers > 0 && (overNumbers >= typedCount * 0.5 || overNumbers === fillOf(row))) return true
  const fillsGaps = row.cells.some((cell, i) => cell.text.trim() !== '' && (head.cells[i]?.text.trim() ?? '') === '')
  const below = body[body.indexOf(row) + 1]
  return fillsGaps && fillOf(row) > 1 && Boolean(below?.cells.some((cell) => cell.text.trim() !== '' && !isWord(cell)))
}

const orders: readonly DateOrder[] = ['dmy', 'mdy']
const missing = new MissingTokens(defaultMissingTokens)

/** Neither a number nor a date. */
function isWord(cell: SampleCell): boolean {
  const said = cell.text.trim()
  if (cell.kind !== RawKind.text || said === '' || missing.has(said)) return false
  if (!Number.isNaN(parseNumber(said, '.')) || !Number.isNaN(parseNumber(said, ','))) return false
  return !/^[+-]?\d+$/.test(said) && !orders.some((order) => parseDate(said, order) !== null)
}

function isYear(cell: SampleCell): boolean {
  return /^(19|20)\d\d$/.test(cell.text.trim())
}
