import { chooseK } from '@shared/methods/choose-k'
import type { ChooseKResult } from '@shared/methods/choose-k/method'
import { describe, expect, test } from 'vitest'
import { inputOf, runMethod } from '../contract/harness'
import { type ClusterSet, clusterSets, featuresOf } from './data-sets'
import { hasOracles, reference } from './oracles'

interface Gap {
  k: number[]
  logW: number[]
  reference_mean: number[]
  gap: number[]
  s_k: number[]
  k_tibshirani: number
  k_argmax: number
}
interface Solution {
  inertia_best: number
  davies_bouldin: number
  calinski_harabasz: number
  silhouette: number
}

const names: ClusterSet[] = ['mall_income_score_raw', 'mall3_std', 'wholesale_std']

function run(name: ClusterSet, params: Record<string, unknown>): ChooseKResult {
  const input = inputOf({ features: featuresOf(name) })
  return runMethod(chooseK, input, { scaling: clusterSets[name].scaling, ...params }).result
}

describe.skipIf(!hasOracles)('choose-k', () => {
  const gaps = hasOracles ? reference<Record<string, Gap>>('gap') : {}
  const solutions = hasOracles ? reference<Record<string, { k: Record<string, Solution> }>>('kmeans') : {}

  // Oracle: gap statistic with scikit-learn's k-means, 50 references. Tolerance: log inertia 1e-3 (or lower), gap 3 standard
  // errors; the number it favours is the same or a neighbour.
  test.each(names)('%s: gap statistic', (name) => {
    const known = gaps[name] as Gap
    const result = run(name, { kMin: 1, kMax: 10, nInit: 20, gapReferences: 50, resamples: 0 })
    expect(result.k).toEqual(known.k)
    for (const [i, value] of known.gap.entries()) {
      const logInertia = Math.log(result.inertia[i] as number)
      expect(logInertia).toBeLessThan((known.logW[i] as number) + 1e-3)
      const lower = Math.max(0, (known.logW[i] as number) - logInertia)
      expect(Math.abs((result.gap[i] as number) - value)).toBeLessThan(3 * (known.s_k[i] as number) + lower)
    }
    expect(Math.abs((result.votes.gap as number) - known.k_tibshirani)).toBeLessThanOrEqual(1)
    for (const [i, error] of known.s_k.entries()) {
      // 50 references each: the standard error of a standard deviation is a tenth of it, and the two differ by chance alone.
      expect((result.gapStandardError[i] as number) / error).toBeGreaterThan(0.5)
      expect((result.gapStandardError[i] as number) / error).toBeLessThan(2)
      const referenceMean = (result.gap[i] as number) + Math.log(result.inertia[i] as number)
      expect(Math.abs(referenceMean - (known.reference_mean[i] as number))).toBeLessThan(3 * error)
    }
    const best = Math.max(...known.gap)
    const own = result.gap.map((value) => value as number)
    const chosen = known.k.indexOf(result.k[own.indexOf(Math.max(...own))] as number)
    const reach = 3 * (known.s_k[known.k.indexOf(known.k_argmax)] as number)
    expect(best - (known.gap[chosen] as number)).toBeLessThan(reach)
  })

  // Oracle: scikit-learn's indexes on the best partition known. Tolerance: 1e-9 relative where the same partition is found,
  // Davies-Bouldin 1e-7, because the reference expands squared distances and loses digits.
  test.each(names)('%s: silhouette, Calinski-Harabasz, Davies-Bouldin', (name) => {
    const result = run(name, { kMin: 2, kMax: 8, nInit: 100, gapReferences: 0, resamples: 0 })
    let compared = 0
    for (const [i, k] of result.k.entries()) {
      const known = solutions[name]?.k[k] as Solution
      if (Math.abs((result.inertia[i] as number) / known.inertia_best - 1) > 1e-12) continue
      compared++
      expect((result.daviesBouldin[i] as number) / known.davies_bouldin).toBeCloseTo(1, 7)
      expect((result.calinskiHarabasz[i] as number) / known.calinski_harabasz).toBeCloseTo(1, 9)
      expect((result.silhouette[i] as number) / known.silhouette).toBeCloseTo(1, 9)
    }
    expect(compared).toBeGreaterThanOrEqual(2)
  })
})
