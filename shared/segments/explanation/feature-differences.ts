import type { CategoricalColumn, NumericColumn } from '../../dataset/column'
import type { MeasureType } from '../../dataset/schema'
import { independenceTest } from '../../math/hypothesis/independence-test'
import { mannWhitneyTest } from '../../math/hypothesis/mann-whitney-test'
import { type GroupMoments, welchTest } from '../../math/hypothesis/welch-test'
import { averageRanks } from '../../math/ranks'

/** A segment against the rest in one column. */
export interface FeatureDifference {
  /** Cohen's d (segment − rest, in pooled standard deviations) or Cramér's V. */
  effect: number | null
  /** Mean in the segment and in the rest, or the share of `level`. */
  inside: number | null
  outside: number | null
  /** The value whose share differs most, for categories. */
  level: string | null
  /** Welch t, or χ². */
  statistic: number | null
  degrees: number | null
  p: number | null
  /** Mann-Whitney, on the ranks, for numbers. */
  rankP: number | null
  /** `p` corrected over all segments and columns: Benjamini-Hochberg, and Holm. */
  pAdjusted: number | null
  pHolm: number | null
}

/** One column compared in every segment. */
export interface ExplainedFeature {
  name: string
  kind: 'numeric' | 'nominal'
  measureType: MeasureType
  /** True when segments were made from it: then its p-values are too small by nature. */
  shaped: boolean
  segments: FeatureDifference[]
}

/** Nominal columns are compared on their most frequent values; the others count together. */
const MOST_LEVELS = 30

const nothing: FeatureDifference = {
  effect: null,
  inside: null,
  outside: null,
  level: null,
  statistic: null,
  degrees: null,
  p: null,
  rankP: null,
  pAdjusted: null,
  pHolm: null,
}

/**
 * Compares a numeric column between each segment and all other rows that take part.
 * @param labels one per row; −1 belongs to the rest of every segment, lesser labels to nothing
 * @param ranked rows that the rank test is made on
 * Cost: O(n + m log m) for m ranked rows.
 */
export function numericDifferences(
  { values }: NumericColumn,
  labels: Int32Array,
  nClusters: number,
  ranked: Int32Array,
): FeatureDifference[] {
  const groups = groupMoments(values, labels, nClusters)
  const ranks = rankSums(values, labels, nClusters, ranked)
  return Array.from({ length: nClusters }, (_, segment): FeatureDifference => {
    const own = groups[segment] as GroupMoments
    const rest = pool(groups.filter((_, other) => other !== segment))
    const means = { inside: own.n > 0 ? own.mean : null, outside: rest.n > 0 ? rest.mean : null }
    const welch = welchTest(own, rest)
    const count = ranks.counts[segment] as number
    const test = mannWhitneyTest(ranks.sums[segment] as number, count, ranks.total - count, ranks.ties)
    const rankP = test?.p ?? null
    if (!welch) return { ...nothing, ...means, rankP }
    return { ...nothing, ...means, effect: welch.cohenD, statistic: welch.t, degrees: welch.degrees, p: welch.p, rankP }
  })
}

/** Moments per segment, and of the rows in none as one more group. */
function groupMoments(values: Float64Array, labels: Int32Array, nClusters: number): GroupMoments[] {
  const groups = Array.from({ length: nClusters + 1 }, () => ({ n: 0, mean: 0, squares: 0 }))
  for (let i = 0; i < labels.length; i++) {
    const label = labels[i] as number
    const value = values[i] as number
    if (label < -1 || !Number.isFinite(value)) continue
    const group = groups[label < 0 ? nClusters : label] as GroupMoments
    group.n++
    const gap = value - group.mean
    group.mean += gap / group.n
    group.squares += gap * (value - group.mean)
  }
  return groups
}

