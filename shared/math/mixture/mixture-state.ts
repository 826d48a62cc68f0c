import { createMatrix, type Matrix } from '../../dataset/column'
import type { KernelRange, MethodContext } from '../../methods/define-method'
import { chunksOf, sharedFloats } from '../chunks'
import type { MixtureBuffers } from '../kernels/mixture-step'

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

/** A fitted mixture; k components of d columns. */
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

/** What EM works on; made once and used again by every start. */
export interface MixtureState {
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

/** Goes on from a mixture found before. */
export function restore({ buffers, weights, covariances }: MixtureState, mixture: Mixture): void {
  weights.set(mixture.weights)
  buffers.means.set(mixture.means.data)
  covariances.set(mixture.covariances.data)
}

/** Buffers for n × d rows and k components, on shared memory. */
export function createState(
  matrix: Matrix,
  options: MixtureOptions,
  parallel: MethodContext['parallel'],
): MixtureState {
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

/** Whether covariances between columns are taken as 0. */
export function isDiagonal(kind: CovarianceKind): boolean {
  return kind === 'diagonal' || kind === 'spherical'
}

/** Sums the chunks of the kernel, in order. */
export function addChunks(values: Float64Array, size: number): Float64Array {
  const totals = new Float64Array(size)
  for (let i = 0; i < values.length; i++) totals[i % size] = (totals[i % size] as number) + (values[i] as number)
  return totals
}

/** Weights and covariances from counts and sums of products, as the kind of covariance wants them. */
export function setCovariances(state: MixtureState, counts: Float64Array, products: Float64Array): void {
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

/** A copy of what EM stands at. */
export function snapshot(
  state: MixtureState,
  outcome: { logLikelihood: number; nIter: number; converged: boolean },
): Mixture {
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
function parameterCount({ d, k, kind }: MixtureState): number {
  const perMatrix = (d * (d + 1)) / 2
  const covariances = { full: k * perMatrix, tied: perMatrix, diagonal: k * d, spherical: k }[kind]
  return covariances + k * d + k - 1
}
