import type { Matrix } from '@shared/dataset/column'
import { pearson } from '@shared/math/pearson'
import type { RowSpace } from '@shared/math/row-space'
import { hierarchical } from '@shared/methods/hierarchical'
import { parseParams } from '@shared/methods/parse-params'
import { prepareMeasured } from '@shared/methods/prepare-space'
import { describe, expect, test } from 'vitest'
import { drive, inputOf, runMethod } from '../contract/harness'
import { adjustedRandIndex } from '../math/adjusted-rand-index'
import { type ClusterSet, clusterSets, featuresOf } from './data-sets'
import { hasOracles, reference } from './oracles'

interface Tree {
  merge_heights: number[]
  cophenetic_correlation: number
  cuts: Record<string, { sizes: number[]; labels: number[] | null }>
}
type Reference = Record<string, { n: number; methods: Record<string, Tree> }>

/** Correlation of the distances of all pairs of rows with the heights at which the tree joins them. */
function copheneticCorrelation(space: RowSpace, merges: Matrix, heights: Float64Array): number {
  const members: number[][] = Array.from({ length: space.nRows }, (_, i) => [i])
  const distances: number[] = []
  const joined: number[] = []
  for (const [m, height] of heights.entries()) {
    const [first, second] = [0, 1].map((side) => members[merges.data[2 * m + side] as number] as number[])
    for (const a of first as number[]) {
      for (const b of second as number[]) {
        distances.push(space.distance(a, b))
        joined.push(height)
      }
    }
    members.push([...(first as number[]), ...(second as number[])])
  }
  return pearson(Float64Array.from(distances), Float64Array.from(joined))
}

// Oracle: scipy 1.10.1 linkage and fcluster. Tolerance: heights 1e-9 relative; cuts exact; cophenetic
// correlation 1e-9, where ties leave one tree.
describe.skipIf(!hasOracles)('hierarchical against scipy', () => {
  const expected = hasOracles ? reference<Reference>('hierarchical') : {}
  const names: ClusterSet[] = ['mall_income_score_raw', 'mall3_std', 'wholesale_std']
  const cases = names.flatMap((name) => ['ward', 'average', 'complete', 'single'].map((linkage) => ({ name, linkage })))

  test.each(cases)('$name, $linkage: heights and cuts', ({ name, linkage }) => {
    const known = expected[name]?.methods[linkage] as Tree
    const input = inputOf({ features: featuresOf(name), profile: [] })
    const base = { linkage, scaling: clusterSets[name].scaling }
    const { merges, mergeHeights } = runMethod(hierarchical, input, { ...base, k: 2 }).result
    const space = drive(
      prepareMeasured(featuresOf(name), parseParams(hierarchical, base), { methodId: 'hierarchical' }),
    ).space
    expect(copheneticCorrelation(space, merges, mergeHeights)).toBeCloseTo(known.cophenetic_correlation, 9)
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
