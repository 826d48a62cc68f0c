import { bestPower } from './best-power'
import { moments } from './moments'

/**
 * Box-Cox power transform of one value: (x^λ − 1)/λ, the logarithm for λ = 0.
 * @param value > 0
 * Source: Box & Cox (1964), "An analysis of transformations".
 */
export function boxCox(value: number, lambda: number): number {
  const log = Math.log(value)
  return Math.abs(lambda) < 1e-14 ? log : Math.expm1(lambda * log) / lambda
}

/**
 * The power that makes a sample most like a normal one, by maximum likelihood.
 * @param values > 0, not all equal
 * @returns lambda, in [−8, 8] unless the best lies far outside
 * Cost: O(n) per step, about 40 steps. Source: as above; the criterion of scipy's `boxcox`.
 */
export function boxCoxLambda(values: Float64Array): number {
  const logs = values.map(Math.log)
  const total = logs.reduce((sum, log) => sum + log, 0)
  const transformed = new Float64Array(values.length)
  const negativeLogLikelihood = (lambda: number): number => {
    for (let i = 0; i < logs.length; i++) {
      const log = logs[i] as number
      transformed[i] = Math.abs(lambda) < 1e-14 ? log : Math.expm1(lambda * log) / lambda
    }
    const variance = moments(transformed).populationSd ** 2
    if (!(variance > 0) || !Number.isFinite(variance)) return Number.MAX_VALUE
    return (values.length / 2) * Math.log(variance) - (lambda - 1) * total
  }
  return bestPower(negativeLogLikelihood)
}
