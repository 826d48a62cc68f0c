import { failure } from '@shared/contract/app-error'
import { sheetNames } from '../report/xlsx/sheet-names'
import { longestText, type Sheet, type SheetCell } from '../report/xlsx/sheet-xml'
import { writeWorkbook } from '../report/xlsx/write-workbook'
import type { Cell, RowSource } from './row-source'

/** What a sheet holds below its header and across, by the limits of the format. */
const mostRows = 1_048_575
const mostColumns = 16_384
const millisecondsPerDay = 86_400_000
/** Day 0 of spreadsheets; days before March 1900 are counted differently by different programs and stay words. */
const dayZero = Date.UTC(1899, 11, 30)
const firstSafeDay = 61

/**
 * Writes a workbook: dates as dates, numbers as numbers, words never as formulas. Rows beyond what one sheet holds go on in
 * a next one; of words longer than a cell holds the beginning is written.
 * @param name of the first sheet
 * @param rowsPerSheet below the header
 * @returns how many sheets were written, and how many cells were cut
 * @throws outTooWide, outTooLarge
 */
export async function writeSheets(
  file: string,
  source: RowSource,
  name: string,
  rowsPerSheet = mostRows,
): Promise<SheetsWritten> {
  if (source.columns.length > mostColumns) {
    throw failure('outTooWide', { columns: source.columns.length, most: mostColumns })
  }
  const written: SheetsWritten = { sheets: Math.max(1, Math.ceil(source.count / rowsPerSheet)), cellsCut: 0 }
  const rows = rowsOf(source)
  const names = sheetNames(Array.from({ length: written.sheets }, () => name))
  const sheets = names.map(
    (sheetName): Sheet => ({
      ...layoutOf(source, sheetName),
      rows: sheetRows(source, rows, rowsPerSheet, () => written.cellsCut++),
    }),
  )
  try {
    await writeWorkbook(file, sheets, 'CNY')
  } finally {
    // Rows that were not asked for any more keep their statement open.
    rows.return(undefined)
  }
  return written
}

/** What became of rows in a workbook. */
export interface SheetsWritten {
  sheets: number
  /** Cells of more characters than the format allows. */
  cellsCut: number
}

function layoutOf({ columns }: RowSource, name: string): Omit<Sheet, 'rows'> {
  const widths = columns.map((column) => Math.min(40, Math.max(widthOf(column.storage), column.name.length + 2)))
  return { name, widths, frozenRows: 1, filterRow: 0 }
}

function widthOf(storage: string): number {
  return storage === 'datetime' ? 17 : 11
}

function* rowsOf(source: RowSource): Generator<Cell[], undefined> {
  for (const batch of source.batches) yield* batch
}

function* sheetRows(
  { columns }: RowSource,
  rows: Iterator<Cell[], undefined>,
  rowsPerSheet: number,
  onCut: () => void,
): Generator<SheetCell[]> {
  yield columns.map(({ name }) => ({ value: name, style: 'header' as const }))
  for (let written = 0; written < rowsPerSheet; written++) {
    const { value: row, done } = rows.next()
    if (done) return
    for (const value of row) if (typeof value === 'string' && value.length > longestText) onCut()
    yield row.map((value, i) => sheetCell(value, columns[i]?.storage ?? 'text'))
  }
}

function sheetCell(value: Cell, storage: string): SheetCell {
  // A sheet has no infinite numbers; in words they are at least not lost.
  if (typeof value === 'number') return Number.isFinite(value) ? { value, style: 'number' } : { value: String(value) }
  if (value === null || (storage !== 'date' && storage !== 'datetime')) return { value, style: 'text' }
  const day =
    (Date.parse(`${value.replace(' ', 'T')}${storage === 'date' ? 'T00:00:00' : ''}Z`) - dayZero) / millisecondsPerDay
  return day >= firstSafeDay ? { value: day, style: storage } : { value, style: 'text' }
}
