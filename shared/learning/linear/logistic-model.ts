import { createMatrix, type Matrix } from '../../dataset/column'

/** A (multinomial) logistic model: plain data. */
export interface LogisticModel {
  featureNames: string[]
  nClasses: number
  /** Sets of coefficients: one for two classes; one per class, or per class but the first, for more. */
  nSets: number
  /** nSets × (d + 1), the intercept last. */
  beta: Float64Array
  /** As many; NaN where there is none: penalised, aliased or separated. */
  standardErrors: Float64Array
  /** 1 per feature that is a combination of others. */
  aliased: Uint8Array
  /** Features whose coefficient has no bounds, because it tells classes apart without error. */
  separated: string[]
  logLikelihood: number
  /** With the intercept alone. */
  nullLogLikelihood: number
  means: Float64Array
  iterations: number
  converged: boolean
}

/** Margins of each set of coefficients, rows × nSets. */
function margins({ beta, nSets }: LogisticModel, x: Matrix): Float64Array {
  const { data, nRows, nColumns: d } = x
  const found = new Float64Array(nRows * nSets)
  for (let i = 0; i < nRows; i++) {
    for (let k = 0; k < nSets; k++) {
      let margin = beta[k * (d + 1) + d] as number
      for (let j = 0; j < d; j++) margin += (data[i * d + j] as number) * (beta[k * (d + 1) + j] as number)
      found[i * nSets + k] = margin
    }
  }
  return found
}

/** Rows × classes probabilities. */
export function predictLogistic(model: LogisticModel, x: Matrix): Matrix {
  const { nClasses, nSets } = model
  const found = margins(model, x)
  const predicted = createMatrix(x.nRows, nClasses)
  const { data } = predicted
  for (let i = 0; i < x.nRows; i++) {
    if (nClasses === 2) {
      const tail = Math.exp(-Math.abs(found[i] as number))
      const small = tail / (1 + tail)
      const isUp = (found[i] as number) >= 0
      data[2 * i] = isUp ? small : 1 - small
      data[2 * i + 1] = isUp ? 1 - small : small
      continue
    }
    const first = nClasses - nSets
    let highest = first > 0 ? 0 : Number.NEGATIVE_INFINITY
    for (let k = 0; k < nSets; k++) highest = Math.max(highest, found[i * nSets + k] as number)
    let total = 0
    for (let k = 0; k < nClasses; k++) {
      const margin = k < first ? 0 : (found[i * nSets + k - first] as number)
      const share = Math.exp(margin - highest)
      data[i * nClasses + k] = share
      total += share
    }
    for (let k = 0; k < nClasses; k++) data[i * nClasses + k] = (data[i * nClasses + k] as number) / total
  }
  return predicted
}
