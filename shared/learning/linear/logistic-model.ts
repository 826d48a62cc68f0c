import type { Progress } from '../../contract/run-events'
import { createMatrix, type Matrix } from '../../dataset/column'
import { chiSquaredTail } from '../../math/chi-squared'
import { CHUNK_ROWS, chunksOf, sharedFloats } from '../../math/chunks'
import { normalQuantile } from '../../math/normal-quantile'
import { runKernel } from '../../math/run-kernel'
import { invertSymmetric } from '../../math/solve-symmetric'
import type { MethodContext } from '../../methods/define-method'
import type { Contributions, TrainingData } from '../estimator'
import { aliasedColumns } from './aliased-columns'
import { type LossAt, type Minimum, minimizePenalized, type PenalizedProblem } from './minimize-penalized'

export interface LogisticPenalty {
  penalty: 'none' | 'l2' | 'l1' | 'elastic-net'
  C: number
  l1Ratio: number
}

/** A (multinomial) logistic model: plain data. */
export interface LogisticModel {
  featureNames: string[]
  nClasses: number
  /** Sets of coefficients: one for two classes; one per class, or per class but the first, for more. */
  nSets: number
  /** nSets × (d + 1), the intercept last. */
  beta: Float64Array
  /** As many; NaN where there is none: penalised, aliased or separated. */
  standardErrors: Float64Array
  /** 1 per feature that is a combination of others. */
  aliased: Uint8Array
  /** Features whose coefficient has no bounds, because it tells classes apart without error. */
  separated: string[]
  logLikelihood: number
  /** With the intercept alone. */
  nullLogLikelihood: number
  means: Float64Array
  iterations: number
  converged: boolean
}

/** From so many rows on, the start is found on a part of them. */
const LARGE = 4 * CHUNK_ROWS
/** A standardised coefficient beyond this with an error to match has no bounds. */
const RUNAWAY = { coefficient: 8, error: 50 }

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

/** The loss of all rows and its derivatives, summed over fixed chunks. */
function createLoss({ x, y, weights, nClasses }: TrainingData, nSets: number, { parallel }: MethodContext) {
  const total = nSets * (x.nColumns + 1)
  const size = 1 + total + (total * (total + 1)) / 2
  const ranges = chunksOf(x.nRows, x.nRows > 2 * CHUNK_ROWS ? CHUNK_ROWS : 8192)
  const buffers = {
    x: x.data,
    y,
    weights: weights ?? sharedFloats(0),
    beta: sharedFloats(total),
    sums: sharedFloats(size * ranges.length),
  }
  const kernel = nClasses === 2 ? 'logistic-step' : 'softmax-step'
  return (beta: Float64Array, withHessian: boolean): LossAt => {
    buffers.beta.set(beta)
    const values = { nFeatures: x.nColumns, nSets, nClasses, withHessian: withHessian ? 1 : 0 }
    runKernel(parallel, kernel, buffers, values, ranges)
    const sums = new Float64Array(size)
    const used = withHessian ? size : 1 + total
    for (let chunk = 0; chunk < ranges.length; chunk++) {
      for (let at = 0; at < used; at++) sums[at] = (sums[at] as number) + (buffers.sums[chunk * size + at] as number)
    }
    return {
      loss: sums[0] as number,
      gradient: sums.slice(1, 1 + total),
      hessian: withHessian ? wholeMatrix(sums.subarray(1 + total), total) : null,
    }
  }
}

