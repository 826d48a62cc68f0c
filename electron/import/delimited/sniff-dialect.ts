import { type DateOrder, parseDate } from '../types/parse-date'
import { parseNumber } from '../types/parse-number'
import { type Dialect, plainDialect } from './dialect'
import { alignedCells, BLANKS, columnPlaces } from './parse-aligned'
import { parseText } from './parse-strings'

export interface DialectGuess {
  dialect: Dialect
  /** 0–1 for the delimiter that was chosen. */
  confidence: number
  alternatives: { value: string; confidence: number }[]
}

const NONE = '\u001e'
const delimiters = [',', '\t', ';', '|', ', ', '; ', '||', '\t\t', '\u0001', '\u001f', '^', '~', ':', ' ', '，', '；']
/** These also stand between words: a line or two cannot tell. */
const unusual = new Set([' ', ':', '^', '~', ', ', '; '])
const ROWS = 600
/** What one column is worth: a table of several columns must be quite even to win against it. */
const SINGLE_COLUMN = 0.3

interface Scored {
  dialect: Dialect
  score: number
  /** Columns of most rows. */
  width: number
}

/**
 * Finds out how a text is delimited: each candidate dialect is tried on the sample and judged by how even its rows are and how
 * many of its cells make sense (numbers, dates, short words), in the spirit of van den Burg et al. (2019).
 * @param content the beginning of the text, cut at a line end
 * @param said what the user said; it is not guessed again
 */
export function sniffDialect(content: string, said: Partial<Dialect>): DialectGuess {
  const newline = said.newline ?? (content.includes('\n') || !content.includes('\r') ? 'lf' : 'cr')
  const comment = said.comment !== undefined ? said.comment : null
  const scored = candidates(content, said)
    .map((candidate) => ({ ...plainDialect, ...candidate, newline, comment }) as Dialect)
    .map((dialect): Scored => ({ dialect, ...scoreOf(content, dialect) }))
    .sort((a, b) => b.score - a.score)
  const best = alignedBest(content, said, scored)
  const chosen =
    best.width === 1 && said.delimiter === undefined ? singleColumn(content, best.dialect, said) : best.dialect
  const dialect = {
    ...chosen,
    ...(chosen.quote === "'" && isDoubled(content, '"') ? { doubled: '"' } : {}),
    comment: comment ?? (said.comment === undefined ? sniffComment(content, chosen) : null),
  }
  return { dialect, confidence: confidenceOf(scored), alternatives: alternativesOf(scored) }
}

/** Columns that are aligned with blanks, where that reads better than any delimiter; the winner stands first in `scored`. */
function alignedBest(content: string, said: Partial<Dialect>, scored: Scored[]): Scored {
  const first = scored[0] as Scored
  if (said.delimiter !== undefined && said.delimiter !== BLANKS) return first
  const lines = content
    .split(/\r\n|\n|\r/)
    .filter((line) => line.trim() !== '')
    .slice(0, ROWS)
  const newline = first.dialect.newline
  const base = { ...plainDialect, delimiter: BLANKS, quote: null, escape: null, newline }
  const runs = scoreOfRows(lines.map((line) => alignedCells(line, undefined)))
  const isAligned = lines.filter((line) => / {2,}\S|\t /.test(line)).length > lines.length / 2
  if (said.delimiter === undefined && (!isAligned || lines.length < 3)) return first
  const places = columnPlaces(lines)
  const fixed = places && places.length <= 200 ? scoreOfRows(lines.map((line) => alignedCells(line, places))) : null
  const choice: Scored =
    fixed && places && fixed.score > runs.score + 0.02
      ? { dialect: { ...base, places }, ...fixed }
      : { dialect: base, ...runs }
  if (said.delimiter === undefined && (choice.width < 2 || choice.score <= first.score)) return first
  scored.unshift(choice)
  return choice
}

function candidates(content: string, said: Partial<Dialect>): Partial<Dialect>[] {
  const marks =
    said.delimiter !== undefined
      ? [said.delimiter]
      : delimiters.filter((mark) => content.includes(mark) && mark !== NONE)
  const quotes = said.quote !== undefined ? [said.quote] : sniffQuotes(content)
  // The last candidate is no delimiter at all: a list of lines.
  return (said.delimiter !== undefined ? marks : [...marks, NONE]).flatMap((delimiter) =>
    quotes.flatMap((quote) =>
      escapesOf(content, quote, said).map((escapeBy) => ({ delimiter, quote, escape: escapeBy })),
    ),
  )
}

/** Whether a mark never stands alone in a text. */
function isDoubled(content: string, mark: string): boolean {
  return content.includes(mark) && !content.replaceAll(mark + mark, '').includes(mark)
}

/** The apostrophe is considered only where it seems to enclose fields. */
function sniffQuotes(content: string): (string | null)[] {
  const single = /(^|[\t,;|\n])\s?'[^'\n]*'\s?(?=[\t,;|\r\n]|$)/.test(content)
  return single ? ['"', "'"] : ['"']
}

function escapesOf(content: string, quote: string | null, said: Partial<Dialect>): (string | null)[] {
  if (said.escape !== undefined) return [said.escape]
  return quote !== null && content.includes(`\\${quote}`) ? [quote, '\\'] : [quote]
}

