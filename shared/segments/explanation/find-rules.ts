import type { Progress } from '../../contract/run-events'
import type { CategoricalColumn, Column, NumericColumn } from '../../dataset/column'
import { numberBetween } from '../../math/number-between'
import { drawSample } from '../../math/silhouette'
import { type Condition, rowsMeeting } from './conditions'

/** A rule in plain words for one segment. */
export interface SegmentRule {
  segment: number
  /** All of them must hold. */
  conditions: Condition[]
  /** Share of the segment's rows that the rule picks. */
  coverage: number
  /** Share of the rows picked that are in the segment. */
  precision: number
  /** Rows picked. */
  support: number
}

const SAMPLE_ROWS = 20_000
const MOST_BINS = 64
const MOST_CONDITIONS = 4
const MOST_LEVELS = 5
/** Rules that are carried on at once. */
const BEAM = 4
/** What one more limit in a rule must bring in F1, so that rules stay short. */
const PRICE_OF_A_LIMIT = 0.005
/** Segments that rules are sought for. */
const MOST_SEGMENTS = 40

/** A column in few steps, on the rows of the sample. */
interface BinnedColumn {
  column: Column
  /** Bin per row of the sample; −1 missing. */
  bins: Int16Array
  count: number
  /** Limits that cut below bin b, b = 1 … count − 1; none for categories. */
  limits: number[] | null
  levels: readonly string[]
}

/** A rule on its way: its rows of the sample, and what it is worth. */
interface Box {
  ranges: Map<number, Range>
  /** How many limits the ranges have: two for one with both ends, else one. */
  limits: number
  rows: Int32Array
  score: number
}

type Range = { first: number; last: number } | { levels: number[] }

interface Narrowing {
  range: Range
  limits: number
  /** F1 of the rows it leaves. */
  value: number
}

/**
 * A short rule per segment that picks its rows and few others: ranges of columns, grown one column at a time, in the four best
 * ways at once. Found on at most 20,000 rows drawn by the seed; coverage and precision are counted on all rows.
 * @param columns numbers that stand for categories as categories
 * @param labels one per row; −1 takes part as a row of no segment, lesser labels do not
 * Cost: O(k·(m·d + n)) for m sampled rows. Source: after Friedman & Fisher (1999), "Bump hunting in high-dimensional data",
 * with F1 for the target mean.
 */
export function* findRules(
  columns: readonly Column[],
  labels: Int32Array,
  nClusters: number,
  seed: number,
): Generator<Progress, SegmentRule[], void> {
  const sample = drawSample(participatingRows(labels), SAMPLE_ROWS, seed)
  const binned: BinnedColumn[] = []
  for (const column of columns) {
    binned.push(column.kind === 'categorical' ? binCategories(column, sample) : binNumbers(column, sample))
    yield { stage: 'rules', fraction: null }
  }
  const rules: SegmentRule[] = []
  for (let segment = 0; segment < Math.min(nClusters, MOST_SEGMENTS); segment++) {
    const inside = Uint8Array.from(sample, (row) => (labels[row] === segment ? 1 : 0))
    const box = yield* growBox(binned, inside)
    const conditions = conditionsOf(box, binned)
    rules.push({ segment, conditions, ...judge(conditions, columns, labels, segment) })
    yield { stage: 'rules', fraction: (segment + 1) / nClusters }
  }
  return rules
}

/** Rows in a segment or in none, as opposed to those dropped. */
export function participatingRows(labels: Int32Array): Int32Array {
  const rows = new Int32Array(labels.length)
  let count = 0
  for (let i = 0; i < labels.length; i++) if ((labels[i] as number) >= -1) rows[count++] = i
  return rows.subarray(0, count)
}

/** Coverage, precision and support of conditions on all rows that take part. */
function judge(
  conditions: readonly Condition[],
  columns: readonly Column[],
  labels: Int32Array,
  segment: number,
): Pick<SegmentRule, 'coverage' | 'precision' | 'support'> {
  const met = rowsMeeting(conditions, columns, labels.length)
  let [support, hits, size] = [0, 0, 0]
  for (let i = 0; i < labels.length; i++) {
    const label = labels[i] as number
    if (label < -1) continue
    if (label === segment) size++
    if (met[i] === 0) continue
    support++
    if (label === segment) hits++
  }
  return { coverage: size > 0 ? hits / size : 0, precision: support > 0 ? hits / support : 0, support }
}

function binNumbers(column: NumericColumn, sample: Int32Array): BinnedColumn {
  const { values } = column
  const sorted = Float64Array.from(sample, (row) => values[row] as number)
    .filter(Number.isFinite)
    .sort()
  const cuts = cutsOf(sorted)
  const bins = Int16Array.from(sample, (row) => {
    const value = values[row] as number
    return Number.isFinite(value) ? binOf(value, cuts) : -1
  })
  return { column, bins, count: cuts.length + 1, limits: cuts, levels: [] }
}

/** Limits between neighbouring values at evenly spaced ranks; between all values when there are few. */
function cutsOf(sorted: Float64Array): number[] {
  const cuts: number[] = []
  const distinct = sorted.filter((value, i) => i === 0 || value !== sorted[i - 1])
  const count = Math.min(MOST_BINS, distinct.length)
  for (let b = 1; b < count; b++) {
    const at =
      distinct.length <= MOST_BINS ? b : rankedPosition(distinct, sorted[Math.floor((b * sorted.length) / count)])
    const [low, high] = [distinct[at - 1], distinct[at]]
    if (low === undefined || high === undefined) continue
    const cut = numberBetween(low, high)
    if (cut > (cuts.at(-1) ?? Number.NEGATIVE_INFINITY)) cuts.push(cut)
  }
  return cuts
}

