import { randomForest } from '@shared/methods/random-forest'
import { svm } from '@shared/methods/svm'
import { describe, expect, test } from 'vitest'
import { runMethod } from '../contract/harness'
import { churnInput, churnSplit } from './churn-input'
import { hasOracles, reference } from './oracles'

// Oracle: the hold-out of the Telco references; a calibrated probability may be off by 0.03 on average (ECE, ten bins).
describe.skipIf(!hasOracles)('calibrated probabilities on the Telco hold-out', { timeout: 120_000 }, () => {
  const input = hasOracles ? churnInput() : { nRows: 0, rowIds: new Int32Array(0), columns: {} }
  const common = hasOracles ? { split: churnSplit().rows, positive: 'Yes', folds: 0 } : {}

  test.each(['sigmoid', 'isotonic'] as const)(
    '%s: a forest of fully grown trees comes to ECE ≤ 0.03',
    (calibration) => {
      const params = { ...common, nTrees: 100, minSamplesLeaf: 1, calibration }
      const { metrics, calibration: report } = runMethod(randomForest, input, params).result
      expect(metrics.ece).toBeLessThanOrEqual(0.03)
      expect(report?.after.ece).toBe(metrics.ece)
      expect(report?.before.ece).toBeGreaterThan(0.03)
      expect(report?.after.logLoss).toBeLessThan(report?.before.logLoss as number)
    },
  )
})

// Oracle: scikit-learn 1.2.1 SVC, whose classes are those of decision ≥ 0 and not of a calibrated probability.
describe.skipIf(!hasOracles)('support vector machines draw their own line', { timeout: 120_000 }, () => {
  interface Machine {
    test: { confusion: { tn: number; fp: number; fn: number; tp: number }; accuracy: number }
  }
  const expected = hasOracles ? reference<Record<string, Machine>>('churn_models') : {}
  const input = hasOracles ? churnInput() : { nRows: 0, rowIds: new Int32Array(0), columns: {} }
  const common = hasOracles ? { split: churnSplit().rows, positive: 'Yes', folds: 0 } : {}

  test.each([
    ['svc_linear_C1_hinge', 'linear'],
    ['svc_rbf_C1_scale', 'rbf'],
  ])('%s: each cell of the confusion matrix within 1 of 1409 rows', (name, kernel) => {
    const { confusionMatrix, threshold } = runMethod(svm, input, { ...common, kernel, tolerance: 1e-4 }).result
    const cells = expected[name]?.test.confusion ?? { tn: 0, fp: 0, fn: 0, tp: 0 }
    expect(threshold?.kind).toBe('boundary')
    for (const [cell, count] of Object.entries(cells)) {
      expect(
        Math.abs(((confusionMatrix as unknown as Record<string, number>)[cell] as number) - count),
      ).toBeLessThanOrEqual(1)
    }
  })
})
