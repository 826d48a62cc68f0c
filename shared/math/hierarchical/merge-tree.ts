import { createMatrix, type Matrix } from '../../dataset/column'
import { findRoot } from '../find-root'

/**
 * A hierarchy of m points. Node i < m is a point, node m + i is what merge i made.
 * Merges come in the order of their heights.
 */
export interface MergeTree {
  /** (m − 1) × 2: the nodes joined, the lower number first. */
  merges: Matrix
  /** m − 1, ascending. */
  heights: Float64Array
}

/** Merges as an algorithm finds them: any point of each side, in any order. */
export interface RawMerges {
  left: Int32Array
  right: Int32Array
  heights: Float64Array
}

/**
 * Sorts merges by height, those of equal height as they were found, and numbers the nodes.
 * Cost: O(m log m). The same numbering as scipy's and R's.
 */
export function buildMergeTree({ left, right, heights }: RawMerges): MergeTree {
  const nPoints = heights.length + 1
  const order = Array.from(heights.keys()).sort((a, b) => (heights[a] as number) - (heights[b] as number) || a - b)
  const parents = Int32Array.from({ length: 2 * nPoints - 1 }, (_, i) => i)
  const merges = createMatrix(heights.length, 2)
  for (const [i, merge] of order.entries()) {
    const a = findRoot(parents, left[merge] as number)
    const b = findRoot(parents, right[merge] as number)
    merges.data[2 * i] = Math.min(a, b)
    merges.data[2 * i + 1] = Math.max(a, b)
    parents[a] = nPoints + i
    parents[b] = nPoints + i
  }
  return { merges, heights: Float64Array.from(order, (merge) => heights[merge] as number) }
}

/** How many groups are left when everything up to a height is merged. */
export function countAtHeight({ heights }: MergeTree, height: number): number {
  let merged = 0
  while (merged < heights.length && (heights[merged] as number) <= height) merged++
  return heights.length + 1 - merged
}

/**
 * The partition into k groups: the first m − k merges.
 * @returns one label per point, numbered by first appearance
 * Cost: O(m).
 */
export function cutTree({ merges, heights }: MergeTree, k: number): Int32Array {
  const nPoints = heights.length + 1
  const parents = Int32Array.from({ length: 2 * nPoints - 1 }, (_, i) => i)
  for (let i = 0; i < nPoints - k; i++) {
    parents[merges.data[2 * i] as number] = nPoints + i
    parents[merges.data[2 * i + 1] as number] = nPoints + i
  }
  const names = new Map<number, number>()
  return Int32Array.from({ length: nPoints }, (_, i) => {
    const root = findRoot(parents, i)
    const label = names.get(root) ?? names.size
    names.set(root, label)
    return label
  })
}