function rankedPosition(distinct: Float64Array, value: number | undefined): number {
  let low = 0
  let high = distinct.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if ((distinct[middle] as number) < (value as number)) low = middle + 1
    else high = middle
  }
  return low
}

/** How many limits a value reaches. */
function binOf(value: number, cuts: readonly number[]): number {
  let low = 0
  let high = cuts.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (value >= (cuts[middle] as number)) low = middle + 1
    else high = middle
  }
  return low
}

function binCategories(column: CategoricalColumn, sample: Int32Array): BinnedColumn {
  const { codes, levels } = column
  const bins = Int16Array.from(sample, (row) => Math.min(codes[row] as number, 32_000))
  return { column, bins, count: levels.length, limits: null, levels }
}

function* growBox(binned: readonly BinnedColumn[], inside: Uint8Array): Generator<Progress, Box, void> {
  const positives = inside.reduce((sum, value) => sum + value, 0)
  const all = Int32Array.from(inside.keys())
  let beam: Box[] = [{ ranges: new Map(), limits: 0, rows: all, score: f1(positives, positives, all.length) }]
  let best = beam[0] as Box
  for (let depth = 0; depth < MOST_CONDITIONS; depth++) {
    const next: Box[] = []
    for (const box of beam) {
      for (let c = 0; c < binned.length; c++) {
        if (!box.ranges.has(c)) next.push(...narrowed(box, c, binned[c] as BinnedColumn, inside, positives))
      }
      yield { stage: 'rules', fraction: null }
    }
    beam = next.sort((a, b) => b.score - a.score).slice(0, BEAM)
    const leader = beam[0]
    if (!leader || leader.score <= best.score) break
    best = leader
  }
  return best
}

function f1(hits: number, positives: number, picked: number): number {
  return (2 * hits) / (positives + picked)
}

/** The box with the best range of one more column, if any is better than none. */
function narrowed(box: Box, c: number, binned: BinnedColumn, inside: Uint8Array, positives: number): Box[] {
  const hits = new Float64Array(binned.count)
  const picked = new Float64Array(binned.count)
  for (const row of box.rows) {
    const bin = binned.bins[row] as number
    if (bin < 0) continue
    picked[bin] = (picked[bin] as number) + 1
    hits[bin] = (hits[bin] as number) + (inside[row] as number)
  }
  const found = binned.limits ? bestRange(hits, picked, positives) : bestLevels(hits, picked, positives)
  if (!found) return []
  const isMet = membership(found.range, binned.count)
  const limits = box.limits + found.limits
  const rows = box.rows.filter((row) => isMet[binned.bins[row] as number] === 1)
  return [
    { ranges: new Map(box.ranges).set(c, found.range), limits, rows, score: found.value - PRICE_OF_A_LIMIT * limits },
  ]
}

function membership(range: Range, count: number): Uint8Array {
  const met = new Uint8Array(count)
  if ('levels' in range) for (const level of range.levels) met[level] = 1
  else met.fill(1, range.first, range.last + 1)
  return met
}

function bestRange(hits: Float64Array, picked: Float64Array, positives: number): Narrowing | null {
  let best: Narrowing | null = null
  for (let first = 0; first < hits.length; first++) {
    let [h, n] = [0, 0]
    for (let last = first; last < hits.length; last++) {
      h += hits[last] as number
      n += picked[last] as number
      const limits = (first > 0 ? 1 : 0) + (last < hits.length - 1 ? 1 : 0)
      if (limits === 0) continue
      const value = f1(h, positives, n)
      if (!best || value - PRICE_OF_A_LIMIT * limits > best.value - PRICE_OF_A_LIMIT * best.limits) {
        best = { range: { first, last }, value, limits }
      }
    }
  }
  return best
}

function bestLevels(hits: Float64Array, picked: Float64Array, positives: number): Narrowing | null {
  const order = [...hits.keys()].filter((level) => (hits[level] as number) > 0)
  const share = (level: number) => (hits[level] as number) / (picked[level] as number)
  order.sort((a, b) => share(b) - share(a) || (hits[b] as number) - (hits[a] as number))
  let best: Narrowing | null = null
  let [h, n] = [0, 0]
  for (const [at, level] of order.slice(0, MOST_LEVELS).entries()) {
    h += hits[level] as number
    n += picked[level] as number
    const value = f1(h, positives, n)
    if (at + 1 < hits.length && (!best || value > best.value)) {
      best = { range: { levels: order.slice(0, at + 1) }, value, limits: 1 }
    }
  }
  return best
}

function conditionsOf({ ranges }: Box, binned: readonly BinnedColumn[]): Condition[] {
  return [...ranges].map(([c, range]) => {
    const { column, limits, levels } = binned[c] as BinnedColumn
    const { name, measureType } = column
    const base = { column: name, measureType, min: null, max: null, includes: 'min' as const, levels: null }
    if ('levels' in range) return { ...base, levels: range.levels.map((level) => levels[level] as string) }
    const min = range.first > 0 ? (limits?.[range.first - 1] ?? null) : null
    return { ...base, min, max: limits?.[range.last] ?? null }
  })
}
