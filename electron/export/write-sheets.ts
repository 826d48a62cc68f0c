import { sheetNames } from '../report/xlsx/sheet-names'
import type { Sheet, SheetCell } from '../report/xlsx/sheet-xml'
import { writeWorkbook } from '../report/xlsx/write-workbook'
import type { Cell, RowSource } from './row-source'

/** What a sheet holds below its header, by the limit of the format. */
const rowsPerSheet = 1_048_575
const millisecondsPerDay = 86_400_000
/** Day 0 of spreadsheets; days before March 1900 are counted differently by different programs and stay words. */
const dayZero = Date.UTC(1899, 11, 30)
const firstSafeDay = 61

/**
 * Writes a workbook: dates as dates, numbers as numbers, words never as formulas. Rows beyond what one sheet holds go on in
 * a next one.
 * @param name of the first sheet
 */
export async function writeSheets(file: string, source: RowSource, name: string): Promise<void> {
  const count = Math.max(1, Math.ceil(source.count / rowsPerSheet))
  const rows = rowsOf(source)
  const names = sheetNames(Array.from({ length: count }, () => name))
  const sheets = names.map((sheetName): Sheet => ({ ...layoutOf(source, sheetName), rows: sheetRows(source, rows) }))
  await writeWorkbook(file, sheets, 'CNY')
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

function* sheetRows({ columns }: RowSource, rows: Iterator<Cell[], undefined>): Generator<SheetCell[]> {
  yield columns.map(({ name }) => ({ value: name, style: 'header' as const }))
  for (let written = 0; written < rowsPerSheet; written++) {
    const { value: row, done } = rows.next()
    if (done) return
    yield row.map((value, i) => sheetCell(value, columns[i]?.storage ?? 'text'))
  }
}

function sheetCell(value: Cell, storage: string): SheetCell {
  if (typeof value === 'number') return { value, style: 'number' }
  if (value === null || (storage !== 'date' && storage !== 'datetime')) return { value, style: 'text' }
  const day =
    (Date.parse(`${value.replace(' ', 'T')}${storage === 'date' ? 'T00:00:00' : ''}Z`) - dayZero) / millisecondsPerDay
  return day >= firstSafeDay ? { value: day, style: storage } : { value, style: 'text' }
}
