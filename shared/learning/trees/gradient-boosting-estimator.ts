import { createMatrix, type Matrix } from '../../dataset/column'
import type { Contributions, Estimator } from '../estimator'
import { type Boosting, growBoosting } from './grow-boosting'
import { boostedAnswers, boostedMargins } from './predict-boosting'
import { shapleyValues } from './shapley-values'
import { boostingToSql } from './trees-to-sql'

export interface GradientBoostingParams {
  nTrees: number
  learningRate: number
  maxLeaves: number
  minSamplesLeaf: number
  l2: number
  subsample: number
  patience: number
}

export interface GradientBoostingModel extends Boosting {
  nClasses: number
  featureNames: string[]
}

export const gradientBoostingEstimator: Estimator<GradientBoostingParams, GradientBoostingModel> = {
  id: 'gradient-boosting',
  tasks: ['classification', 'regression'],
  handlesMissing: true,
  defaultScaling: 'none',
  *fit({ x, y, nClasses, weights, featureNames }, params, context) {
    const seeded = { ...context, seed: context.random.integer(2 ** 31) }
    const boosting = yield* growBoosting(x, y, nClasses, weights, params, seeded)
    return { ...boosting, nClasses, featureNames: [...featureNames] }
  },
  predict: (model, x) => boostedAnswers(boostedMargins(model, x), model.nClasses),
  explain: explainBoosting,
  toSql: (model, features) => boostingToSql(model, model.nClasses, features),
}

/** What each feature adds to the margin of a class. */
function explainBoosting(model: GradientBoostingModel, x: Matrix, classIndex: number): Contributions {
  const { trees, nOutputs, start, nClasses } = model
  const output = nOutputs > 1 ? classIndex : 0
  const { base, values } = shapleyValues(trees, x, { first: output, step: nOutputs })
  const sign = nClasses === 2 && classIndex === 0 ? -1 : 1
  const signed = createMatrix(values.nRows, values.nColumns)
  for (let i = 0; i < signed.data.length; i++) signed.data[i] = sign * (values.data[i] as number)
  return {
    space: nClasses === 0 ? 'target' : 'log-odds',
    base: sign * (base + (start[output] as number)),
    values: signed,
  }
}
