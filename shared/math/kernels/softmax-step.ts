import type { Kernel, KernelBuffers } from '../../methods/define-method'

/** n rows, d features, m sets of p = d + 1 coefficients (intercept last in each), c chunks. */
export interface SoftmaxBuffers extends KernelBuffers {
  x: Float64Array
  /** n; class 0 … nClasses − 1. */
  y: Float64Array
  weights: Float64Array
  /** m × p; with m = nClasses − 1 the first class is the reference, whose margin is 0. */
  beta: Float64Array
  /** c × (1 + mp + mp(mp + 1)/2); out: loss, gradient, Hessian's lower triangle. */
  sums: Float64Array
}

/** Negative log-likelihood of a multinomial logistic model with gradient and Hessian. Cost: O(rows·(m·d)²). */
export const softmaxStep: Kernel = (buffers, values, range) => {
  const { x, y, weights, beta, sums } = buffers as SoftmaxBuffers
  const {
    nFeatures: d,
    nSets: m,
    nClasses,
    withHessian,
  } = values as Record<'nFeatures' | 'nSets' | 'nClasses' | 'withHessian', number>
  const p = d + 1
  const total = m * p
  const size = 1 + total + (total * (total + 1)) / 2
  const base = range.index * size
  sums.fill(0, base, base + size)
  const hasWeights = weights.length > 0
  const margins = new Float64Array(m)
  const row = new Float64Array(p)
  const first = nClasses - m
  for (let i = range.start; i < range.end; i++) {
    for (let j = 0; j < d; j++) row[j] = x[i * d + j] as number
    row[d] = 1
    const weight = hasWeights ? (weights[i] as number) : 1
    const own = (y[i] as number) - first
    let highest = first > 0 ? 0 : Number.NEGATIVE_INFINITY
    for (let k = 0; k < m; k++) {
      let margin = 0
      for (let j = 0; j < p; j++) margin += (row[j] as number) * (beta[k * p + j] as number)
      margins[k] = margin
      if (margin > highest) highest = margin
    }
    const ownMargin = own >= 0 ? (margins[own] as number) : 0
    let sum = first > 0 ? Math.exp(-highest) : 0
    for (let k = 0; k < m; k++) {
      margins[k] = Math.exp((margins[k] as number) - highest)
      sum += margins[k] as number
    }
    sums[base] = (sums[base] as number) + weight * (Math.log(sum) + highest - ownMargin)
    for (let k = 0; k < m; k++) margins[k] = (margins[k] as number) / sum
    for (let k = 0; k < m; k++) {
      const error = weight * ((margins[k] as number) - (k === own ? 1 : 0))
      const to = base + 1 + k * p
      for (let j = 0; j < p; j++) sums[to + j] = (sums[to + j] as number) + error * (row[j] as number)
    }
    if (withHessian === 1) addCurvature(sums, base + 1 + total, margins, row, weight)
  }
}

function addCurvature(sums: Float64Array, base: number, shares: Float64Array, row: Float64Array, weight: number): void {
  const [m, p] = [shares.length, row.length]
  for (let k = 0; k < m; k++) {
    for (let l = 0; l <= k; l++) {
      const curve = weight * (shares[k] as number) * ((k === l ? 1 : 0) - (shares[l] as number))
      for (let a = 0; a < p; a++) {
        const line = k * p + a
        const start = base + (line * (line + 1)) / 2 + l * p
        const factor = curve * (row[a] as number)
        const end = k === l ? a + 1 : p
        for (let b = 0; b < end; b++) sums[start + b] = (sums[start + b] as number) + factor * (row[b] as number)
      }
    }
  }
}
