import type { Matrix } from '../../dataset/column'
import { invertSymmetric } from '../../math/solve-symmetric'
import type { MethodContext } from '../../methods/define-method'
import type { TrainingData } from '../estimator'
import { createLoss } from './logistic-loss'

/** A standardised coefficient beyond this with an error to match has no bounds. */
const RUNAWAY = { coefficient: 8, error: 50 }

/** Population standard deviation of each column. */
export function columnSpreads({ data, nRows, nColumns }: Matrix, means: Float64Array): Float64Array {
  const squares = new Float64Array(nColumns)
  for (let i = 0; i < nRows; i++) {
    for (let j = 0; j < nColumns; j++) {
      squares[j] = (squares[j] as number) + ((data[i * nColumns + j] as number) - (means[j] as number)) ** 2
    }
  }
  return squares.map((sum) => Math.sqrt(sum / nRows))
}

/** √ of the diagonal of the inverse information. */
export function errorsOf(
  data: TrainingData,
  beta: Float64Array,
  aliased: Uint8Array,
  nSets: number,
  context: MethodContext,
): Float64Array {
  const p = data.x.nColumns + 1
  const size = beta.length
  const errors = new Float64Array(size).fill(Number.NaN)
  const { hessian } = createLoss(data, nSets, context)(beta, true)
  const free = Array.from({ length: size }, (_, at) => at).filter((at) => at % p === p - 1 || !aliased[at % p])
  const part = new Float64Array(free.length ** 2)
  for (const [a, from] of free.entries()) {
    for (const [b, to] of free.entries()) part[a * free.length + b] = hessian?.[from * size + to] as number
  }
  const inverse = invertSymmetric(part, free.length)
  if (!inverse) return errors
  for (const [a, at] of free.entries()) errors[at] = Math.sqrt(inverse[a * free.length + a] as number)
  return errors
}

/** Features whose coefficients run away: some value of theirs has only one class. */
export function separatedFeatures(
  { featureNames }: TrainingData,
  beta: Float64Array,
  errors: Float64Array,
  spreads: Float64Array,
  converged: boolean,
): string[] {
  const p = featureNames.length + 1
  const runaway = featureNames.filter((_, j) => {
    const spread = spreads[j] as number
    for (let at = j; at < beta.length; at += p) {
      const coefficient = Math.abs(beta[at] as number) * spread
      const error = (errors[at] as number) * spread
      const isLarge = coefficient > RUNAWAY.coefficient || Math.abs(beta[at] as number) > 3 * RUNAWAY.coefficient
      const isUncertain = Number.isNaN(error) || error > RUNAWAY.error || error > 20 * coefficient
      if ((isLarge || Math.abs(beta[at] as number) > 2 * RUNAWAY.coefficient) && (isUncertain || !converged))
        return true
    }
    return false
  })
  for (const name of runaway) {
    const j = featureNames.indexOf(name)
    for (let at = j; at < errors.length; at += p) errors[at] = Number.NaN
  }
  return runaway
}
