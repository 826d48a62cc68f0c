import { failure } from '../../contract/app-error'
import type { Progress } from '../../contract/run-events'
import { text } from '../../contract/text'
import { correlationMatrix } from '../../math/correlation-matrix'
import { correlationSignificance } from '../../math/correlation-significance'
import { covarianceMatrix } from '../../math/covariance-matrix'
import { kendallMatrix } from '../../math/kendall'
import type { MethodContext, MethodInput, Outcome } from '../define-method'
import { describeColumn } from './describe-column'
import type { ColumnDescription, DescribeParams, DescribeResult } from './method'

/**
 * Every column in figures, and how the numeric ones move together.
 * @throws tooFewColumns, tooFewRows
 * Cost: O(d·n log n + d²·n).
 */
export function* compute(
  input: MethodInput,
  params: DescribeParams,
  context: MethodContext,
): Generator<Progress, Outcome<DescribeResult>, void> {
  const chosen = input.columns['columns'] ?? []
  const method = text('methods.describe.name')
  if (chosen.length === 0) throw failure('tooFewColumns', { method, needed: 1, given: 0 })
  if (input.nRows === 0) throw failure('tooFewRows', { method, needed: 1, used: 0, all: 0 })
  const columns: ColumnDescription[] = []
  for (const column of chosen) {
    if (context.cancelled()) throw failure('cancelled')
    columns.push(describeColumn(column, params))
    yield { stage: 'columns', fraction: columns.length / chosen.length }
  }
  const numeric = chosen.flatMap((column) => (column.kind === 'numeric' ? [column] : []))
  const values = numeric.map((column) => column.values)
  const pearson = yield* correlationMatrix(values, false)
  const spearman = yield* correlationMatrix(values, true)
  const isRanked = params.kendall === 'always' || (params.kendall === 'auto' && input.nRows * values.length ** 2 <= 1e8)
  const result: DescribeResult = {
    columns,
    correlated: numeric.map(({ name }) => name),
    pearson,
    spearman,
    kendall: isRanked ? yield* kendallMatrix(values) : null,
    pearsonP: correlationSignificance(values, pearson),
    spearmanP: correlationSignificance(values, spearman),
    covariance: covarianceMatrix(values),
  }
  const diagnostics = { rowsUsed: input.nRows, rowsDropped: 0, dropped: [], converged: null, iterations: null }
  return { result, diagnostics }
}
