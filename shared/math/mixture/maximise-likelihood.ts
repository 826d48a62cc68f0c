import type { Progress } from '../../contract/run-events'
import { inverseCholesky } from '../cholesky'
import { runKernel } from '../run-kernel'
import { addChunks, isDiagonal, type MixtureOptions, type MixtureState, setCovariances } from './mixture-state'

/** Steps until the likelihood stands still; null when a covariance breaks down. */
export function* maximise(state: MixtureState, options: MixtureOptions, done: number, share: number) {
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
function factorise({ d, k, kind, buffers, weights, covariances }: MixtureState): boolean {
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
function expect({ d, k, kind, buffers, ranges, parallel }: MixtureState): number {
  const values = { nFeatures: d, nComponents: k, isDiagonal: isDiagonal(kind) ? 1 : 0 }
  runKernel(parallel, 'mixture-step', buffers, values, ranges)
  return buffers.logLikelihoods.reduce((total, value) => total + value, 0)
}

/** Maximisation step from the kernel's sums. */
function update(state: MixtureState): void {
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
