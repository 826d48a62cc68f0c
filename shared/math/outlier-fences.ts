import { moments } from './moments'
import { median, quantile } from './quantile'

export interface FenceRule {
  rule: 'iqr' | 'z' | 'mad' | 'percentile'
  /** 1.5 interquartile ranges, 3 standard deviations or 3.5 of a MAD when null. */
  threshold: number | null
  quartiles: 'r-7' | 'hinges'
  deviation: 'sample' | 'population'
  madFactor: number
  lowerPercentile: number
  upperPercentile: number
}

const usual = { iqr: 1.5, z: 3, mad: 3.5 }

/**
 * Values between which everything is usual.
 * @param values finite numbers, at least one; sorted in place
 * @returns null when a standard deviation or MAD is 0; equal quartiles make equal fences, as in R, and everything else lies outside
 * Cost: O(n log n). Source: Tukey (1977) for fences and hinges; Iglewicz & Hoaglin (1993) for the modified z-score.
 */
export function fencesOf(values: Float64Array, given: FenceRule): { low: number; high: number } | null {
  const sorted = values.sort()
  if (given.rule === 'percentile') {
    const [low, high] = [quantile(sorted, given.lowerPercentile / 100), quantile(sorted, given.upperPercentile / 100)]
    return (sorted[0] as number) < (sorted.at(-1) as number) ? { low, high } : null
  }
  const limit = given.threshold ?? usual[given.rule]
  const { low, high, spread } = spreads[given.rule](sorted, given)
  return spread > 0 || given.rule === 'iqr' ? { low: low - limit * spread, high: high + limit * spread } : null
}

type Spread = (sorted: Float64Array, given: FenceRule) => { low: number; high: number; spread: number }

const spreads: Readonly<Record<keyof typeof usual, Spread>> = {
  iqr: (sorted, { quartiles }) => {
    const [low, high] = quartiles === 'hinges' ? hinges(sorted) : [quantile(sorted, 0.25), quantile(sorted, 0.75)]
    return { low, high, spread: high - low }
  },
  z: (sorted, { deviation }) => {
    const { mean, sd, populationSd } = moments(sorted)
    return { low: mean, high: mean, spread: deviation === 'sample' ? sd : populationSd }
  },
  mad: (sorted, { madFactor }) => {
    const middle = quantile(sorted, 0.5)
    const spread = median(sorted.map((value) => Math.abs(value - middle))) * madFactor
    return { low: middle, high: middle, spread }
  },
}

/** Medians of the lower and the upper half, the middle value belonging to both: `fivenum` of R. */
function hinges(sorted: Float64Array): [number, number] {
  const half = Math.ceil(sorted.length / 2)
  return [quantile(sorted.subarray(0, half), 0.5), quantile(sorted.subarray(sorted.length - half), 0.5)]
}
