import { chiSquaredTail } from '../../math/chi-squared'
import { inverseCholesky } from '../../math/cholesky'
import { normalQuantile } from '../../math/normal-quantile'
import { concordance } from './concordance'
import { type CoxData, type CoxState, coxLikelihood } from './cox-likelihood'
import type { CoxModel, CoxTerm, SurvivalParams, SurvivalResult } from './method'
import type { OrderedTimes } from './ordered-times'
import { proportionalHazards } from './proportional-hazards'

/** Covariates as numbers: one column per term. */
export interface CoxTerms {
  names: string[]
  columns: Float64Array[]
}

const mostIterations = 50

/**
 * Cox's proportional hazards model by Newton's method on standardised covariates.
 * @returns a problem instead of a model when a covariate is constant, some are collinear, or there are hardly any events
 * Cost: O(n·d²) per iteration.
 */
export function coxModel(
  ordered: OrderedTimes,
  happened: Uint8Array,
  { names, columns }: CoxTerms,
  { ties, confidence }: Pick<SurvivalParams, 'ties' | 'confidence'>,
): { model: CoxModel } | { problem: NonNullable<SurvivalResult['coxProblem']> } {
  const d = columns.length
  const nEvents = happened.reduce((sum, value) => sum + value, 0)
  if (nEvents < 2 || nEvents <= d) return { problem: 'tooFew' }
  const scaled = standardised(columns)
  if (!scaled) return { problem: 'constant' }
  const data: CoxData = { ordered, happened, covariates: scaled.values, nColumns: d }
  const start = coxLikelihood(data, new Float64Array(d), ties)
  const found = climb(data, start, ties)
  if (!found) return { problem: 'collinear' }
  const { beta, state, covariance, iterations, converged } = found
  const tests = proportionalHazards(data, beta, covariance, ties)
  const z = normalQuantile((1 + confidence) / 2)
  const terms = names.map((name, j): CoxTerm => {
    const scale = scaled.scales[j] as number
    const coefficient = (beta[j] as number) / scale
    const error = Math.sqrt(covariance[j * d + j] as number) / scale
    return {
      name,
      coefficient,
      standardError: error,
      hazardRatio: bounded(Math.exp(coefficient)),
      lower: Math.exp(coefficient - z * error),
      upper: bounded(Math.exp(coefficient + z * error)),
      z: coefficient / error,
      p: chiSquaredTail((coefficient / error) ** 2, 1),
      proportional: tests[j] ?? null,
    }
  })
  const chi2 = Math.max(0, 2 * (state.logLikelihood - start.logLikelihood))
  const model: CoxModel = {
    n: happened.length,
    nEvents,
    terms,
    logLikelihood: state.logLikelihood,
    nullLogLikelihood: start.logLikelihood,
    chi2,
    p: chiSquaredTail(chi2, d),
    concordance: concordance(data, beta),
    iterations,
    converged,
  }
  return { model }
}

/** A ratio that has run off to infinity is held at the largest number. */
function bounded(ratio: number): number {
  return Math.min(ratio, Number.MAX_VALUE)
}

/** Columns minus their means, in units of their standard deviations, row by row; null when one is constant. */
function standardised(columns: readonly Float64Array[]): { values: Float64Array; scales: Float64Array } | null {
  const d = columns.length
  const n = columns[0]?.length ?? 0
  const values = new Float64Array(n * d)
  const scales = new Float64Array(d)
  for (const [j, column] of columns.entries()) {
    const mean = column.reduce((sum, value) => sum + value, 0) / n
    const scale = Math.sqrt(column.reduce((sum, value) => sum + (value - mean) ** 2, 0) / n)
    if (!(scale > 1e-12 * Math.max(1, Math.abs(mean)))) return null
    scales[j] = scale
    for (let i = 0; i < n; i++) values[i * d + j] = ((column[i] as number) - mean) / scale
  }
  return { values, scales }
}

/** Newton's method with halved steps; null when the information cannot be inverted. */
function climb(data: CoxData, start: CoxState, ties: 'efron' | 'breslow') {
  const d = data.nColumns
  let beta: Float64Array = new Float64Array(d)
  let state = start
  let covariance = covarianceOf(state, d)
  if (!covariance) return null
  let iterations = 0
  let converged = false
  while (iterations < mostIterations && !converged) {
    iterations++
    const step = multiply(covariance, state.gradient)
    let length = 1
    let next = state
    let moved = beta
    for (; length > 1e-6; length /= 2) {
      moved = beta.map((value, j) => value + length * (step[j] as number))
      next = coxLikelihood(data, moved, ties)
      if (next.logLikelihood >= state.logLikelihood - 1e-10 * Math.abs(state.logLikelihood)) break
    }
    converged = Math.abs(next.logLikelihood - state.logLikelihood) <= 1e-11 * Math.abs(state.logLikelihood)
    beta = moved
    state = next
    covariance = covarianceOf(state, d)
    if (!covariance) return null
  }
  return { beta, state, covariance, iterations, converged }
}

/** Inverse of the information; null when it is singular to working precision. */
function covarianceOf({ information }: CoxState, d: number): Float64Array | null {
  const factor = inverseCholesky(information, d)
  if (!factor) return null
  const { inverse } = factor
  const covariance = new Float64Array(d * d)
  for (let i = 0; i < d; i++) {
    for (let j = 0; j < d; j++) {
      let sum = 0
      for (let k = Math.max(i, j); k < d; k++) sum += (inverse[k * d + i] as number) * (inverse[k * d + j] as number)
      covariance[i * d + j] = sum
    }
  }
  const inflation = Array.from(
    { length: d },
    (_, i) => (covariance[i * d + i] as number) * (information[i * d + i] as number),
  )
  return inflation.every((value) => value < 1e8) ? covariance : null
}

function multiply(matrix: Float64Array, vector: Float64Array): Float64Array {
  const d = vector.length
  return vector.map((_, i) => vector.reduce((sum, value, j) => sum + (matrix[i * d + j] as number) * value, 0))
}
