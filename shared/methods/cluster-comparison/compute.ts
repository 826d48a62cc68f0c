import { failure } from '../../contract/app-error'
import type { Progress } from '../../contract/run-events'
import { text } from '../../contract/text'
import { type CategoricalColumn, type Column, createMatrix } from '../../dataset/column'
import { partitionAgreement } from '../../math/partition-agreement'
import type { MethodContext, MethodInput, Outcome } from '../define-method'
import type { ClusterComparisonParams, ClusterComparisonResult } from './method'

/** More groups than this are no partition that a person compares. */
const MOST_LEVELS = 500

/**
 * How much two groupings of the same rows agree.
 * @throws tooFewRows, tooManyLevels
 * Cost: O(n) for the table; see `partitionAgreement`.
 */
export function* compute(
  input: MethodInput,
  _params: ClusterComparisonParams,
  _context: MethodContext,
): Generator<Progress, Outcome<ClusterComparisonResult>, void> {
  const first = partitionOf(input.columns['first']?.[0])
  const second = partitionOf(input.columns['second']?.[0])
  const { counts, rowsUsed } = crossTabulate(first, second)
  const method = text('methods.cluster-comparison.name')
  if (rowsUsed === 0) throw failure('tooFewRows', { method, needed: 1, used: 0, all: input.nRows })
  yield { stage: 'comparison', fraction: 0.5 }
  const rows = [...counts.keys()].filter((i) => counts[i]?.some((count) => count > 0))
  const columns = [...second.levels.keys()].filter((j) => rows.some((i) => (counts[i]?.[j] ?? 0) > 0))
  const table = rows.map((i) => columns.map((j) => counts[i]?.[j] ?? 0))
  const crosstab = createMatrix(rows.length, columns.length)
  crosstab.data.set(table.flat())
  const result: ClusterComparisonResult = {
    ...partitionAgreement(table),
    crosstab,
    firstLevels: rows.map((i) => first.levels[i] as string),
    secondLevels: columns.map((j) => second.levels[j] as string),
  }
  const rowsDropped = input.nRows - rowsUsed
  const dropped = rowsDropped > 0 ? [{ reason: text('analysis.dropped.missingValue'), rows: rowsDropped }] : []
  return { result, diagnostics: { rowsUsed, rowsDropped, dropped, converged: null, iterations: null } }
}

function partitionOf(column: Column | undefined): CategoricalColumn {
  if (column?.kind !== 'categorical') throw failure('internal', { detail: 'cluster-comparison needs categories' })
  if (column.levels.length <= MOST_LEVELS) return column
  const values = { column: column.name, levels: column.levels.length, most: MOST_LEVELS }
  throw failure('tooManyLevels', values, { column: column.name })
}

function crossTabulate(first: CategoricalColumn, second: CategoricalColumn) {
  const counts = first.levels.map(() => second.levels.map(() => 0))
  let rowsUsed = 0
  for (let i = 0; i < first.codes.length; i++) {
    const row = counts[first.codes[i] as number]
    const at = second.codes[i] as number
    if (!row || at < 0) continue
    row[at] = (row[at] as number) + 1
    rowsUsed++
  }
  return { counts, rowsUsed }
}
