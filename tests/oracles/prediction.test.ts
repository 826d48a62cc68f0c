import { binaryMetrics, confusionAt } from '@shared/learning/metrics/binary-metrics'
import { classificationCurves } from '@shared/learning/metrics/curves'
import { rankScores } from '@shared/learning/metrics/ranked-scores'
import { encodeRows } from '@shared/learning/pipeline/encode'
import { fitPipeline } from '@shared/learning/pipeline/fit-pipeline'
import type { PredictiveResult } from '@shared/learning/predictive/result'
import { createRandom } from '@shared/math/random'
import { logisticRegression } from '@shared/methods/logistic-regression'
import { describe, expect, test } from 'vitest'
import { runMethod } from '../contract/harness'
import { churnInput, churnSplit } from './churn-input'
import { hasOracles, reference } from './oracles'

interface Curves {
  scores: number[]
  labels: number[]
  roc: { fpr: number[]; tpr: number[]; thresholds: number[] }
  pr: { precision: number[]; recall: number[]; thresholds: number[] }
  auc: number
  gini: number
  ks: number
  average_precision: number
  brier: number
  log_loss: number
  ece_uniform10: number
  deciles: { n: number; positives: number; rate: number; lift: number; cum_gain: number; cum_lift: number }[]
  calibration_uniform: { fraction_positive: number[]; mean_predicted: number[] }
  calibration_quantile: { fraction_positive: number[]; mean_predicted: number[] }
  thresholds: { t: number; confusion: Record<string, number>; f1: number; specificity: number }[]
}

interface TestMetrics {
  confusion: { tn: number; fp: number; fn: number; tp: number }
  accuracy: number
  precision: number
  recall: number
  specificity: number
  f1: number
  balanced_accuracy: number
  mcc: number
  roc_auc: number
  average_precision: number
  log_loss: number
  brier: number
}
interface Models {
  logit_mle: {
    terms: string[]
    coef: number[]
    se: number[]
    z: number[]
    p: number[]
    ci95_low: number[]
    ci95_high: number[]
    odds_ratio: number[]
    loglik: number
    loglik_null: number
    test: TestMetrics
    test_prob_first20: number[]
  }
  logit_l2_C1: {
    terms: string[]
    intercept: number
    coef: number[]
    test: TestMetrics
    test_prob_first20: number[]
    cv5: { auc: number }[]
  }
  'logit_l1_C0.1': { terms: string[]; intercept: number; coef: number[]; n_zero: number; test: TestMetrics }
  baseline: { majority_accuracy: number; log_loss_prior: number; brier_prior: number }
  permutation_importance_logit_l2_auc_test: { mean: Record<string, number>; sd: Record<string, number> }
}

function near(found: ArrayLike<number>, expected: readonly number[], tolerance: number): void {
  expect(found.length).toBe(expected.length)
  for (const [i, value] of expected.entries()) {
    expect(Math.abs((found[i] as number) - value), `[${i}] ${found[i]} for ${value}`).toBeLessThanOrEqual(tolerance)
  }
}

