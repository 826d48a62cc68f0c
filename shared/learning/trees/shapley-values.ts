import { createMatrix, type Matrix } from '../../dataset/column'
import { chunksOf } from '../../math/chunks'
import { treeShap } from '../../math/kernels/tree-shap'
import type { MethodContext } from '../../methods/define-method'
import { type Trees, treeDepth } from './trees'

/** Which trees and which of their values are asked about. */
export interface ShapleyChoice {
  /** Which of a node's values; 0 by default. */
  value?: number
  /** Only every `step`th tree from `first` on, as in boosting with several outputs. */
  first?: number
  step?: number
}

export interface ShapleyValues {
  /** What the trees add up to on average over their training rows. */
  base: number
  /** nSamples × nFeatures; base and a row's values add up to what the trees add up to for it. */
  values: Matrix
}

/** Rows per kernel call: a short slice even of deep trees. */
const ROWS = 16

/**
 * What each feature adds to the sum of the trees for each row, exactly.
 * @param parallel null for this thread alone; with it, trees must lie on shared memory
 * Cost: O(rows · nodes · depth / 2).
 */
export function shapleyValues(
  trees: Trees,
  x: Matrix,
  choice: ShapleyChoice = {},
  parallel: MethodContext['parallel'] | null = null,
): ShapleyValues {
  const { value: at = 0, first = 0, step = 1 } = choice
  const { roots, feature, threshold, left, right, missingLeft, value, cover } = trees
  const values = createMatrix(x.nRows, trees.nFeatures, true)
  const nodes = { roots, feature, threshold, left, right, missingLeft, value, cover }
  const buffers = { ...nodes, data: x.data, contributions: values.data }
  const numbers = { nFeatures: trees.nFeatures, nValues: trees.nValues, at, first, step, deepest: treeDepth(trees) }
  if (parallel) parallel('tree-shap', buffers, numbers, chunksOf(x.nRows, ROWS))
  else treeShap(buffers, numbers, { start: 0, end: x.nRows, index: 0 })
  return { base: meanOfTrees(trees, at, first, step), values }
}

/** Sum over the trees of their mean leaf, weighted by training rows. */
function meanOfTrees(
  { roots, feature, left, right, cover, value, nValues }: Trees,
  at: number,
  first: number,
  step: number,
) {
  const means = new Float64Array(feature.length)
  for (let node = feature.length - 1; node >= 0; node--) {
    const [a, b] = [left[node] as number, right[node] as number]
    const whole = cover[node] as number
    const share = (child: number) => (whole > 0 ? (cover[child] as number) / whole : 0.5)
    means[node] =
      (feature[node] as number) < 0
        ? (value[node * nValues + at] as number)
        : share(a) * (means[a] as number) + (1 - share(a)) * (means[b] as number)
  }
  let sum = 0
  for (let t = first; t < roots.length; t += step) sum += means[roots[t] as number] as number
  return sum
}
