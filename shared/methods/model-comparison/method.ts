import { z } from 'zod'
import type { DifferenceTest, McNemarTest } from '../../learning/metrics/compare-models'
import { predictiveInputs } from '../../learning/predictive/define-predictive'
import { predictiveParams } from '../../learning/predictive/params'
import type { PredictiveMetrics } from '../../learning/predictive/result'
import { defineMethod } from '../define-method'

/** Methods that can be compared, the ones that are easiest to read first. */
export const comparable = [
  'logistic-regression',
  'linear-regression',
  'decision-tree',
  'naive-bayes',
  'k-nearest',
  'random-forest',
  'gradient-boosting',
  'neural-network',
  'svm',
] as const
export type Comparable = (typeof comparable)[number]

const common = predictiveParams({ scaling: 'none' })

export const params = z.object({
  /** Each with its usual settings; those that do not fit the target are left out. */
  methods: z
    .array(z.enum(comparable))
    .min(2)
    .max(comparable.length)
    .default(['logistic-regression', 'linear-regression', 'decision-tree', 'random-forest', 'gradient-boosting']),
  positive: common.positive,
  split: common.split,
  testShare: common.testShare,
  folds: z.int().min(2).max(20).default(5),
  repeats: common.repeats,
})
export type ModelComparisonParams = z.output<typeof params>

export interface ComparedModel {
  method: Comparable
  /** On the test rows. */
  metrics: PredictiveMetrics
  mean: PredictiveMetrics
  standardDeviation: PredictiveMetrics
  beatsBaseline: boolean | null
}

export interface ComparedPair {
  first: Comparable
  second: Comparable
  /** Second less first over the same folds: positive where the second is better. */
  folds: (DifferenceTest & { metric: 'logLoss' | 'rmse'; pHolm: number }) | null
  /** Areas under the ROC curve of the same test rows; two classes only. */
  area: DifferenceTest | null
  /** Right and wrong on the same test rows; classes only. */
  right: McNemarTest | null
}

export interface ModelComparisonResult {
  target: string
  task: 'classification' | 'regression'
  nTrain: number
  nTest: number
  /** By loss in the folds, best first. */
  models: ComparedModel[]
  pairs: ComparedPair[]
  /** Asked for, but not made for this target. */
  unfit: Comparable[]
}

const plain = <T>() => z.custom<T>((value) => typeof value === 'object')

export const spec = defineMethod({
  id: 'model-comparison',
  family: 'predict',
  inputs: predictiveInputs(['classification', 'regression']),
  params,
  result: z.object({
    target: z.string(),
    task: z.enum(['classification', 'regression']),
    nTrain: z.int(),
    nTest: z.int(),
    models: z.array(plain<ComparedModel>()),
    pairs: z.array(plain<ComparedPair>()),
    unfit: z.array(z.enum(comparable)),
  }) as z.ZodType<ModelComparisonResult>,
  perRow: [],
  references: [
    {
      citation:
        'Nadeau, C. & Bengio, Y. (2003). Inference for the generalization error. Machine Learning, 52, 239–281.',
      variant: 'corrected resampled t, adjusted after Holm',
    },
    {
      citation:
        'DeLong, E., DeLong, D. & Clarke-Pearson, D. (1988). Comparing the areas under two or more correlated receiver operating characteristic curves. Biometrics, 44, 837–845.',
    },
    {
      citation:
        'McNemar, Q. (1947). Note on the sampling error of the difference between correlated proportions or percentages. Psychometrika, 12, 153–157.',
      variant: 'exact up to 1,000 differing rows',
    },
  ],
  primaryParams: ['methods', 'positive', 'split', 'repeats'],
  estimate: (nRows, nColumns, { folds, repeats }) => ({
    seconds: 2 + nRows * nColumns * 2e-5 * (1 + folds * repeats * 0.8),
    bytes: nRows * (nColumns * 24 + 60),
  }),
})
