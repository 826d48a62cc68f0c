import type { Kernel } from '../../methods/define-method'
import { type KdTree, leastGap } from '../kd-tree'
import { squaredGap } from '../squared-gap'

/** A tree's memory and the components of its points; per point in the order of the tree. */
export interface OutsideBuffers extends KdTree {
  /** n; squared core distances. */
  cores: Float64Array
  /** Per node the least squared core distance in it. */
  leastCores: Float64Array
  /** n; component of each point. */
  components: Int32Array
  /** Per node its points' component, −1 when there are several. */
  uniform: Int32Array
  /** n; in and out: the nearest point of another component known, −1 none yet. */
  nearest: Int32Array
  /** n; out: squared mutual reachability to it. */
  reach: Float64Array
}

/**
 * For each point of a range the point of another component that is nearest in mutual reachability, the first of equals.
 * What was found in an earlier round and still lies outside is kept.
 * Cost: O(rows·log n) for few features. Source: March, Ram & Gray (2010), "Fast Euclidean minimum spanning tree".
 */
export const nearestOutside: Kernel = (buffers, values, range) => {
  const tree = buffers as OutsideBuffers
  const { nFeatures: d } = values as { nFeatures: number }
  const stack = new Int32Array(256)
  for (let i = range.start; i < range.end; i++) {
    const known = tree.nearest[i] as number
    if (known < 0 || tree.components[known] === tree.components[i]) search(tree, stack, i, d)
  }
}

function search(tree: OutsideBuffers, stack: Int32Array, own: number, d: number): void {
  const { points, starts, ends, cores, leastCores, components, uniform } = tree
  const component = components[own] as number
  const core = cores[own] as number
  let nearest = -1
  let reach = Number.POSITIVE_INFINITY
  let depth = 1
  stack[0] = 0
  while (depth > 0) {
    const node = stack[--depth] as number
    if (uniform[node] === component) continue
    const bound = Math.max(leastGap(tree, node, points, own * d, d), core, leastCores[node] as number)
    if (bound > reach || (bound === reach && (starts[node] as number) > nearest)) continue
    if (2 * node + 2 < starts.length) {
      const [a, b] = [2 * node + 1, 2 * node + 2]
      const isNearer = leastGap(tree, a, points, own * d, d) <= leastGap(tree, b, points, own * d, d)
      stack[depth++] = isNearer ? b : a
      stack[depth++] = isNearer ? a : b
      continue
    }
    for (let p = starts[node] as number; p < (ends[node] as number); p++) {
      if (components[p] === component) continue
      const distance = Math.max(squaredGap(points, own * d, points, p * d, d), core, cores[p] as number)
      if (distance < reach || (distance === reach && p < nearest)) {
        reach = distance
        nearest = p
      }
    }
  }
  tree.nearest[own] = nearest
  tree.reach[own] = reach
}