// Oracle: scikit-learn 1.2 (scripts/churn.py). Tolerance 1e-9.
describe.skipIf(!hasOracles)('measures and curves against scikit-learn', () => {
  const all = hasOracles ? reference<Record<string, Curves>>('churn_curves') : {}

  test.each(['logit_l2_test_first300', 'hand20_with_ties'])('%s', (name) => {
    const expected = all[name] as Curves
    const ranked = rankScores(expected.scores, expected.labels)
    const metrics = binaryMetrics(ranked, 0.5)
    const found = [metrics.rocAuc, metrics.gini, metrics.ks, metrics.prAuc, metrics.brier, metrics.logLoss, metrics.ece]
    const { auc, gini, ks, average_precision, brier, log_loss, ece_uniform10 } = expected
    near(found as number[], [auc, gini, ks, average_precision, brier, log_loss, ece_uniform10], 1e-9)
    for (const { t, confusion } of expected.thresholds) expect(confusionAt(ranked, t)).toEqual(confusion)

    const curves = classificationCurves(ranked)
    near(curves?.roc.fpr ?? [], expected.roc.fpr, 1e-9)
    near(curves?.roc.tpr ?? [], expected.roc.tpr, 1e-9)
    near(curves?.roc.thresholds ?? [], expected.roc.thresholds, 1e-9)
    near(curves?.pr.precision ?? [], expected.pr.precision, 1e-9)
    near(curves?.pr.recall ?? [], expected.pr.recall, 1e-9)
    near(curves?.pr.thresholds ?? [], expected.pr.thresholds, 1e-9)
    for (const [i, decile] of expected.deciles.entries()) {
      const mine = curves?.lift[i]
      near(
        [mine?.n, mine?.positives, mine?.rate, mine?.lift, mine?.cumulativeGain, mine?.cumulativeLift] as number[],
        [decile.n, decile.positives, decile.rate, decile.lift, decile.cum_gain, decile.cum_lift],
        1e-9,
      )
    }
    for (const strategy of ['uniform', 'quantile'] as const) {
      const bins = curves?.calibration[strategy] ?? []
      near(
        bins.map((bin) => bin.fractionPositive),
        expected[`calibration_${strategy}`].fraction_positive,
        1e-9,
      )
      near(
        bins.map((bin) => bin.meanPredicted),
        expected[`calibration_${strategy}`].mean_predicted,
        1e-9,
      )
    }
  })
})

// Oracle: the design matrix of scripts/churn.py. Tolerance 1e-9 (sums 1e-7).
describe.skipIf(!hasOracles)('pipeline against the reference design', () => {
  test('encoding learned from training rows gives the same columns and values', () => {
    const input = churnInput()
    const split = churnSplit()
    const columns = input.columns['features'] ?? []
    const rows = Int32Array.from(split.train_index)
    const policy = { missing: 'median', fillValue: 0, missingIndicator: false, encoding: 'one-hot' } as const
    const { pipeline } = fitPipeline(
      { columns, rows, y: new Float64Array(rows.length), nClasses: 2 },
      { ...policy, maxLevels: 50, scaling: 'standard', selection: null, degree: 1 },
      createRandom(1),
    )
    expect(pipeline.terms).toEqual(split.columns)
    const { matrix } = encodeRows(pipeline, columns, input.rowIds)
    near(matrix.data.subarray(0, 3 * matrix.nColumns), split.design_first3.flat(), 1e-9)
    const sums = split.columns.map((_, j) => {
      let sum = 0
      for (let i = 0; i < matrix.nRows; i++) sum += matrix.data[i * matrix.nColumns + j] as number
      return sum
    })
    near(sums, split.design_column_sums, 1e-7)
  })
})

function metricsOf({ metrics, confusionMatrix }: PredictiveResult, expected: TestMetrics, tolerance: number): void {
  expect(confusionMatrix).toEqual(expected.confusion)
  const pairs: [number | null | undefined, number][] = [
    [metrics.accuracy, expected.accuracy],
    [metrics.precision, expected.precision],
    [metrics.recall, expected.recall],
    [metrics.specificity, expected.specificity],
    [metrics.f1, expected.f1],
    [metrics.balancedAccuracy, expected.balanced_accuracy],
    [metrics.mcc, expected.mcc],
    [metrics.rocAuc, expected.roc_auc],
    [metrics.prAuc, expected.average_precision],
    [metrics.logLoss, expected.log_loss],
    [metrics.brier, expected.brier],
  ]
  near(
    pairs.map(([found]) => found as number),
    pairs.map(([, value]) => value),
    tolerance,
  )
}

