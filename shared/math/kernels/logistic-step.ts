import type { Kernel, KernelBuffers } from '../../methods/define-method'

/** n rows, d features, c chunks, p = d + 1 coefficients with the intercept last. */
export interface LogisticBuffers extends KernelBuffers {
  /** n × d. */
  x: Float64Array
  /** n; 0 or 1. */
  y: Float64Array
  /** n, or empty when all rows count alike. */
  weights: Float64Array
  /** p. */
  beta: Float64Array
  /** c × (1 + p + p(p + 1)/2); out: loss, gradient, and the Hessian's lower triangle row by row. */
  sums: Float64Array
}

/** Rows that are multiplied at a time: products are read and written once for all of them. */
const BLOCK = 4

/**
 * Negative log-likelihood of a logistic model with its gradient and, when asked for, its Hessian.
 * Cost: O(rows·d), with the Hessian O(rows·d²).
 */
export const logisticStep: Kernel = (buffers, values, range) => {
  const { x, y, weights, beta, sums } = buffers as LogisticBuffers
  const { nFeatures: d, withHessian } = values as { nFeatures: number; withHessian: number }
  const p = d + 1
  const size = 1 + p + (p * (p + 1)) / 2
  const gradient = new Float64Array(p)
  const hessian = new Float64Array((p * (p + 1)) / 2)
  const rows = new Float64Array(BLOCK * p)
  const scaled = new Float64Array(BLOCK * p)
  const hasWeights = weights.length > 0
  let loss = 0
  let filled = 0
  for (let i = range.start; i < range.end; i++) {
    const at = i * d
    let eta = beta[d] as number
    for (let j = 0; j < d; j++) eta += (x[at + j] as number) * (beta[j] as number)
    const weight = hasWeights ? (weights[i] as number) : 1
    const own = y[i] as number
    const tail = Math.exp(-Math.abs(eta))
    const small = tail / (1 + tail)
    const probability = eta >= 0 ? 1 - small : small
    loss += weight * (Math.log1p(tail) + (eta > 0 ? (1 - own) * eta : -own * eta))
    // 1 − p is taken from the small side, so that nothing is lost where p is almost 1.
    const error = weight * (own === 1 ? -(eta >= 0 ? small : 1 - small) : probability)
    for (let j = 0; j < d; j++) gradient[j] = (gradient[j] as number) + error * (x[at + j] as number)
    gradient[d] = (gradient[d] as number) + error
    if (withHessian === 0) continue
    const curve = weight * small * (1 - small)
    const to = filled * p
    for (let j = 0; j < d; j++) {
      rows[to + j] = x[at + j] as number
      scaled[to + j] = curve * (x[at + j] as number)
    }
    rows[to + d] = 1
    scaled[to + d] = curve
    if (++filled === BLOCK) {
      addProducts(rows, scaled, hessian, p)
      filled = 0
    }
  }
  if (filled > 0) {
    scaled.fill(0, filled * p)
    addProducts(rows, scaled, hessian, p)
  }
  sums[range.index * size] = loss
  sums.set(gradient, range.index * size + 1)
  sums.set(hessian, range.index * size + 1 + p)
}

/** Adds the products of a block of four rows to a lower triangle. */
function addProducts(rows: Float64Array, scaled: Float64Array, triangle: Float64Array, p: number): void {
  let at = 0
  for (let a = 0; a < p; a++) {
    const [s0, s1] = [scaled[a] as number, scaled[p + a] as number]
    const [s2, s3] = [scaled[2 * p + a] as number, scaled[3 * p + a] as number]
    for (let b = 0; b <= a; b++, at++) {
      triangle[at] =
        (triangle[at] as number) +
        (s0 * (rows[b] as number) +
          s1 * (rows[p + b] as number) +
          (s2 * (rows[2 * p + b] as number) + s3 * (rows[3 * p + b] as number)))
    }
  }
}
