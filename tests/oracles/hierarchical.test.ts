import { hierarchical } from '@shared/methods/hierarchical'
import { describe, expect, test } from 'vitest'
import { inputOf, runMethod } from '../contract/harness'
import { adjustedRandIndex } from '../math/adjusted-rand-index'
import { type ClusterSet, clusterSets, featuresOf } from './data-sets'
import { hasOracles, reference } from './oracles'

interface Tree {
  merge_heights: number[]
  cuts: Record<string, { sizes: number[]; labels: number[] | null }>
}
type Reference = Record<string, { n: number; methods: Record<string, Tree> }>

// Oracle: scipy 1.10.1 linkage and fcluster. Tolerance: heights 1e-9 relative; cuts exact.
describe.skipIf(!hasOracles)('hierarchical against scipy', () => {
  const expected = hasOracles ? reference<Reference>('hierarchical') : {}
  const names: ClusterSet[] = ['mall_income_score_raw', 'mall3_std', 'wholesale_std']
  const cases = names.flatMap((name) => ['ward', 'average', 'complete', 'single'].map((linkage) => ({ name, linkage })))

  test.each(cases)('$name, $linkage: heights and cuts', ({ name, linkage }) => {
    const known = expected[name]?.methods[linkage] as Tree
    const input = inputOf({ features: featuresOf(name), profile: [] })
    const base = { linkage, scaling: clusterSets[name].scaling }
    for (const [k, cut] of Object.entries(known.cuts)) {
      const { result } = runMethod(hierarchical, input, { ...base, k: Number(k) })
      for (const [i, height] of known.merge_heights.entries()) {
        const error = Math.abs((result.mergeHeights[i] as number) - height)
        expect(error).toBeLessThanOrEqual(1e-9 * Math.max(1, height))
      }
      expect(result.sizes).toEqual(cut.sizes)
      if (cut.labels) expect(adjustedRandIndex(Array.from(result.labels), cut.labels)).toBe(1)
      const again = runMethod(hierarchical, input, { ...base, height: result.cutHeight }).result
      expect([...again.labels]).toEqual([...result.labels])
    }
  })
})
