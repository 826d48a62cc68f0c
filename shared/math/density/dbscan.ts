import type { Progress } from '../../contract/run-events'
import type { Matrix } from '../../dataset/column'
import type { MethodContext } from '../../methods/define-method'
import { chunksOf, sharedFloats } from '../chunks'
import { findRoot } from '../hierarchical/merge-tree'
import { diagonal, gapBetween, type KdTree, leastGap } from '../kd-tree'
import { runKernel } from '../run-kernel'

const ROWS_PER_STEP = 4096

export interface DensityPartition {
  /** n; groups numbered by their first core row, −1 noise. */
  labels: Int32Array
  nClusters: number
  nCore: number
}

/** Core points of a tree and which of them are known to be connected. */
interface Connected {
  tree: KdTree
  d: number
  squaredRadius: number
  core: Uint8Array
  /** Union-find over points in the order of the tree. */
  parents: Int32Array
  /** Per node a core point when all core points in it are connected; −1 when that is not known, −2 when it has none. */
  uniform: Int32Array
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
  runKernel(parallel, 'core-points', { ...tree, core }, values, chunksOf(n, n <= ROWS_PER_STEP ? n : ROWS_PER_STEP))
  yield { stage: 'density', fraction: 0.4 }
  const parents = Int32Array.from({ length: n }, (_, i) => i)
  const uniform = new Int32Array(tree.starts.length).fill(-1)
  const connected: Connected = { tree, d, squaredRadius, core, parents, uniform }
  connectInside(connected, 0)
  for (let p = 0; p < n; p++) {
    if (core[p] === 1) connectPoint(connected, p)
    if (p % ROWS_PER_STEP === 0) yield { stage: 'density', fraction: 0.4 + (0.5 * p) / n }
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

/** Joins a core point with every core point within the radius; boxes known to be connected are asked for one point only. */
function connectPoint(connected: Connected, own: number): void {
  const { tree, d, core, parents, uniform, squaredRadius } = connected
  const { points, starts, ends } = tree
  const stack = [0]
  while (stack.length > 0) {
    const node = stack.pop() as number
    const known = uniform[node] as number
    if (known === -2 || leastGap(tree, node, points, own * d, d) > squaredRadius) continue
    if (known >= 0) {
      if (findRoot(parents, known) !== findRoot(parents, own) && reaches(connected, own, node))
        union(parents, own, known)
      continue
    }
    if (2 * node + 2 < uniform.length) {
      stack.push(2 * node + 1, 2 * node + 2)
      continue
    }
    for (let p = starts[node] as number; p < (ends[node] as number); p++) {
      if (core[p] === 1 && gapBetween(points, own * d, points, p * d, d) <= squaredRadius) union(parents, own, p)
    }
  }
}

/** Whether a core point of a box lies within the radius. */
function reaches({ tree, d, core, squaredRadius }: Connected, own: number, top: number): boolean {
  const { points, starts, ends } = tree
  const stack = [top]
  while (stack.length > 0) {
    const node = stack.pop() as number
    if (leastGap(tree, node, points, own * d, d) > squaredRadius) continue
    if (2 * node + 2 < starts.length) {
      stack.push(2 * node + 1, 2 * node + 2)
      continue
    }
    for (let p = starts[node] as number; p < (ends[node] as number); p++) {
      if (core[p] === 1 && gapBetween(points, own * d, points, p * d, d) <= squaredRadius) return true
    }
  }
  return false
}

function union(parents: Int32Array, a: number, b: number): void {
  const [x, y] = [findRoot(parents, a), findRoot(parents, b)]
  if (x < y) parents[y] = x
  else parents[x] = y
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
      if (core[p] !== 1 || gapBetween(points, own * d, points, p * d, d) > squaredRadius) continue
      const other = labels[order[p] as number] as number
      if (label < 0 || other < label) label = other
    }
  }
  return label
}

/**
 * Distance of every row to its k-th nearest other row, in the order of the rows.
 * @param k at least 1 and less than the number of rows
 */
export function kDistances(
  tree: KdTree,
  { nRows: n, nColumns: d }: Pick<Matrix, 'nRows' | 'nColumns'>,
  k: number,
  parallel: MethodContext['parallel'],
): Float64Array {
  const distances = sharedFloats(n)
  const slices = chunksOf(n, n <= ROWS_PER_STEP ? n : ROWS_PER_STEP)
  runKernel(parallel, 'kth-distances', { ...tree, distances }, { nFeatures: d, k }, slices)
  const byRow = new Float64Array(n)
  for (let p = 0; p < n; p++) byRow[tree.order[p] as number] = distances[p] as number
  return byRow
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
