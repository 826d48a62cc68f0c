import { UMAP } from 'umap-js'
import { failure } from '../../contract/app-error'
import type { Progress } from '../../contract/run-events'
import { text } from '../../contract/text'
import { createMatrix, type Matrix } from '../../dataset/column'
import { shuffled } from '../../learning/pipeline/folds'
import { type Neighbours, nearestNeighbours } from '../../math/nearest-neighbours'
import type { MethodContext, MethodInput, Outcome } from '../define-method'
import { prepareFeatures } from '../prepare-features'
import { mostRows, type UmapParams, type UmapResult } from './method'

/**
 * Lays rows out in a plane so that neighbours stay neighbours. The layout is umap-js's; neighbours are found exactly here.
 * @throws what `prepareFeatures` throws; tooFewRows when there are not more rows than neighbours
 * Cost: O(n log n + epochs · n · neighbours).
 */
export function* compute(
  input: MethodInput,
  params: UmapParams,
  { random, cancelled }: MethodContext,
): Generator<Progress, Outcome<UmapResult>, void> {
  const needs = { methodId: 'umap', minColumns: 2, minRows: params.nNeighbors + 1 }
  const prepared = yield* prepareFeatures(input.columns['features'] ?? [], params, needs)
  const { matrix, rows, preparation, dropped } = prepared
  const shown = sampleOf(matrix.nRows, random)
  const points = rowsOf(matrix, shown)
  const neighbours = yield* withProgress(nearestNeighbours(points, params.nNeighbors + 1), 'neighbours', 0, 0.2)
  const { embedding, nEpochs } = yield* layOut(points, neighbours, params, { random, cancelled })
  const kept = yield* neighboursKept(embedding, neighbours)
  const spread = createMatrix(input.nRows, 2)
  spread.data.fill(Number.NaN)
  for (const [i, at] of shown.entries()) {
    const row = (rows[at] as number) * 2
    spread.data[row] = embedding.data[2 * i] as number
    spread.data[row + 1] = embedding.data[2 * i + 1] as number
  }
  const result = { embedding: spread, nEpochs, nShown: shown.length, neighboursKept: kept, preparation }
  const rowsDropped = input.nRows - shown.length
  const sampled = { reason: text('methods.umap.result.sampled'), rows: matrix.nRows - shown.length }
  const reasons = sampled.rows > 0 ? [...dropped, sampled] : dropped
  return {
    result,
    diagnostics: { rowsUsed: shown.length, rowsDropped, dropped: reasons, converged: null, iterations: nEpochs },
  }
}

/** All rows, or a sample without repetition in row order. */
function sampleOf(n: number, random: MethodContext['random']): Int32Array {
  if (n <= mostRows) return Int32Array.from({ length: n }, (_, i) => i)
  return shuffled(n, random.fork(1)).slice(0, mostRows).sort()
}

function rowsOf({ data, nColumns }: Matrix, rows: Int32Array): Matrix {
  const some = createMatrix(rows.length, nColumns)
  for (const [i, row] of rows.entries())
    some.data.set(data.subarray(row * nColumns, (row + 1) * nColumns), i * nColumns)
  return some
}

function* withProgress<T>(
  steps: Generator<number, T, void>,
  stage: string,
  from: number,
  to: number,
): Generator<Progress, T, void> {
  for (;;) {
    const { value, done } = steps.next()
    if (done) return value
    yield { stage, fraction: from + (to - from) * value }
  }
}

function* layOut(
  points: Matrix,
  { k, rows, distances }: Neighbours,
  params: UmapParams,
  { random, cancelled }: Pick<MethodContext, 'random' | 'cancelled'>,
): Generator<Progress, { embedding: Matrix; nEpochs: number }, void> {
  const draw = random.fork(2)
  const umap = new UMAP({
    nComponents: 2,
    nNeighbors: params.nNeighbors,
    minDist: params.minDist,
    random: () => draw.next(),
    ...(params.nEpochs === null ? {} : { nEpochs: params.nEpochs }),
  })
  const list = (values: Int32Array | Float64Array) =>
    Array.from({ length: points.nRows }, (_, i) => Array.from(values.subarray(i * k, i * k + k - 1)))
  umap.setPrecomputedKNN(list(rows), list(distances))
  const nEpochs = umap.initializeFit(rowLists(points))
  for (let epoch = 0; epoch < nEpochs; epoch++) {
    if (cancelled()) throw failure('cancelled')
    umap.step()
    yield { stage: 'layout', fraction: 0.25 + (0.65 * (epoch + 1)) / nEpochs, iteration: epoch + 1 }
  }
  const embedding = createMatrix(points.nRows, 2)
  for (const [i, [x = 0, y = 0]] of umap.getEmbedding().entries()) embedding.data.set([x, y], 2 * i)
  return { embedding, nEpochs }
}

function rowLists({ data, nRows, nColumns }: Matrix): number[][] {
  return Array.from({ length: nRows }, (_, i) => Array.from(data.subarray(i * nColumns, (i + 1) * nColumns)))
}

/** How honest the picture is: the share of true neighbours that are neighbours in it. */
function* neighboursKept(embedding: Matrix, { k, rows }: Neighbours): Generator<Progress, number, void> {
  const found = yield* withProgress(nearestNeighbours(embedding, k), 'neighbours', 0.9, 1)
  let kept = 0
  for (let i = 0; i < embedding.nRows; i++) {
    const near = new Set(rows.subarray(i * k + 1, (i + 1) * k))
    for (let j = 1; j < k; j++) if (near.has(found.rows[i * k + j] as number)) kept++
  }
  return kept / (embedding.nRows * (k - 1))
}
