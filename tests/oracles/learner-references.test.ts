import { holm, mcNemarTest } from '@shared/learning/metrics/compare-models'
import type { PredictiveResult } from '@shared/learning/predictive/result'
import { decisionTree } from '@shared/methods/decision-tree'
import type { Method } from '@shared/methods/define-method'
import { kNearest } from '@shared/methods/k-nearest'
import { linearRegression } from '@shared/methods/linear-regression'
import { logisticRegression } from '@shared/methods/logistic-regression'
import { naiveBayes } from '@shared/methods/naive-bayes'
import { randomForest } from '@shared/methods/random-forest'
import { describe, expect, test } from 'vitest'
import { categoricalColumn, inputOf, numericColumn, runMethod } from '../contract/harness'
import { churnInput, churnSplit } from './churn-input'
import { hasOracles, readPlainCsv, reference } from './oracles'

type Range = { min: number; max: number; mean: number; sd: number }
interface Models {
  logit_mle: { pseudo_r2_mcfadden: number; lr_chi2: number; loglik: number; loglik_null: number }
  gaussian_nb: { class_prior: number[]; test: { accuracy: number } }
  knn_5: { test: { roc_auc: number; accuracy: number } }
  knn_15: { test: { roc_auc: number; accuracy: number } }
  tree_entropy_depth5_leaf20: { test: { roc_auc: number; accuracy: number; log_loss: number }; n_leaves: number }
  random_forest_200_leaf5: Record<'test_auc' | 'test_log_loss' | 'test_accuracy' | 'test_f1', Range>
}

// Oracle: scikit-learn 1.2.1 and statsmodels 0.13.5 on the same split; tolerances from the reference file.
describe.skipIf(!hasOracles)('further numbers of the churn references', { timeout: 120_000 }, () => {
  const expected = hasOracles ? reference<Models>('churn_models') : ({} as Models)
  const input = hasOracles ? churnInput() : { nRows: 0, rowIds: new Int32Array(0), columns: {} }
  const common = hasOracles ? { split: churnSplit().rows, positive: 'Yes', folds: 0, scaling: 'standard' } : {}
  const metricsOf = (method: Method, params: object) =>
    (runMethod(method, input, { ...common, ...params }).result as PredictiveResult).metrics as Record<string, number>
  const near = (value: number | undefined, wanted: number, tolerance: number) =>
    expect(Math.abs((value as number) - wanted)).toBeLessThanOrEqual(tolerance)

  test('maximum likelihood: pseudo R² and likelihood ratio within 1e-6 relative', () => {
    const { pseudoR2, logLikelihood, nullLogLikelihood } = runMethod(logisticRegression, input, common).result
    const { pseudo_r2_mcfadden, lr_chi2 } = expected.logit_mle
    near(pseudoR2, pseudo_r2_mcfadden, 1e-6)
    near(2 * (logLikelihood - nullLogLikelihood), lr_chi2, 1e-6 * lr_chi2)
  })

  test('naive Bayes: shares of the classes within 1e-12, accuracy exactly', () => {
    const { result } = runMethod(naiveBayes, input, common)
    for (const [k, prior] of expected.gaussian_nb.class_prior.entries()) near(result.classPrior[k], prior, 1e-12)
    near(result.metrics.accuracy as number, expected.gaussian_nb.test.accuracy, 1e-12)
  })

  test.each([5, 15])('%i nearest neighbours: area within 0.005, accuracy within 0.01', (k) => {
    const { rocAuc, accuracy } = metricsOf(kNearest as Method, { k })
    const { test: measures } = expected[`knn_${k}` as 'knn_5']
    near(rocAuc, measures.roc_auc, 0.005)
    near(accuracy, measures.accuracy, 0.01)
  })

  test('a tree by entropy: measures within 0.01', () => {
    const params = { criterion: 'entropy', maxDepth: 5, minSamplesLeaf: 20 }
    const { rocAuc, accuracy } = metricsOf(decisionTree as Method, params)
    near(rocAuc, expected.tree_entropy_depth5_leaf20.test.roc_auc, 0.01)
    near(accuracy, expected.tree_entropy_depth5_leaf20.test.accuracy, 0.01)
  })

  test('a forest: area, log-loss, accuracy and F1 within mean ± (4 sd + 0.01)', () => {
    const metrics = metricsOf(randomForest as Method, { nTrees: 200, minSamplesLeaf: 5 })
    const ranges = expected.random_forest_200_leaf5
    for (const [own, name] of [
      ['rocAuc', 'test_auc'],
      ['logLoss', 'test_log_loss'],
      ['accuracy', 'test_accuracy'],
      ['f1', 'test_f1'],
    ] as const) {
      near(metrics[own], ranges[name].mean, 4 * ranges[name].sd + 0.01)
    }
  })
})

