import { median } from '@shared/math/quantile'
import { dbscan } from '@shared/methods/dbscan'
import { describe, expect, test } from 'vitest'
import { inputOf, runMethod } from '../contract/harness'
import { adjustedRandIndex } from '../math/adjusted-rand-index'
import { type ClusterSet, clusterSets, featuresOf } from './data-sets'
import { hasOracles, reference } from './oracles'

interface Run {
  eps: number
  min_pts_including_self: number
  n_clusters: number
  n_noise: number
  n_core: number
  sizes: number[]
  labels: number[] | null
  ambiguous_border_points: number[]
}
interface Distances {
  mean: number
  median: number
  sorted: number[] | null
  sorted_first5: number[]
  sorted_last5: number[]
}
type Reference = Record<string, { runs: Run[]; k_distance_excluding_self: Record<string, Distances> }>

function run(name: ClusterSet, params: Record<string, unknown>) {
  const input = inputOf({ features: featuresOf(name), profile: [] })
  return runMethod(dbscan, input, { scaling: clusterSets[name].scaling, missing: 'median', ...params }).result
}

// Oracle: scikit-learn 1.2.1 DBSCAN and NearestNeighbors. Tolerance: labels exact up to renumbering; distances 1e-9 relative.
describe.skipIf(!hasOracles)('dbscan against scikit-learn', () => {
  const expected = hasOracles ? reference<Reference>('dbscan') : {}
  const cases = (Object.keys(clusterSets) as ClusterSet[]).flatMap((name) =>
    (expected[name]?.runs ?? []).map((known) => ({
      name,
      eps: known.eps,
      minPoints: known.min_pts_including_self,
      known,
    })),
  )

  test.each(cases)(
    '$name, eps $eps, minPoints $minPoints: groups, noise and core rows',
    ({ name, eps, minPoints, known }) => {
      const result = run(name, { eps, minPoints })
      expect([result.nClusters, result.nNoise, result.nCore]).toEqual([known.n_clusters, known.n_noise, known.n_core])
      expect(result.sizes).toEqual([...known.sizes].sort((a, b) => b - a))
      if (!known.labels) return
      expect([...result.labels.keys()].filter((i) => (result.labels[i] as number) < 0)).toEqual(
        known.labels.flatMap((label, i) => (label < 0 ? [i] : [])),
      )
      expect(adjustedRandIndex(Array.from(result.labels), known.labels)).toBe(1)
    },
  )

  test.each(Object.keys(clusterSets) as ClusterSet[])('%s: k-distances', (name) => {
    for (const [k, known] of Object.entries(expected[name]?.k_distance_excluding_self ?? {})) {
      const { kDistance } = run(name, { eps: 1, minPoints: Number(k) + 1 })
      const mean = kDistance.reduce((sum, value) => sum + value, 0) / kDistance.length
      expect(Math.abs(mean / known.mean - 1)).toBeLessThan(1e-9)
      expect(median(kDistance)).toBeCloseTo(known.median, 9)
      for (const [i, value] of known.sorted_first5.entries()) expect(kDistance[i]).toBeCloseTo(value, 9)
      for (const [i, value] of known.sorted_last5.entries()) expect(kDistance.at(i - 5)).toBeCloseTo(value, 9)
      for (const [i, value] of (known.sorted ?? []).entries()) expect(kDistance[i]).toBeCloseTo(value, 9)
    }
  })
})
