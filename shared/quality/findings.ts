import { dateFindings } from './date-findings'
import { type DatasetFacts, dropColumn, findingOf } from './finding-of'
import { numberFindings } from './number-findings'
import { type ColumnQuality, type Finding, type QualityReport, severities } from './quality-report'
import { duplicateRows, relatedColumns, repeatedIds } from './table-findings'
import { textFindings } from './text-findings'
import { missingValues, sameness, tooManyValues } from './value-findings'

/** What is said of a column as a whole, whatever the number of its rows. */
const shapes = new Set(['skewed', 'constant', 'nearConstant', 'manyValues', 'alike'])

/** What a person should know about a dataset, the gravest first, each with the steps that deal with it where there are any. */
export function findingsOf(report: QualityReport, facts: DatasetFacts): Finding[] {
  const found = [
    ...duplicateRows(report),
    ...repeatedIds(report, facts),
    ...report.columns.flatMap((column) => columnFindings(column, report, facts)),
    ...relatedColumns(report),
  ]
  const rank = ({ severity }: Finding) => severities.indexOf(severity)
  const isShape = ({ kind }: Finding) => Number(shapes.has(kind))
  return found.sort((a, b) => rank(a) - rank(b) || isShape(a) - isShape(b) || b.rows - a.rows)
}

function columnFindings(column: ColumnQuality, { nRows }: QualityReport, facts: DatasetFacts): Finding[] {
  const { name, n } = column
  if (nRows === 0) return []
  if (n === 0) {
    const remedies = [dropColumn(name)]
    return [findingOf({ kind: 'empty', severity: 'high', columns: [name], rows: nRows, remedies })]
  }
  return [
    ...missingValues(column, nRows),
    ...dateFindings(column, facts.today),
    ...textFindings(column),
    ...sameness(column),
    ...numberFindings(column),
    ...tooManyValues(column),
  ]
}
