import { growForest } from '@shared/learning/trees/grow-forest'
import { averageTrees } from '@shared/learning/trees/trees'
import { describe, expect, test } from 'vitest'
import { createContext, drive } from '../contract/harness'
import { areaUnderCurve } from '../learning/area-under-curve'
import { churnData } from './churn-data'
import { hasOracles, reference } from './oracles'

interface Range {
  min: number
  mean: number
  sd: number
}

describe.skipIf(!hasOracles)('random forest of 200 trees against scikit-learn 1.2 on the churn data', () => {
  test.each([
    ['random_forest_200', 1],
    ['random_forest_200_leaf5', 5],
  ])('%s: AUC over four seeds is not below its range, mean within 4 sd', (name, minSamplesLeaf) => {
    const { train, test: held } = churnData()
    const expected = reference<Record<string, { test_auc: Range }>>('churn_models')[name]?.test_auc as Range
    const options = { criterion: 'gini', nTrees: 200, minSamplesLeaf, maxFeatures: 4, outOfBag: true } as const
    const areas = [0, 1, 2, 3].map((seed) => {
      const { trees, outOfBag } = drive(growForest(train.x, train.y, 2, null, options, createContext(seed)))
      const positive = (shares: Float64Array) => shares.filter((_, at) => at % 2 === 1)
      expect(areaUnderCurve(train.y, positive(outOfBag as Float64Array))).toBeGreaterThan(0.82)
      return areaUnderCurve(held.y, positive(averageTrees(trees, held.x).data))
    })
    const mean = areas.reduce((a, b) => a + b, 0) / areas.length
    expect(mean).toBeGreaterThan(expected.min)
    expect(Math.abs(mean - expected.mean)).toBeLessThan(4 * expected.sd)
  })
})
