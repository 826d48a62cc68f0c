import { definePredictive } from '../../learning/predictive/define-predictive'
import { type RandomForestModel, randomForestEstimator } from '../../learning/trees/random-forest-estimator'
import { describe } from './describe'
import { params, type RandomForestOwn, shape } from './method'
import { present } from './present'

export const randomForest = definePredictive<typeof params, RandomForestModel, RandomForestOwn>({
  estimator: randomForestEstimator,
  params,
  primaryParams: ['nTrees', 'minSamplesLeaf'],
  space: {
    minSamplesLeaf: { kind: 'number', low: 1, high: 50, scale: 'log', whole: true },
    maxDepth: { kind: 'choice', values: [null, 6, 10, 16] },
    maxFeatures: { kind: 'choice', values: ['sqrt', 'log2', 0.2, 0.4, 0.7] },
  },
  references: [
    {
      citation: 'Breiman, L. (2001). Random forests. Machine Learning, 45, 5–32.',
      variant: 'probabilities averaged over trees; values in 255 bins above 20,000 rows',
    },
    {
      citation:
        'Lundberg, S., Erion, G. & Lee, S.-I. (2018). Consistent individualized feature attribution for tree ensembles. arXiv:1802.03888.',
      variant: 'path-dependent TreeSHAP',
    },
  ],
  isLight: false,
  own: { shape, describe, present },
  secondsPerFit: (nRows, nColumns, { nTrees }) => nTrees * nRows * Math.sqrt(nColumns) * 4e-7,
})
