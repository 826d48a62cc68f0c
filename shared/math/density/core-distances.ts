import type { Progress } from '../../contract/run-events'
import type { MethodContext } from '../../methods/define-method'
import { chunksOf, sharedFloats } from '../chunks'
import type { KdTree } from '../kd-tree'
import { runKernel } from '../run-kernel'

const ROWS_PER_SLICE = 1024
const SLICES_PER_STEP = 8

/**
 * Distances of points of a tree to their k-th nearest other point.
 * @param rows places in the order of the tree, on shared memory
 * @param k at least 1 and less than the number of points
 * @returns one per entry of `rows`
 * Cost: O(rows·(log n + k)) for few features.
 */
export function* coreDistances(
  tree: KdTree,
  rows: Int32Array,
  nFeatures: number,
  k: number,
  parallel: MethodContext['parallel'],
): Generator<Progress, Float64Array, void> {
  const distances = sharedFloats(rows.length)
  const slices = chunksOf(rows.length, ROWS_PER_SLICE)
  for (let at = 0; at < slices.length; at += SLICES_PER_STEP) {
    const some = slices.slice(at, at + SLICES_PER_STEP)
    runKernel(parallel, 'kth-distances', { ...tree, rows, distances }, { nFeatures, k }, some)
    yield { stage: 'neighbours', fraction: (at + some.length) / slices.length }
  }
  return distances
}
