import type { Progress } from '../../contract/run-events'
import { text } from '../../contract/text'
import { createMatrix } from '../../dataset/column'
import { fasterPam } from '../../math/faster-pam'
import { numberBySize } from '../../math/number-by-size'
import type { RowSpace } from '../../math/row-space'
import { drawSample } from '../../math/silhouette'
import { chooseBySilhouette, type KChoice } from '../../segments/choose-by-silhouette'
import { weightedTotals, weightOf } from '../../segments/row-weights'
import { describeSegmentation } from '../../segments/segmentation'
import type { MethodContext, MethodInput, Outcome } from '../define-method'
import { matrixInOriginalUnits } from '../original-units'
import { parameterInvalid } from '../parse-params'
import { type MeasuredSpace, prepareMeasured } from '../prepare-space'
import { EXACT_ROWS, type KMedoidsParams, type KMedoidsResult } from './method'

const SAMPLE_ROWS = 4000
const ROWS_PER_STEP = 16_384

/** Medoids as rows of the matrix, and what they cost over all of its rows. */
interface Found {
  medoids: number[]
  labels: Int32Array
  cost: number
}

/**
 * Segments around typical rows on prepared feature columns; see `fasterPam` and `prepareMeasured`.
 * @throws what `prepareMeasured` throws; parameterInvalid when k exceeds the rows
 * Cost: O(nInit·n²·d) up to 10,000 rows; above, every start works on 4,000 rows drawn anew and is judged on all of them.
 */
export function* compute(
  input: MethodInput,
  params: KMedoidsParams,
  context: MethodContext,
): Generator<Progress, Outcome<KMedoidsResult>, void> {
  const features = input.columns['features'] ?? []
  const rowWeights = weightOf(input)
  const prepared = yield* prepareMeasured(features, params, {
    methodId: 'k-medoids',
    allowsConstants: true,
    rowWeights,
  })
  const { matrix, rows, preparation, dropped, space } = prepared
  const { k, choice } = yield* segmentCount(params, prepared, context)
  const weights = rowWeights && Float64Array.from(rows, (row) => rowWeights.values[row] as number)
  const best = yield* bestOfStarts(space, weights, k, params.nInit, context)
  const { labels, order } = numberBySize(best.labels, k)
  const segmentation = yield* describeSegmentation(prepared, labels, k, input, context)
  const medoidRows = order.map((position) => best.medoids[position] as number)
  const medoidsUsed = createMatrix(k, matrix.nColumns)
  for (const [m, row] of medoidRows.entries()) {
    const { data, nColumns } = matrix
    medoidsUsed.data.set(data.subarray(row * nColumns, (row + 1) * nColumns), m * nColumns)
  }
  const result: KMedoidsResult = {
    ...segmentation,
    medoidRows: medoidRows.map((row) => input.rowIds[rows[row] as number] as number),
    medoids: matrixInOriginalUnits(medoidsUsed, preparation),
    medoidsUsed,
    cost: best.cost,
    meanDistance: best.cost / (weights?.reduce((sum, weight) => sum + weight, 0) ?? matrix.nRows),
    sampleSize: matrix.nRows > EXACT_ROWS ? SAMPLE_ROWS : matrix.nRows,
    kChoice: choice,
    ...(weights ? weightedTotals(matrix, labels, weights, k) : {}),
  }
  const rowsDropped = input.nRows - rows.length
  return { result, diagnostics: { rowsUsed: rows.length, rowsDropped, dropped, converged: true, iterations: null } }
}

function* segmentCount(
  { k }: KMedoidsParams,
  { matrix, space, policy }: MeasuredSpace,
  context: MethodContext,
): Generator<Progress, { k: number; choice: KChoice | null }, void> {
  if (k === 'auto') {
    const partition = function* ({ rows }: { rows: Int32Array }, tried: number) {
      return (yield* fasterPam(space.take(rows), tried, context.random.fork(1000 + tried))).labels
    }
    return yield* chooseBySilhouette(matrix, context, partition, policy?.distance === 'gower' ? space : undefined)
  }
  if (k <= matrix.nRows) return { k, choice: null }
  throw parameterInvalid('k-medoids', 'k', text('errors.constraint.atMostRows', { rows: matrix.nRows }), k)
}

function* bestOfStarts(
  space: RowSpace,
  weights: Float64Array | undefined,
  k: number,
  nInit: number,
  context: MethodContext,
): Generator<Progress, Found, void> {
  const all = Int32Array.from({ length: space.nRows }, (_, i) => i)
  let best: Found | undefined
  for (let start = 0; start < nInit; start++) {
    const random = context.random.fork(start)
    const isWhole = space.nRows <= EXACT_ROWS
    const drawn = isWhole ? all : drawSample(all, Math.max(SAMPLE_ROWS, 2 * k), context.seed + start)
    const own = isWhole ? weights : weights && Float64Array.from(drawn, (row) => weights[row] as number)
    const steps = fasterPam(isWhole ? space : space.take(drawn), k, random, own)
    let step = steps.next()
    while (!step.done) {
      yield { ...step.value, fraction: (start + (step.value.fraction ?? 0)) / nInit }
      step = steps.next()
    }
    const medoids = step.value.medoids.map((row) => drawn[row] as number)
    const found = isWhole ? { ...step.value, medoids } : yield* assignAll(space, weights, medoids)
    if (!best || found.cost < best.cost * (1 - 1e-12)) best = found
  }
  return best as Found
}

/** Every row with its nearest medoid. */
function* assignAll(
  { nRows, distance }: RowSpace,
  weights: Float64Array | undefined,
  medoids: number[],
): Generator<Progress, Found, void> {
  const labels = new Int32Array(nRows)
  let cost = 0
  for (let i = 0; i < nRows; i++) {
    let least = Number.POSITIVE_INFINITY
    for (const [m, medoid] of medoids.entries()) {
      const gap = distance(i, medoid)
      if (gap >= least) continue
      least = gap
      labels[i] = m
    }
    cost += (weights?.[i] ?? 1) * least
    if (i % ROWS_PER_STEP === 0) yield { stage: 'medoids', fraction: null }
  }
  return { medoids, labels, cost }
}
