import { failure } from '../../contract/app-error'
import type { Progress } from '../../contract/run-events'
import { text } from '../../contract/text'
import type { Column, Matrix } from '../../dataset/column'
import { matrixChain } from '../../math/hierarchical/matrix-chain'
import { buildMergeTree, countAtHeight, cutTree, type MergeTree } from '../../math/hierarchical/merge-tree'
import { singleTree } from '../../math/hierarchical/single-tree'
import { treeTop } from '../../math/hierarchical/tree-top'
import { wardChain } from '../../math/hierarchical/ward-chain'
import { numberBySize } from '../../math/number-by-size'
import { euclideanSpace, type RowSpace } from '../../math/row-space'
import { chooseBySilhouette, type KChoice } from '../../segments/choose-by-silhouette'
import { describeSegmentation } from '../../segments/segmentation'
import type { MethodContext, MethodInput, Outcome } from '../define-method'
import { parameterInvalid } from '../parse-params'
import { type MeasuredSpace, prepareMeasured } from '../prepare-space'
import { EXACT_ROWS, type HierarchicalParams, type HierarchicalResult } from './method'
import { drawnRepresentatives, type Representatives, representativesOf } from './representatives'

const MOST_LEAVES = 40

/**
 * Segments from a tree of groups on prepared feature columns.
 * @throws what `prepareMeasured` throws; linkageNeedsEuclidean; parameterInvalid when k exceeds the points of the tree or is given with a height
 * Cost: O(m²·d) for m = min(n, 20,000) points; average and complete linkage take 4·m² bytes.
 */
export function* compute(
  input: MethodInput,
  params: HierarchicalParams,
  context: MethodContext,
): Generator<Progress, Outcome<HierarchicalResult>, void> {
  checkCut(params)
  const features = input.columns['features'] ?? []
  const measured = { ...params, distance: distanceFor(features, params) }
  const prepared = yield* prepareMeasured(features, measured, { methodId: 'hierarchical', allowsConstants: true })
  const { matrix, rows, dropped, policy } = prepared
  const space = policy?.distance === 'gower' ? prepared.space : null
  const isMany = matrix.nRows > EXACT_ROWS
  const stand = !isMany
    ? null
    : space
      ? yield* drawnRepresentatives(space, matrix, context)
      : yield* representativesOf(matrix, context)
  const points = stand?.points ?? matrix
  const tree = yield* growTree(points, stand?.space ?? space ?? euclideanSpace(points), params.linkage, stand?.weights)
  const labelsFor = (k: number) => labelRows(tree, k, stand)
  const { k, choice } = yield* segmentCount(params, tree, prepared, context, labelsFor)
  const { labels, order } = numberBySize(labelsFor(k), k)
  const segmentation = yield* describeSegmentation(prepared, labels, k, input, context)
  const cut = cutTree(tree, k).map((group) => order.indexOf(group))
  const result: HierarchicalResult = {
    ...segmentation,
    mergeHeights: tree.heights,
    merges: tree.merges,
    cutHeight: params.height ?? cutHeight(tree, k),
    representatives: stand ? stand.points.nRows : null,
    treeTop: treeTop(tree, cut, stand?.weights, Math.max(MOST_LEAVES, Math.min(k, 2 * MOST_LEAVES))),
    kChoice: choice,
  }
  const rowsDropped = input.nRows - rows.length
  return { result, diagnostics: { rowsUsed: rows.length, rowsDropped, dropped, converged: null, iterations: null } }
}

function checkCut({ k, height }: HierarchicalParams): void {
  if (height === undefined || k === 'auto') return
  throw parameterInvalid('hierarchical', 'height', text('errors.constraint.leftOut', { other: 'k' }), height)
}

/** Ward's linkage is about means, which only coordinates have: with it, categories become coordinates. */
function distanceFor(features: readonly Column[], { linkage, distance }: HierarchicalParams) {
  if (linkage !== 'ward') return distance
  if (distance === 'gower') throw failure('linkageNeedsEuclidean', {}, { parameter: 'linkage' })
  return features.some(({ kind }) => kind === 'categorical') ? 'euclidean' : distance
}

function* growTree(
  points: Matrix,
  space: RowSpace,
  linkage: HierarchicalParams['linkage'],
  weights: readonly number[] | undefined,
): Generator<Progress, MergeTree, void> {
  if (linkage === 'ward') return buildMergeTree(yield* wardChain(points, weights))
  if (linkage === 'single') return buildMergeTree(yield* singleTree(space))
  return buildMergeTree(yield* matrixChain(space, linkage, weights))
}

/** Labels of all rows for k segments. */
function labelRows(tree: MergeTree, k: number, stand: Representatives | null): Int32Array {
  const groups = cutTree(tree, k)
  return stand ? stand.labels.map((point) => groups[point] as number) : groups
}

function* segmentCount(
  { k, height }: HierarchicalParams,
  tree: MergeTree,
  { matrix, policy, space }: MeasuredSpace,
  context: MethodContext,
  labelsFor: (k: number) => Int32Array,
): Generator<Progress, { k: number; choice: KChoice | null }, void> {
  if (height !== undefined) return { k: countAtHeight(tree, height), choice: null }
  const nPoints = tree.heights.length + 1
  if (k === 'auto') {
    const partition = function* ({ rows }: { rows: Int32Array }, tried: number) {
      yield { stage: 'chooseK', fraction: null }
      const labels = labelsFor(tried)
      return rows.map((row) => labels[row] as number)
    }
    return yield* chooseBySilhouette(matrix, context, partition, policy?.distance === 'gower' ? space : undefined)
  }
  if (k <= nPoints) return { k, choice: null }
  throw parameterInvalid('hierarchical', 'k', text('errors.constraint.atMostRows', { rows: nPoints }), k)
}

/** Between the last merge done and the first one left out. */
function cutHeight({ heights }: MergeTree, k: number): number {
  const done = heights.length + 1 - k
  const below = heights[done - 1] ?? 0
  const above = heights[done] ?? below
  return (below + above) / 2
}
