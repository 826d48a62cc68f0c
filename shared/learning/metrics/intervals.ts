import { moments } from '../../math/moments'
import { normalQuantile } from '../../math/normal-quantile'
import { quantile } from '../../math/quantile'
import type { Random } from '../../math/random'
import { averageRanks } from '../../math/ranks'
import { binaryMetrics, type ClassificationMetrics, confusionAt } from './binary-metrics'
import type { RankedScores } from './ranked-scores'

export interface Interval {
  low: number
  high: number
  method: 'wilson' | 'delong' | 'bootstrap'
}
export type Intervals<M> = { [K in keyof M]?: Interval }

export const CONFIDENCE_LEVEL = 0.95
const z = normalQuantile(0.5 + CONFIDENCE_LEVEL / 2)

/** Rows drawn in all resamples together; large test sets need fewer resamples for the same steadiness. */
const DRAWS = 2e7
const MOST_RESAMPLES = 500
const FEWEST_RESAMPLES = 60

/** Interval of a share. Source: Wilson (1927), "Probable inference, the law of succession, and statistical inference". */
export function wilsonInterval(part: number, whole: number): Interval | null {
  if (whole === 0) return null
  const share = part / whole
  const center = (share + (z * z) / (2 * whole)) / (1 + (z * z) / whole)
  const half = (z / (1 + (z * z) / whole)) * Math.sqrt((share * (1 - share)) / whole + (z * z) / (4 * whole * whole))
  return { low: Math.max(0, center - half), high: Math.min(1, center + half), method: 'wilson' }
}

/**
 * Interval of the area under the ROC curve.
 * Source: DeLong, DeLong & Clarke-Pearson (1988), computed from ranks after Sun & Xu (2014). Cost: O(n log n).
 * @returns null when a class has fewer than two rows
 */
export function delongInterval({ scores, labels }: RankedScores): Interval | null {
  const { above, below } = placementValues(scores, labels)
  if (above.length < 2 || below.length < 2) return null
  const [over, under] = [moments(above), moments(below)]
  const error = Math.sqrt(over.sd ** 2 / above.length + under.sd ** 2 / below.length)
  return {
    low: Math.max(0, over.mean - z * error),
    high: Math.min(1, over.mean + z * error),
    method: 'delong',
  }
}

/**
 * For each positive row the share of the others that it outranks, and for each other row the share of positives that outrank it;
 * ties count half. The mean of either is the area under the ROC curve.
 * @param labels per row 1 or 0
 */
export function placementValues(
  scores: Float64Array,
  labels: ArrayLike<number>,
): { above: Float64Array; below: Float64Array } {
  const all = averageRanks(scores)
  const positiveRanks = averageRanks(scores.filter((_, i) => labels[i] === 1))
  const negativeRanks = averageRanks(scores.filter((_, i) => labels[i] !== 1))
  const [nPositive, nNegative] = [positiveRanks.length, negativeRanks.length]
  const above = new Float64Array(nPositive)
  const below = new Float64Array(nNegative)
  let [p, q] = [0, 0]
  for (let i = 0; i < scores.length; i++) {
    if (labels[i] === 1) {
      above[p] = ((all[i] as number) - (positiveRanks[p] as number)) / nNegative
      p++
    } else {
      below[q] = 1 - ((all[i] as number) - (negativeRanks[q] as number)) / nPositive
      q++
    }
  }
  return { above, below }
}

/**
 * Percentile intervals from rows drawn with replacement.
 * @param measure of the counts of each row
 * Source: Efron (1979). Cost: O(resamples·n).
 */
export function bootstrapIntervals<M extends object>(
  nRows: number,
  random: Random,
  measure: (counts: Float64Array) => M,
): Intervals<M> {
  const resamples = Math.round(Math.min(MOST_RESAMPLES, Math.max(FEWEST_RESAMPLES, DRAWS / Math.max(1, nRows))))
  const counts = new Float64Array(nRows)
  const found = new Map<string, number[]>()
  for (let sample = 0; sample < resamples; sample++) {
    counts.fill(0)
    for (let i = 0; i < nRows; i++) bump(counts, random.integer(nRows))
    for (const [name, value] of Object.entries(measure(counts))) {
      if (typeof value !== 'number' || !Number.isFinite(value)) continue
      const values = found.get(name)
      if (values) values.push(value)
      else found.set(name, [value])
    }
  }
  const intervals = [...found].map(([name, values]) => [name, percentiles(values)])
  return Object.fromEntries(intervals) as Intervals<M>
}

function bump(counts: Float64Array, at: number): void {
  counts[at] = (counts[at] as number) + 1
}

function percentiles(values: readonly number[]): Interval {
  const sorted = Float64Array.from(values).sort()
  const tail = (1 - CONFIDENCE_LEVEL) / 2
  return { low: quantile(sorted, tail), high: quantile(sorted, 1 - tail), method: 'bootstrap' }
}

/** Intervals of every measure of a classifier of two classes: exact methods where there are some, else the bootstrap. */
export function binaryIntervals(
  ranked: RankedScores,
  threshold: number,
  random: Random,
): Intervals<ClassificationMetrics> {
  const { tn, fp, fn, tp } = confusionAt(ranked, threshold)
  const drawn = bootstrapIntervals(ranked.scores.length, random, (counts) => binaryMetrics(ranked, threshold, counts))
  const area = delongInterval(ranked)
  const known = {
    accuracy: wilsonInterval(tp + tn, tn + fp + fn + tp),
    precision: wilsonInterval(tp, tp + fp),
    recall: wilsonInterval(tp, tp + fn),
    specificity: wilsonInterval(tn, tn + fp),
    rocAuc: area,
    gini: area && { ...area, low: 2 * area.low - 1, high: 2 * area.high - 1 },
  }
  return { ...drawn, ...Object.fromEntries(Object.entries(known).filter(([, interval]) => interval !== null)) }
}
