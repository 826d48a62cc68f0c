import { kMeans } from '@shared/methods/k-means'
import type { KMeansResult } from '@shared/methods/k-means/method'
import { describe, expect, test } from 'vitest'
import { inputOf, runMethod } from '../contract/harness'
import { adjustedRandIndex } from '../math/adjusted-rand-index'
import { type ClusterSet, clusterSets, featuresOf } from './data-sets'
import { hasOracles, reference } from './oracles'

interface Solution {
  inertia_best: number
  silhouette: number
  silhouette_per_cluster: number[]
  sizes: number[]
  centers: number[][]
  labels_first_appearance?: number[]
  'single_start_share_within_0.1pct'?: number
}
type Reference = Record<string, { n: number; d: number; total_ss: number; k: Record<string, Solution> }>

function segment(name: ClusterSet, params: Record<string, unknown>): KMeansResult {
  const input = inputOf({ features: featuresOf(name), profile: [] })
  return runMethod(kMeans, input, { scaling: clusterSets[name].scaling, missing: 'median', ...params }).result
}

/** Each centre of the reference is a centre of the result, with the same size and silhouette. */
function expectSameSegments({ clusterCenters, sizes, silhouettePerCluster }: KMeansResult, best: Solution): void {
  const d = clusterCenters.nColumns
  for (const [c, center] of best.centers.entries()) {
    const gap = (label: number) =>
      Math.max(...center.map((value, j) => Math.abs(value - (clusterCenters.data[label * d + j] as number))))
    const same = [...sizes.keys()].filter((label) => gap(label) <= 1e-6 * Math.max(1, ...center.map(Math.abs)))
    expect(same).toHaveLength(1)
    expect(sizes[same[0] as number]).toBe(best.sizes[c])
    expect(silhouettePerCluster[same[0] as number]).toBeCloseTo(best.silhouette_per_cluster[c] as number, 9)
  }
}

// Oracle: scikit-learn 1.2.1 KMeans, 300 starts (50 for telco). Tolerance: inertia at most 0.1 % above the best known.
describe.skipIf(!hasOracles)('k-means against scikit-learn', () => {
  const expected = hasOracles ? reference<Reference>('kmeans') : {}
  const cases = (Object.keys(clusterSets) as ClusterSet[]).flatMap((name) =>
    [2, 3, 4, 5, 6, 7, 8, 9, 10].map((k) => ({ name, k })),
  )

  test.each(cases)('$name, k = $k: inertia within 0.1 % of the best known', ({ name, k }) => {
    const best = expected[name]?.k[k] as Solution
    const nInit = name === 'telco_std' ? 30 : 300
    const input = inputOf({ features: featuresOf(name), profile: [] })
    const result = segment(name, { k, nInit })
    expect(result.inertia).toBeLessThanOrEqual(best.inertia_best * 1.001)
    expect(result.inertia).toBeGreaterThan(best.inertia_best * 0.98)
    expect(result.totalInertia / (expected[name]?.total_ss ?? 0)).toBeCloseTo(1, 10)
    if (Math.abs(result.inertia / best.inertia_best - 1) > 1e-9) return
    expect(result.silhouette).toBeCloseTo(best.silhouette, 9)
    expect(result.sizes).toEqual([...best.sizes].sort((a, b) => b - a))
    expect([input.nRows, result.preparation.length]).toEqual([expected[name]?.n, expected[name]?.d])
    expectSameSegments(result, best)
    const labels = best.labels_first_appearance
    if (labels) expect(adjustedRandIndex(Array.from(result.labels), labels)).toBe(1)
  })
})
