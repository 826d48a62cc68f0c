import { failure } from '../../contract/app-error'
import type { Progress } from '../../contract/run-events'
import { text } from '../../contract/text'
import { createMatrix, type Matrix } from '../../dataset/column'
import { gaussianMixture } from '../../math/mixture/gaussian-mixture'
import type { Mixture } from '../../math/mixture/mixture-state'
import { numberBySize } from '../../math/number-by-size'
import { drawSample } from '../../math/silhouette'
import { takeRows } from '../../segments/choose-by-silhouette'
import { describeSegmentation } from '../../segments/segmentation'
import type { MethodContext, MethodInput, Outcome } from '../define-method'
import { matrixInOriginalUnits } from '../original-units'
import { parameterInvalid } from '../parse-params'
import { prepareFeatures } from '../prepare-features'
import { spreadMatrix } from '../spread-rows'
import type { BicChoice, GaussianMixtureParams, GaussianMixtureResult } from './method'

const MOST_TRIED = 8
const SAMPLE_ROWS = 5000
const ROUGH_STARTS = 4
const CERTAIN = 0.8

/**
 * Segments with soft membership: a mixture of Gaussians on prepared feature columns; see `gaussianMixture` in shared/math.
 * @throws what `prepareFeatures` throws; parameterInvalid when there are more components than rows; covarianceSingular
 * Cost: O(nInit·iterations·n·k·d²).
 */
export function* compute(
  input: MethodInput,
  params: GaussianMixtureParams,
  context: MethodContext,
): Generator<Progress, Outcome<GaussianMixtureResult>, void> {
  const features = input.columns['features'] ?? []
  const prepared = yield* prepareFeatures(features, params, { methodId: 'gaussian-mixture' })
  const { matrix, rows, preparation, dropped } = prepared
  const { nComponents, choice } = yield* componentCount(matrix, params, context)
  const found = yield* gaussianMixture(matrix, { ...params, nComponents }, context)
  if (!found) throw failure('covarianceSingular', {}, { parameter: 'regularization' })
  const { labels, order } = numberBySize(mostProbable(found), nComponents)
  const segmentation = yield* describeSegmentation(prepared, labels, nComponents, input, context)
  const means = pickRows(found.means, order)
  const { logLikelihood, nParameters, nIter, converged } = found
  const result: GaussianMixtureResult = {
    ...segmentation,
    weights: order.map((component) => found.weights[component] as number),
    means,
    meansOriginal: matrixInOriginalUnits(means, preparation),
    covariances: pickBlocks(found.covariances, order),
    probabilities: spreadMatrix(pickColumns(found.probabilities, order), rows, input.nRows),
    logLikelihood,
    bic: bicOf(found, matrix.nRows),
    aic: 2 * nParameters - 2 * logLikelihood,
    nParameters,
    uncertainShare: uncertainShare(found.probabilities),
    nIter,
    converged,
    choice,
  }
  const rowsDropped = input.nRows - rows.length
  return { result, diagnostics: { rowsUsed: rows.length, rowsDropped, dropped, converged, iterations: nIter } }
}

function bicOf({ logLikelihood, nParameters }: Mixture, nRows: number): number {
  return nParameters * Math.log(nRows) - 2 * logLikelihood
}

/** The number given, or the one from 1 to 8 with the lowest BIC on at most 5,000 rows. */
function* componentCount(
  matrix: Matrix,
  params: GaussianMixtureParams,
  context: MethodContext,
): Generator<Progress, { nComponents: number; choice: BicChoice | null }, void> {
  const constraint = text('errors.constraint.atMostRows', { rows: matrix.nRows })
  if (params.nComponents !== 'auto') {
    if (params.nComponents <= matrix.nRows) return { nComponents: params.nComponents, choice: null }
    throw parameterInvalid('gaussian-mixture', 'nComponents', constraint, params.nComponents)
  }
  const all = Int32Array.from({ length: matrix.nRows }, (_, i) => i)
  const sample = matrix.nRows > SAMPLE_ROWS ? takeRows(matrix, drawSample(all, SAMPLE_ROWS, context.seed)) : matrix
  const choice: BicChoice = { nComponents: [], bic: [], sampleSize: sample.nRows }
  const most = Math.min(MOST_TRIED, Math.floor(sample.nRows / (matrix.nColumns + 1)))
  for (let nComponents = 1; nComponents <= Math.max(1, most); nComponents++) {
    const options = { ...params, nComponents, nInit: ROUGH_STARTS, isRough: true, maxIterations: 200, tolerance: 1e-5 }
    const random = context.random.fork(2000 + nComponents)
    const found = yield* tryCount(sample, options, { ...context, random })
    choice.nComponents.push(nComponents)
    choice.bic.push(found ? bicOf(found, sample.nRows) : null)
    yield { stage: 'chooseK', fraction: nComponents / most }
  }
  const values = choice.bic.map((value) => value ?? Number.POSITIVE_INFINITY)
  return { nComponents: choice.nComponents[values.indexOf(Math.min(...values))] ?? 1, choice }
}

/** A mixture of a sample; null also when it has too few different rows. */
function* tryCount(
  sample: Matrix,
  options: Parameters<typeof gaussianMixture>[1],
  context: MethodContext,
): Generator<Progress, Mixture | null, void> {
  const steps = gaussianMixture(sample, options, context)
  try {
    for (let step = steps.next(); ; step = steps.next()) {
      if (step.done) return step.value
      yield { stage: 'chooseK', fraction: null }
    }
  } catch (thrown) {
    if (isTooFewRows(thrown)) return null
    throw thrown
  }
}

function isTooFewRows(thrown: unknown): boolean {
  return (thrown as { error?: { code?: string } }).error?.code === 'tooFewDistinctRows'
}

function mostProbable({ probabilities: { data, nRows, nColumns: k } }: Mixture): Int32Array {
  return Int32Array.from({ length: nRows }, (_, i) => {
    let best = 0
    for (let c = 1; c < k; c++) if ((data[i * k + c] as number) > (data[i * k + best] as number)) best = c
    return best
  })
}

function uncertainShare({ data, nRows, nColumns: k }: Matrix): number {
  let uncertain = 0
  for (let i = 0; i < nRows; i++) {
    let largest = 0
    for (let c = 0; c < k; c++) largest = Math.max(largest, data[i * k + c] as number)
    if (largest < CERTAIN) uncertain++
  }
  return uncertain / nRows
}

function pickRows(matrix: Matrix, order: readonly number[]): Matrix {
  const { nColumns } = matrix
  const picked = createMatrix(order.length, nColumns)
  for (const [i, row] of order.entries()) {
    picked.data.set(matrix.data.subarray(row * nColumns, (row + 1) * nColumns), i * nColumns)
  }
  return picked
}

function pickBlocks(matrix: Matrix, order: readonly number[]): Matrix {
  const d = matrix.nColumns
  return pickRows(
    matrix,
    order.flatMap((block) => Array.from({ length: d }, (_, j) => block * d + j)),
  )
}

function pickColumns({ data, nRows, nColumns: k }: Matrix, order: readonly number[]): Matrix {
  const picked = createMatrix(nRows, order.length)
  for (let i = 0; i < nRows; i++) {
    for (const [c, component] of order.entries()) picked.data[i * order.length + c] = data[i * k + component] as number
  }
  return picked
}
