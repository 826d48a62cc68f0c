import type { Matrix } from '../dataset/column'
import type { KernelBuffers } from '../methods/define-method'
import { sharedFloats, sharedIntegers } from './chunks'

const LEAF_ROWS = 12

/**
 * Points sorted into boxes, each halved along its longest side, down to about a dozen points. Everything lies in shared
 * memory, so that kernels can search. Node i has the children 2i + 1 and 2i + 2.
 */
export interface KdTree extends KernelBuffers {
  /** n × d; the points in the order of the tree. */
  points: Float64Array
  /** n; the matrix row of each point. */
  order: Int32Array
  /** Per node its first point, and one beyond its last. */
  starts: Int32Array
  ends: Int32Array
  /** Per node d lower, then d upper bounds. */
  boxes: Float64Array
}

/**
 * Builds the tree.
 * @param matrix n × d, n ≥ 1
 * Cost: O(n·log² n + n·d). Source: Bentley (1975), "Multidimensional binary search trees"; Friedman, Bentley & Finkel (1977).
 */
export function buildKdTree({ data, nRows: n, nColumns: d }: Matrix): KdTree {
  const levels = Math.max(0, Math.ceil(Math.log2(n / LEAF_ROWS)))
  const nNodes = 2 ** (levels + 1) - 1
  const tree: KdTree = {
    points: sharedFloats(n * d),
    order: sharedIntegers(n),
    starts: sharedIntegers(nNodes),
    ends: sharedIntegers(nNodes),
    boxes: sharedFloats(nNodes * 2 * d),
  }
  for (let i = 0; i < n; i++) tree.order[i] = i
  tree.ends[0] = n
  for (let node = 0; node < nNodes; node++) {
    measureBox(tree, node, data, d)
    if (2 * node + 2 < nNodes) splitNode(tree, node, data, d)
  }
  for (let i = 0; i < n; i++) {
    const row = (tree.order[i] as number) * d
    for (let j = 0; j < d; j++) tree.points[i * d + j] = data[row + j] as number
  }
  return tree
}

function measureBox({ order, starts, ends, boxes }: KdTree, node: number, data: Float64Array, d: number): void {
  const low = node * 2 * d
  boxes.fill(Number.POSITIVE_INFINITY, low, low + d)
  boxes.fill(Number.NEGATIVE_INFINITY, low + d, low + 2 * d)
  for (let i = starts[node] as number; i < (ends[node] as number); i++) {
    const row = (order[i] as number) * d
    for (let j = 0; j < d; j++) {
      const value = data[row + j] as number
      if (value < (boxes[low + j] as number)) boxes[low + j] = value
      if (value > (boxes[low + d + j] as number)) boxes[low + d + j] = value
    }
  }
}

function splitNode({ order, starts, ends, boxes }: KdTree, node: number, data: Float64Array, d: number): void {
  const low = node * 2 * d
  let side = 0
  let longest = -1
  for (let j = 0; j < d; j++) {
    const length = (boxes[low + d + j] as number) - (boxes[low + j] as number)
    if (length > longest) {
      longest = length
      side = j
    }
  }
  const [start, end] = [starts[node] as number, ends[node] as number]
  const middle = (start + end) >> 1
  if (longest > 0) selectMiddle(order, data, d, side, start, end - 1, middle)
  starts[2 * node + 1] = start
  ends[2 * node + 1] = middle
  starts[2 * node + 2] = middle
  ends[2 * node + 2] = end
}

/** Brings the smaller half before `middle`. Source: Hoare (1961), "Find". */
function selectMiddle(
  order: Int32Array,
  data: Float64Array,
  d: number,
  side: number,
  first: number,
  last: number,
  middle: number,
): void {
  let [left, right] = [first, last]
  while (left < right) {
    const pivot = data[(order[(left + right) >> 1] as number) * d + side] as number
    let [i, j] = [left, right]
    while (i <= j) {
      while ((data[(order[i] as number) * d + side] as number) < pivot) i++
      while ((data[(order[j] as number) * d + side] as number) > pivot) j--
      if (i > j) break
      const held = order[i] as number
      order[i++] = order[j] as number
      order[j--] = held
    }
    if (j < middle) left = i
    if (middle < i) right = j
  }
}

/** Least squared distance from point `at` of `points` to a node's box; 0 inside. */
export function leastGap(tree: KdTree, node: number, points: Float64Array, at: number, d: number): number {
  const low = node * 2 * d
  let total = 0
  for (let j = 0; j < d; j++) {
    const x = points[at + j] as number
    const below = (tree.boxes[low + j] as number) - x
    const above = x - (tree.boxes[low + d + j] as number)
    const gap = below > 0 ? below : above > 0 ? above : 0
    total += gap * gap
  }
  return total
}

/** Largest squared distance from point `at` of `points` to a corner of a node's box. */
export function largestGap(tree: KdTree, node: number, points: Float64Array, at: number, d: number): number {
  const low = node * 2 * d
  let total = 0
  for (let j = 0; j < d; j++) {
    const x = points[at + j] as number
    const below = Math.abs(x - (tree.boxes[low + j] as number))
    const above = Math.abs((tree.boxes[low + d + j] as number) - x)
    const gap = below > above ? below : above
    total += gap * gap
  }
  return total
}

/** Squared length of a box's diagonal. */
export function diagonal({ boxes }: KdTree, node: number, d: number): number {
  const low = node * 2 * d
  let total = 0
  for (let j = 0; j < d; j++) total += ((boxes[low + d + j] as number) - (boxes[low + j] as number)) ** 2
  return total
}
