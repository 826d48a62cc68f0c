import { growBoosting } from '@shared/learning/trees/grow-boosting'
import { boostedAnswers, boostedMargins } from '@shared/learning/trees/predict-boosting'
import { describe, expect, test } from 'vitest'
import { createContext, drive } from '../contract/harness'
import { areaUnderCurve } from '../learning/area-under-curve'
import { churnData } from './churn-data'
import { hasOracles, reference } from './oracles'

describe.skipIf(!hasOracles)('gradient boosting of 100 trees against scikit-learn 1.2 on the churn data', () => {
  test('AUC within 0.006 of the reference and not below the range with rows drawn; log-loss within 0.01', () => {
    const { train, test: held } = churnData()
    const models = reference<{
      'gradient_boosting_100_0.1_3': { test: { roc_auc: number; log_loss: number } }
      'gradient_boosting_subsample0.8': { test_auc: { min: number } }
    }>('churn_models')
    const options = { nTrees: 100, learningRate: 0.1, maxLeaves: 8, minSamplesLeaf: 20 }
    const areas = [1, 0.8].map((subsample) => {
      const boosting = drive(growBoosting(train.x, train.y, 2, null, { ...options, subsample }, createContext()))
      const p = boostedAnswers(boostedMargins(boosting, held.x), 2).data.filter((_, at) => at % 2 === 1)
      const loss = held.y.reduce((sum, y, i) => sum - Math.log(y === 1 ? (p[i] as number) : 1 - (p[i] as number)), 0)
      expect(Math.abs(loss / held.y.length - models['gradient_boosting_100_0.1_3'].test.log_loss)).toBeLessThan(0.01)
      return areaUnderCurve(held.y, p)
    })
    expect(Math.abs((areas[0] as number) - models['gradient_boosting_100_0.1_3'].test.roc_auc)).toBeLessThan(0.006)
    expect(areas[1]).toBeGreaterThan(models['gradient_boosting_subsample0.8'].test_auc.min)
  })
})
