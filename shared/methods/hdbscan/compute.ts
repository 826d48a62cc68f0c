import type { Progress } from '../../contract/run-events'
import { text } from '../../contract/text'
import type { Matrix } from '../../dataset/column'
import { sharedIntegers } from '../../math/chunks'
import { densityGroups } from '../../math/density/condensed-tree'
import { coreDistances } from '../../math/density/core-distances'
import { kthDistancesOfSpace } from '../../math/density/dbscan-of-space'
import { reachabilityOrder } from '../../math/density/reachability-order'
import { reachabilitySample } from '../../math/density/reachability-sample'
import { spanningTree } from '../../math/density/spanning-tree'
import { buildMergeTree, type RawMerges } from '../../math/hierarchical/merge-tree'
import { singleTree } from '../../math/hierarchical/single-tree'
import { buildKdTree } from '../../math/kd-tree'
import { numberBySize } from '../../math/number-by-size'
import { euclideanSpace } from '../../math/row-space'
import { describeSegmentation } from '../../segments/segmentation'
import type { MethodContext, MethodInput, Outcome } from '../define-method'
import { parameterInvalid } from '../parse-params'
import { checkPairs, type MeasuredSpace, prepareMeasured } from '../prepare-space'
import type { HdbscanParams, HdbscanResult } from './method'

/** With more features than this boxes exclude little, and every pair is measured instead. */
const MOST_FEATURES_FOR_BOXES = 10

/**
 * Segments of any shape and density on prepared feature columns; see `densityGroups`.
 * @throws what `prepareMeasured` throws; tooManyRowsForPairs; parameterInvalid when minPoints or minClusterSize exceeds the rows
 * Cost: O(n·log² n) up to 10 features, O(n²·d) above; no n² memory.
 */
export function* compute(
  input: MethodInput,
  params: HdbscanParams,
  context: MethodContext,
): Generator<Progress, Outcome<HdbscanResult>, void> {
  const features = input.columns['features'] ?? []
  const prepared = yield* prepareMeasured(features, params, { methodId: 'hdbscan', allowsConstants: true })
  const { matrix, rows, dropped } = prepared
  const { minClusterSize, minPoints } = sizesFor(params, matrix.nRows)
  const edges = yield* prepared.policy?.distance === 'gower'
    ? reachabilityOfPairs(prepared, minPoints)
    : reachabilityTree(matrix, minPoints, context)
  yield { stage: 'condense', fraction: null }
  const tree = buildMergeTree(edges)
  const found = densityGroups(tree, minClusterSize)
  const nClusters = found.stabilities.length
  const { labels, order } = numberBySize(found.labels, nClusters)
  const segmentation = yield* describeSegmentation(prepared, labels, nClusters, input, context)
  const probabilities = new Float64Array(input.nRows).fill(Number.NaN)
  for (const [i, row] of rows.entries()) probabilities[row] = found.probabilities[i] as number
  const result: HdbscanResult = {
    ...segmentation,
    nClusters,
    nNoise: labels.reduce((count, label) => count + (label < 0 ? 1 : 0), 0),
    minClusterSize,
    minPoints,
    probabilities,
    stabilities: order.map((group) => found.stabilities[group] as number),
    reachability: reachabilitySample(
      reachabilityOrder(tree),
      labels,
      (row) => input.rowIds[rows[row] as number] as number,
    ),
  }
  const rowsDropped = input.nRows - rows.length
  return { result, diagnostics: { rowsUsed: rows.length, rowsDropped, dropped, converged: null, iterations: null } }
}

function sizesFor(params: HdbscanParams, nRows: number): { minClusterSize: number; minPoints: number } {
  const automatic = Math.min(nRows, Math.max(5, Math.round(nRows / 100)))
  const minClusterSize = params.minClusterSize === 'auto' ? automatic : params.minClusterSize
  const minPoints = params.minPoints === 'auto' ? Math.min(minClusterSize, nRows) : params.minPoints
  const constraint = text('errors.constraint.atMostRows', { rows: nRows })
  if (minClusterSize > nRows) throw parameterInvalid('hdbscan', 'minClusterSize', constraint, minClusterSize)
  if (minPoints > nRows) throw parameterInvalid('hdbscan', 'minPoints', constraint, minPoints)
  return { minClusterSize, minPoints }
}

/** The same with every pair of rows measured. */
function* reachabilityOfPairs({ space }: MeasuredSpace, minPoints: number): Generator<Progress, RawMerges, void> {
  checkPairs('hdbscan', space)
  const cores = minPoints > 1 ? yield* kthDistancesOfSpace(space, minPoints - 1) : undefined
  return yield* singleTree(space, cores)
}

/** Spanning tree in mutual reachability. */
function* reachabilityTree(
  matrix: Matrix,
  minPoints: number,
  { parallel }: MethodContext,
): Generator<Progress, RawMerges, void> {
  const { nRows: n, nColumns: d } = matrix
  const tree = buildKdTree(matrix)
  yield { stage: 'neighbours', fraction: 0 }
  const places = sharedIntegers(n)
  for (let p = 0; p < n; p++) places[p] = p
  const cores = minPoints > 1 ? yield* coreDistances(tree, places, d, minPoints - 1, parallel) : new Float64Array(n)
  if (d <= MOST_FEATURES_FOR_BOXES) return yield* spanningTree(tree, matrix, cores, parallel)
  const byRow = new Float64Array(n)
  for (let p = 0; p < n; p++) byRow[tree.order[p] as number] = cores[p] as number
  return yield* singleTree(euclideanSpace(matrix), byRow)
}
