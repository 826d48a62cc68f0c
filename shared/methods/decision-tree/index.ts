import { definePredictive } from '../../learning/predictive/define-predictive'
import { type DecisionTreeModel, decisionTreeEstimator } from '../../learning/trees/decision-tree-estimator'
import { describe } from './describe'
import { type DecisionTreeOwn, params, shape } from './method'
import { present } from './present'

export const decisionTree = definePredictive<typeof params, DecisionTreeModel, DecisionTreeOwn>({
  estimator: decisionTreeEstimator,
  params,
  primaryParams: ['maxDepth', 'minSamplesLeaf'],
  space: {
    maxDepth: { kind: 'choice', values: [2, 3, 4, 5, 6, 8, 12] },
    minSamplesLeaf: { kind: 'number', low: 2, high: 200, scale: 'log', whole: true },
    criterion: { kind: 'choice', values: ['gini', 'entropy'] },
    ccpAlpha: { kind: 'choice', values: [0, 0.0003, 0.001, 0.003] },
  },
  references: [
    {
      citation:
        'Breiman, L., Friedman, J., Olshen, R. & Stone, C. (1984). Classification and Regression Trees. Wadsworth.',
      variant: 'exact search, thresholds in the middle, minimal cost-complexity pruning',
    },
    {
      citation:
        'Lundberg, S., Erion, G. & Lee, S.-I. (2018). Consistent individualized feature attribution for tree ensembles. arXiv:1802.03888.',
      variant: 'path-dependent TreeSHAP',
    },
  ],
  own: { shape, describe, present },
  secondsPerFit: (nRows, nColumns) => nRows * nColumns * 2e-7,
})
