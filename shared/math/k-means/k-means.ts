import type { Progress } from '../../contract/run-events'
import { createMatrix, type Matrix } from '../../dataset/column'
import type { MethodContext } from '../../methods/define-method'
import { CHUNK_ROWS } from '../chunks'
import { numberBySize } from '../number-by-size'
import type { Random } from '../random'
import { createSeeding, kMeansPlusPlus } from './k-means-plus-plus'
import { createKMeansState, type KMeansState, squaredGap } from './k-means-state'
import { type LloydLimits, lloyd } from './lloyd'
import { singleTransfers } from './single-transfers'

export interface KMeansOptions extends LloydLimits {
  k: number
  /** Starts, of which the best is kept. */
  nInit: number
  /** k × d: start there, once, and follow Lloyd's algorithm alone. */
  initialCenters?: Float64Array | undefined
  /** False leaves every start where Lloyd's algorithm ends. */
  refine?: boolean | undefined
}

/** A partition; segments are numbered by size, the largest 0, equals by their first row. */
export interface Partition {
  labels: Int32Array
  /** k × d. */
  centers: Matrix
  sizes: number[]
  /** Sum of squared distances of the rows to their centre. */
  inertia: number
  nIter: number
  converged: boolean
}

interface Best {
  labels: Int32Array
  centers: Float64Array
  inertia: number
  nIter: number
  converged: boolean
}

/**
 * Partition of rows into k segments with the least sum of squared distances to their means.
 * Variant: greedy k-means++ starts, Lloyd's algorithm with Hamerly's bounds and, up to 65,536 rows, Hartigan's single
 * transfers after each start; the best of `nInit` starts.
 * @param matrix n × d on shared memory, finite
 * @throws tooFewDistinctRows when fewer than k different rows exist
 * Cost: O(nInit·iterations·n·k·d) at worst.
 */
export function* kMeans(
  matrix: Matrix,
  options: KMeansOptions,
  context: Pick<MethodContext, 'parallel'> & { random: Random },
): Generator<Progress, Partition, void> {
  const state = createKMeansState(matrix, options.k, context.parallel)
  const seeding = createSeeding(state)
  const starts = options.initialCenters ? 1 : options.nInit
  let best: Best | undefined
  for (let start = 0; start < starts; start++) {
    const centers = options.initialCenters ?? kMeansPlusPlus(state, seeding, context.random.fork(start))
    const run = lloyd(state, centers, options)
    let step = run.next()
    while (!step.done) {
      yield { ...step.value, fraction: (start + (step.value.fraction ?? 0)) / starts }
      step = run.next()
    }
    if (options.refine !== false && !options.initialCenters && step.value.converged) refine(state)
    const inertia = inertiaOf(state)
    if (!best || inertia < best.inertia * (1 - 1e-12)) best = { ...copyOf(state), inertia, ...step.value }
    yield { stage: 'segments', fraction: (start + 1) / starts, iteration: step.value.nIter }
  }
  return partitionOf(best as Best, matrix.nColumns)
}

function refine(state: KMeansState): void {
  if (state.nRows <= CHUNK_ROWS) singleTransfers(state)
}

function copyOf(state: KMeansState): Pick<Best, 'labels' | 'centers'> {
  return { labels: Int32Array.from(state.buffers.labels), centers: state.centers.slice() }
}

function inertiaOf({ buffers, centers, ranges, nFeatures: d }: KMeansState): number {
  let total = 0
  for (const { start, end } of ranges) {
    let partial = 0
    for (let i = start; i < end; i++) {
      partial += squaredGap(buffers.data, i * d, centers, (buffers.labels[i] as number) * d, d)
    }
    total += partial
  }
  return total
}

function partitionOf({ labels, centers, inertia, nIter, converged }: Best, nColumns: number): Partition {
  const k = centers.length / nColumns
  const numbered = numberBySize(labels, k)
  const sorted = createMatrix(k, nColumns)
  for (const [position, c] of numbered.order.entries()) {
    sorted.data.set(centers.subarray(c * nColumns, (c + 1) * nColumns), position * nColumns)
  }
  const sizes = new Array<number>(k).fill(0)
  for (const label of numbered.labels) sizes[label] = (sizes[label] as number) + 1
  return { labels: numbered.labels, centers: sorted, sizes, inertia, nIter, converged }
}
