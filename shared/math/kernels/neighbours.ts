import type { Kernel } from '../../methods/define-method'
import { type KdTree, largestGap, leastGap } from '../kd-tree'
import { squaredGap } from '../squared-gap'

/** A tree's memory, and where answers go; per point in the order of the tree. */
export interface NeighbourBuffers extends KdTree {
  /** n; out of `markCorePoints`: 1 where at least `minPoints` points, itself included, lie within the radius. */
  core: Uint8Array
  /** Points to measure, by their place in the tree. */
  rows: Int32Array
  /** As many; out of `kthDistances`: distance to the k-th nearest other point. */
  distances: Float64Array
}

/**
 * Marks core points of a range of the tree's order.
 * @param values nFeatures, squaredRadius, minPoints
 * Cost: O(rows·log n) for small radii; counting stops as soon as it is enough.
 */
export const markCorePoints: Kernel = (buffers, values, range) => {
  const tree = buffers as NeighbourBuffers
  const {
    nFeatures: d,
    squaredRadius,
    minPoints,
  } = values as Record<'nFeatures' | 'squaredRadius' | 'minPoints', number>
  const stack = new Int32Array(256)
  for (let i = range.start; i < range.end; i++) {
    tree.core[i] = countWithin(tree, stack, i * d, d, squaredRadius, minPoints) >= minPoints ? 1 : 0
  }
}

function countWithin(
  tree: NeighbourBuffers,
  stack: Int32Array,
  at: number,
  d: number,
  squaredRadius: number,
  enough: number,
): number {
  const { points, starts, ends } = tree
  let depth = 1
  let count = 0
  stack[0] = 0
  while (depth > 0 && count < enough) {
    const node = stack[--depth] as number
    if (leastGap(tree, node, points, at, d) > squaredRadius) continue
    if (largestGap(tree, node, points, at, d) <= squaredRadius) {
      count += (ends[node] as number) - (starts[node] as number)
    } else if (2 * node + 2 < starts.length) {
      stack[depth++] = 2 * node + 1
      stack[depth++] = 2 * node + 2
    } else {
      for (let p = starts[node] as number; p < (ends[node] as number); p++) {
        if (squaredGap(points, at, points, p * d, d) <= squaredRadius) count++
      }
    }
  }
  return count
}

/**
 * Distance of each point of a range of `rows` to its k-th nearest other point.
 * @param values nFeatures, k < n
 * Cost: O(rows·(log n + k)) for few features.
 */
export const kthDistances: Kernel = (buffers, values, range) => {
  const tree = buffers as NeighbourBuffers
  const { nFeatures: d, k } = values as { nFeatures: number; k: number }
  const nearest = new Float64Array(k)
  const stack = new Int32Array(256)
  for (let i = range.start; i < range.end; i++) {
    nearest.fill(Number.POSITIVE_INFINITY)
    collectNearest(tree, stack, tree.rows[i] as number, d, nearest)
    tree.distances[i] = Math.sqrt(nearest[k - 1] as number)
  }
}

/** Visits boxes, nearer ones first, for as long as they may hold something nearer than the k-th so far. */
function collectNearest(
  tree: NeighbourBuffers,
  stack: Int32Array,
  own: number,
  d: number,
  nearest: Float64Array,
): void {
  const { points, starts, ends } = tree
  const last = nearest.length - 1
  const at = own * d
  let depth = 1
  stack[0] = 0
  while (depth > 0) {
    const node = stack[--depth] as number
    if (leastGap(tree, node, points, at, d) >= (nearest[last] as number)) continue
    if (2 * node + 2 < starts.length) {
      const [a, b] = [2 * node + 1, 2 * node + 2]
      const isNearer = leastGap(tree, a, points, at, d) <= leastGap(tree, b, points, at, d)
      stack[depth++] = isNearer ? b : a
      stack[depth++] = isNearer ? a : b
      continue
    }
    for (let p = starts[node] as number; p < (ends[node] as number); p++) {
      if (p === own) continue
      insert(nearest, squaredGap(points, at, points, p * d, d))
    }
  }
}

function insert(ascending: Float64Array, value: number): void {
  let at = ascending.length - 1
  if (value >= (ascending[at] as number)) return
  while (at > 0 && (ascending[at - 1] as number) > value) {
    ascending[at] = ascending[at - 1] as number
    at--
  }
  ascending[at] = value
}
