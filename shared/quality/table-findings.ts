import { literal, quantity } from '../contract/text'
import { type DatasetFacts, dropColumn, findingOf, remedyOf, rowsGone } from './finding-of'
import type { ColumnQuality, Finding, QualityReport } from './quality-report'

const nearlyEqual = 0.95
/** An identifier of which nearly every value stands once is meant to be one. */
const nearlyUnique = 0.9

/** Rows that are the same as an earlier one in every column. */
export function duplicateRows({ duplicateRows: rows, nRows }: QualityReport): Finding[] {
  if (rows === 0) return []
  const share = rows / nRows
  const count = quantity(rows, 'count')
  const remedies = [remedyOf('duplicates', { count }, rowsGone(rows), { kind: 'remove-duplicates', params: {} })]
  const said = { share: quantity(share, 'percent') }
  const severity = share >= 0.01 ? 'high' : 'medium'
  return [findingOf({ kind: 'duplicates', severity, columns: [], rows, said, remedies })]
}

/** Identifiers that stand in several rows although each row should have one of its own. */
export function repeatedIds({ columns, duplicateRows: copies }: QualityReport, facts: DatasetFacts): Finding[] {
  return columns.flatMap((column) => {
    const { name, n, distinct } = column
    const rows = n - distinct
    const isKey = isRowKey(column, facts)
    // Whole rows that repeat are said already.
    if (rows <= copies || !(isKey || (column.type === 'id' && distinct >= nearlyUnique * n))) return []
    const one = (keep: string) =>
      remedyOf(keep === 'fullest' ? 'keepFullest' : 'keepLast', { column: literal(name) }, rowsGone(rows), {
        kind: 'remove-duplicates',
        params: { columns: [name], keep },
      })
    const severity = isKey ? 'high' : 'medium'
    const remedies = isKey ? [one('fullest'), one('last')] : []
    return [findingOf({ kind: 'ids', severity, columns: [name], rows, remedies })]
  })
}

function isRowKey({ name, role }: ColumnQuality, { grain, customerKey }: DatasetFacts): boolean {
  return (grain === 'customer' && name === customerKey) || (grain === 'order' && role === 'order')
}

/** Of two columns that say the same, one may go that nothing else needs: a column with a role is kept. */
export function relatedColumns({ nRows, columns, associations }: QualityReport): Finding[] {
  const hasRole = (name: string) => columns.some((column) => column.name === name && column.role !== null)
  return associations.top
    .filter(({ measure, value }) => measure !== 'spearman' && Math.abs(value) >= nearlyEqual)
    .map(({ a, b, value }) => {
      const spare = [b, a].find((name) => !hasRole(name))
      const said = { strength: quantity(value, 'number', 2) }
      const remedies = spare === undefined ? [] : [dropColumn(spare)]
      return findingOf({ kind: 'alike', severity: 'low', columns: [a, b], rows: nRows, said, remedies })
    })
}
