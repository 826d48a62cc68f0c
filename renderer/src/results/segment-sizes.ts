import type { ResultElement } from '@shared/contract/result-elements'

/** Rows per segment, by label, from the table that profiles them; empty when a result has none. */
export function segmentSizes(elements: readonly ResultElement[]): number[] {
  for (const element of elements) {
    if (element.type !== 'table') continue
    const column = element.columns.findIndex(({ id, unit }) => id === 'size' && unit === 'count')
    if (column >= 0) return element.rows.map((row) => (typeof row[column] === 'number' ? row[column] : 0))
  }
  return []
}
