import type { Progress } from '../../contract/run-events'
import { text } from '../../contract/text'
import { componentScores, principalComponents } from '../../math/principal-components'
import type { MethodContext, MethodInput, Outcome } from '../define-method'
import { parameterInvalid } from '../parse-params'
import { prepareFeatures } from '../prepare-features'
import { spreadMatrix } from '../spread-rows'
import type { PcaParams, PcaResult } from './method'

/**
 * Principal components of prepared columns; see `principalComponents`.
 * @throws what `prepareFeatures` throws; parameterInvalid when there are fewer columns than components
 * Cost: O(n·d² + d³).
 */
export function* compute(
  input: MethodInput,
  params: PcaParams,
  { parallel }: MethodContext,
): Generator<Progress, Outcome<PcaResult>, void> {
  const policy = { ...params, transform: 'none' as const }
  const needs = { methodId: 'pca', minColumns: 2 }
  const features = input.columns['features'] ?? []
  const { matrix, rows, preparation, dropped } = yield* prepareFeatures(features, policy, needs)
  const nComponents = componentCount(params, matrix.nColumns)
  yield { stage: 'components', fraction: 0.3 }
  const found = principalComponents(matrix, nComponents, parallel)
  yield { stage: 'components', fraction: 0.7 }
  const scores = spreadMatrix(componentScores(matrix, found, parallel), rows, input.nRows)
  const eigenvalues = Array.from(found.variances)
  const total = eigenvalues.reduce((sum, value) => sum + value, 0)
  const explainedVariance = eigenvalues.slice(0, nComponents)
  const result: PcaResult = {
    components: found.components,
    explainedVariance,
    explainedVarianceRatio: explainedVariance.map((value) => value / total),
    scores,
    mean: preparation.map(({ center, scale }, j) => center + (found.mean[j] as number) * scale),
    scale: preparation.map(({ scale }) => scale),
    eigenvalues,
    preparation,
  }
  const rowsDropped = input.nRows - rows.length
  return { result, diagnostics: { rowsUsed: rows.length, rowsDropped, dropped, converged: null, iterations: null } }
}

function componentCount({ nComponents }: PcaParams, nColumns: number): number {
  if (nComponents === 'all') return nColumns
  if (nComponents <= nColumns) return nComponents
  throw parameterInvalid(
    'pca',
    'nComponents',
    text('errors.constraint.atMostColumns', { columns: nColumns }),
    nComponents,
  )
}
