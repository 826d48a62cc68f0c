import type { MeasureType } from '../../dataset/schema'
import { mostShapiroValues, shapiroWilkTest } from '../../math/hypothesis/shapiro-wilk-test'
import { moments } from '../../math/moments'
import { quantile } from '../../math/quantile'
import { shape } from '../../math/shape'
import { sum } from '../../math/sum'
import { countOutliers } from '../../quality/count-outliers'
import { type ColumnDescription, quantileShares } from './method'

type NumberFigures = Omit<
  ColumnDescription,
  'name' | 'kind' | 'measureType' | 'n' | 'missing' | 'distinct' | 'top' | 'histogram'
>

/** What cannot be said of categories. */
export const noFigures: NumberFigures = {
  mean: null,
  sd: null,
  min: null,
  q1: null,
  median: null,
  q3: null,
  max: null,
  skewness: null,
  sum: null,
  variance: null,
  standardError: null,
  coefficientOfVariation: null,
  mode: null,
  modeCount: null,
  iqr: null,
  mad: null,
  skewnessSample: null,
  kurtosis: null,
  kurtosisSample: null,
  quantiles: [],
  outliers: null,
  shapiroWilk: null,
  jarqueBera: null,
}

/**
 * Location, spread, shape and normality of numbers or dates; what is not defined is null.
 * @param values finite, in the order of the rows
 * @param sorted the same, ascending
 * @param runs the different ones with their counts, ascending
 * Cost: O(n log n).
 */
export function numberFigures(
  values: Float64Array,
  sorted: Float64Array,
  runs: readonly { value: number; count: number }[],
  measureType: MeasureType,
): NumberFigures {
  const known = moments(values)
  const { mean, sd } = known
  const { skewness, skewnessSample, kurtosis, kurtosisSample } = shape(values)
  const at = (p: number) => orNull(quantile(sorted, p))
  const [q1, median, q3] = [at(0.25), at(0.5), at(0.75)]
  const mode = runs.reduce((best, run) => (run.count > best.count ? run : best), { value: Number.NaN, count: 0 })
  const isDate = measureType === 'time'
  return {
    mean: orNull(mean),
    sd: orNull(sd),
    min: sorted[0] ?? null,
    q1,
    median,
    q3,
    max: sorted.at(-1) ?? null,
    skewness: orNull(skewness),
    sum: isDate || values.length === 0 ? null : orNull(sum(values)),
    variance: isDate ? null : orNull(known.variance),
    standardError: isDate ? null : orNull(sd / Math.sqrt(values.length)),
    coefficientOfVariation: isDate ? null : orNull(sd / mean),
    mode: orNull(mode.value),
    modeCount: mode.count || null,
    iqr: q1 === null || q3 === null ? null : q3 - q1,
    mad: median === null ? null : quantile(sorted.map((value) => Math.abs(value - median)).sort(), 0.5),
    skewnessSample: orNull(skewnessSample),
    kurtosis: orNull(kurtosis),
    kurtosisSample: orNull(kurtosisSample),
    quantiles: sorted.length === 0 ? [] : quantileShares.map((p) => ({ p, value: quantile(sorted, p) })),
    outliers: isDate ? null : countOutliers(sorted, known),
    shapiroWilk: isDate ? null : shapiroWilkTest(values.subarray(0, mostShapiroValues)),
    jarqueBera: isDate ? null : jarqueBera(values.length, skewness, kurtosis),
  }
}

/** Source: Jarque & Bera (1987); χ² with two degrees of freedom has the tail e^(−x/2). */
function jarqueBera(n: number, skewness: number, kurtosis: number): ColumnDescription['jarqueBera'] {
  const statistic = (n / 6) * (skewness ** 2 + kurtosis ** 2 / 4)
  return Number.isFinite(statistic) ? { statistic, p: Math.exp(-statistic / 2) } : null
}

export function orNull(value: number): number | null {
  return Number.isFinite(value) ? value : null
}
