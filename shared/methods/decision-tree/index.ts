import { definePredictive } from '../../learning/predictive/define-predictive'
import { type DecisionTreeModel, decisionTreeEstimator } from '../../learning/trees/decision-tree-estimator'
import { describe } from './describe'
import { type DecisionTreeOwn, params, shape } from './method'
import { present } from './present'

export const decisionTree = definePredictive<typeof params, DecisionTreeModel, DecisionTreeOwn>({
  estimator: decisionTreeEstimator,
  params,
  primaryParams: ['maxDepth', 'minSamplesLeaf'],
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
