import type { Progress } from '../../contract/run-events'
import { createMatrix, type Matrix } from '../../dataset/column'
import type { KernelRange, MethodContext } from '../../methods/define-method'
import { inverseCholesky } from '../cholesky'
import { chunksOf, sharedFloats } from '../chunks'
import { kMeans } from '../k-means/k-means'
import type { MixtureBuffers } from '../kernels/mixture-step'
import type { Random } from '../random'
import { runKernel } from '../run-kernel'
import { squaredGap } from '../squared-gap'

export type CovarianceKind = 'full' | 'diagonal' | 'tied' | 'spherical'

export interface MixtureOptions {
  nComponents: number
  covariance: CovarianceKind
  /** Starts, of which the likeliest is kept; up to 20,000 rows each stands for many short ones. */
  nInit: number
  /** Nothing but `nInit` starts, whatever the number of rows: enough to compare numbers of components. */
  isRough?: boolean
  maxIterations: number
  /** Stops when the mean log-likelihood per row rises by less. */
  tolerance: number
  /** Added to every variance, so that none becomes 0. */
  regularization: number
}

export interface Mixture {
  /** k, adding up to 1. */
  weights: Float64Array
  /** k × d. */
  means: Matrix
  /** k·d × d: the covariance matrices one below the other. */
  covariances: Matrix
  /** n × k: probability of each component for each row. */
  probabilities: Matrix
  logLikelihood: number
  nParameters: number
  nIter: number
  converged: boolean
}

/**
 * Starts take turns: partitions that Lloyd's algorithm finds from k-means++, from random rows and from rows far apart
 * (which gives outliers a component), and rough ones after a single step. They differ more than partitions that are all
 * as good as k-means can make them.
 */
const START_KINDS = [
  { steps: 300, from: 'plus-plus' },
  { steps: 300, from: 'far' },
  { steps: 1, from: 'plus-plus' },
  { steps: 300, from: 'random' },
  { steps: 1, from: 'far' },
  { steps: 1, from: 'random' },
] as const

/** Up to this many rows many starts are tried for a few steps each, which costs little there. */
const SMALL_ROWS = 20_000
/** Tries per start: from new partitions, and from the best mixture with one component moved. */
const NEW_TRIES = 10
const MOVED_TRIES = 8
/** Steps that a try is given, and the rise per row below which it is given no more. */
const TRY_STEPS = 25
const TRY_TOLERANCE = 1e-4
/** A try that ends so little below the best, per row, may still pass it. */
const WORTH_FINISHING = 0.01

/** After so many starts, every other one moves a component of the best mixture instead. */
const FRESH_STARTS = 4

/** What EM works on; made once and used again by every start. */
interface State {
  n: number
  d: number
  k: number
  kind: CovarianceKind
  regularization: number
  buffers: MixtureBuffers
  ranges: readonly KernelRange[]
  parallel: MethodContext['parallel']
  weights: Float64Array
  /** k × d × d. */
  covariances: Float64Array
}

/**
 * Mixture of Gaussians by expectation-maximisation, each start from a k-means partition.
 * @param matrix n × d on shared memory
 * @returns null when a covariance is not positive definite in every start
 * Cost: O(nInit·iterations·n·k·d²), diagonal and spherical O(nInit·iterations·n·k·d).
 * Source: Dempster, Laird & Rubin (1977); McLachlan & Peel (2000), "Finite Mixture Models".
 */
export function* gaussianMixture(
  matrix: Matrix,
  options: MixtureOptions,
  context: Pick<MethodContext, 'parallel'> & { random: Random },
): Generator<Progress, Mixture | null, void> {
  const state = createState(matrix, options, context.parallel)
  const isSmall = matrix.nRows <= SMALL_ROWS && options.nComponents > 1 && !options.isRough
  if (isSmall) return yield* searchWidely(state, matrix, options, context)
  let best: Mixture | null = null
  const starts = options.nComponents === 1 ? 1 : options.nInit
  for (let start = 0; start < starts; start++) {
    const random = context.random.fork(start)
    if (best && start >= FRESH_STARTS && start % 2 === 1) moveComponent(state, best, random)
    else yield* startFromKMeans(state, matrix, { ...context, random }, start < FRESH_STARTS ? start : start >> 1)
    const outcome = yield* maximise(state, options, start / starts, 1 / starts)
    if (outcome && (!best || outcome.logLikelihood > best.logLikelihood)) best = snapshot(state, outcome)
  }
  return best
}

