import type { TableCell, TableColumn, TableElement } from '@shared/contract/result-elements'
import type { ReportWords } from '../document/report-words'
import { html, type Markup } from './escape-html'

/** Rows that a page shows of one table; the workbook has all of them. */
const mostRows = { page: 1000, paper: 200 }
/** Up to so many rows a table is kept on one page. */
const shortRows = 14
/** From so many columns on, paper takes a smaller print. */
const wideColumns = 9

const numericUnits = new Set(['number', 'count', 'percent', 'currency', 'days', 'milliseconds', 'bytes'])

/** A column is one of numbers when no cell of it is words. */
function isNumeric(element: TableElement, index: number): boolean {
  const cells = element.rows.map((row) => row[index] ?? null)
  const numbers = cells.filter((cell) => typeof cell === 'number').length
  return numbers > 0
    ? cells.every((cell) => typeof cell === 'number' || cell === null)
    : numericUnits.has(element.columns[index]?.unit ?? '')
}

/** Largest absolute value per column: what bars and tints are measured against. */
function largest(element: TableElement): number[] {
  return element.columns.map((_, index) =>
    element.rows.reduce((most, row) => {
      const cell = row[index]
      return typeof cell === 'number' && Number.isFinite(cell) ? Math.max(most, Math.abs(cell)) : most
    }, 0),
  )
}

/** Bar or tint of a cell: its class and its share of the column's largest value. */
function drawing(cell: TableCell | undefined, column: TableColumn, most: number): { classes: string; style: string } {
  if (typeof cell !== 'number' || !Number.isFinite(cell) || most === 0 || !(column.bar || column.heat)) {
    return { classes: '', style: '' }
  }
  const share = Math.abs(cell) / most
  return {
    classes: ` ${column.bar ? 'bar' : 'heat'}${cell < 0 ? ' negative' : ''}`,
    style: `--share:${share.toFixed(3)}`,
  }
}

interface Columns {
  words: ReportWords
  columns: readonly TableColumn[]
  numeric: readonly boolean[]
  most: readonly number[]
}

function cellMarkup(cell: TableCell | undefined, index: number, { words, columns, numeric, most }: Columns): Markup {
  const column = columns[index] as TableColumn
  const { classes, style } = drawing(cell, column, most[index] ?? 0)
  const kind = numeric[index] ? `number${classes}` : ''
  const value = typeof cell === 'number' ? html` data-value="${cell}"` : null
  const shown = words.cell(cell, column)
  if (index === 0) return html`<th scope="row" class="${kind}"${value}>${shown}</th>`
  return html`<td class="${kind}"${style ? html` style="${style}"` : null}${value}>${shown}</td>`
}

function headMarkup(column: TableColumn, numeric: boolean, words: ReportWords): Markup {
  const hint = column.hint ? html` title="${words.say(column.hint)}"` : null
  return html`<th scope="col" class="${numeric ? 'number' : ''}"${hint}>${words.say(column.label)}</th>`
}

/** A table with its title; numbers right-aligned, cut after so many rows with a note that says so. */
export function renderTable(element: TableElement, id: string, words: ReportWords, paper: boolean): Markup {
  const numeric = element.columns.map((_, index) => isNumeric(element, index))
  const drawn: Columns = { words, columns: element.columns, numeric, most: largest(element) }
  const rows = element.rows.slice(0, paper ? mostRows.paper : mostRows.page)
  const rowMarkup = (row: readonly TableCell[]) =>
    html`<tr>${element.columns.map((_, index) => cellMarkup(row[index], index, drawn))}</tr>`
  const plain: Columns = { ...drawn, most: [] }
  const totals = element.totals
  const cut = element.rows.length > rows.length
  const counts = { shown: rows.length, total: element.rows.length }
  return html`<section class="table${rows.length <= shortRows ? ' short' : ''}" aria-labelledby="${id}">
<h3 id="${id}">${words.say(element.title)}</h3>
${element.caption ? html`<p class="caption">${words.say(element.caption)}</p>` : null}
<div class="table-frame" role="region" tabindex="0" aria-labelledby="${id}">
<table class="sortable${element.columns.length >= wideColumns ? ' wide' : ''}">
<thead><tr>${element.columns.map((column, index) => headMarkup(column, numeric[index] ?? false, words))}</tr></thead>
<tbody>${rows.map(rowMarkup)}</tbody>
${totals ? html`<tfoot><tr>${element.columns.map((_, index) => cellMarkup(totals[index], index, plain))}</tr></tfoot>` : null}
</table></div>
${cut ? html`<p class="note">${words.own('moreRows', counts)}</p>` : null}
</section>`
}
