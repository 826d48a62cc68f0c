import type { Progress } from '../../contract/run-events'
import type { Matrix } from '../../dataset/column'
import type { MethodContext } from '../../methods/define-method'
import { chunksOf, sharedIntegers } from '../chunks'
import { findRoot } from '../find-root'
import { diagonal, type KdTree, leastGap } from '../kd-tree'
import type { ConnectBuffers } from '../kernels/connect-core-points'
import { runKernel } from '../run-kernel'
import { drawSample } from '../silhouette'
import { squaredGap } from '../squared-gap'
import { coreDistances } from './core-distances'

const ROWS_PER_STEP = 1024
const SLICES_PER_STEP = 8
/** Above this many rows k-distances are measured on a sample of as many. */
export const MOST_DISTANCES = 20_000

export interface DensityPartition {
  /** n; groups numbered by their first core row, −1 noise. */
  labels: Int32Array
  nClusters: number
  nCore: number
}

/** Core points of a tree and which of them are known to be connected. */
interface Connected extends Pick<ConnectBuffers, 'core' | 'parents' | 'uniform'> {
  tree: KdTree
  d: number
  squaredRadius: number
}

/**
 * DBSCAN: core points have at least `minPoints` points (themselves included) within `eps`; core points within `eps` of each
 * other are in one group; other points within `eps` of a core point join the group that is numbered first.
 * @param tree of the matrix, see `buildKdTree`
 * Cost: O(n·log n) for few features and a sensible radius; no n² memory.
 * Source: Ester, Kriegel, Sander & Xu (1996); groups and borders as scikit-learn numbers them.
 */
export function* dbscan(
  tree: KdTree,
  { nRows: n, nColumns: d }: Pick<Matrix, 'nRows' | 'nColumns'>,
  eps: number,
  minPoints: number,
  parallel: MethodContext['parallel'],
): Generator<Progress, DensityPartition, void> {
  const squaredRadius = eps * eps
  const core = new Uint8Array(new SharedArrayBuffer(n))
  const values = { nFeatures: d, squaredRadius, minPoints }
  const slices = chunksOf(n, ROWS_PER_STEP)
  runKernel(parallel, 'core-points', { ...tree, core }, values, slices)
  yield { stage: 'density', fraction: 0.4 }
  const parents = sharedIntegers(n)
  for (let p = 0; p < n; p++) parents[p] = p
  const uniform = sharedIntegers(tree.starts.length).fill(-1)
  const connected: Connected = { tree, d, squaredRadius, core, parents, uniform }
  connectInside(connected, 0)
  for (let at = 0; at < slices.length; at += SLICES_PER_STEP) {
    const some = slices.slice(at, at + SLICES_PER_STEP)
    runKernel(parallel, 'connect-core-points', { ...tree, core, parents, uniform }, values, some)
    yield { stage: 'density', fraction: 0.4 + (0.5 * (at + some.length)) / slices.length }
  }
  const found = numberGroups(connected, n)
  for (let p = 0; p < n; p++) {
    if (core[p] === 0) found.labels[tree.order[p] as number] = borderLabel(connected, p, found.labels)
    if (p % ROWS_PER_STEP === 0) yield { stage: 'density', fraction: 0.9 + (0.1 * p) / n }
  }
  return found
}

/** Joins the core points of every box whose points all lie within the radius of each other. */
function connectInside(connected: Connected, node: number): void {
  const { tree, d, core, parents, uniform, squaredRadius } = connected
  if (diagonal(tree, node, d) > squaredRadius) {
    if (2 * node + 2 >= uniform.length) return
    connectInside(connected, 2 * node + 1)
    connectInside(connected, 2 * node + 2)
    return
  }
  let first = -2
  for (let p = tree.starts[node] as number; p < (tree.ends[node] as number); p++) {
    if (core[p] !== 1) continue
    if (first < 0) first = p
    parents[p] = first
  }
  uniform[node] = first
}

/** Numbers groups of core points by their first row. */
function numberGroups({ tree, core, parents }: Connected, n: number): DensityPartition {
  const positions = new Int32Array(n)
  for (let p = 0; p < n; p++) positions[tree.order[p] as number] = p
  const numbers = new Int32Array(n).fill(-1)
  const labels = new Int32Array(n).fill(-1)
  let nClusters = 0
  let nCore = 0
  for (let row = 0; row < n; row++) {
    const p = positions[row] as number
    if (core[p] !== 1) continue
    nCore++
    const root = findRoot(parents, p)
    if (numbers[root] === -1) numbers[root] = nClusters++
    labels[row] = numbers[root] as number
  }
  return { labels, nClusters, nCore }
}

/** The first group that has a core point within the radius; −1 for none. */
function borderLabel({ tree, d, core, squaredRadius }: Connected, own: number, labels: Int32Array): number {
  const { points, starts, ends, order } = tree
  const stack = [0]
  let label = -1
  while (stack.length > 0) {
    const node = stack.pop() as number
    if (leastGap(tree, node, points, own * d, d) > squaredRadius) continue
    if (2 * node + 2 < starts.length) {
      stack.push(2 * node + 1, 2 * node + 2)
      continue
    }
    for (let p = starts[node] as number; p < (ends[node] as number); p++) {
      if (core[p] !== 1 || squaredGap(points, own * d, points, p * d, d) > squaredRadius) continue
      const other = labels[order[p] as number] as number
      if (label < 0 || other < label) label = other
    }
  }
  return label
}

/**
 * Distances of rows to their k-th nearest other row, ascending: of all rows, or of as many drawn by the seed.
 * @param k at least 1 and less than the number of rows
 */
export function* kDistances(
  tree: KdTree,
  nFeatures: number,
  k: number,
  { parallel, seed }: Pick<MethodContext, 'parallel' | 'seed'>,
): Generator<Progress, Float64Array, void> {
  const all = Int32Array.from(tree.order.keys())
  const sampled = drawSample(all, MOST_DISTANCES, seed)
  const rows = sharedIntegers(sampled.length)
  rows.set(sampled)
  const distances = yield* coreDistances(tree, rows, nFeatures, k, parallel)
  return Float64Array.from(distances).sort()
}

/**
 * Where a rising curve bends most: the point farthest below the straight line between its ends.
 * @param ascending at least one value
 * Source: Satopää et al. (2011), "Finding a kneedle in a haystack", offline form without smoothing.
 */
export function kneeOf(ascending: Float64Array): number {
  const n = ascending.length
  const [low, high] = [ascending[0] as number, ascending[n - 1] as number]
  let knee = n - 1
  let deepest = Number.NEGATIVE_INFINITY
  for (let i = 0; i < n; i++) {
    const line = low + ((high - low) * i) / Math.max(1, n - 1)
    const depth = line - (ascending[i] as number)
    if (depth > deepest) {
      deepest = depth
      knee = i
    }
  }
  return ascending[knee] as number
}
