import { failure } from '../../contract/app-error'
import type { Progress } from '../../contract/run-events'
import type { Matrix } from '../../dataset/column'
import { runKernel } from '../../math/run-kernel'
import type { MethodContext } from '../../methods/define-method'
import { codeValues } from './coded-features'
import { createGrowState, type GrowOptions, isGrown, plantTree } from './grow-state'
import { harvestTree } from './harvest-tree'
import { pruneTree } from './prune-tree'
import { targetMean } from './target-mean'
import type { Tree } from './trees'

/** Starts the order in which features are tried, and with it which of equally good splits is taken, as scikit-learn's random_state 0. */
const TIE_SEED = 209_652_396

export interface DecisionTreeOptions extends GrowOptions {
  /** Complexity that a split must be worth; 0, the default, leaves the tree as it was grown. */
  ccpAlpha?: number | undefined
}

/**
 * Grows one tree by exact search: every gap between neighbouring values of every feature is tried, and the one that lowers the
 * impurity most is taken; of equals the one tried first, in an order that is always the same. Splits that gain nothing are taken too, as long as the
 * node is mixed. Thresholds lie in the middle of gaps.
 * @param x nSamples × nFeatures; a missing value goes right
 * @param y nSamples: class 0 … nClasses − 1, or the target
 * @param nClasses 0 for a regression, whose criterion must be `squared-error`
 * @param weights nSamples ≥ 0, or null; rows of weight 0 take no part
 * @returns a tree; its values are shares by class, or the mean
 * Cost: O(n·d·log n) for coding, then O(n·d) per level.
 * Source: Breiman, Friedman, Olshen & Stone (1984), "Classification and Regression Trees".
 */
export function* growDecisionTree(
  x: Matrix,
  y: Float64Array,
  nClasses: number,
  weights: Float64Array | null,
  options: DecisionTreeOptions,
  context: Pick<MethodContext, 'cancelled' | 'parallel'>,
): Generator<Progress, Tree, void> {
  const mean = targetMean(y, nClasses, weights)
  const centred = mean === 0 ? y : y.map((value) => value - mean)
  const state = createGrowState(codeValues(x), centred, nClasses, options, 1)
  plantTree(state, 0, weights ?? new Float64Array(x.nRows).fill(1), TIE_SEED)
  while (!isGrown(state, 0)) {
    runKernel(context.parallel, 'grow-tree', state.buffers, state.values, [{ start: 0, end: 1, index: 0 }])
    if (context.cancelled()) throw failure('cancelled')
    yield { stage: 'fit', fraction: null }
  }
  return pruneTree(harvestTree(state, 0, mean), options.ccpAlpha ?? 0)
}
