import type { Progress } from '../../contract/run-events'
import type { Matrix } from '../../dataset/column'
import { CHUNK_ROWS } from '../chunks'
import { inertiaOf } from './assign'
import { findStarts } from './find-starts'
import type { KMeansContext, KMeansOptions } from './k-means-options'
import { createSeeding, kMeansPlusPlus } from './k-means-plus-plus'
import { createKMeansState, type KMeansState, releaseState } from './k-means-state'
import { lloyd } from './lloyd'
import { numberedPartition, type Partition } from './partition'
import { singleTransfers } from './single-transfers'

/** Share of the time that goes into finding starts, as far as the bar is concerned. */
const SEARCH_SHARE = 0.4

interface Best {
  labels: Int32Array
  centers: Float64Array
  inertia: number
  nIter: number
  converged: boolean
}

/**
 * Partition of rows into k segments with the least sum of squared distances to their means.
 * Variant: greedy k-means++ starts and Lloyd's algorithm, exact, with bounds that spare most distances; the best of `nInit`
 * starts. Up to 65,536 rows Hartigan's single transfers follow each start. Above, starts are compared on 65,536 rows drawn
 * by the seed, and the best three of them that differ are carried through on all rows, where the inertia decides.
 * @param matrix n × d on shared memory, finite
 * @throws tooFewDistinctRows when fewer than k different rows exist
 * Cost: O(nInit·iterations·n·k·d) at worst, for n up to 65,536; beyond that O(3·iterations·n·k·d).
 */
export function* kMeans(
  matrix: Matrix,
  options: KMeansOptions,
  context: KMeansContext,
): Generator<Progress, Partition, void> {
  if (options.initialCenters) return yield* bestOf(matrix, [options.initialCenters], options, context)
  const searches = matrix.nRows > CHUNK_ROWS
  const found = searches ? yield* partOf(findStarts(matrix, options, context), 0, SEARCH_SHARE) : null
  if (!found) return yield* bestOf(matrix, options.nInit, options, context)
  const finish = bestOf(matrix, found.starts, options, context)
  const partition = yield* partOf(finish, SEARCH_SHARE, 1 - SEARCH_SHARE)
  return { ...partition, startSampleSize: found.sampleSize }
}

/** Runs a part whose progress is a part of the whole. */
function* partOf<T>(part: Generator<Progress, T, void>, from: number, share: number): Generator<Progress, T, void> {
  let step = part.next()
  while (!step.done) {
    const { fraction } = step.value
    yield { ...step.value, fraction: fraction === null ? null : from + share * fraction }
    step = part.next()
  }
  return step.value
}

/** Runs from each of these centres, or from so many k-means++ starts, and keeps the best outcome. */
function* bestOf(
  matrix: Matrix,
  starts: readonly Float64Array[] | number,
  options: KMeansOptions,
  context: KMeansContext,
): Generator<Progress, Partition, void> {
  const state = createKMeansState(matrix, options.k, context.parallel)
  const count = typeof starts === 'number' ? starts : starts.length
  const seeding = typeof starts === 'number' ? createSeeding(state) : null
  let best: Best | undefined
  for (let start = 0; start < count; start++) {
    const given = typeof starts === 'number' ? undefined : starts[start]
    const seeded = seeding && (yield* kMeansPlusPlus(state, seeding, context.random.fork(start)))
    const run = lloyd(state, (given ?? seeded) as Float64Array, options)
    const outcome = yield* partOf(run, start / count, 1 / count)
    const refines = (options.refine ?? !options.initialCenters) && outcome.converged && state.nRows <= CHUNK_ROWS
    if (refines) yield* singleTransfers(state)
    const inertia = inertiaOf(state)
    if (!best || inertia < best.inertia * (1 - 1e-12)) best = { ...copyOf(state), inertia, ...outcome }
    yield { stage: 'segments', fraction: (start + 1) / count, iteration: outcome.nIter }
  }
  releaseState(state)
  const { labels, centers, ...outcome } = best as Best
  return numberedPartition(labels, centers, matrix.nColumns, { ...outcome, startsFinished: count })
}

function copyOf({ labels, centers }: KMeansState): Pick<Best, 'labels' | 'centers'> {
  return { labels: Int32Array.from(labels), centers: centers.slice() }
}
