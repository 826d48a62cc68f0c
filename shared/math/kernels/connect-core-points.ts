import type { Kernel } from '../../methods/define-method'
import { findRoot, joinRoots } from '../find-root'
import { type KdTree, leastGap } from '../kd-tree'
import { squaredGap } from '../squared-gap'

/** A tree's memory and what is known of its core points; per point in the order of the tree. */
export interface ConnectBuffers extends KdTree {
  /** n; 1 for core points. */
  core: Uint8Array
  /** n; a forest whose trees are the groups found so far. */
  parents: Int32Array
  /** Per node a core point when all core points in it are connected; −1 when that is not known, −2 when it has none. */
  uniform: Int32Array
}

/**
 * Joins every core point of a range of the tree's order with the core points within the radius. Threads join at the same
 * time; which groups come out does not depend on their order.
 * @param values nFeatures, squaredRadius
 * Cost: O(rows·log n) for few features; a box known to be connected is left at its first point within the radius.
 */
export const connectCorePoints: Kernel = (buffers, values, range) => {
  const tree = buffers as ConnectBuffers
  const { nFeatures, squaredRadius } = values as { nFeatures: number; squaredRadius: number }
  const search = { own: 0, d: nFeatures, squaredRadius }
  for (let p = range.start; p < range.end; p++) {
    search.own = p
    if (tree.core[p] === 1) connect(tree, 0, search)
  }
}

interface Search {
  own: number
  d: number
  squaredRadius: number
}

/**
 * Joins a core point with the core points after it that lie within the radius (those before it have met it already).
 * A box known to be connected is asked for one point only; what is learnt of a box is kept for later searches.
 */
function connect(tree: ConnectBuffers, node: number, search: Search): void {
  const { ends, parents, uniform } = tree
  const { own, d, squaredRadius } = search
  const known = uniform[node] as number
  if (known === -2 || (ends[node] as number) <= own) return
  if (leastGap(tree, node, tree.points, own * d, d) > squaredRadius) return
  if (known >= 0) {
    const isApart = findRoot(parents, known) !== findRoot(parents, own)
    if (isApart && reaches(tree, node, search)) joinRoots(parents, own, known)
  } else if (2 * node + 2 < uniform.length) {
    connect(tree, 2 * node + 1, search)
    connect(tree, 2 * node + 2, search)
    noteUniform(tree, node)
  } else connectLeaf(tree, node, search)
}

function connectLeaf(tree: ConnectBuffers, node: number, { own, d, squaredRadius }: Search): void {
  const { points, starts, ends, core, parents, uniform } = tree
  let first = -2
  let isUniform = true
  for (let p = starts[node] as number; p < (ends[node] as number); p++) {
    if (core[p] !== 1) continue
    if (p > own && squaredGap(points, own * d, points, p * d, d) <= squaredRadius) joinRoots(parents, own, p)
    if (first < 0) first = p
    else if (isUniform) isUniform = findRoot(parents, first) === findRoot(parents, p)
  }
  if (isUniform) uniform[node] = first
}

/** A box whose halves are connected, and with each other, is connected. */
function noteUniform({ parents, uniform }: ConnectBuffers, node: number): void {
  const [a, b] = [uniform[2 * node + 1] as number, uniform[2 * node + 2] as number]
  if (a === -1 || b === -1) return
  if (a >= 0 && b >= 0 && findRoot(parents, a) !== findRoot(parents, b)) return
  uniform[node] = Math.max(a, b)
}

/** Whether a core point of a box lies within the radius. */
function reaches(tree: ConnectBuffers, top: number, { own, d, squaredRadius }: Search): boolean {
  const { points, starts, ends, core } = tree
  const stack = [top]
  while (stack.length > 0) {
    const node = stack.pop() as number
    if (leastGap(tree, node, points, own * d, d) > squaredRadius) continue
    if (2 * node + 2 < starts.length) {
      stack.push(2 * node + 1, 2 * node + 2)
      continue
    }
    for (let p = starts[node] as number; p < (ends[node] as number); p++) {
      if (core[p] === 1 && squaredGap(points, own * d, points, p * d, d) <= squaredRadius) return true
    }
  }
  return false
}
