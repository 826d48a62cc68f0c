import { kMedoids } from '@shared/methods/k-medoids'
import { describe, expect, test } from 'vitest'
import { inputOf, runMethod } from '../contract/harness'
import { type ClusterSet, clusterSets, featuresOf } from './data-sets'
import { hasOracles, reference } from './oracles'

interface Pam {
  objective: number[]
  medoids: number[]
  silhouette: number
}
interface Reference {
  cluster: Record<string, { n: number; pam5: Pam }>
}

// Oracle: R 4.2.2, cluster::pam, k = 5, objective after the swap phase. Tolerance: mean distance at most 1e-9 above.
describe.skipIf(!hasOracles)('k-medoids against R', () => {
  const expected = hasOracles ? reference<Reference>('r_checks').cluster : {}
  const names: ClusterSet[] = ['mall_income_score_raw', 'mall3_std', 'wholesale_std']

  test.each(names)('%s: cost, medoids, silhouette', (name) => {
    const known = expected[name]?.pam5 as Pam
    const objective = known.objective.at(-1) as number
    const input = inputOf({ features: featuresOf(name), profile: [] })
    const { result } = runMethod(kMedoids, input, { k: 5, scaling: clusterSets[name].scaling })
    expect(result.meanDistance).toBeLessThanOrEqual(objective * (1 + 1e-9))
    expect(result.cost).toBeCloseTo(result.meanDistance * input.nRows, 8)
    if (Math.abs(result.meanDistance / objective - 1) > 1e-9) return
    expect([...result.medoidRows].sort((a, b) => a - b)).toEqual([...known.medoids].sort((a, b) => a - b))
    expect(result.silhouette).toBeCloseTo(known.silhouette, 9)
  })
})
