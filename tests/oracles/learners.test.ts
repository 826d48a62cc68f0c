import { naiveBayes } from '@shared/methods/naive-bayes'
import { neuralNetwork } from '@shared/methods/neural-network'
import { svm } from '@shared/methods/svm'
import { describe, expect, test } from 'vitest'
import { runMethod } from '../contract/harness'
import { churnInput, churnSplit } from './churn-input'
import { hasOracles, reference } from './oracles'

interface Confusion {
  tn: number
  fp: number
  fn: number
  tp: number
}
interface Reference {
  gaussian_nb: { test: { confusion: Confusion; roc_auc: number }; test_prob_first10: number[]; epsilon: number }
  svc_linear_C1_hinge: { intercept: number; coef: number[]; n_support: number[]; test: { roc_auc: number } }
  svc_rbf_C1_scale: { gamma: number; intercept: number; n_support: number[]; test: { roc_auc: number } }
  mlp_16_adam: Record<'test_auc' | 'test_log_loss' | 'test_accuracy', { mean: number; sd: number }>
}

/** Largest difference of two lists. */
function gap(values: ArrayLike<number>, expected: readonly number[]): number {
  return Math.max(...expected.map((value, i) => Math.abs((values[i] as number) - value)))
}

// Oracle: scikit-learn 1.2.1 on the same split of the Telco data; tolerances from the reference file.
describe.skipIf(!hasOracles)('learners against scikit-learn', () => {
  const expected = hasOracles ? reference<Reference>('churn_models') : ({} as Reference)
  const input = hasOracles ? churnInput() : { nRows: 0, rowIds: new Int32Array(0), columns: {} }
  const common = hasOracles ? { split: churnSplit().rows, positive: 'Yes', folds: 0 } : {}

  test('gaussian naive Bayes: probabilities within 1e-6', () => {
    const { result } = runMethod(naiveBayes, input, common)
    const probabilities = result.probabilities as Float64Array
    expect(gap(probabilities, expected.gaussian_nb.test_prob_first10)).toBeLessThan(1e-6)
    expect(result.confusionMatrix).toMatchObject(expected.gaussian_nb.test.confusion)
  })

  test('linear support vector machine: coefficients within 0.02, area under the curve within 0.01', () => {
    const { result } = runMethod(svm, input, { ...common, kernel: 'linear', tolerance: 1e-4 })
    const { coef, intercept, n_support, test: measures } = expected.svc_linear_C1_hinge
    expect(
      gap(
        result.coefficients.map(({ estimate }) => estimate),
        coef,
      ),
    ).toBeLessThan(0.02)
    expect(Math.abs((result.intercept as number) - intercept)).toBeLessThan(0.02)
    expect(
      Math.abs((result.nSupport.flat().reduce((a, b) => a + b) - n_support.reduce((a, b) => a + b)) / 2577),
    ).toBeLessThan(0.01)
    expect(Math.abs((result.metrics as { rocAuc: number }).rocAuc - measures.roc_auc)).toBeLessThan(0.01)
  })

  test('radial support vector machine: gamma, support and area under the curve within 0.005', () => {
    const { result } = runMethod(svm, input, common)
    const { gamma, n_support, test: measures } = expected.svc_rbf_C1_scale
    expect(result.gamma).toBeCloseTo(gamma, 10)
    const [ours, theirs] = [result.nSupport.flat(), [...n_support].reverse()]
    expect(gap(ours, theirs)).toBeLessThan(30)
    expect(Math.abs((result.metrics as { rocAuc: number }).rocAuc - measures.roc_auc)).toBeLessThan(0.005)
  }, 60_000)

  test('neural network of 16 units: inside the range of scikit-learn, mean ± (4 sd + 0.01)', () => {
    const { result } = runMethod(neuralNetwork, input, { ...common, patience: 0 })
    const metrics = result.metrics as Record<'rocAuc' | 'logLoss' | 'accuracy', number>
    const within = (value: number, { mean, sd }: { mean: number; sd: number }) =>
      expect(Math.abs(value - mean)).toBeLessThan(4 * sd + 0.01)
    within(metrics.rocAuc, expected.mlp_16_adam.test_auc)
    within(metrics.logLoss, expected.mlp_16_adam.test_log_loss)
    within(metrics.accuracy, expected.mlp_16_adam.test_accuracy)
  })
})
