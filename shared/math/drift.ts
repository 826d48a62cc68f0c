import { quantile } from './quantile'

/** Stands in for a share of 0, whose logarithm there is not. */
const LEAST_SHARE = 1e-4
const BINS = 10

/** Σ (now − then)·ln(now / then) over shares: below 0.1 little has moved, above 0.25 much. */
export function stabilityIndex(before: readonly number[], now: readonly number[]): number {
  const [totalBefore, totalNow] = [before, now].map((counts) => counts.reduce((sum, count) => sum + count, 0)) as [
    number,
    number,
  ]
  return before.reduce((sum, count, i) => {
    const e = Math.max(LEAST_SHARE, count / totalBefore)
    const a = Math.max(LEAST_SHARE, (now[i] as number) / totalNow)
    return sum + (a - e) * Math.log(a / e)
  }, 0)
}

/**
 * Population stability index of a column, in the tenths of its earlier values.
 * @param before ascending, not empty
 * @param now not empty
 */
export function populationStability(before: Float64Array, now: Float64Array): number {
  const cuts = Array.from({ length: BINS - 1 }, (_, i) => quantile(before, (i + 1) / BINS))
  const edges = [...new Set(cuts)]
  const count = (values: Float64Array) => {
    const counts = new Array<number>(edges.length + 1).fill(0)
    for (const value of values) {
      const bin = edges.findIndex((edge) => value <= edge)
      const at = bin < 0 ? edges.length : bin
      counts[at] = (counts[at] as number) + 1
    }
    return counts
  }
  return stabilityIndex(count(before), count(now))
}

/**
 * Kolmogorov-Smirnov statistic: the largest gap between two empirical distributions.
 * @param before ascending
 * @param now ascending
 */
export function kolmogorovSmirnov(before: Float64Array, now: Float64Array): number {
  let [i, j, most] = [0, 0, 0]
  while (i < before.length && j < now.length) {
    const value = Math.min(before[i] as number, now[j] as number)
    while (i < before.length && before[i] === value) i++
    while (j < now.length && now[j] === value) j++
    most = Math.max(most, Math.abs(i / before.length - j / now.length))
  }
  return most
}