function scoreOf(content: string, dialect: Dialect): { score: number; width: number } {
  const rows = parseText(content, dialect, ROWS).filter((row) => row.some((cell) => cell.trim() !== ''))
  if (rows.length === 0 || (rows.length < 3 && unusual.has(dialect.delimiter))) return { score: 0, width: 1 }
  const { width } = scoreOfRows(rows)
  if (dialect.delimiter === ' ' && emptyShare(rows) > 0.3) return { score: 0, width }
  if (everySecondEmpty(rows, width)) return { score: 0, width }
  return scoreOfRows(rows, unusual.has(dialect.delimiter) ? 0.9 : 1)
}

/** How even rows are, and how much sense their cells make. */
function scoreOfRows(rows: readonly string[][], rare = 1): { score: number; width: number } {
  if (rows.length === 0) return { score: 0, width: 1 }
  const widths = new Map<number, number>()
  for (const row of rows) widths.set(row.length, (widths.get(row.length) ?? 0) + 1)
  const [width] = [...widths].sort((a, b) => b[1] * Math.min(b[0], 2) - a[1] * Math.min(a[0], 2))[0] as [number, number]
  const even = [...widths.values()].reduce((sum, n) => sum + (n / rows.length) ** 2, 0)
  const sense = 0.2 + 0.8 * senseOf(rows)
  if (width === 1) return { score: SINGLE_COLUMN * even * sense, width }
  return { score: even * sense * rare * (1 + 0.02 * Math.min(width, 10)), width }
}

/** Half a delimiter of two characters leaves every second column empty. */
function everySecondEmpty(rows: readonly string[][], width: number): boolean {
  if (width < 3 || width % 2 === 0) return false
  const full = rows.filter((row) => row.length === width)
  return full.every((row) => row.every((cell, i) => i % 2 === 0 || cell === ''))
}

/** Texts that are aligned with blanks are not delimited by them. */
function emptyShare(rows: readonly string[][]): number {
  const cells = rows.slice(0, 150).flat()
  return cells.filter((cell) => cell === '').length / Math.max(cells.length, 1)
}

/** Lines that are one cell each: a delimiter that does not occur, and quotes only where all of them enclose whole lines. */
function singleColumn(content: string, dialect: Dialect, said: Partial<Dialect>): Dialect {
  const delimiter = [',', '\t', ';', '|'].find((mark) => !content.includes(mark)) ?? NONE
  const quoted = content.split(/\r\n|\n|\r/).filter((line) => line.startsWith('"'))
  const enclosed = quoted.every((line) => /^"(?:[^"]|"")*"$/.test(line))
  const quote = said.quote ?? (enclosed ? '"' : null)
  return { ...dialect, delimiter, quote, escape: said.escape ?? quote }
}

/** Share of cells that look like something; quotes and delimiters left over speak against the dialect. */
function senseOf(rows: readonly string[][]): number {
  const cells = rows.slice(0, 150).flat()
  return cells.reduce((sum, cell) => sum + senseOfCell(cell), 0) / Math.max(cells.length, 1)
}

const orders: readonly DateOrder[] = ['dmy', 'mdy']

function senseOfCell(cell: string): number {
  const said = cell.trim()
  if (said === '') return 0.8
  if (/^["']|["']$/.test(said) || /[^\\]\\"|"{2}/.test(said)) return 0
  if (!Number.isNaN(parseNumber(said, '.')) || !Number.isNaN(parseNumber(said, ','))) return 1
  if (orders.some((order) => parseDate(said, order) !== null)) return 1
  if (/[,;\t|]/.test(said)) return 0.3
  return said.length <= 40 ? 0.8 : 0.5
}

function confidenceOf(scored: readonly Scored[]): number {
  const best = scored[0] as Scored
  const rival = scored.find(({ dialect }) => dialect.delimiter !== best.dialect.delimiter)
  const share = best.score / (best.score + (rival?.score ?? 0) || 1)
  return Math.round(Math.min(1, best.score) * share * 100) / 100
}

function alternativesOf(scored: readonly Scored[]): { value: string; confidence: number }[] {
  const best = scored[0] as Scored
  const seen = new Set([best.dialect.delimiter])
  const others: { value: string; confidence: number }[] = []
  for (const { dialect, score } of scored) {
    if (seen.has(dialect.delimiter) || dialect.delimiter === NONE || score <= 0) continue
    seen.add(dialect.delimiter)
    others.push({
      value: dialect.delimiter,
      confidence: Math.round((Math.min(1, score) / (1 + best.score)) * 100) / 100,
    })
  }
  return others.slice(0, 4)
}

/** `#` begins comments when lines with it are not rows of the table. */
function sniffComment(content: string, dialect: Dialect): string | null {
  const lines = content.split(dialect.newline === 'cr' ? '\r' : '\n').slice(0, 2000)
  const marked = lines.filter((line) => line.startsWith('#'))
  if (marked.length === 0 || marked.length > lines.length / 2) return null
  const widthOf = (line: string): number => parseText(line, dialect)[0]?.length ?? 0
  const others = lines
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))
    .slice(0, 50)
    .map(widthOf)
  const usual = Math.max(...others)
  return usual > 1 && marked.every((line) => widthOf(line) !== usual) ? '#' : null
}
