import { readFileSync } from 'node:fs'
import * as XLSX from '@e965/xlsx'
import * as codePages from '@e965/xlsx/dist/cpexcel.full.mjs'
import { failure } from '@shared/contract/app-error'
import { paddedText, Shown, shownBy } from '../spreadsheets/number-formats'
import { serialToText } from '../spreadsheets/serial-date'
import type { ForeignCell, ForeignReader, ForeignRow } from './child-protocol'

/** These formats are read whole; a larger file would not fit the memory it is given. */
const MAX_BYTES = 200 << 20

XLSX.set_cptable(codePages)

/** Reads XLS, XLSB, ODS, FODS and SpreadsheetML through SheetJS. */
export function readSpreadsheet(path: string, file: string): ForeignReader {
  const content = readFileSync(path)
  if (content.length > MAX_BYTES) throw failure('tooLargeForFormat', { file, megabytes: MAX_BYTES >> 20 })
  const workbook = parse(content, file)
  const date1904 = workbook.Workbook?.WBProps?.date1904 ?? false
  return {
    sheets: workbook.SheetNames.map((name, i) => ({
      name,
      hidden: (workbook.Workbook?.Sheets?.[i]?.Hidden ?? 0) !== 0,
      rows: null,
      columns: null,
    })),
    rows: (sheet) => rowsOf(workbook.Sheets[workbook.SheetNames[sheet] as string], date1904),
  }
}

function parse(content: Buffer, file: string): XLSX.WorkBook {
  try {
    // `raw` leaves the texts of HTML tables alone: guessing types is ours.
    return XLSX.read(content, {
      type: 'buffer',
      dense: true,
      cellNF: true,
      cellText: false,
      cellHTML: false,
      cellFormula: false,
      raw: true,
    })
  } catch (thrown) {
    const detail = thrown instanceof Error ? thrown.message : String(thrown)
    if (/password|encrypt/i.test(detail)) throw failure('fileEncrypted', { file })
    throw failure('fileDamaged', { file, detail })
  }
}

function* rowsOf(sheet: XLSX.WorkSheet | undefined, date1904: boolean): Generator<ForeignRow> {
  const rows = (sheet?.['!data'] ?? []) as (XLSX.CellObject[] | undefined)[]
  for (let row = 0; row < rows.length; row += 1) {
    const cells = rows[row]
    if (cells && cells.length > 0) yield { row, cells: Array.from(cells, (cell) => cellOf(cell, date1904)) }
  }
}

function cellOf(cell: XLSX.CellObject | undefined, date1904: boolean): ForeignCell {
  if (!cell || cell.v === undefined || cell.v === null) return null
  switch (cell.t) {
    case 'n':
      return numberOf(Number(cell.v), cell.z, date1904)
    case 'b':
      return Boolean(cell.v)
    case 'e':
      return { kind: 'error', text: typeof cell.w === 'string' ? cell.w : '#ERROR' }
    case 'd':
      return { kind: 'date', text: isoOf(cell.v) }
    case 's':
      return String(cell.v)
    default:
      return null
  }
}

function numberOf(value: number, format: XLSX.CellObject['z'], date1904: boolean): ForeignCell {
  const shown = typeof format === 'string' ? shownBy(-1, format) : shownBy(Number(format ?? 0), undefined)
  if (shown > Shown.padded) return paddedText(value, shown) ?? value
  const text = shown === Shown.number ? null : serialToText(value, shown, date1904)
  if (text === null) return Number.isFinite(value) ? value : null
  return text[4] === '-' ? { kind: 'date', text } : text
}

function isoOf(value: XLSX.CellObject['v']): string {
  const text = value instanceof Date ? value.toISOString() : String(value)
  return text.replace('T00:00:00.000Z', '').replace(/T(\d\d:\d\d:\d\d)(\.000)?Z$/, ' $1')
}
