import { bestPower } from './best-power'
import { moments } from './moments'

/** Powers below this differ from 0 by less than rounding does. */
const NO_POWER = 1e-14

/**
 * Yeo-Johnson power transform of one value: brings a skewed value, also a negative one, closer to a normal distribution.
 * @param lambda power; 1 changes nothing
 * Source: Yeo & Johnson (2000), "A new family of power transformations to improve normality or symmetry".
 */
export function yeoJohnson(value: number, lambda: number): number {
  return value >= 0 ? boxCoxOfLog(Math.log1p(value), lambda) : -boxCoxOfLog(Math.log1p(-value), 2 - lambda)
}

/** (e^(power·log) − 1) / power, and its limit for power 0. */
function boxCoxOfLog(log: number, power: number): number {
  return Math.abs(power) < NO_POWER ? log : Math.expm1(power * log) / power
}

/** The value that `yeoJohnson` takes to `transformed`. */
export function inverseYeoJohnson(transformed: number, lambda: number): number {
  return transformed >= 0 ? inverseBoxCox(transformed, lambda) : -inverseBoxCox(-transformed, 2 - lambda)
}

function inverseBoxCox(transformed: number, power: number): number {
  return Math.abs(power) < NO_POWER ? Math.expm1(transformed) : Math.expm1(Math.log1p(power * transformed) / power)
}

/**
 * The power that makes a sample most like a normal one, by maximum likelihood.
 * @param values finite numbers that are not all equal
 * @returns lambda, in [−8, 8] unless the best lies far outside
 * Cost: O(n) per step, about 30 steps. Source: as above; the same criterion as scikit-learn's `PowerTransformer`.
 */
export function yeoJohnsonLambda(values: Float64Array): number {
  const logs = values.map((value) => Math.sign(value) * Math.log1p(Math.abs(value)))
  const jacobian = logs.reduce((total, log) => total + log, 0)
  const transformed = new Float64Array(values.length)
  const negativeLogLikelihood = (lambda: number): number => {
    for (let i = 0; i < logs.length; i++) {
      const log = logs[i] as number
      transformed[i] = log >= 0 ? boxCoxOfLog(log, lambda) : -boxCoxOfLog(-log, 2 - lambda)
    }
    const variance = moments(transformed).populationSd ** 2
    if (!(variance > 0) || !Number.isFinite(variance)) return Number.MAX_VALUE
    return (values.length / 2) * Math.log(variance) - (lambda - 1) * jacobian
  }
  return bestPower(negativeLogLikelihood)
}
