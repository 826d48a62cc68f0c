import type { Matrix } from '../../dataset/column'
import { fitGaussianBayes, type GaussianBayes, gaussianLogs } from '../bayes/gaussian-bayes'
import { probabilitiesOf } from '../bayes/log-probabilities'
import type { Contributions, Estimator, TrainingData } from '../estimator'
import { explainLogistic } from '../linear/explain-logistic'
import { fitLogistic, type LogisticPenalty } from '../linear/fit-logistic'
import { explainLinear, fitLinear, type LinearModel, type LinearPenalty, predictLinear } from '../linear/linear-model'
import { type LogisticModel, predictLogistic } from '../linear/logistic-model'
import { decisionTreeEstimator } from '../trees/decision-tree-estimator'
import { gradientBoostingEstimator } from '../trees/gradient-boosting-estimator'
import { randomForestEstimator } from '../trees/random-forest-estimator'

/** A way to learn with its parameters set; its model is plain data, whatever it is. */
export interface Candidate {
  /** Id of the method whose way it is. */
  id: string
  fit(
    data: TrainingData,
    context: Parameters<Estimator<unknown, unknown>['fit']>[2],
  ): ReturnType<Estimator<unknown, unknown>['fit']>
  predict(model: unknown, x: Matrix): Matrix
  explain?(model: unknown, x: Matrix, classIndex: number): Contributions | null
  /** Expected seconds of one fit on one core. */
  seconds(nRows: number, nColumns: number): number
}

function candidate<P, M>(
  id: string,
  { fit: learn, predict, explain }: Pick<Estimator<P, M>, 'fit' | 'predict' | 'explain'>,
  params: P,
  seconds: Candidate['seconds'],
): Candidate {
  return {
    id,
    fit: (data, context) => learn(data, params, context),
    predict: (model, x) => predict(model as M, x),
    ...(explain ? { explain: (model: unknown, x: Matrix, own: number) => explain(model as M, x, own) } : {}),
    seconds,
  }
}

const tree = candidate(
  'decision-tree',
  decisionTreeEstimator,
  { criterion: 'gini', maxDepth: 5, minSamplesLeaf: 20, minSamplesSplit: 2, ccpAlpha: 0 },
  (n, d) => n * d * 2e-7,
)
const forest = candidate(
  'random-forest',
  randomForestEstimator,
  { nTrees: 200, maxDepth: null, minSamplesLeaf: 5, maxFeatures: 'auto' },
  (n, d) => 200 * n * Math.sqrt(d) * 4e-7,
)
const boosting = candidate(
  'gradient-boosting',
  gradientBoostingEstimator,
  { nTrees: 100, learningRate: 0.1, maxLeaves: 8, minSamplesLeaf: 20, l2: 0, subsample: 1, patience: 0 },
  (n, d) => 0.05 + 100 * n * d * 5e-9,
)
const logistic = candidate<LogisticPenalty, LogisticModel>(
  'logistic-regression',
  { fit: fitLogistic, predict: predictLogistic, explain: explainLogistic },
  { penalty: 'l2', C: 1, l1Ratio: 0.5 },
  (n, d) => n * (d + 8) ** 2 * 4e-9,
)
const linear = candidate<LinearPenalty, LinearModel>(
  'linear-regression',
  { fit: fitLinear, predict: predictLinear, explain: explainLinear },
  { penalty: 'none', alpha: 1, C: null, l1Ratio: 0.5 },
  (n, d) => n * (d + 4) ** 2 * 6e-9,
)
const bayes = candidate<null, GaussianBayes>(
  'naive-bayes',
  {
    *fit(data) {
      yield { stage: 'fit', fraction: 0.5 }
      return fitGaussianBayes(data, 1e-9)
    },
    predict: (model, x) => probabilitiesOf(gaussianLogs(model, x)),
  },
  null,
  (n, d) => n * d * 4e-8,
)

/** Ways to learn, the ones that are easiest to read first. */
export function candidatesFor(nClasses: number): readonly Candidate[] {
  return nClasses === 0 ? [linear, tree, boosting, forest] : [logistic, tree, bayes, boosting, forest]
}

/** @throws nothing for an id that `candidatesFor` gave */
export function candidateOf(nClasses: number, id: string): Candidate {
  return candidatesFor(nClasses).find((one) => one.id === id) as Candidate
}
