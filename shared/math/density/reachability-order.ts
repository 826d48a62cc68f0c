import type { MergeTree } from '../hierarchical/merge-tree'

/** Rows side by side as a density-based hierarchy joins them. */
export interface ReachabilityOrder {
  /** n: rows from left to right; what belongs together stands together. */
  order: Int32Array
  /** n: how far each row is from those on its left; Infinity for the first. */
  reachability: Float64Array
}

/**
 * The reachability plot of a single-linkage tree: valleys are groups, the deeper the denser.
 * Of two branches the one with more rows comes first; the height between two neighbours is the height at which they are joined.
 * Cost: O(n). Source: Ankerst, Breunig, Kriegel & Sander (1999), OPTICS, with an unlimited radius; that such a plot and a
 * single-linkage tree say the same: Sander, Qin, Lu, Niu & Kovarsky (2003).
 */
export function reachabilityOrder({ merges, heights }: MergeTree): ReachabilityOrder {
  const n = heights.length + 1
  const sizes = new Int32Array(2 * n - 1).fill(1, 0, n)
  const child = (merge: number, side: 0 | 1) => merges.data[2 * merge + side] as number
  for (let i = 0; i < n - 1; i++) sizes[n + i] = (sizes[child(i, 0)] as number) + (sizes[child(i, 1)] as number)
  const order = new Int32Array(n)
  const reachability = new Float64Array(n).fill(Number.POSITIVE_INFINITY)
  const stack = [2 * n - 2]
  const starts = new Int32Array(2 * n - 1)
  while (stack.length > 0) {
    const node = stack.pop() as number
    const start = starts[node] as number
    if (node < n) {
      order[start] = node
      continue
    }
    const [a, b] = [child(node - n, 0), child(node - n, 1)]
    const [large, small] = (sizes[b] as number) > (sizes[a] as number) ? [b, a] : [a, b]
    const border = start + (sizes[large] as number)
    starts[large] = start
    starts[small] = border
    reachability[border] = heights[node - n] as number
    stack.push(large, small)
  }
  return { order, reachability }
}