/**
 * Tries many starts for a few steps, carries the best `nInit` of them through, and then moves components of the best mixture
 * for as long as that may help. Source: Biernacki, Celeux & Govaert (2003), "Choosing starting values for the EM algorithm",
 * short runs of EM; Ueda et al. (2000).
 */
function* searchWidely(
  state: State,
  matrix: Matrix,
  options: MixtureOptions,
  context: Pick<MethodContext, 'parallel'> & { random: Random },
): Generator<Progress, Mixture | null, void> {
  const { nInit } = options
  const short = { ...options, maxIterations: TRY_STEPS, tolerance: Math.max(TRY_TOLERANCE, options.tolerance) }
  const promising: Mixture[] = []
  const tries = NEW_TRIES * nInit
  for (let start = 0; start < tries; start++) {
    yield* startFromKMeans(state, matrix, { ...context, random: context.random.fork(start) }, start)
    const outcome = yield* maximise(state, short, (0.4 * start) / tries, 0.4 / tries)
    if (!outcome) continue
    promising.push(snapshot(state, outcome))
    promising.sort((a, b) => b.logLikelihood - a.logLikelihood)
    promising.length = Math.min(promising.length, nInit)
  }
  let best: Mixture | null = null
  for (const [i, mixture] of promising.entries()) {
    restore(state, mixture)
    const outcome = yield* maximise(state, options, 0.4 + (0.2 * i) / nInit, 0.2 / nInit)
    if (outcome && (!best || outcome.logLikelihood > best.logLikelihood)) best = snapshot(state, outcome)
  }
  const moves = MOVED_TRIES * nInit
  for (let move = 0; best && move < moves; move++) {
    moveComponent(state, best, context.random.fork(tries + move))
    const tried = yield* maximise(state, short, 0.6 + (0.4 * move) / moves, 0.4 / moves)
    if (!tried || tried.logLikelihood < best.logLikelihood - WORTH_FINISHING * state.n) continue
    const outcome = yield* maximise(state, options, 0.6 + (0.4 * move) / moves, 0.4 / moves)
    if (outcome && outcome.logLikelihood > best.logLikelihood) best = snapshot(state, outcome)
  }
  return best
}

function restore({ buffers, weights, covariances }: State, mixture: Mixture): void {
  weights.set(mixture.weights)
  buffers.means.set(mixture.means.data)
  covariances.set(mixture.covariances.data)
}

/**
 * Starts from the best mixture so far with one component taken away and set on a random row of another one, which it
 * shares from then on. Source: after Ueda et al. (2000), "SMEM algorithm for mixture models".
 */
function moveComponent(state: State, best: Mixture, random: Random): void {
  const { n, d, k, buffers, weights, covariances } = state
  const gone = random.integer(k)
  const shared = (gone + 1 + random.integer(k - 1)) % k
  restore(state, best)
  const row = drawRow(best.probabilities.data, n, k, shared, random)
  buffers.means.set(buffers.data.subarray(row * d, (row + 1) * d), gone * d)
  covariances.copyWithin(gone * d * d, shared * d * d, (shared + 1) * d * d)
  const share = (weights[shared] as number) / 2
  const rest = 1 - (weights[gone] as number)
  weights[shared] = share
  weights[gone] = share
  for (let c = 0; c < k; c++) weights[c] = (weights[c] as number) / rest
}

/** A row drawn with its probability of belonging to a component. */
function drawRow(probabilities: Float64Array, n: number, k: number, component: number, random: Random): number {
  let total = 0
  for (let i = 0; i < n; i++) total += probabilities[i * k + component] as number
  let rest = random.next() * total
  for (let i = 0; i < n; i++) {
    rest -= probabilities[i * k + component] as number
    if (rest < 0) return i
  }
  return n - 1
}

function createState(matrix: Matrix, options: MixtureOptions, parallel: MethodContext['parallel']): State {
  const { nRows: n, nColumns: d } = matrix
  const { nComponents: k, covariance: kind, regularization } = options
  const ranges = chunksOf(n)
  const size = isDiagonal(kind) ? d : (d * (d + 1)) / 2
  const c = ranges.length
  const buffers: MixtureBuffers = {
    data: matrix.data,
    means: sharedFloats(k * d),
    factors: sharedFloats(isDiagonal(kind) ? k * d : k * d * d),
    offsets: sharedFloats(k),
    probabilities: sharedFloats(n * k),
    logLikelihoods: sharedFloats(c),
    counts: sharedFloats(c * k),
    sums: sharedFloats(c * k * d),
    products: sharedFloats(c * k * size),
  }
  const weights = new Float64Array(k)
  return { n, d, k, kind, regularization, buffers, ranges, parallel, weights, covariances: new Float64Array(k * d * d) }
}

