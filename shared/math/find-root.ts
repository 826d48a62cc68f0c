/**
 * The root of a node in a forest where roots are their own parents; shortens the way for later.
 * Safe while other threads join roots with `joinRoots`.
 * Source: Tarjan (1975), path halving.
 */
export function findRoot(parents: Int32Array, node: number): number {
  let here = node
  let parent = parents[here] as number
  while (parent !== here) {
    const grandparent = parents[parent] as number
    if (grandparent !== parent) parents[here] = grandparent
    here = grandparent
    parent = parents[here] as number
  }
  return here
}

/** Joins the trees of two nodes under the lower root, also while other threads do the same. */
export function joinRoots(parents: Int32Array, a: number, b: number): void {
  for (;;) {
    const [x, y] = [findRoot(parents, a), findRoot(parents, b)]
    if (x === y) return
    const [low, high] = x < y ? [x, y] : [y, x]
    if (Atomics.compareExchange(parents, high, high, low) === high) return
  }
}
