import { failure } from '../../contract/app-error'
import type { Progress } from '../../contract/run-events'
import type { Matrix } from '../../dataset/column'
import { createRandom } from '../../math/random'
import type { KernelRange, MethodContext } from '../../methods/define-method'
import { codeBins, codeValues } from './coded-features'
import { createGrowState, type GrowOptions, type GrowState, isGrown, plantTree } from './grow-state'
import { harvestTree } from './harvest-tree'
import { impurityImportance } from './impurity-importance'
import { joinTrees } from './join-trees'
import { OutOfBag } from './out-of-bag'
import { targetMean } from './target-mean'
import type { Trees } from './trees'

export interface ForestOptions extends GrowOptions {
  nTrees: number
  /** Judges each row by the trees that did not learn from it. */
  outOfBag?: boolean | undefined
}

export interface Forest {
  trees: Trees
  /** Per feature, summing to 1: the mean over the trees of their impurity importance. */
  importance: Float64Array
  /** nSamples × nValues: what trees that did not see a row say of it (NaN where all did); null when not asked for. */
  outOfBag: Float64Array | null
  /** True when values were put into at most 255 bins first, as they are above `EXACT_ROWS` rows. */
  binned: boolean
}

/** Up to so many rows every gap between values may become a threshold. */
export const EXACT_ROWS = 20_000
/** Trees that grow side by side. */
const SLOTS = 16

/**
 * Grows a random forest: each tree from as many rows as there are, drawn with replacement, and from some features drawn anew for
 * each split. Trees grow side by side on all threads; each has random numbers of its own, so results do not depend on threads.
 * @param x nSamples × nFeatures, without missing values
 * @param y nSamples: class, or target when `nClasses` is 0
 * @param weights nSamples or null
 * Cost: O(trees · features per split · n · log n).
 * Source: Breiman (2001), "Random Forests".
 */
export function* growForest(
  x: Matrix,
  y: Float64Array,
  nClasses: number,
  weights: Float64Array | null,
  options: ForestOptions,
  context: Pick<MethodContext, 'cancelled' | 'parallel' | 'seed'>,
): Generator<Progress, Forest, void> {
  const binned = x.nRows > EXACT_ROWS
  const mean = targetMean(y, nClasses, weights)
  const target = new Float64Array(new SharedArrayBuffer(8 * y.length))
  target.set(mean === 0 ? y : y.map((value) => value - mean))
  const { nTrees } = options
  const features = binned ? codeBins(x, context.parallel) : codeValues(x)
  const state = createGrowState(features, target, nClasses, options, Math.min(SLOTS, nTrees))
  const nValues = Math.max(1, nClasses)
  const grown = new Array<Trees>(nTrees)
  const importance = new Float64Array(x.nColumns)
  const outOfBag = options.outOfBag ? new OutOfBag(x, nValues) : null
  const growing = new Int32Array(state.nSlots).fill(-1)
  for (let planted = 0, done = 0; done < nTrees; ) {
    for (let slot = 0; slot < state.nSlots; slot++) {
      const tree = growing[slot] as number
      if (tree >= 0 && !isGrown(state, slot)) continue
      if (tree >= 0) {
        const { impurity, nSamples, ...own } = harvestTree(state, slot, mean)
        impurityImportance({ ...own, impurity, nSamples }).forEach((gain, j) => {
          importance[j] = (importance[j] as number) + gain / nTrees
        })
        outOfBag?.add(own, drawCounts(x.nRows, context.seed, tree))
        grown[tree] = own
        done++
      }
      growing[slot] = planted < nTrees ? planted : -1
      if (planted < nTrees) plantBootstrap(state, slot, weights, context.seed, planted++)
    }
    if (context.cancelled()) throw failure('cancelled')
    yield { stage: 'fit', fraction: done / nTrees, iteration: done }
    const open = openRanges(growing)
    if (open.length > 0) context.parallel('grow-tree', state.buffers, state.values, open)
  }
  return { trees: joinTrees(grown, x.nColumns, nValues), importance, outOfBag: outOfBag?.shares() ?? null, binned }
}

function openRanges(growing: Int32Array): KernelRange[] {
  const ranges: KernelRange[] = []
  growing.forEach((tree, index) => {
    if (tree >= 0) ranges.push({ start: index, end: index + 1, index })
  })
  return ranges
}

/** How often each row is drawn for a tree. */
function drawCounts(nRows: number, seed: number, tree: number): Float64Array {
  const random = createRandom(seed, tree + 1)
  const counts = new Float64Array(nRows)
  for (let i = 0; i < nRows; i++) {
    const row = random.integer(nRows)
    counts[row] = (counts[row] as number) + 1
  }
  return counts
}

function plantBootstrap(
  state: GrowState,
  slot: number,
  weights: Float64Array | null,
  seed: number,
  tree: number,
): void {
  const counts = drawCounts(state.values.nRows, seed, tree)
  if (weights) for (let i = 0; i < counts.length; i++) counts[i] = (counts[i] as number) * (weights[i] as number)
  plantTree(state, slot, counts, Math.imul(seed | 0, 0x9e3779b1) ^ Math.imul(tree + 1, 0x85ebca6b))
}
