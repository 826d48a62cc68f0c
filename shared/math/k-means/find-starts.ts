import { AppException } from '../../contract/app-error'
import type { Progress } from '../../contract/run-events'
import { createMatrix, type Matrix } from '../../dataset/column'
import { CHUNK_ROWS } from '../chunks'
import type { Random } from '../random'
import { inertiaOf } from './assign'
import type { KMeansContext, KMeansOptions } from './k-means-options'
import { createSeeding, kMeansPlusPlus } from './k-means-plus-plus'
import { createKMeansState, releaseState } from './k-means-state'
import { lloyd } from './lloyd'

/** Starts that are worth carrying through on all rows. */
const MOST_STARTS = 3
/** Starts whose inertias differ by less than this share have led to the same place. */
const SAME_PLACE = 1e-4
/** Lower streams of the run's random numbers belong to the starts themselves. */
const SAMPLE_STREAM = 1_000_003

export interface FoundStarts {
  /** Centres (k × d), the most promising first. */
  starts: Float64Array[]
  sampleSize: number
}

/**
 * Compares `nInit` starts of k-means on 65,536 rows drawn by the seed.
 * @param matrix more rows than that
 * @returns where the best of them led, those that led to the same place once; null when the sample has fewer than k
 *   different rows
 * Cost: O(nInit·iterations·65,536·k·d).
 */
export function* findStarts(
  matrix: Matrix,
  options: KMeansOptions,
  context: KMeansContext,
): Generator<Progress, FoundStarts | null, void> {
  const sample = drawRows(matrix, CHUNK_ROWS, context.random.fork(SAMPLE_STREAM))
  try {
    const ends = yield* endsOf(sample, options, context)
    return { starts: mostPromising(ends), sampleSize: sample.nRows }
  } catch (thrown) {
    if (thrown instanceof AppException && thrown.error.code === 'tooFewDistinctRows') return null
    throw thrown
  }
}

/** Where a start led to. */
interface End {
  centers: Float64Array
  inertia: number
}

function* endsOf(sample: Matrix, options: KMeansOptions, context: KMeansContext): Generator<Progress, End[], void> {
  const state = createKMeansState(sample, options.k, context.parallel)
  const seeding = createSeeding(state)
  const ends: End[] = []
  for (let start = 0; start < options.nInit; start++) {
    const centers = yield* kMeansPlusPlus(state, seeding, context.random.fork(start))
    const run = lloyd(state, centers, options)
    while (!run.next().done) yield { stage: 'segments', fraction: start / options.nInit }
    ends.push({ centers: state.centers.slice(), inertia: inertiaOf(state) })
  }
  releaseState(state)
  return ends
}

function mostPromising(ends: readonly End[]): Float64Array[] {
  const sorted = [...ends].sort((a, b) => a.inertia - b.inertia)
  const different = sorted.filter(
    ({ inertia }, i) => inertia > (sorted[i - 1]?.inertia ?? 0) * (1 + SAME_PLACE) || i === 0,
  )
  return different.slice(0, MOST_STARTS).map(({ centers }) => centers)
}

/** Rows drawn without replacement, in their order. Source: Knuth (1981), algorithm S (selection sampling). */
function drawRows({ data, nRows, nColumns: d }: Matrix, size: number, random: Random): Matrix {
  const drawn = createMatrix(size, d, true)
  for (let i = 0, taken = 0; taken < size; i++) {
    if (random.next() * (nRows - i) >= size - taken) continue
    drawn.data.set(data.subarray(i * d, (i + 1) * d), taken * d)
    taken++
  }
  return drawn
}