/** Moments of groups taken together. */
function pool(groups: readonly GroupMoments[]): GroupMoments {
  const n = groups.reduce((sum, group) => sum + group.n, 0)
  if (n === 0) return { n: 0, mean: 0, squares: 0 }
  const mean = groups.reduce((sum, group) => sum + group.n * group.mean, 0) / n
  const squares = groups.reduce((sum, group) => sum + group.squares + group.n * (group.mean - mean) ** 2, 0)
  return { n, mean, squares }
}

function rankSums(values: Float64Array, labels: Int32Array, nClusters: number, ranked: Int32Array) {
  const rows = ranked.filter((row) => Number.isFinite(values[row]))
  const taken = Float64Array.from(rows, (row) => values[row] as number)
  const ranks = averageRanks(taken)
  const sums = new Float64Array(nClusters)
  const counts = new Float64Array(nClusters)
  for (const [i, row] of rows.entries()) {
    const label = labels[row] as number
    if (label < 0) continue
    sums[label] = (sums[label] as number) + (ranks[i] as number)
    counts[label] = (counts[label] as number) + 1
  }
  return { sums, counts, total: rows.length, ties: tieSum(taken) }
}

function tieSum(values: Float64Array): number {
  const sorted = values.slice().sort()
  let sum = 0
  for (let start = 0, end = 0; start < sorted.length; start = end) {
    while (end < sorted.length && sorted[end] === sorted[start]) end++
    sum += (end - start) ** 3 - (end - start)
  }
  return sum
}

/** Compares the shares of a column's values between each segment and all other rows. Cost: O(n). */
export function nominalDifferences(
  column: CategoricalColumn,
  labels: Int32Array,
  nClusters: number,
): FeatureDifference[] {
  const { counts, kept } = countLevels(column, labels, nClusters)
  const totals = kept.map((_, at) => counts.reduce((sum, row) => sum + (row[at] as number), 0))
  return Array.from({ length: nClusters }, (_, segment) => {
    const own = counts[segment] as number[]
    const rest = totals.map((total, at) => total - (own[at] as number))
    return compareLevels(own, rest, kept)
  })
}

function compareLevels(own: readonly number[], rest: readonly number[], names: readonly (string | null)[]) {
  const [nOwn, nRest] = [own, rest].map((row) => row.reduce((sum, count) => sum + count, 0)) as [number, number]
  if (nOwn === 0 || nRest === 0) return { ...nothing }
  const gaps = own.map((count, at) => (names[at] === null ? -1 : count / nOwn - (rest[at] as number) / nRest))
  const at = gaps.indexOf(Math.max(...gaps))
  const shares = { inside: (own[at] as number) / nOwn, outside: (rest[at] as number) / nRest, level: names[at] ?? null }
  const test = independenceTest([own, rest])
  if (!test) return { ...nothing, ...shares }
  return {
    ...nothing,
    ...shares,
    effect: test.cramerV,
    statistic: test.chiSquared,
    degrees: test.degrees,
    p: test.p,
  }
}

/** Segment × level counts; the rarer levels share one last place, named null. */
function countLevels({ codes, levels }: CategoricalColumn, labels: Int32Array, nClusters: number) {
  const totals = new Float64Array(levels.length)
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i] as number
    if (code >= 0 && (labels[i] as number) >= -1) totals[code] = (totals[code] as number) + 1
  }
  const order = [...levels.keys()].filter((level) => (totals[level] as number) > 0)
  order.sort((a, b) => (totals[b] as number) - (totals[a] as number) || a - b)
  const kept = order.slice(0, MOST_LEVELS)
  const places = new Int32Array(levels.length).fill(kept.length)
  for (const [place, level] of kept.entries()) places[level] = place
  const counts = Array.from({ length: nClusters + 1 }, () => new Array<number>(kept.length + 1).fill(0))
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i] as number
    const label = labels[i] as number
    if (code < 0 || label < -1) continue
    const row = counts[label < 0 ? nClusters : label] as number[]
    const place = places[code] as number
    row[place] = (row[place] as number) + 1
  }
  return { counts, kept: [...kept.map((level) => levels[level] as string), null] }
}
