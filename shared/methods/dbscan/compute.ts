import { failure } from '../../contract/app-error'
import type { Progress } from '../../contract/run-events'
import { text } from '../../contract/text'
import type { Matrix } from '../../dataset/column'
import { type DensityPartition, dbscan, kDistances, kneeOf } from '../../math/density/dbscan'
import { dbscanOfSpace, kthDistancesOfSpace } from '../../math/density/dbscan-of-space'
import { buildKdTree } from '../../math/kd-tree'
import { numberBySize } from '../../math/number-by-size'
import { describeSegmentation } from '../../segments/segmentation'
import type { MethodContext, MethodInput, Outcome } from '../define-method'
import { parameterInvalid } from '../parse-params'
import { checkPairs, type MeasuredSpace, prepareMeasured } from '../prepare-space'
import type { DbscanParams, DbscanResult } from './method'

/**
 * Dense groups of rows on prepared feature columns; see `dbscan` in shared/math.
 * @throws what `prepareMeasured` throws; tooManyRowsForPairs; parameterInvalid when minPoints exceeds the rows; radiusZero
 * Cost: O(n·log n) for few features.
 */
export function* compute(
  input: MethodInput,
  params: DbscanParams,
  context: MethodContext,
): Generator<Progress, Outcome<DbscanResult>, void> {
  const features = input.columns['features'] ?? []
  const prepared = yield* prepareMeasured(features, params, { methodId: 'dbscan', allowsConstants: true })
  const { matrix, rows, dropped } = prepared
  const { minPoints } = params
  const constraint = text('errors.constraint.atMostRows', { rows: matrix.nRows })
  if (minPoints > matrix.nRows) throw parameterInvalid('dbscan', 'minPoints', constraint, minPoints)
  const found = yield* prepared.policy?.distance === 'gower'
    ? partitionOfPairs(prepared, params)
    : partitionOfPoints(matrix, params, context)
  const { eps, kDistance, suggestedEps } = found
  const { labels } = numberBySize(found.labels, found.nClusters)
  const segmentation = yield* describeSegmentation(prepared, labels, found.nClusters, input, context)
  const result: DbscanResult = {
    ...segmentation,
    eps,
    nClusters: found.nClusters,
    nNoise: labels.reduce((count, label) => count + (label < 0 ? 1 : 0), 0),
    nCore: found.nCore,
    kDistance,
    suggestedEps,
  }
  const rowsDropped = input.nRows - rows.length
  return { result, diagnostics: { rowsUsed: rows.length, rowsDropped, dropped, converged: null, iterations: null } }
}

type Found = DensityPartition & Pick<DbscanResult, 'eps' | 'kDistance' | 'suggestedEps'>

function* partitionOfPoints(
  matrix: Matrix,
  { eps: given, minPoints }: DbscanParams,
  context: MethodContext,
): Generator<Progress, Found, void> {
  const tree = buildKdTree(matrix)
  yield { stage: 'neighbours', fraction: 0 }
  const kDistance = yield* kDistances(tree, matrix.nColumns, Math.max(1, minPoints - 1), context)
  const { eps, suggestedEps } = radius(given, kDistance)
  const found = yield* dbscan(tree, matrix, eps, minPoints, context.parallel)
  return { ...found, eps, suggestedEps, kDistance }
}

function* partitionOfPairs(
  { space }: MeasuredSpace,
  { eps: given, minPoints }: DbscanParams,
): Generator<Progress, Found, void> {
  checkPairs('dbscan', space)
  const kDistance = (yield* kthDistancesOfSpace(space, Math.max(1, minPoints - 1))).sort()
  const { eps, suggestedEps } = radius(given, kDistance)
  const found = yield* dbscanOfSpace(space, eps, minPoints)
  return { ...found, eps, suggestedEps, kDistance }
}

function radius(given: DbscanParams['eps'], kDistance: Float64Array): { eps: number; suggestedEps: number } {
  const suggestedEps = kneeOf(kDistance)
  const eps = given === 'auto' ? suggestedEps : given
  if (!(eps > 0)) throw failure('radiusZero', {}, { parameter: 'eps' })
  return { eps, suggestedEps }
}
