type Cell = string | number | null

/** A cell as spreadsheets paste it: quoted when a tab, a line break or a quote is in it. */
function written(cell: Cell): string {
  const words = cell === null ? '' : String(cell)
  return /[\t\n\r"]/.test(words) ? `"${words.replaceAll('"', '""')}"` : words
}

/** Rows with their headers as text that any spreadsheet can paste. */
export function tabSeparated(headers: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return [headers, ...rows].map((row) => row.map(written).join('\t')).join('\n')
}
