import type { TableCell, TableColumn, TableElement } from '@shared/contract/result-elements'
import type { ReportWords } from '../document/report-words'
import { textWidth } from '../xlsx/column-width'
import { html, Markup } from './escape-html'
import { breakAfter, type DrawnColumn, drawnColumns, paperBlocks } from './table-columns'

/** Rows that a page shows of one table; the workbook has all of them. */
const mostRows = { page: 1000, paper: 200 }
/** Up to so many rows a table is kept on one page. */
const shortRows = 14
/** Up to so many characters a row's label stays on one line. */
const shortLabel = 26

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

const breakHere = new Markup('<wbr>')

/** A label that may be broken where its words are joined: `days_since_last_order`. */
function breakable(label: string): Markup {
  const pieces = label.split(breakAfter)
  return html`${pieces.map((piece, index) => html`${index > 0 ? breakHere : null}${piece}`)}`
}

class TableMarkup {
  constructor(
    private readonly element: TableElement,
    private readonly words: ReportWords,
  ) {}

  private column(index: number): TableColumn {
    return this.element.columns[index] as TableColumn
  }

  private head({ index, numeric }: DrawnColumn): Markup {
    const { label, hint } = this.column(index)
    const title = hint ? html` title="${this.words.say(hint)}"` : null
    return html`<th scope="col" class="${numeric ? 'number' : ''}"${title}>${breakable(this.words.say(label))}</th>`
  }

  private cell(cell: TableCell | undefined, { index, numeric, most }: DrawnColumn, draw: boolean): Markup {
    const column = this.column(index)
    const { classes, style } = drawing(cell, column, draw ? most : 0)
    const value = typeof cell === 'number' ? html` data-value="${cell}"` : null
    const shown = this.words.cell(cell, column)
    const kind = `${numeric ? 'number' : ''}${classes}`
    if (index > 0) return html`<td class="${kind}"${style ? html` style="${style}"` : null}${value}>${shown}</td>`
    return html`<th scope="row" class="${kind}${textWidth(shown) <= shortLabel ? ' short' : ''}"${value}>${shown}</th>`
  }

  /** These rows and columns as one table. */
  render(columns: readonly DrawnColumn[], rows: TableElement['rows'], small: boolean): Markup {
    const { totals } = this.element
    const line = (row: readonly TableCell[], draw: boolean) =>
      html`<tr>${columns.map((column) => this.cell(row[column.index], column, draw))}</tr>`
    return html`<table class="sortable${small ? ' wide' : ''}">
<thead><tr>${columns.map((column) => this.head(column))}</tr></thead>
<tbody>${rows.map((row) => line(row, true))}</tbody>
${totals ? html`<tfoot>${line(totals, false)}</tfoot>` : null}
</table>`
  }
}

/**
 * A table with its title; numbers right-aligned. After so many rows it is cut with a note that says so; what is too wide for
 * paper goes on below, each part beginning with the first column.
 */
export function renderTable(element: TableElement, id: string, words: ReportWords, paper: boolean): Markup {
  const columns = drawnColumns(element, words)
  const { blocks, small } = paper ? paperBlocks(columns) : { blocks: [columns], small: false }
  const rows = element.rows.slice(0, paper ? mostRows.paper : mostRows.page)
  const cut = element.rows.length > rows.length
  const counts = { shown: rows.length, total: element.rows.length }
  const table = new TableMarkup(element, words)
  const frames = blocks.map(
    (block) => html`<div class="table-frame" role="region" tabindex="0" aria-labelledby="${id}">
${table.render(block, rows, small)}</div>`,
  )
  return html`<section class="table${rows.length * blocks.length <= shortRows ? ' short' : ''}" aria-labelledby="${id}">
<h3 id="${id}">${words.say(element.title)}</h3>
${element.caption ? html`<p class="caption">${words.say(element.caption)}</p>` : null}
${frames}
${cut ? html`<p class="note">${words.own('moreRows', counts)}</p>` : null}
</section>`
}