function isDiagonal(kind: CovarianceKind): boolean {
  return kind === 'diagonal' || kind === 'spherical'
}

/** Weights, means and covariances of a k-means partition. */
function* startFromKMeans(
  state: State,
  matrix: Matrix,
  context: Pick<MethodContext, 'parallel'> & { random: Random },
  start: number,
): Generator<Progress, void, void> {
  const { n, d, k, buffers } = state
  const { steps, from } = START_KINDS[start % START_KINDS.length] as (typeof START_KINDS)[number]
  const initialCenters = from === 'plus-plus' ? undefined : startRows(state, context.random, from === 'far')
  const options = { k, nInit: 1, maxIterations: steps, tolerance: 0, initialCenters, refine: false }
  const labels = k === 1 ? new Int32Array(n) : (yield* kMeans(matrix, options, context)).labels
  const counts = new Float64Array(k)
  const sums = new Float64Array(k * d)
  for (let i = 0; i < n; i++) {
    const label = labels[i] as number
    counts[label] = (counts[label] as number) + 1
    for (let j = 0; j < d; j++)
      sums[label * d + j] = (sums[label * d + j] as number) + (buffers.data[i * d + j] as number)
  }
  for (let c = 0; c < k; c++) {
    for (let j = 0; j < d; j++) buffers.means[c * d + j] = (sums[c * d + j] as number) / (counts[c] as number)
  }
  const products = scatterOf(state, labels)
  setCovariances(state, counts, products)
}

/** Coordinates of k rows (k × d): drawn, or each the farthest from those before. */
function startRows({ n, d, k, buffers: { data } }: State, random: Random, far: boolean): Float64Array {
  const rows = [random.integer(n)]
  const nearest = new Float64Array(n).fill(Number.POSITIVE_INFINITY)
  while (rows.length < k) {
    const last = rows[rows.length - 1] as number
    for (let i = 0; i < n; i++) {
      const gap = squaredGap(data, i * d, data, last * d, d)
      if (gap < (nearest[i] as number)) nearest[i] = gap
    }
    rows.push(far ? nearest.indexOf(nearest.reduce((most, gap) => Math.max(most, gap), 0)) : random.integer(n))
  }
  return Float64Array.from(rows.flatMap((row) => [...data.subarray(row * d, (row + 1) * d)]))
}

/** Sums of products of x − mean per group, lower triangles (or diagonals) in the layout of the kernel. */
function scatterOf({ n, d, k, kind, buffers }: State, labels: Int32Array): Float64Array {
  const size = isDiagonal(kind) ? d : (d * (d + 1)) / 2
  const products = new Float64Array(k * size)
  const gap = new Float64Array(d)
  for (let i = 0; i < n; i++) {
    const c = labels[i] as number
    for (let j = 0; j < d; j++) gap[j] = (buffers.data[i * d + j] as number) - (buffers.means[c * d + j] as number)
    for (let row = 0, at = c * size; row < d; row++) {
      for (let j = isDiagonal(kind) ? row : 0; j <= row; j++, at++) {
        products[at] = (products[at] as number) + (gap[row] as number) * (gap[j] as number)
      }
    }
  }
  return products
}

/** Steps until the likelihood stands still; null when a covariance breaks down. */
function* maximise(state: State, options: MixtureOptions, done: number, share: number) {
  let before = Number.NEGATIVE_INFINITY
  for (let nIter = 1; nIter <= options.maxIterations; nIter++) {
    if (!factorise(state)) return null
    const logLikelihood = expect(state)
    if (Math.abs(logLikelihood - before) / state.n < options.tolerance) return { logLikelihood, nIter, converged: true }
    before = logLikelihood
    update(state)
    const fraction = done + share * Math.min(1, nIter / 100)
    yield { stage: 'mixture', fraction, iteration: nIter } satisfies Progress
  }
  if (!factorise(state)) return null
  return { logLikelihood: expect(state), nIter: options.maxIterations, converged: false }
}