interface Insurance {
  cv5_out_of_fold: { insurance: { fold: number[]; random_forest_200: Oof; ols: Oof } }
}
interface Oof {
  oof_r2: { min: number; max: number; mean: number }
}

// Oracle: scikit-learn 1.2.1, the same five folds of the insurance data.
describe.skipIf(!hasOracles)('a number predicted out of fold', { timeout: 120_000 }, () => {
  const { insurance } = hasOracles ? reference<Insurance>('regression').cv5_out_of_fold : ({} as never)
  const input = () => {
    const { header, rows } = readPlainCsv('regression', 'insurance.csv')
    const columns = header.map((name, j) => {
      const cells = rows.map((row) => row[j] as string)
      return cells.every((cell) => !Number.isNaN(Number(cell)))
        ? numericColumn(name, cells.map(Number))
        : categoricalColumn(name, cells)
    })
    const of = (isTarget: boolean) => columns.filter(({ name }) => (name === 'charges') === isTarget)
    return inputOf({ target: of(true), features: of(false) })
  }
  const r2Of = (method: Method, params: object) => {
    const given = input()
    const run = runMethod(method, given, { split: 'none', folds: insurance.fold, ...params }).result as PredictiveResult
    const [target] = given.columns['target'] ?? []
    const y = target?.kind === 'numeric' ? Array.from(target.values) : []
    const mean = y.reduce((a, b) => a + b, 0) / y.length
    const rest = y.reduce((sum, value, i) => sum + (value - (run.rowScores[i] as number)) ** 2, 0)
    return 1 - rest / y.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  }

  test('least squares: R² within 1e-7', () => {
    expect(Math.abs(r2Of(linearRegression as Method, {}) - insurance.ols.oof_r2.mean)).toBeLessThan(1e-7)
  })

  test('a forest of 200 trees: R² within 0.02', () => {
    const r2 = r2Of(randomForest as Method, { nTrees: 200, minSamplesLeaf: 1, maxFeatures: 'all' })
    expect(Math.abs(r2 - insurance.random_forest_200.oof_r2.mean)).toBeLessThan(0.02)
  })
})

interface Statistics {
  multiple_testing: { p: number[]; holm: number[] }
  data: { ifood_mcnemar_cmp1_cmp5: { b: number; c: number; p_exact: number } }
}

// Oracle: statsmodels 0.13.5, to 1e-12.
describe.skipIf(!hasOracles)('tests of a difference', () => {
  const { multiple_testing, data } = hasOracles ? reference<Statistics>('tests_stats') : ({} as never)

  test('several p values adjusted after Holm', () => {
    for (const [i, p] of holm(multiple_testing.p).entries())
      expect(p).toBeCloseTo(multiple_testing.holm[i] as number, 12)
  })

  test('McNemar, exact', () => {
    const { b, c, p_exact } = data.ifood_mcnemar_cmp1_cmp5
    const first = Array.from({ length: b + c }, (_, i) => (i < b ? 1 : 0))
    const truth = first.map(() => 1)
    const second = first.map((own) => 1 - own)
    expect(mcNemarTest(first, second, truth).p).toBeCloseTo(p_exact, 12)
  })
})
