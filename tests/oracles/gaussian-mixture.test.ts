import { gaussianMixture } from '@shared/methods/gaussian-mixture'
import { describe, expect, test } from 'vitest'
import { inputOf, runMethod } from '../contract/harness'
import { type ClusterSet, clusterSets, featuresOf } from './data-sets'
import { hasOracles, reference } from './oracles'

interface Fit {
  bic: number
  aic: number
  loglik: number
  n_params: number
  weights_sorted: number[]
  converged: boolean
}
const kinds = { full: 'full', diagonal: 'diag', tied: 'tied', spherical: 'spherical' } as const

// Oracle: scikit-learn 1.2.1 GaussianMixture, 10 starts. Tolerance: one component 1e-9 relative; several: log-likelihood
// at most 0.5 % below (there are many summits), and BIC and AIC follow from it exactly.
describe.skipIf(!hasOracles)('gaussian-mixture against scikit-learn', () => {
  const expected = hasOracles ? reference<Record<string, Record<string, Fit>>>('gmm') : {}
  const names: ClusterSet[] = ['mall_income_score_raw', 'mall3_std', 'wholesale_std']
  const cases = names.flatMap((name) =>
    (Object.keys(kinds) as (keyof typeof kinds)[]).map((covariance) => ({ name, covariance })),
  )

  test.each(cases)('$name, $covariance', { timeout: 60_000 }, ({ name, covariance }) => {
    const input = inputOf({ features: featuresOf(name), profile: [] })
    for (const nComponents of [1, 2, 3, 4, 5, 6]) {
      const known = expected[name]?.[`${kinds[covariance]}_${nComponents}`] as Fit
      const params = { nComponents, covariance, nInit: 10, scaling: clusterSets[name].scaling }
      const { result } = runMethod(gaussianMixture, input, params)
      expect(result.nParameters).toBe(known.n_params)
      expect(result.bic).toBeCloseTo(known.n_params * Math.log(input.nRows) - 2 * result.logLikelihood, 8)
      expect(result.aic).toBeCloseTo(2 * known.n_params - 2 * result.logLikelihood, 8)
      if (nComponents === 1) expect(Math.abs(result.logLikelihood / known.loglik - 1)).toBeLessThan(1e-9)
      else expect(result.logLikelihood).toBeGreaterThanOrEqual(known.loglik - 0.005 * Math.abs(known.loglik))
      if (Math.abs(result.logLikelihood / known.loglik - 1) < 1e-6) {
        expect(result.converged).toBe(known.converged)
        const weights = [...result.weights].sort((a, b) => b - a)
        for (const [i, weight] of known.weights_sorted.entries()) expect(weights[i]).toBeCloseTo(weight, 2)
      }
      const total = result.probabilities.data.subarray(0, nComponents).reduce((sum, value) => sum + value, 0)
      expect(total).toBeCloseTo(1, 12)
    }
  })
})
