import { looksLikeFormula } from '../../export/looks-like-formula'
import { textWidth } from './column-width'
import { escapeXml } from './escape-xml'
import { type CellStyle, styleIndex } from './styles'

/** A value with how it looks; a link leads to a place in the same workbook, such as `'Runs'!A1`. */
export interface SheetCell {
  value: string | number | boolean | null
  style?: CellStyle | undefined
  /** Numbers too stand at the left, beside their label. */
  left?: boolean | undefined
  link?: string | undefined
}

export interface Sheet {
  name: string
  /** In characters, by column. */
  widths: readonly number[]
  /** Rows that stay in place when the others are scrolled. */
  frozenRows?: number | undefined
  /** 0-based row of the header whose columns can be filtered, down to the last row. */
  filterRow?: number | undefined
  /** Rows at the end that filters leave alone, such as totals. */
  footRows?: number | undefined
  rows: Iterable<readonly SheetCell[]> | AsyncIterable<readonly SheetCell[]>
}

/** Points. */
const lineHeight = 15
/** Chinese needs more than Latin. */
const wrappedLineHeight = 17
const tallStyles: Partial<Record<CellStyle, number>> = { title: 24, heading: 19 }

/** What a row needs for its titles and wrapped words; undefined for an ordinary one, which any program sizes well. */
function heightOf(row: readonly SheetCell[], widths: readonly number[]): number | undefined {
  const heights = row.map(({ value, style = 'text' }, index) => {
    if (typeof value !== 'string' || (style !== 'wrapped' && style !== 'muted')) return tallStyles[style] ?? lineHeight
    const lines = value
      .split('\n')
      .map((line) => Math.max(1, Math.ceil(textWidth(line) / (0.95 * (widths[index] ?? 10)))))
    const count = lines.reduce((sum, some) => sum + some, 0)
    return count === 1 ? lineHeight : wrappedLineHeight * count
  })
  const height = Math.max(lineHeight, ...heights)
  return height > lineHeight ? Math.min(height, 400) : undefined
}

/** Rows per piece of text handed to the compressor. */
const rowsPerPiece = 500
/** UTF-16 units that a cell can hold in the format's own limits. */
export const longestText = 32_767

/** The letters of a 0-based column: 0 → A, 26 → AA. */
export function columnName(index: number): string {
  const last = String.fromCharCode(65 + (index % 26))
  return index < 26 ? last : columnName(Math.floor(index / 26) - 1) + last
}

function cellXml(cell: SheetCell, place: string): string {
  const { value, style = 'text', left } = cell
  if (value === null) return style === 'text' ? '' : `<c r="${place}" s="${styleIndex(style, left)}"/>`
  if (typeof value === 'boolean')
    return `<c r="${place}" s="${styleIndex(style, left)}" t="b"><v>${value ? 1 : 0}</v></c>`
  if (typeof value === 'number') {
    return Number.isFinite(value) ? `<c r="${place}" s="${styleIndex(style, left)}"><v>${value}</v></c>` : ''
  }
  // Marked, so that editing keeps them words.
  const shown = style === 'text' && looksLikeFormula(value) ? 'quoted' : style
  const words = escapeXml(value.slice(0, longestText).replace(/[\uD800-\uDBFF]$/, ''))
  return `<c r="${place}" s="${styleIndex(shown)}" t="inlineStr"><is><t xml:space="preserve">${words}</t></is></c>`
}

function openingXml(sheet: Sheet, first: boolean): string {
  const frozen = sheet.frozenRows ?? 0
  const pane = `<pane ySplit="${frozen}" topLeftCell="A${frozen + 1}" activePane="bottomLeft" state="frozen"/>`
  const columns = sheet.widths.map(
    (width, index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`,
  )
  return (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' +
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">' +
    '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>' +
    `<sheetViews><sheetView workbookViewId="0"${first ? ' tabSelected="1"' : ''} showGridLines="${sheet.filterRow === undefined ? 0 : 1}">` +
    `${frozen > 0 ? pane : ''}</sheetView></sheetViews><sheetFormatPr defaultRowHeight="${lineHeight}"/>` +
    `${columns.length > 0 ? `<cols>${columns.join('')}</cols>` : ''}<sheetData>`
  )
}

function closingXml(sheet: Sheet, rows: number, links: readonly string[]): string {
  const last = columnName(Math.max(0, sheet.widths.length - 1))
  const filter = sheet.filterRow
  const range =
    filter === undefined
      ? ''
      : `<autoFilter ref="A${filter + 1}:${last}${Math.max(rows - (sheet.footRows ?? 0), filter + 1)}"/>`
  const hyperlinks = links.length > 0 ? `<hyperlinks>${links.join('')}</hyperlinks>` : ''
  return `</sheetData>${range}${hyperlinks}<pageSetup orientation="landscape" fitToWidth="1" fitToHeight="0"/></worksheet>`
}

/**
 * Writes one sheet as SpreadsheetML, piece by piece. Words are always string cells, never formulas.
 * @param first whether this sheet is shown when the workbook opens
 */
export async function* sheetXml(sheet: Sheet, first: boolean): AsyncGenerator<string> {
  let piece = openingXml(sheet, first)
  let number = 0
  const links: string[] = []
  for await (const row of sheet.rows) {
    number += 1
    const cells = row.map((cell, index) => {
      const place = `${columnName(index)}${number}`
      if (cell.link) links.push(`<hyperlink ref="${place}" location="${escapeXml(cell.link)}"/>`)
      return cellXml(cell, place)
    })
    const height = heightOf(row, sheet.widths)
    const size = height === undefined ? '' : ` ht="${height}" customHeight="1"`
    piece += `<row r="${number}"${size}>${cells.join('')}</row>`
    if (number % rowsPerPiece === 0) {
      yield piece
      piece = ''
    }
  }
  yield piece + closingXml(sheet, number, links)
}
