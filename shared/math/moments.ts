import { mean } from './sum'

/** What the first three central moments of a sample say. Where a value is undefined it is NaN. */
export interface Moments {
  n: number
  mean: number
  /** Sample standard deviation, divisor n − 1; NaN below two values. */
  sd: number
  /** Sample variance, divisor n − 1; NaN below two values. */
  variance: number
  /** Population standard deviation, divisor n. */
  populationSd: number
  /** g1 = m3 / m2^1.5; NaN when all values are equal. */
  skewness: number
}

/**
 * Mean, standard deviations and skewness g1 in two passes, so that nothing cancels.
 * @param values finite numbers
 * Cost: O(n). Source: Chan, Golub & LeVeque (1983) for the corrected two-pass variance; Joanes & Gill (1998) for g1.
 */
export function moments(values: Float64Array): Moments {
  const n = values.length
  const centre = mean(values)
  let second = 0
  let third = 0
  let drift = 0
  for (let i = 0; i < n; i++) {
    const d = (values[i] as number) - centre
    drift += d
    second += d * d
    third += d * d * d
  }
  const squares = Math.max(0, second - (drift * drift) / n)
  const variance = isNegligible(squares, centre, n) ? 0 : squares / n
  return {
    n,
    mean: centre,
    sd: n > 1 ? Math.sqrt((variance * n) / (n - 1)) : Number.NaN,
    variance: n > 1 ? (variance * n) / (n - 1) : Number.NaN,
    populationSd: Math.sqrt(variance),
    skewness: variance > 0 ? third / n / variance ** 1.5 : Number.NaN,
  }
}

/** Equal values such as 0.1 leave a trace of rounding around their mean, which is not variation. */
function isNegligible(squares: number, centre: number, n: number): boolean {
  return squares <= n * (4 * Number.EPSILON * centre) ** 2
}
