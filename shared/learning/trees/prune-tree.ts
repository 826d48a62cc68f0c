import type { Tree } from './trees'

/**
 * Minimal cost-complexity pruning: the weakest link is cut, again and again, as long as a leaf more is worth at most `alpha`
 * of the training rows' mean impurity.
 * @param alpha ≥ 0; 0 leaves the tree as it is
 * Cost: O(leaves · depth) per link cut.
 * Source: Breiman, Friedman, Olshen & Stone (1984), "Classification and Regression Trees", chapter 3.
 */
export function pruneTree(tree: Tree, alpha: number): Tree {
  if (!(alpha > 0)) return tree
  const isLeaf = Uint8Array.from(tree.feature, (j) => (j < 0 ? 1 : 0))
  for (;;) {
    const weakest = weakestLink(tree, isLeaf)
    if (weakest.node < 0 || weakest.alpha > alpha) return withoutBranches(tree, isLeaf)
    isLeaf[weakest.node] = 1
  }
}

/** Share of the tree's impurity that a node holds. */
function costOf({ impurity, cover }: Tree, node: number): number {
  return ((impurity[node] as number) * (cover[node] as number)) / (cover[0] as number)
}

/** The split whose leaves are worth least each; children come after their parents, so one pass from the end sees all. */
function weakestLink(tree: Tree, isLeaf: Uint8Array): { node: number; alpha: number } {
  const { left, right } = tree
  const n = isLeaf.length
  const cost = new Float64Array(n)
  const leaves = new Int32Array(n)
  const weakest = { node: -1, alpha: Number.POSITIVE_INFINITY }
  const reached = reachedNodes(tree, isLeaf)
  for (let node = n - 1; node >= 0; node--) {
    const own = costOf(tree, node)
    if (isLeaf[node] === 1) {
      cost[node] = own
      leaves[node] = 1
      continue
    }
    cost[node] = (cost[left[node] as number] as number) + (cost[right[node] as number] as number)
    leaves[node] = (leaves[left[node] as number] as number) + (leaves[right[node] as number] as number)
    const alpha = (own - (cost[node] as number)) / ((leaves[node] as number) - 1)
    if (reached[node] === 1 && alpha <= weakest.alpha) Object.assign(weakest, { node, alpha })
  }
  return weakest
}

/** Nodes that are not below a leaf. */
function reachedNodes({ left, right }: Tree, isLeaf: Uint8Array): Uint8Array {
  const reached = new Uint8Array(isLeaf.length)
  reached[0] = 1
  for (let node = 0; node < isLeaf.length; node++) {
    if (reached[node] === 0 || isLeaf[node] === 1) continue
    reached[left[node] as number] = 1
    reached[right[node] as number] = 1
  }
  return reached
}

function withoutBranches(tree: Tree, isLeaf: Uint8Array): Tree {
  const reached = reachedNodes(tree, isLeaf)
  const numbers = new Int32Array(isLeaf.length).fill(-1)
  let count = 0
  for (let node = 0; node < isLeaf.length; node++) if (reached[node] === 1) numbers[node] = count++
  const kept = (_: number, node: number) => reached[node] === 1
  const child = (list: Int32Array) =>
    list.map((to, node) => (isLeaf[node] === 1 ? -1 : (numbers[to] as number))).filter(kept)
  const { nValues } = tree
  return {
    ...{ nFeatures: tree.nFeatures, nValues, roots: tree.roots },
    feature: tree.feature.map((j, node) => (isLeaf[node] === 1 ? -1 : j)).filter(kept),
    threshold: tree.threshold.filter(kept),
    left: child(tree.left),
    right: child(tree.right),
    missingLeft: tree.missingLeft.filter(kept),
    value: tree.value.filter((_, at) => reached[Math.floor(at / nValues)] === 1),
    cover: tree.cover.filter(kept),
    impurity: tree.impurity.filter(kept),
    nSamples: tree.nSamples.filter(kept),
  }
}
