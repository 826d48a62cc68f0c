import type { Progress } from '../contract/run-events'

import { createMatrix, type Matrix } from '../dataset/column'
import { bootstrapStability } from '../math/bootstrap-stability'
import { kMeans } from '../math/k-means/k-means'
import { drawSample, silhouette } from '../math/silhouette'
import type { MethodContext } from '../methods/define-method'
import { countDistinctRows, type KChoice, takeRows } from './choose-by-silhouette'
import { separation } from './separation'
import { spreadInside } from './spread-inside'
import { suggestK, type Votes, votesOf } from './suggest-k'

const MOST_SEGMENTS = 8
const SAMPLE_ROWS = 2000
const STARTS = 10
const RESAMPLES = 5

/** How many segments to make, and in which units of the columns. */
export interface SuggestedSegments {
  k: number
  choice: KChoice
  /** Factor of each column; null to leave them as they are. */
  factors: Float64Array | null
}

/**
 * The number of segments to begin with, as choose-k suggests it, from 2 to 8 on at most 2,000 rows drawn by the seed.
 * @param mayReweigh whether columns may be brought into units of how much rows differ inside groups, see `spreadInside`;
 *   that is done where it shows at least as many groups apart from each other
 * Cost: 7·(1 + RESAMPLES) clusterings of the sample, twice when columns may be reweighed.
 */
export function* suggestSegments(
  matrix: Matrix,
  mayReweigh: boolean,
  context: MethodContext,
): Generator<Progress, SuggestedSegments, void> {
  const all = Int32Array.from({ length: matrix.nRows }, (_, i) => i)
  const sample = matrix.nRows > SAMPLE_ROWS ? takeRows(matrix, drawSample(all, SAMPLE_ROWS, context.seed)) : matrix
  const plain = yield* tryNumbers(sample, context)
  const factors = mayReweigh ? yield* spreadInside(matrix, context.seed) : null
  const other = factors && (yield* tryNumbers(reweighed(sample, factors), context))
  return other && showsMore(other.votes, plain.votes) ? { ...other, factors } : { ...plain, factors: null }
}

/** Whether one way to look at rows shows groups apart, and no fewer than another. */
export function showsMore(votes: Votes, than: Votes): boolean {
  return votes.separation !== undefined && votes.separation >= (than.separation ?? 0)
}

/** A matrix whose columns are multiplied, on shared memory. */
export function reweighed({ data, nRows, nColumns: d }: Matrix, factors: Float64Array): Matrix {
  const other = createMatrix(nRows, d, true)
  for (let at = 0; at < data.length; at++) other.data[at] = (data[at] as number) * (factors[at % d] as number)
  return other
}

function* tryNumbers(
  sample: Matrix,
  context: MethodContext,
): Generator<Progress, { k: number; choice: KChoice; votes: Votes }, void> {
  const most = Math.min(MOST_SEGMENTS, countDistinctRows(sample, MOST_SEGMENTS + 1) - 1, sample.nRows - 1)
  const counts = Array.from({ length: Math.max(0, most - 1) }, (_, i) => i + 2)
  const found: { silhouette: number | null; separation: number | null; stability: number[] }[] = []
  for (const k of counts) {
    found.push(yield* quietly(tryNumber(sample, k, context)))
    yield { stage: 'chooseK', fraction: (k - 1) / (most - 1) }
  }
  const votes = votesOf({
    k: counts,
    silhouette: found.map((one) => one.silhouette),
    separation: found.map((one) => one.separation),
    stabilityPerCluster: found.map(({ stability }) => stability),
  })
  const { k, reason } = suggestK(votes, counts)
  const choice = { k: counts, silhouette: found.map((one) => one.silhouette), sampleSize: sample.nRows, reason }
  return { k, choice, votes }
}

function* tryNumber(sample: Matrix, k: number, context: MethodContext) {
  const options = { k, nInit: STARTS, maxIterations: 100, tolerance: 0 }
  const { labels, centers } = yield* kMeans(sample, options, { ...context, random: context.random.fork(1000 + k) })
  const quality = yield* silhouette(sample, labels, k, context)
  const random = context.random.fork(7000 + k)
  const stability = yield* bootstrapStability(sample, labels, k, RESAMPLES, { ...context, random })
  return { silhouette: quality.mean, separation: separation(sample, labels, centers), stability }
}

/** Runs a part to its end, turning its progress into one stage of unknown length. */
function* quietly<T>(part: Generator<Progress, T, void>): Generator<Progress, T, void> {
  let step = part.next()
  while (!step.done) {
    yield { stage: 'chooseK', fraction: null }
    step = part.next()
  }
  return step.value
}
