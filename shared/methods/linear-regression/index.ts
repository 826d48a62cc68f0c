import type { Estimator } from '../../learning/estimator'
import { describeLinear } from '../../learning/linear/linear-diagnostics'
import {
  explainLinear,
  fitLinear,
  type LinearModel,
  type LinearPenalty,
  linearToSql,
  predictLinear,
} from '../../learning/linear/linear-model'
import { definePredictive } from '../../learning/predictive/define-predictive'
import { type LinearOwn, params, shape } from './method'
import { present } from './present'

/** Penalties by their names for regression, too. */
type Given = Omit<LinearPenalty, 'penalty'> & { penalty: LinearPenalty['penalty'] | 'ridge' | 'lasso' }
const names = { ridge: 'l2', lasso: 'l1' } as const

const estimator: Estimator<Given, LinearModel> = {
  id: 'linear-regression',
  tasks: ['regression'],
  handlesMissing: false,
  defaultScaling: 'none',
  fit: (data, given) => {
    const { penalty } = given
    return fitLinear(data, { ...given, penalty: penalty === 'ridge' || penalty === 'lasso' ? names[penalty] : penalty })
  },
  predict: predictLinear,
  explain: explainLinear,
  toSql: linearToSql,
}

export const linearRegression = definePredictive<typeof params, LinearModel, LinearOwn>({
  estimator,
  params,
  defaults: { split: 'none' },
  primaryParams: ['penalty', 'degree'],
  space: {
    penalty: { kind: 'choice', values: ['l2', 'l1', 'elastic-net'] },
    alpha: { kind: 'number', low: 0.001, high: 1000, scale: 'log' },
    degree: { kind: 'choice', values: [1, 2] },
  },
  references: [
    { citation: 'Weisberg, S. (2005). Applied Linear Regression, 3rd edition. Wiley.', variant: 'least squares by QR' },
    {
      citation:
        'Koenker, R. (1981). A note on studentizing a test for heteroscedasticity. Journal of Econometrics, 17(1), 107–112.',
      variant: 'Breusch–Pagan',
    },
    {
      citation:
        'Cook, R. D. (1977). Detection of influential observation in linear regression. Technometrics, 19(1), 15–18.',
    },
    {
      citation:
        'Tibshirani, R. (1996). Regression shrinkage and selection via the lasso. Journal of the Royal Statistical Society B, 58(1), 267–288.',
    },
  ],
  own: {
    shape,
    describe: ({ trained: { model, data } }) => ({
      ...describeLinear(model, data),
      aliased: model.featureNames.filter((_, j) => model.aliased[j]),
    }),
    present,
  },
  secondsPerFit: (nRows, nColumns) => nRows * (nColumns + 4) ** 2 * 6e-9,
})
