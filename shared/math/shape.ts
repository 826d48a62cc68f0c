import { moments } from './moments'

/** How the values of a sample lie around their mean. Where a value is undefined it is NaN. */
export interface Shape {
  /** g1 = m3 / m2^1.5, moments with divisor n. */
  skewness: number
  /** G1 = g1·√(n(n − 1))/(n − 2), the unbiased one of SAS, SPSS and Excel's SKEW. */
  skewnessSample: number
  /** g2 = m4 / m2² − 3, moments with divisor n: 0 for a normal distribution. */
  kurtosis: number
  /** G2 = ((n + 1)·g2 + 6)·(n − 1)/((n − 2)(n − 3)), as SAS, SPSS and Excel's KURT. */
  kurtosisSample: number
}

/**
 * Skewness and excess kurtosis, in both usual definitions.
 * @param values finite numbers
 * Cost: O(n). Source: Joanes & Gill (1998), "Comparing measures of sample skewness and kurtosis".
 */
export function shape(values: Float64Array): Shape {
  const { n, mean, populationSd, skewness } = moments(values)
  if (!(populationSd > 0))
    return { skewness: Number.NaN, skewnessSample: Number.NaN, kurtosis: Number.NaN, kurtosisSample: Number.NaN }
  let fourth = 0
  for (let i = 0; i < n; i++) fourth += (((values[i] as number) - mean) / populationSd) ** 4
  const kurtosis = fourth / n - 3
  return {
    skewness,
    skewnessSample: n > 2 ? (skewness * Math.sqrt(n * (n - 1))) / (n - 2) : Number.NaN,
    kurtosis,
    kurtosisSample: n > 3 ? (((n + 1) * kurtosis + 6) * (n - 1)) / ((n - 2) * (n - 3)) : Number.NaN,
  }
}
