/** A table as words, ready to be pasted or written: a header and the rows as the reader sees them, or with raw numbers. */
export interface TableWords {
  header: string[]
  rows: (string | number | null)[][]
}

function plain(cell: string | number | null): string {
  return cell === null ? '' : String(cell)
}

/** Tab-separated, as spreadsheets take it from the clipboard; tabs and line breaks inside a cell become spaces. */
export function tabSeparated({ header, rows }: TableWords): string {
  const line = (cells: readonly (string | number | null)[]) =>
    cells.map((cell) => plain(cell).replaceAll(/[\t\r\n]+/g, ' ')).join('\t')
  return [line(header), ...rows.map(line)].join('\n')
}

function csvCell(cell: string | number | null): string {
  if (typeof cell === 'number') return String(cell)
  // A spreadsheet would run words that begin like a formula.
  const words = /^[=+\-@\t\r]/.test(cell ?? '') ? `'${cell}` : plain(cell)
  return /[",\r\n]/.test(words) ? `"${words.replaceAll('"', '""')}"` : words
}

/** CSV (RFC 4180) with a byte order mark, so that Excel reads Chinese; words that look like a formula are defused. */
export function commaSeparated({ header, rows }: TableWords): string {
  return `\uFEFF${[header, ...rows].map((cells) => cells.map(csvCell).join(',')).join('\r\n')}\r\n`
}

function escapeHtml(words: string): string {
  return words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

/** An HTML table, as word processors take it from the clipboard. */
export function htmlTable({ header, rows }: TableWords): string {
  const row = (cells: readonly (string | number | null)[], tag: 'th' | 'td') =>
    `<tr>${cells.map((cell) => `<${tag}>${escapeHtml(plain(cell))}</${tag}>`).join('')}</tr>`
  return `<table><thead>${row(header, 'th')}</thead><tbody>${rows.map((cells) => row(cells, 'td')).join('')}</tbody></table>`
}
