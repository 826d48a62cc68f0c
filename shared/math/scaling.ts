import { moments } from './moments'
import { quantile } from './quantile'

export type Scaling = 'none' | 'standard' | 'min-max' | 'robust'

/** z = (x − center) / scale. */
export interface ScalingParameters {
  center: number
  scale: number
}

/**
 * Centre and unit of a column for a kind of scaling.
 * `standard`: mean and population standard deviation. `min-max`: minimum and range. `robust`: median and
 * interquartile range. `none`: 0 and 1. A scale of 0 comes back as it is: the caller decides what to say of it.
 * @param values finite numbers, at least one
 * Cost: O(n), `robust` O(n log n).
 */
export function scalingParameters(values: Float64Array, scaling: Scaling): ScalingParameters {
  if (scaling === 'none') return { center: 0, scale: 1 }
  if (scaling === 'standard') {
    const { mean, populationSd } = moments(values)
    return { center: mean, scale: populationSd }
  }
  if (scaling === 'min-max') {
    const { min, max } = range(values)
    return { center: min, scale: max - min }
  }
  const sorted = values.slice().sort()
  return { center: quantile(sorted, 0.5), scale: quantile(sorted, 0.75) - quantile(sorted, 0.25) }
}

/** Smallest and largest value; infinities the wrong way round when there are none. */
export function range(values: Float64Array): { min: number; max: number } {
  let min = Number.POSITIVE_INFINITY
  let max = Number.NEGATIVE_INFINITY
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number
    if (value < min) min = value
    if (value > max) max = value
  }
  return { min, max }
}
