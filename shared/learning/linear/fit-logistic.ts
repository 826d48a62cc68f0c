import type { Progress } from '../../contract/run-events'
import { createMatrix, type Matrix } from '../../dataset/column'
import { CHUNK_ROWS, sharedFloats } from '../../math/chunks'
import type { MethodContext } from '../../methods/define-method'
import type { TrainingData } from '../estimator'
import { aliasedColumns } from './aliased-columns'
import { columnSpreads, errorsOf, separatedFeatures } from './logistic-errors'
import { createLoss } from './logistic-loss'
import type { LogisticModel } from './logistic-model'
import { type Minimum, minimizePenalized, type PenalizedProblem } from './minimize-penalized'

export interface LogisticPenalty {
  penalty: 'none' | 'l2' | 'l1' | 'elastic-net'
  C: number
  l1Ratio: number
}

/** From so many rows on, the start is found on a part of them. */
const LARGE = 4 * CHUNK_ROWS

/**
 * Fits a logistic model: ½‖w‖² + C·Σ loss for `l2`, ‖w‖₁ + C·Σ loss for `l1`, a mixture for `elastic-net`, Σ loss for `none`;
 * the intercept is never penalised. Large data start from the optimum of every so-many-th row.
 * Source: maximum likelihood by Newton's method (IRLS), see `minimizePenalized`. Cost: a few passes of O(n·d²).
 */
export function* fitLogistic(
  data: TrainingData,
  params: LogisticPenalty,
  context: MethodContext,
): Generator<Progress, LogisticModel, void> {
  const { x, nClasses } = data
  const isPlain = params.penalty === 'none'
  const nSets = nClasses === 2 ? 1 : isPlain ? nClasses - 1 : nClasses
  const p = x.nColumns + 1
  const aliased = isPlain ? aliasedColumns(x) : new Uint8Array(x.nColumns)
  let start: Float64Array = new Float64Array(nSets * p)
  if (x.nRows >= LARGE) {
    const part = everyNth(data, Math.floor(x.nRows / CHUNK_ROWS))
    const scale = x.nRows / part.x.nRows
    start = (yield* solve(part, params, aliased, nSets, start, scale, context)).beta
  }
  const { beta, loss, iterations, converged } = yield* solve(data, params, aliased, nSets, start, 1, context)
  centerIntercepts(beta, nSets, p, nClasses)
  const means = columnMeans(x)
  const errors = isPlain
    ? errorsOf(data, beta, aliased, nSets, context)
    : new Float64Array(beta.length).fill(Number.NaN)
  const separated = isPlain ? separatedFeatures(data, beta, errors, columnSpreads(x, means), converged) : []
  return {
    featureNames: [...data.featureNames],
    nClasses,
    nSets,
    beta,
    standardErrors: errors,
    aliased,
    separated,
    logLikelihood: -loss,
    nullLogLikelihood: nullLikelihood(data),
    means,
    iterations,
    converged,
  }
}

/** @param scale of the loss, when the rows stand for more */
function* solve(
  data: TrainingData,
  { penalty, C, l1Ratio }: LogisticPenalty,
  aliased: Uint8Array,
  nSets: number,
  start: Float64Array,
  scale: number,
  context: MethodContext,
): Generator<Progress, Minimum, void> {
  const p = data.x.nColumns + 1
  const evaluate = createLoss(data, nSets, context)
  const factor = (penalty === 'none' ? 1 : C) * scale
  const ratio = penalty === 'l1' ? 1 : penalty === 'elastic-net' ? l1Ratio : 0
  const isPenalized = (at: number) => penalty !== 'none' && at % p < p - 1
  const size = nSets * p
  const problem: PenalizedProblem = {
    start,
    l1: Float64Array.from({ length: size }, (_, at) => (isPenalized(at) ? ratio : 0)),
    l2: Float64Array.from({ length: size }, (_, at) => (isPenalized(at) ? 1 - ratio : 0)),
    fixed: Uint8Array.from({ length: size }, (_, at) => (at % p < p - 1 ? (aliased[at % p] as number) : 0)),
    at(beta, withHessian) {
      const { loss, gradient, hessian } = evaluate(beta, withHessian)
      for (let j = 0; j < gradient.length; j++) gradient[j] = (gradient[j] as number) * factor
      if (hessian) for (let at = 0; at < hessian.length; at++) hessian[at] = (hessian[at] as number) * factor
      return { loss: loss * factor, gradient, hessian }
    },
  }
  const steps = minimizePenalized(problem)
  let step = steps.next()
  while (!step.done) {
    yield { stage: 'fit', fraction: Math.min(0.95, step.value / 15) }
    step = steps.next()
  }
  return { ...step.value, loss: step.value.loss / factor }
}

function everyNth({ x, y, weights, ...rest }: TrainingData, step: number): TrainingData {
  const n = Math.floor(x.nRows / step)
  const part = createMatrix(n, x.nColumns, true)
  const own = sharedFloats(n)
  const ownWeights = weights && sharedFloats(n)
  for (let i = 0; i < n; i++) {
    const row = i * step
    for (let j = 0; j < x.nColumns; j++) part.data[i * x.nColumns + j] = x.data[row * x.nColumns + j] as number
    own[i] = y[row] as number
    if (ownWeights && weights) ownWeights[i] = weights[row] as number
  }
  return { ...rest, x: part, y: own, weights: ownWeights }
}

/** With one set per class a constant can be added to all intercepts: they are made to add up to 0. */
function centerIntercepts(beta: Float64Array, nSets: number, p: number, nClasses: number): void {
  if (nSets !== nClasses) return
  let total = 0
  for (let k = 0; k < nSets; k++) total += beta[k * p + p - 1] as number
  for (let k = 0; k < nSets; k++) beta[k * p + p - 1] = (beta[k * p + p - 1] as number) - total / nSets
}

function columnMeans({ data, nRows, nColumns }: Matrix): Float64Array {
  const sums = new Float64Array(nColumns)
  for (let i = 0; i < nRows; i++) {
    for (let j = 0; j < nColumns; j++) sums[j] = (sums[j] as number) + (data[i * nColumns + j] as number)
  }
  return sums.map((sum) => sum / nRows)
}

function nullLikelihood({ y, weights, nClasses }: TrainingData): number {
  const counts = new Float64Array(nClasses)
  for (let i = 0; i < y.length; i++) {
    counts[y[i] as number] = (counts[y[i] as number] as number) + (weights ? (weights[i] as number) : 1)
  }
  const total = counts.reduce((sum, count) => sum + count, 0)
  return counts.reduce((sum, count) => sum + (count > 0 ? count * Math.log(count / total) : 0), 0)
}
