import type { Progress } from '../../contract/run-events'
import { text } from '../../contract/text'
import type { Column, Matrix } from '../../dataset/column'
import { kMeans } from '../../math/k-means/k-means'
import type { KMeansOptions } from '../../math/k-means/k-means-options'
import { type MiniBatchPartition, miniBatchKMeans } from '../../math/k-means/mini-batch'
import type { Partition } from '../../math/k-means/partition'
import { weightedKMeans } from '../../math/k-means/weighted-k-means'
import { moments } from '../../math/moments'
import type { KChoice } from '../../segments/choose-by-silhouette'
import { weightedTotals, weightOf } from '../../segments/row-weights'
import { describeSegmentation } from '../../segments/segmentation'
import { reweighed, suggestSegments } from '../../segments/suggest-segments'
import { tellingColumns } from '../../segments/telling-columns'
import type { MethodContext, MethodInput, Outcome } from '../define-method'
import { matrixInOriginalUnits } from '../original-units'
import { parameterInvalid } from '../parse-params'
import { type PreparedSpace, prepareEncoded } from '../prepare-space'
import type { KMeansParams, KMeansResult } from './method'

/**
 * Segments by k-means on prepared feature columns; see `kMeans` for the variant.
 * @throws what `prepareEncoded` throws; parameterInvalid when k exceeds the rows; tooFewDistinctRows
 * Cost: O(nInit·iterations·n·k·d), silhouettes O(min(n, 20,000)²·d).
 */
export function* compute(
  input: MethodInput,
  params: KMeansParams,
  context: MethodContext,
): Generator<Progress, Outcome<KMeansResult>, void> {
  const given = input.columns['features'] ?? []
  const features = columnsUsed(given, params, context.seed)
  const rowWeights = weightOf(input)
  const needs = { methodId: 'k-means', allowsConstants: true, rowWeights }
  const prepared = yield* prepareEncoded(features, params, needs)
  const { rows, dropped } = prepared
  const initialCenters = checkInitialCenters(params, prepared.matrix.nColumns)
  const { k, choice, used } = yield* segmentCount(params, prepared, context)
  const { matrix, preparation } = used
  const tolerance = params.tolerance * meanVariance(matrix)
  const options = { k, nInit: params.nInit, maxIterations: params.maxIterations, tolerance, initialCenters }
  const weights = rowWeights && Float64Array.from(rows, (row) => rowWeights.values[row] as number)
  const found = yield* partition(matrix, weights, params.miniBatch, options, context)
  const { labels, centers, ...outcome } = found
  const segmentation = yield* describeSegmentation(used, labels, k, input, context)
  const result: KMeansResult = {
    ...segmentation,
    clusterCenters: centers,
    clusterCentersOriginal: matrixInOriginalUnits(centers, preparation),
    inertia: outcome.inertia,
    nIter: outcome.nIter,
    converged: outcome.converged,
    startSampleSize: outcome.startSampleSize,
    startsFinished: outcome.startsFinished,
    kChoice: choice,
    leftOut: given.filter((column) => !features.includes(column)).map(({ name }) => name),
    ...(weights ? weightedTotals(matrix, labels, weights, k) : {}),
    ...('loss' in found
      ? { miniBatch: { batchRows: params.miniBatch ?? 0, loss: found.loss, lossRows: found.lossRows } }
      : {}),
  }
  const { converged, nIter: iterations } = outcome
  const rowsDropped = input.nRows - rows.length
  return { result, diagnostics: { rowsUsed: rows.length, rowsDropped, dropped, converged, iterations } }
}

function* partition(
  matrix: Matrix,
  weights: Float64Array | undefined,
  batchRows: number | null,
  options: KMeansOptions,
  context: MethodContext,
): Generator<Progress, Partition | MiniBatchPartition, void> {
  if (weights) return yield* weightedKMeans({ matrix, weights }, options, context.random)
  if (batchRows !== null && matrix.nRows > batchRows) {
    return yield* miniBatchKMeans(matrix, batchRows, options, context)
  }
  return yield* kMeans(matrix, options, context)
}

/** The columns that segments are made from. */
function columnsUsed(given: readonly Column[], params: KMeansParams, seed: number): readonly Column[] {
  const openNumber = params.k === 'auto' && !params.initialCenters
  if (params.columnsUsed === 'all' || (params.columnsUsed === 'auto' && !openNumber)) return given
  const numeric = given.filter((column) => column.kind === 'numeric')
  const telling = tellingColumns(numeric, seed)
  const silent = new Set<Column>(numeric.filter((_, j) => !telling[j]))
  return given.filter((column) => !silent.has(column))
}

function* segmentCount(
  params: KMeansParams,
  prepared: PreparedSpace,
  context: MethodContext,
): Generator<Progress, { k: number; choice: KChoice | null; used: PreparedSpace }, void> {
  const { matrix, policy } = prepared
  if (params.initialCenters) return { k: params.initialCenters.length, choice: null, used: prepared }
  if (params.k === 'auto') {
    const mayReweigh = params.columnsUsed !== 'all' && params.scaling === 'standard' && !policy
    const { factors, ...found } = yield* suggestSegments(matrix, mayReweigh, context)
    return { ...found, used: factors ? inOtherUnits(prepared, factors, params.missing) : prepared }
  }
  if (params.k <= matrix.nRows) return { k: params.k, choice: null, used: prepared }
  throw parameterInvalid('k-means', 'k', text('errors.constraint.atMostRows', { rows: matrix.nRows }), params.k)
}

/** The same columns, each multiplied; the result says by how much. */
function inOtherUnits(prepared: PreparedSpace, factors: Float64Array, missing: KMeansParams['missing']): PreparedSpace {
  const preparation = prepared.preparation.map((one, j) => ({ ...one, scale: one.scale / (factors[j] as number) }))
  const columns = preparation.map(({ name }, j) => ({ name, kind: 'numeric' as const, weight: factors[j] as number }))
  const policy = { distance: 'euclidean' as const, columns, missing, unitsInside: true }
  return { ...prepared, matrix: reweighed(prepared.matrix, factors), preparation, policy }
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
  const column = new Float64Array(nRows)
  for (let j = 0; j < nColumns; j++) {
    for (let i = 0; i < nRows; i++) column[i] = data[i * nColumns + j] as number
    total += moments(column).populationSd ** 2
  }
  return total / nColumns
}
