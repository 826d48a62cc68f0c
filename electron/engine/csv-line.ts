/** Text that a spreadsheet would take for a formula. */
const looksLikeFormula = /^[=+\-@\t\r]/
const needsQuotes = /[",\r\n]|^\s|\s$/

/**
 * One line of a CSV file (RFC 4180), with its line end. Text that looks like a formula gets an apostrophe in front, so that
 * no spreadsheet runs it; numbers are written as they are.
 */
export function csvLine(cells: readonly (string | number | null)[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`
}

function csvCell(value: string | number | null): string {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  const safe = looksLikeFormula.test(value) ? `'${value}` : value
  return needsQuotes.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
