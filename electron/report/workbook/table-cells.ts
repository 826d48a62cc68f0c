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

/** Digits that suit a plain number's size. */
export function habitualDecimals(value: number): number {
  const size = Math.abs(value)
  return Number.isInteger(value) ? 0 : size >= 1000 ? 1 : size >= 10 ? 2 : size >= 1 ? 3 : 4
}

/** Digits for a whole column; undefined when its numbers are of so different sizes that each needs its own. */
function columnDecimals(element: TableElement, index: number): number | undefined {
  const numbers = element.rows.flatMap((row) => (typeof row[index] === 'number' ? [Math.abs(row[index])] : []))
  if (numbers.every(Number.isInteger)) return 0
  const [least, most] = [Math.min(...numbers.filter((value) => value > 0)), Math.max(...numbers)]
  return most >= 10 && least < 1
    ? undefined
    : Math.max(1, habitualDecimals(most + 0.5 * Number(Number.isInteger(most))))
}

/** The column with the digits that it is shown with. */
function withDecimals(element: TableElement, column: TableColumn, index: number): TableColumn {
  const isPlain = (column.unit ?? 'number') === 'number' && column.decimals === undefined
  return isPlain ? { ...column, decimals: columnDecimals(element, index) } : column
}

/** One value of a result as a cell: numbers stay numbers, words are said. */
export function tableCell(value: TableCell | undefined, column: TableColumn, words: ReportWords): SheetCell {
  if (value === null || value === undefined) return { value: null }
  if (typeof value === 'number') {
    const isPlain = (column.unit ?? 'number') === 'number'
    const style = numberStyle(column.unit, column.decimals ?? (isPlain ? habitualDecimals(value) : undefined))
    const isDate = column.unit === 'date' || column.unit === 'datetime'
    return { value: isDate ? serialDay(value) : value, style }
  }
  return { value: words.cell(value, column) }
}

function widthOf(element: TableElement, column: TableColumn, index: number, words: ReportWords): number {
  const sample = element.rows.slice(0, 200).map((row) => words.cell(row[index] ?? null, column))
  return columnWidth([words.say(column.label), ...sample])
}

/** A table as a sheet: title, caption, header, rows, totals. The header stays when rows are scrolled and can filter. */
export function tableSheet(element: TableElement, name: string, words: ReportWords): Sheet {
  const { rows, totals } = element
  const columns = element.columns.map((column, index) => withDecimals(element, column, index))
  const caption: SheetCell[] = element.caption ? [{ value: words.say(element.caption), style: 'text' }] : []
  const header = columns.map(({ label }, index): SheetCell => {
    const isNumeric = rows.some((row) => typeof row[index] === 'number')
    return { value: words.say(label), style: isNumeric ? 'numberHeader' : 'header' }
  })
  const body = rows.map((row) => columns.map((column, index) => tableCell(row[index], column, words)))
  const last = totals ? [columns.map((column, index) => tableCell(totals[index], column, words))] : []
  return {
    name,
    widths: columns.map((column, index) => widthOf(element, column, index, words)),
    frozenRows: 4,
    filterRow: 3,
    footRows: last.length,
    rows: [[{ value: words.say(element.title), style: 'heading' }], caption, [], header, ...body, ...last],
  }
}
