import type { Estimator } from '../../learning/estimator'
import { explainLogistic } from '../../learning/linear/explain-logistic'
import { fitLogistic, type LogisticPenalty } from '../../learning/linear/fit-logistic'
import { type LogisticModel, predictLogistic } from '../../learning/linear/logistic-model'
import { logisticToSql } from '../../learning/linear/logistic-sql'
import { definePredictive } from '../../learning/predictive/define-predictive'
import { describe } from './describe'
import { type LogisticOwn, params, shape } from './method'
import { present } from './present'

const estimator: Estimator<LogisticPenalty, LogisticModel> = {
  id: 'logistic-regression',
  tasks: ['classification'],
  handlesMissing: false,
  defaultScaling: 'standard',
  fit: fitLogistic,
  predict: predictLogistic,
  explain: explainLogistic,
  toSql: logisticToSql,
}

export const logisticRegression = definePredictive<typeof params, LogisticModel, LogisticOwn>({
  estimator,
  params,
  primaryParams: ['penalty'],
  space: {
    penalty: { kind: 'choice', values: ['l2', 'l1', 'elastic-net'] },
    C: { kind: 'number', low: 0.001, high: 100, scale: 'log' },
  },
  references: [
    {
      citation:
        'Cox, D. R. (1958). The regression analysis of binary sequences. Journal of the Royal Statistical Society B, 20(2), 215–242.',
      variant: 'maximum likelihood by Newton’s method; Wald intervals',
    },
    {
      citation:
        'Zou, H. & Hastie, T. (2005). Regularization and variable selection via the elastic net. Journal of the Royal Statistical Society B, 67(2), 301–320.',
      variant: 'proximal Newton steps',
    },
    {
      citation:
        'Nadeau, C. & Bengio, Y. (2003). Inference for the generalization error. Machine Learning, 52, 239–281.',
      variant: 'comparison with the baseline',
    },
  ],
  own: {
    shape,
    describe,
    present,
    convergence: ({ converged, iterations }) => ({ converged, iterations }),
  },
  secondsPerFit: (nRows, nColumns) => nRows * (nColumns + 8) ** 2 * 4e-9,
})
