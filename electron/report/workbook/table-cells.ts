import type { TableCell, TableColumn, TableElement } from '@shared/contract/result-elements'
import type { ReportWords } from '../document/report-words'
import { columnWidth } from '../xlsx/column-width'
import type { Sheet, SheetCell } from '../xlsx/sheet-xml'
import type { CellStyle } from '../xlsx/styles'
import { serialDay } from './serial-day'

const unitStyles: Readonly<Record<string, CellStyle>> = {
  count: 'decimal0',
  percent: 'percent',
  currency: 'currency',
  days: 'decimal1',
  bytes: 'decimal0',
  date: 'date',
  datetime: 'datetime',
}
const decimalStyles: readonly CellStyle[] = [
  'decimal0',
  'decimal1',
  'decimal2',
  'decimal3',
  'decimal4',
  'decimal6',
  'decimal6',
]

/** How numbers of a unit look; the value in the cell keeps every digit. */
export function numberStyle(unit: TableColumn['unit'], decimals: number | undefined): CellStyle {
  const own = unitStyles[unit ?? 'number']
  if (own !== undefined && (own !== 'decimal1' || decimals === undefined)) return own
  return decimals === undefined ? 'number' : (decimalStyles[Math.min(decimals, 6)] ?? 'number')
}

/** One value of a result as a cell: numbers stay numbers, words are said. */
export function tableCell(value: TableCell | undefined, column: TableColumn, words: ReportWords): SheetCell {
  if (value === null || value === undefined) return { value: null }
  if (typeof value === 'number') {
    const style = numberStyle(column.unit, column.decimals)
    const isDate = column.unit === 'date' || column.unit === 'datetime'
    return { value: isDate ? serialDay(value) : value, style }
  }
  return { value: words.cell(value, column) }
}

function widthOf(element: TableElement, index: number, words: ReportWords): number {
  const column = element.columns[index] as TableColumn
  const sample = element.rows.slice(0, 200).map((row) => words.cell(row[index] ?? null, column))
  return columnWidth([words.say(column.label), ...sample])
}

/** A table as a sheet: title, caption, header, rows, totals. The header stays when rows are scrolled and can filter. */
export function tableSheet(element: TableElement, name: string, words: ReportWords): Sheet {
  const { columns, rows, totals } = element
  const caption: SheetCell[] = element.caption ? [{ value: words.say(element.caption), style: 'text' }] : []
  const header = columns.map(({ label }): SheetCell => ({ value: words.say(label), style: 'header' }))
  const body = rows.map((row) => columns.map((column, index) => tableCell(row[index], column, words)))
  const last = totals ? [columns.map((column, index) => tableCell(totals[index], column, words))] : []
  return {
    name,
    widths: columns.map((_, index) => widthOf(element, index, words)),
    frozenRows: 4,
    filterRow: 3,
    footRows: last.length,
    rows: [[{ value: words.say(element.title), style: 'heading' }], caption, [], header, ...body, ...last],
  }
}