function wholeMatrix(triangle: Float64Array, d: number): Float64Array {
  const matrix = new Float64Array(d * d)
  for (let a = 0, at = 0; a < d; a++) {
    for (let b = 0; b <= a; b++, at++) {
      matrix[a * d + b] = triangle[at] as number
      matrix[b * d + a] = triangle[at] as number
    }
  }
  return matrix
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

function columnSpreads({ data, nRows, nColumns }: Matrix, means: Float64Array): Float64Array {
  const squares = new Float64Array(nColumns)
  for (let i = 0; i < nRows; i++) {
    for (let j = 0; j < nColumns; j++) {
      squares[j] = (squares[j] as number) + ((data[i * nColumns + j] as number) - (means[j] as number)) ** 2
    }
  }
  return squares.map((sum) => Math.sqrt(sum / nRows))
}

/** √ of the diagonal of the inverse information. */
function errorsOf(
  data: TrainingData,
  beta: Float64Array,
  aliased: Uint8Array,
  nSets: number,
  context: MethodContext,
): Float64Array {
  const p = data.x.nColumns + 1
  const size = beta.length
  const errors = new Float64Array(size).fill(Number.NaN)
  const { hessian } = createLoss(data, nSets, context)(beta, true)
  const free = Array.from({ length: size }, (_, at) => at).filter((at) => at % p === p - 1 || !aliased[at % p])
  const part = new Float64Array(free.length ** 2)
  for (const [a, from] of free.entries()) {
    for (const [b, to] of free.entries()) part[a * free.length + b] = hessian?.[from * size + to] as number
  }
  const inverse = invertSymmetric(part, free.length)
  if (!inverse) return errors
  for (const [a, at] of free.entries()) errors[at] = Math.sqrt(inverse[a * free.length + a] as number)
  return errors
}

/** Features whose coefficients run away: some value of theirs has only one class. */
function separatedFeatures(
  { featureNames }: TrainingData,
  beta: Float64Array,
  errors: Float64Array,
  spreads: Float64Array,
  converged: boolean,
): string[] {
  const p = featureNames.length + 1
  const runaway = featureNames.filter((_, j) => {
    const spread = spreads[j] as number
    for (let at = j; at < beta.length; at += p) {
      const coefficient = Math.abs(beta[at] as number) * spread
      const error = (errors[at] as number) * spread
      const isLarge = coefficient > RUNAWAY.coefficient || Math.abs(beta[at] as number) > 3 * RUNAWAY.coefficient
      const isUncertain = Number.isNaN(error) || error > RUNAWAY.error || error > 20 * coefficient
      if ((isLarge || Math.abs(beta[at] as number) > 2 * RUNAWAY.coefficient) && (isUncertain || !converged))
        return true
    }
    return false
  })
  for (const name of runaway) {
    const j = featureNames.indexOf(name)
    for (let at = j; at < errors.length; at += p) errors[at] = Number.NaN
  }
  return runaway
}

function nullLikelihood({ y, weights, nClasses }: TrainingData): number {
  const counts = new Float64Array(nClasses)
  for (let i = 0; i < y.length; i++) {
    counts[y[i] as number] = (counts[y[i] as number] as number) + (weights ? (weights[i] as number) : 1)
  }
  const total = counts.reduce((sum, count) => sum + count, 0)
  return counts.reduce((sum, count) => sum + (count > 0 ? count * Math.log(count / total) : 0), 0)
}

/** Margins of each set of coefficients, rows × nSets. */
function margins({ beta, nSets }: LogisticModel, x: Matrix): Float64Array {
  const { data, nRows, nColumns: d } = x
  const found = new Float64Array(nRows * nSets)
  for (let i = 0; i < nRows; i++) {
    for (let k = 0; k < nSets; k++) {
      let margin = beta[k * (d + 1) + d] as number
      for (let j = 0; j < d; j++) margin += (data[i * d + j] as number) * (beta[k * (d + 1) + j] as number)
      found[i * nSets + k] = margin
    }
  }
  return found
}

/** Rows × classes probabilities. */
export function predictLogistic(model: LogisticModel, x: Matrix): Matrix {
  const { nClasses, nSets } = model
  const found = margins(model, x)
  const predicted = createMatrix(x.nRows, nClasses)
  const { data } = predicted
  for (let i = 0; i < x.nRows; i++) {
    if (nClasses === 2) {
      const tail = Math.exp(-Math.abs(found[i] as number))
      const small = tail / (1 + tail)
      const isUp = (found[i] as number) >= 0
      data[2 * i] = isUp ? small : 1 - small
      data[2 * i + 1] = isUp ? 1 - small : small
      continue
    }
    const first = nClasses - nSets
    let highest = first > 0 ? 0 : Number.NEGATIVE_INFINITY
    for (let k = 0; k < nSets; k++) highest = Math.max(highest, found[i * nSets + k] as number)
    let total = 0
    for (let k = 0; k < nClasses; k++) {
      const margin = k < first ? 0 : (found[i * nSets + k - first] as number)
      const share = Math.exp(margin - highest)
      data[i * nClasses + k] = share
      total += share
    }
    for (let k = 0; k < nClasses; k++) data[i * nClasses + k] = (data[i * nClasses + k] as number) / total
  }
  return predicted
}

/**
 * What each column adds to the log-odds of a class against a row of mean values: βⱼ·(xⱼ − mean). Of more than two classes to
 * the class's log-share less the mean of all, so that no class is the one that others are measured by.
 * Source: the Shapley values of a linear model with independent features, Štrumbelj & Kononenko (2014).
 */
export function explainLogistic(model: LogisticModel, x: Matrix, classIndex: number): Contributions {
  const { nClasses, beta, means } = model
  const { nRows, nColumns: d, data } = x
  const weights =
    nClasses === 2 ? beta.map((value) => (classIndex === 0 ? -value : value)) : centredSet(model, classIndex, d)
  const values = createMatrix(nRows, d)
  let base = weights[d] as number
  for (let j = 0; j < d; j++) base += (weights[j] as number) * (means[j] as number)
  for (let i = 0; i < nRows; i++) {
    for (let j = 0; j < d; j++) {
      values.data[i * d + j] = (weights[j] as number) * ((data[i * d + j] as number) - (means[j] as number))
    }
  }
  return { space: 'log-odds', base, values }
}

/** Coefficients and intercept of a class less the mean over all classes; those of the reference are 0. */
function centredSet({ nClasses, nSets, beta }: LogisticModel, classIndex: number, d: number): Float64Array {
  const own = classIndex - (nClasses - nSets)
  return Float64Array.from({ length: d + 1 }, (_, j) => {
    let sum = 0
    for (let set = 0; set < nSets; set++) sum += beta[set * (d + 1) + j] as number
    return (own < 0 ? 0 : (beta[own * (d + 1) + j] as number)) - sum / nClasses
  })
}

/** One SQL expression per class. */
export function logisticToSql({ nClasses, nSets, beta }: LogisticModel, features: readonly string[]): string[] {
  const p = features.length + 1
  const linear = Array.from({ length: nSets }, (_, k) => linearSql(beta.subarray(k * p, (k + 1) * p), features))
  if (nClasses === 2) {
    const [margin] = linear
    return [`(1.0 / (1.0 + exp(${margin})))`, `(1.0 / (1.0 + exp(-(${margin}))))`]
  }
  const shares = Array.from({ length: nClasses }, (_, k) =>
    k < nClasses - nSets ? '1.0' : `exp(${linear[k - (nClasses - nSets)]})`,
  )
  return shares.map((share) => `(${share} / (${shares.join(' + ')}))`)
}

/** Σ coefficient · feature + intercept; coefficients of 0 are left out. */
export function linearSql(beta: Float64Array, features: readonly string[]): string {
  const terms = features.flatMap((feature, j) => {
    const value = beta[j] as number
    return value === 0 ? [] : [`(${sqlNumber(value)}) * ${feature}`]
  })
  return [sqlNumber(beta[features.length] as number), ...terms].join(' + ')
}

/** A number with all its digits, which SQL takes for a real one. */
export function sqlNumber(value: number): string {
  const words = String(value)
  return /[.e]/.test(words) ? words : `${words}.0`
}

export interface Coefficient {
  term: string
  /** The class it speaks for; null with two classes. */
  class: string | null
  estimate: number
  standardError: number | null
  z: number | null
  p: number | null
  ciLow: number | null
  ciHigh: number | null
  oddsRatio: number | null
}

const z95 = normalQuantile(0.975)
const finite = (value: number) => (Number.isFinite(value) ? value : null)

/** A coefficient with its Wald test and 95 % interval. */
export function coefficientOf(term: string, own: string | null, estimate: number, error: number): Coefficient {
  const z = estimate / error
  return {
    term,
    class: own,
    estimate,
    standardError: finite(error),
    z: finite(z),
    p: Number.isFinite(z) ? chiSquaredTail(z * z, 1) : null,
    ciLow: finite(estimate - z95 * error),
    ciHigh: finite(estimate + z95 * error),
    oddsRatio: finite(Math.exp(estimate)),
  }
}
