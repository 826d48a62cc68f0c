import { chiSquaredTail } from '../../math/chi-squared'
import { type CoxData, coxLikelihood } from './cox-likelihood'
import type { CoxTerm } from './method'

/**
 * Tests per covariate whether its effect stays the same over time: the correlation of scaled Schoenfeld residuals with time,
 * where time is measured as 1 − the Kaplan–Meier estimate.
 * @param covariance of the coefficients
 * @returns one test per covariate; null where there is nothing to correlate
 * Cost: O(n·d²). Source: Grambsch & Therneau (1994), with the mean variance of the residuals.
 */
export function proportionalHazards(
  data: CoxData,
  beta: Float64Array,
  covariance: Float64Array,
  ties: 'efron' | 'breslow',
): CoxTerm['proportional'][] {
  const { ordered, happened, covariates, nColumns: d } = data
  const transformed = transformedTimes(data)
  const residuals: Float64Array[] = []
  const clocks: number[] = []
  coxLikelihood(data, beta, ties, (k, mean) => {
    for (const i of ordered.order.subarray(ordered.starts[k], ordered.starts[k + 1])) {
      if (happened[i] === 0) continue
      residuals.push(mean.map((value, j) => (covariates[i * d + j] as number) - value))
      clocks.push(transformed[k] as number)
    }
  })
  const n = residuals.length
  const centre = clocks.reduce((sum, value) => sum + value, 0) / n
  const spread = clocks.reduce((sum, value) => sum + (value - centre) ** 2, 0)
  return Array.from(beta, (_, j) => {
    if (!(spread > 0)) return null
    let [product, squares] = [0, 0]
    for (const [at, residual] of residuals.entries()) {
      const scaled = n * residual.reduce((sum, value, h) => sum + value * (covariance[j * d + h] as number), 0)
      product += scaled * ((clocks[at] as number) - centre)
      squares += scaled * scaled
    }
    const chi2 = (product * product) / (n * (covariance[j * d + j] as number) * spread)
    return { chi2, p: chiSquaredTail(chi2, 1), correlation: product / Math.sqrt(Math.max(squares * spread, 1e-300)) }
  })
}

/** 1 − S just before each time. */
function transformedTimes({ ordered, happened }: CoxData): Float64Array {
  const { order, starts, times } = ordered
  const values = new Float64Array(times.length)
  let survival = 1
  for (let k = 0; k < times.length; k++) {
    values[k] = 1 - survival
    const rows = order.subarray(starts[k], starts[k + 1])
    const atRisk = order.length - (starts[k] as number)
    survival *= (atRisk - rows.filter((i) => happened[i] === 1).length) / atRisk
  }
  return values
}
