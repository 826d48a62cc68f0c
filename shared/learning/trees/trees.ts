import { createMatrix, type Matrix } from '../../dataset/column'

/**
 * One tree or many as parallel arrays by node. A row goes left where its value of `feature` is at most `threshold`; where the
 * value is missing, as `missingLeft` says. Nodes of a tree are numbered from its root downwards, left before right.
 */
export interface Trees {
  nFeatures: number
  /** Numbers per node: one share per class, or 1. */
  nValues: number
  /** Root node of each tree. */
  roots: Int32Array
  /** Per node; −1 is a leaf. */
  feature: Int32Array
  threshold: Float64Array
  left: Int32Array
  right: Int32Array
  missingLeft: Uint8Array
  /** nNodes × nValues. */
  value: Float64Array
  /** Per node the weight of its training rows. */
  cover: Float64Array
}

/** A tree as it was grown, with what its nodes looked like. */
export interface Tree extends Trees {
  impurity: Float64Array
  /** Per node the number of its training rows. */
  nSamples: Int32Array
}

/** The leaf that a row falls into; `at` is where the row's values start. Cost: O(depth). */
export function leafOf(trees: Trees, root: number, data: Float64Array, at: number): number {
  const { feature, threshold, left, right, missingLeft } = trees
  let node = root
  for (let j = feature[node] as number; j >= 0; j = feature[node] as number) {
    const value = data[at + j] as number
    const goesLeft = value <= (threshold[node] as number) || (missingLeft[node] === 1 && Number.isNaN(value))
    node = (goesLeft ? left[node] : right[node]) as number
  }
  return node
}

/**
 * What the leaves say of each row, averaged over the trees.
 * @param x nSamples × nFeatures
 * @returns nSamples × nValues
 */
export function averageTrees(trees: Trees, x: Matrix): Matrix {
  const { nValues, roots, value } = trees
  const answer = createMatrix(x.nRows, nValues)
  const { data } = answer
  // Tree by tree, so that its nodes stay near; each number is still added up in the order of the trees.
  for (const root of roots) {
    for (let i = 0; i < x.nRows; i++) {
      const leaf = leafOf(trees, root, x.data, i * x.nColumns) * nValues
      for (let k = 0; k < nValues; k++) {
        data[i * nValues + k] = (data[i * nValues + k] as number) + (value[leaf + k] as number)
      }
    }
  }
  for (let at = 0; at < data.length; at++) data[at] = (data[at] as number) / roots.length
  return answer
}

/** Number of leaves of all trees together. */
export function leafCount({ feature }: Trees): number {
  return feature.reduce((count, j) => count + (j < 0 ? 1 : 0), 0)
}

/** Splits on the longest way from a root to a leaf. */
export function treeDepth({ roots, feature, left, right }: Trees): number {
  const depths = new Int32Array(feature.length)
  for (const root of roots) depths[root] = 0
  let deepest = 0
  for (let node = 0; node < feature.length; node++) {
    const depth = depths[node] as number
    if (depth > deepest) deepest = depth
    if ((feature[node] as number) < 0) continue
    depths[left[node] as number] = depth + 1
    depths[right[node] as number] = depth + 1
  }
  return deepest
}
