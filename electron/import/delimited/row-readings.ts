import { type Dialect, plainDialect } from './dialect'
import { parseText } from './parse-strings'

/** Rows that a spoiled line could mean, and what must have happened to it: a key under `import-reasons.repair`. */
export interface Reading {
  how: 'delimiter' | 'quote' | 'lineEnd' | 'strayQuote' | 'strayDelimiter'
  rows: string[][]
}

const otherDelimiters = [',', ';', '\t', '|', ', ', '; ', ' ', ':']
/** Quotation marks that are tried; a longer line costs too much. */
const MAX_QUOTES = 40
const MAX_LENGTH = 20_000

/**
 * Other ways to read a line that does not fit its table: with another delimiter or quotation mark, as two lines that end otherwise
 * than the rest, without one quotation mark, without one empty cell.
 * @param raw the line as it is written
 */
export function readingsOf(raw: string, dialect: Dialect): Reading[] {
  if (raw.length > MAX_LENGTH) return []
  const line = raw.replace(/[\r\n]+$/, '')
  return [
    ...otherDelimiters
      .filter((delimiter) => delimiter !== dialect.delimiter && line.includes(delimiter))
      .map((delimiter) => ({ how: 'delimiter' as const, rows: parse(line, { ...dialect, delimiter }) })),
    ...otherQuotes(line, dialect).map((quote) => ({
      how: 'quote' as const,
      rows: parse(line, { ...dialect, quote, escape: quote }),
    })),
    ...(line.includes('\r') ? [{ how: 'lineEnd' as const, rows: parse(line, { ...dialect, newline: 'cr' }) }] : []),
    ...withoutOneQuote(line, dialect).map((text) => ({ how: 'strayQuote' as const, rows: parse(text, dialect) })),
    ...withoutOneCell(parse(line, dialect)).map((rows) => ({ how: 'strayDelimiter' as const, rows })),
  ]
}

function parse(text: string, dialect: Dialect): string[][] {
  return parseText(text, dialect).filter((row) => row.length > 1 || row[0] !== '')
}

function otherQuotes(line: string, { quote }: Dialect): string[] {
  return [plainDialect.quote as string, "'"].filter((mark) => mark !== quote && line.includes(mark))
}

function withoutOneQuote(line: string, { quote }: Dialect): string[] {
  if (quote === null) return []
  const texts: string[] = []
  for (let at = line.indexOf(quote); at >= 0 && texts.length < MAX_QUOTES; at = line.indexOf(quote, at + 1)) {
    texts.push(line.slice(0, at) + line.slice(at + 1))
  }
  return texts
}

function withoutOneCell(rows: readonly string[][]): string[][][] {
  const [row, more] = rows
  if (!row || more) return []
  return row.flatMap((cell, i) => (cell === '' ? [[row.filter((_, at) => at !== i)]] : []))
}