/** Prepares the kernel's factors and offsets from weights and covariances. */
function factorise({ d, k, kind, buffers, weights, covariances }: State): boolean {
  for (let c = 0; c < k; c++) {
    const covariance = covariances.subarray(c * d * d, (c + 1) * d * d)
    let logDeterminant = 0
    if (isDiagonal(kind)) {
      for (let j = 0; j < d; j++) {
        const variance = covariance[j * d + j] as number
        buffers.factors[c * d + j] = 1 / Math.sqrt(variance)
        logDeterminant += Math.log(variance)
      }
    } else {
      const found = inverseCholesky(covariance, d)
      if (!found) return false
      buffers.factors.set(found.inverse, c * d * d)
      logDeterminant = found.logDeterminant
    }
    buffers.offsets[c] = Math.log(weights[c] as number) - (logDeterminant + d * Math.log(2 * Math.PI)) / 2
  }
  return true
}

/** Expectation step on all rows; answers the log-likelihood. */
function expect({ d, k, kind, buffers, ranges, parallel }: State): number {
  const values = { nFeatures: d, nComponents: k, isDiagonal: isDiagonal(kind) ? 1 : 0 }
  runKernel(parallel, 'mixture-step', buffers, values, ranges)
  return buffers.logLikelihoods.reduce((total, value) => total + value, 0)
}

/** Maximisation step from the kernel's sums. */
function update(state: State): void {
  const { d, k, kind, buffers } = state
  const size = isDiagonal(kind) ? d : (d * (d + 1)) / 2
  const counts = addChunks(buffers.counts, k).map((count) => count + 10 * Number.EPSILON)
  const sums = addChunks(buffers.sums, k * d)
  const products = addChunks(buffers.products, k * size)
  for (let c = 0; c < k; c++) {
    const count = counts[c] as number
    const moved = sums.subarray(c * d, (c + 1) * d).map((value) => value / count)
    for (let row = 0, at = c * size; row < d; row++) {
      for (let j = isDiagonal(kind) ? row : 0; j <= row; j++, at++) {
        products[at] = (products[at] as number) - count * (moved[row] as number) * (moved[j] as number)
      }
    }
    for (let j = 0; j < d; j++) buffers.means[c * d + j] = (buffers.means[c * d + j] as number) + (moved[j] as number)
  }
  setCovariances(state, counts, products)
}

function addChunks(values: Float64Array, size: number): Float64Array {
  const totals = new Float64Array(size)
  for (let i = 0; i < values.length; i++) totals[i % size] = (totals[i % size] as number) + (values[i] as number)
  return totals
}

/** Weights and covariances from counts and sums of products, as the kind of covariance wants them. */
function setCovariances(state: State, counts: Float64Array, products: Float64Array): void {
  const { n, d, k, kind, weights, covariances, regularization } = state
  const size = products.length / k
  const total = counts.reduce((sum, count) => sum + count, 0)
  const pooled = addChunks(products, size)
  for (let c = 0; c < k; c++) {
    weights[c] = (counts[c] as number) / total
    const own = kind === 'tied' ? pooled : products.subarray(c * size, (c + 1) * size)
    const divisor = kind === 'tied' ? n : (counts[c] as number)
    const covariance = covariances.subarray(c * d * d, (c + 1) * d * d)
    if (isDiagonal(kind)) {
      const spread = own.reduce((sum, value) => sum + value, 0) / d / divisor
      for (let j = 0; j < d; j++) {
        covariance[j * d + j] = regularization + (kind === 'spherical' ? spread : (own[j] as number) / divisor)
      }
      continue
    }
    for (let row = 0, at = 0; row < d; row++) {
      for (let j = 0; j <= row; j++, at++) {
        const value = (own[at] as number) / divisor + (row === j ? regularization : 0)
        covariance[row * d + j] = value
        covariance[j * d + row] = value
      }
    }
  }
}

function snapshot(state: State, outcome: { logLikelihood: number; nIter: number; converged: boolean }): Mixture {
  const { n, d, k, buffers, weights, covariances } = state
  const matrix = (nRows: number, nColumns: number, data: Float64Array): Matrix => {
    const copy = createMatrix(nRows, nColumns)
    copy.data.set(data)
    return copy
  }
  return {
    ...outcome,
    weights: weights.slice(),
    means: matrix(k, d, buffers.means),
    covariances: matrix(k * d, d, covariances),
    probabilities: matrix(n, k, buffers.probabilities),
    nParameters: parameterCount(state),
  }
}

/** Free parameters: covariances, means and weights. */
function parameterCount({ d, k, kind }: State): number {
  const perMatrix = (d * (d + 1)) / 2
  const covariances = { full: k * perMatrix, tied: perMatrix, diagonal: k * d, spherical: k }[kind]
  return covariances + k * d + k - 1
}
