import { definePredictive } from '../../learning/predictive/define-predictive'
import { type GradientBoostingModel, gradientBoostingEstimator } from '../../learning/trees/gradient-boosting-estimator'
import { importanceFigure } from '../../learning/trees/importance-figure'
import { methodWords } from '../../transactions/method-words'
import { type GradientBoostingOwn, params, shape } from './method'

const { metric } = methodWords('gradient-boosting')

export const gradientBoosting = definePredictive<typeof params, GradientBoostingModel, GradientBoostingOwn>({
  estimator: gradientBoostingEstimator,
  params,
  primaryParams: ['nTrees', 'learningRate', 'maxLeaves'],
  space: {
    nTrees: { kind: 'number', low: 30, high: 400, scale: 'log', whole: true },
    learningRate: { kind: 'number', low: 0.02, high: 0.3, scale: 'log' },
    maxLeaves: { kind: 'choice', values: [4, 6, 8, 12, 16, 31] },
    minSamplesLeaf: { kind: 'number', low: 5, high: 100, scale: 'log', whole: true },
    l2: { kind: 'choice', values: [0, 1, 10] },
    subsample: { kind: 'choice', values: [0.6, 0.8, 1] },
  },
  references: [
    {
      citation:
        'Friedman, J. (2001). Greedy function approximation: a gradient boosting machine. Annals of Statistics, 29(5), 1189–1232.',
    },
    {
      citation:
        'Ke, G. et al. (2017). LightGBM: a highly efficient gradient boosting decision tree. Advances in Neural Information Processing Systems 30.',
      variant: 'at most 255 bins, best leaf first, missing values to the better side',
    },
    {
      citation:
        'Lundberg, S., Erion, G. & Lee, S.-I. (2018). Consistent individualized feature attribution for tree ensembles. arXiv:1802.03888.',
      variant: 'path-dependent TreeSHAP on the scale of log-odds',
    },
  ],
  isLight: false,
  own: {
    shape,
    describe: ({ trained: { model } }) => ({
      nRounds: model.nRounds,
      gainImportance: model.featureNames.map((term, j) => ({ term, importance: model.importance[j] as number })),
    }),
    present: ({ nRounds, gainImportance }) => [
      metric('nRounds', nRounds, 'count'),
      ...importanceFigure(gainImportance),
    ],
    convergence: ({ nRounds }) => ({ converged: null, iterations: nRounds }),
  },
  secondsPerFit: (nRows, nColumns, { nTrees }) => 0.05 + nTrees * nRows * nColumns * 5e-9,
})
