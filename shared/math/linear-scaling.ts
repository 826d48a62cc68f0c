import { moments } from './moments'
import { quantile } from './quantile'
import { range } from './scaling'

export interface LinearScalingOptions {
  method: 'standard' | 'center' | 'min-max' | 'max-abs' | 'robust'
  deviation?: 'population' | 'sample'
  low?: number
  high?: number
  lowerPercentile?: number
  upperPercentile?: number
}

/**
 * What a scale that only moves and stretches does: (x − center)/unit + shift.
 * @param values finite numbers, at least one
 * @returns a unit other than 0: where there is no spread it is 1, as in scikit-learn's scalers
 * Cost: O(n), `robust` O(n log n).
 */
export function linearScaling(
  values: Float64Array,
  options: LinearScalingOptions,
): { center: number; unit: number; shift: number } {
  const { center, unit, shift = 0 } = scalings[options.method](values, options)
  return { center, unit: unit > 0 ? unit : 1, shift }
}

type Scaling = (values: Float64Array, options: LinearScalingOptions) => { center: number; unit: number; shift?: number }

const scalings: Readonly<Record<LinearScalingOptions['method'], Scaling>> = {
  standard: (values, { deviation }) => {
    const { mean, sd, populationSd } = moments(values)
    return { center: mean, unit: deviation === 'sample' ? sd : populationSd }
  },
  center: (values) => ({ center: moments(values).mean, unit: 1 }),
  'min-max': (values, { low = 0, high = 1 }) => {
    const { min, max } = range(values)
    return { center: min, unit: (max - min) / (high - low), shift: low }
  },
  'max-abs': (values) => ({ center: 0, unit: values.reduce((most, value) => Math.max(most, Math.abs(value)), 0) }),
  robust: (values, { lowerPercentile = 25, upperPercentile = 75 }) => {
    const sorted = values.slice().sort()
    const unit = quantile(sorted, upperPercentile / 100) - quantile(sorted, lowerPercentile / 100)
    return { center: quantile(sorted, 0.5), unit }
  },
}