// Oracle: statsmodels 0.13 and scikit-learn 1.2 (scripts/churn.py). Tolerances as the reference states them.
describe.skipIf(!hasOracles)('logistic regression on the fixed churn split', () => {
  const expected = hasOracles ? reference<Models>('churn_models') : ({} as Models)
  const run = (params: Record<string, unknown>) =>
    runMethod(logisticRegression, churnInput(), { split: churnSplit().rows, ...params }).result

  test('maximum likelihood: coefficients, errors, tests, intervals, odds ratios, likelihood, measures', () => {
    const result = run({ penalty: 'none', folds: 0 })
    const reference = expected.logit_mle
    const all = [...result.intercepts, ...result.coefficients]
    expect(all.map(({ term }) => term).slice(1)).toEqual(reference.terms.slice(1))
    const within = (name: keyof (typeof all)[number], values: number[]) => {
      for (const [i, value] of values.entries()) {
        const found = all[i]?.[name] as number
        expect(Math.abs(found - value), `${String(name)} ${i}`).toBeLessThan(1e-7 + 1e-6 * Math.abs(value))
      }
    }
    within('estimate', reference.coef)
    within('standardError', reference.se)
    within('z', reference.z)
    within('p', reference.p)
    within('ciLow', reference.ci95_low)
    within('ciHigh', reference.ci95_high)
    within('oddsRatio', reference.odds_ratio)
    expect(Math.abs(result.logLikelihood - reference.loglik)).toBeLessThan(1e-6)
    expect(Math.abs(result.nullLogLikelihood - reference.loglik_null)).toBeLessThan(1e-6)
    metricsOf(result, reference.test, 1e-6)
    near((result.probabilities as Float64Array).slice(0, 20), reference.test_prob_first20, 1e-7)
    expect(result.separated).toEqual([])
    expect(Array.from(result.testRows)).toEqual(churnSplit().test_index)
  })

  test('L2 with C = 1: coefficients 1e-5, measures 1e-5, folds, importance of single terms', () => {
    const result = run({ penalty: 'l2', C: 1, folds: churnSplit().train_fold })
    const reference = expected.logit_l2_C1
    near(
      result.coefficients.map(({ estimate }) => estimate),
      reference.coef,
      1e-5,
    )
    expect(Math.abs((result.intercept as number) - reference.intercept)).toBeLessThan(1e-5)
    expect(result.coefficients.every(({ p, standardError }) => p === null && standardError === null)).toBe(true)
    metricsOf(result, reference.test, 1e-5)
    near((result.probabilities as Float64Array).slice(0, 20), reference.test_prob_first20, 1e-5)
    // The reference scales once with all training rows, the app inside each fold: areas differ in the fourth digit.
    near(
      result.crossValidation?.folds.map(({ metrics }) => metrics.rocAuc as number) ?? [],
      reference.cv5.map(({ auc }) => auc),
      5e-4,
    )
    const { mean, sd } = expected.permutation_importance_logit_l2_auc_test
    for (const { feature, mean: found } of result.termImportance) {
      const tolerance = (4 * Math.SQRT2 * (sd[feature] as number)) / Math.sqrt(20) + 0.002
      expect(Math.abs(found - (mean[feature] as number)), feature).toBeLessThan(tolerance)
    }
    const { majority_accuracy, log_loss_prior, brier_prior } = expected.baseline
    const { accuracy, logLoss, brier } = result.baseline.metrics
    near([accuracy, logLoss, brier] as number[], [majority_accuracy, log_loss_prior, brier_prior], 1e-9)
    expect(result.baseline.isBeaten).toBe(true)
    expect(result.metrics.ece).toBeLessThanOrEqual(0.03)
  })

  test('L1 with C = 0.1: coefficients 1e-3, the same zeros', () => {
    const result = run({ penalty: 'l1', C: 0.1, folds: 0 })
    const reference = expected['logit_l1_C0.1']
    near(
      result.coefficients.map(({ estimate }) => estimate),
      reference.coef,
      1e-3,
    )
    expect(result.coefficients.filter(({ estimate }) => estimate === 0)).toHaveLength(reference.n_zero)
    metricsOf(result, reference.test, 1e-3)
  })
})
