import type { Progress } from '../../contract/run-events'
import { text } from '../../contract/text'
import type { Matrix } from '../../dataset/column'
import { kMeans } from '../../math/k-means/k-means'
import { moments } from '../../math/moments'
import { componentScores, principalComponents } from '../../math/principal-components'
import { silhouette } from '../../math/silhouette'
import { profileSegments } from '../../segments/segment-profile'
import type { MethodContext, MethodInput, Outcome } from '../define-method'
import { parameterInvalid } from '../parse-params'
import { matrixInOriginalUnits, prepareFeatures } from '../prepare-features'
import { spreadLabels, spreadMatrix } from '../spread-rows'
import { chooseSegmentCount } from './choose-segment-count'
import type { KChoice, KMeansParams, KMeansResult } from './method'

/**
 * Segments by k-means on prepared feature columns; see `kMeans` for the variant.
 * @throws what `prepareFeatures` throws; parameterInvalid when k exceeds the rows; tooFewDistinctRows
 * Cost: O(nInit·iterations·n·k·d), silhouettes O(min(n, 20,000)²·d).
 */
export function* compute(
  input: MethodInput,
  params: KMeansParams,
  context: MethodContext,
): Generator<Progress, Outcome<KMeansResult>, void> {
  const features = input.columns['features'] ?? []
  const { matrix, rows, preparation, dropped } = yield* prepareFeatures(features, params, { methodId: 'k-means' })
  const initialCenters = checkInitialCenters(params, matrix.nColumns)
  const { k, choice } = yield* segmentCount(params, matrix, context)
  const tolerance = params.tolerance * meanVariance(matrix)
  const options = { k, nInit: params.nInit, maxIterations: params.maxIterations, tolerance, initialCenters }
  const partition = yield* kMeans(matrix, options, context)
  const quality = yield* silhouette(matrix, partition.labels, k, context)
  const labels = spreadLabels(partition.labels, rows, input.nRows)
  const result: KMeansResult = {
    labels,
    clusterCenters: partition.centers,
    clusterCentersOriginal: matrixInOriginalUnits(partition.centers, preparation),
    sizes: partition.sizes,
    inertia: partition.inertia,
    ...planeOf(matrix, rows, input.nRows, context),
    nIter: partition.nIter,
    converged: partition.converged,
    silhouette: quality.mean,
    silhouettePerCluster: quality.perCluster,
    silhouetteSampleSize: quality.rows.length,
    kChoice: choice,
    preparation,
    profile: yield* profileSegments([...features, ...(input.columns['profile'] ?? [])], labels, k),
  }
  const { converged, nIter: iterations } = partition
  const rowsDropped = input.nRows - rows.length
  return { result, diagnostics: { rowsUsed: rows.length, rowsDropped, dropped, converged, iterations } }
}

function* segmentCount(
  params: KMeansParams,
  matrix: Matrix,
  context: MethodContext,
): Generator<Progress, { k: number; choice: KChoice | null }, void> {
  if (params.initialCenters) return { k: params.initialCenters.length, choice: null }
  if (params.k === 'auto') return yield* chooseSegmentCount(matrix, context)
  if (params.k <= matrix.nRows) return { k: params.k, choice: null }
  throw parameterInvalid('k-means', 'k', text('errors.constraint.atMostRows', { rows: matrix.nRows }), params.k)
}

function checkInitialCenters({ initialCenters, k }: KMeansParams, nColumns: number): Float64Array | undefined {
  if (!initialCenters) return undefined
  const wrong = initialCenters.find((center) => center.length !== nColumns)
  const fits = !wrong && (k === 'auto' || k === initialCenters.length)
  const constraint = text('errors.constraint.centers', {
    k: k === 'auto' ? initialCenters.length : k,
    columns: nColumns,
  })
  if (!fits) throw parameterInvalid('k-means', 'initialCenters', constraint, wrong ?? initialCenters)
  return Float64Array.from(initialCenters.flat())
}

/** Mean population variance of the columns, which makes a tolerance independent of their units. */
function meanVariance({ data, nRows, nColumns }: Matrix): number {
  let total = 0
  for (let j = 0; j < nColumns; j++) {
    const column = new Float64Array(nRows)
    for (let i = 0; i < nRows; i++) column[i] = data[i * nColumns + j] as number
    total += moments(column).populationSd ** 2
  }
  return total / nColumns
}

/** Total sum of squares, and the plane of the first two principal components to look at the rows in. */
function planeOf(matrix: Matrix, rows: Int32Array, nRows: number, { parallel }: MethodContext) {
  const found = principalComponents(matrix, Math.min(2, matrix.nColumns), parallel)
  const total = found.variances.reduce((sum, variance) => sum + variance, 0)
  return {
    totalInertia: total * (matrix.nRows - 1),
    scores: spreadMatrix(componentScores(matrix, found, parallel), rows, nRows),
    explainedVarianceRatio: Array.from(
      { length: found.components.nRows },
      (_, c) => (found.variances[c] as number) / total,
    ),
  }
}
