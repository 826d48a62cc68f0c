import { createMatrix, type Matrix } from '../../dataset/column'
import type { Contributions } from '../estimator'
import type { LogisticModel } from './logistic-model'

/**
 * What each column adds to the log-odds of a class against a row of mean values: βⱼ·(xⱼ − mean). Of more than two classes to
 * the class's log-share less the mean of all, so that no class is the one that others are measured by.
 * Source: the Shapley values of a linear model with independent features, Štrumbelj & Kononenko (2014).
 */
export function explainLogistic(model: LogisticModel, x: Matrix, classIndex: number): Contributions {
  const { nClasses, beta, means } = model
  const { nRows, nColumns: d, data } = x
  const weights =
    nClasses === 2 ? beta.map((value) => (classIndex === 0 ? -value : value)) : centredSet(model, classIndex, d)
  const values = createMatrix(nRows, d)
  let base = weights[d] as number
  for (let j = 0; j < d; j++) base += (weights[j] as number) * (means[j] as number)
  for (let i = 0; i < nRows; i++) {
    for (let j = 0; j < d; j++) {
      values.data[i * d + j] = (weights[j] as number) * ((data[i * d + j] as number) - (means[j] as number))
    }
  }
  return { space: 'log-odds', base, values }
}

/** Coefficients and intercept of a class less the mean over all classes; those of the reference are 0. */
function centredSet({ nClasses, nSets, beta }: LogisticModel, classIndex: number, d: number): Float64Array {
  const own = classIndex - (nClasses - nSets)
  return Float64Array.from({ length: d + 1 }, (_, j) => {
    let sum = 0
    for (let set = 0; set < nSets; set++) sum += beta[set * (d + 1) + j] as number
    return (own < 0 ? 0 : (beta[own * (d + 1) + j] as number)) - sum / nClasses
  })
}
