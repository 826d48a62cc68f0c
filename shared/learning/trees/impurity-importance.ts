import type { Tree } from './trees'

/**
 * How much of the impurity each feature's splits take away, as shares that sum to 1; zeros when there is no split.
 * Source: Breiman et al. (1984), "mean decrease in impurity".
 */
export function impurityImportance(tree: Tree): Float64Array {
  const gains = impurityGains(tree)
  const total = gains.reduce((sum, gain) => sum + gain, 0)
  return total > 0 ? gains.map((gain) => gain / total) : gains
}

/** The same before it is made to sum to 1. */
function impurityGains({ nFeatures, feature, left, right, cover, impurity }: Tree): Float64Array {
  const gains = new Float64Array(nFeatures)
  const held = (node: number) => (cover[node] as number) * (impurity[node] as number)
  for (let node = 0; node < feature.length; node++) {
    const j = feature[node] as number
    if (j < 0) continue
    const gain = held(node) - held(left[node] as number) - held(right[node] as number)
    gains[j] = (gains[j] as number) + gain
  }
  return gains
}
