import { looksLikeFormula } from './looks-like-formula'
import type { Cell } from './row-source'

const needsQuotes = /[",\r\n]|^\s|\s$/

/** Writes lines of a CSV file (RFC 4180) and counts the cells that it had to disarm. */
export class CsvWriter {
  cellsEscaped = 0

  /** @param formulaSafe text that looks like a formula gets an apostrophe in front, so that no spreadsheet runs it */
  constructor(private readonly formulaSafe = true) {}

  /** One line with its line end; numbers are written as they are. */
  line(cells: readonly Cell[]): string {
    let line = ''
    for (let i = 0; i < cells.length; i++) line += i === 0 ? this.cell(cells[i]) : `,${this.cell(cells[i])}`
    // A single empty cell would be an empty line, which readers skip.
    return line === '' && cells.length === 1 ? '""\r\n' : `${line}\r\n`
  }

  private cell(value: Cell | undefined): string {
    if (value === null || value === undefined) return ''
    if (typeof value === 'number') return String(value)
    const escapes = this.formulaSafe && looksLikeFormula(value)
    if (escapes) this.cellsEscaped++
    const safe = escapes ? `'${value}` : value
    return needsQuotes.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
  }
}
