import type { Progress } from '../contract/run-events'
import type { Matrix } from '../dataset/column'
import type { MethodContext } from '../methods/define-method'
import { chunksOf, sharedFloats, sharedIntegers } from './chunks'
import { createRandom } from './random'
import { runKernel } from './run-kernel'

/** Up to this many rows every pair of rows is measured. */
export const EXACT_SILHOUETTE_ROWS = 20_000
/** Above, as many rows are drawn. */
const SAMPLE_ROWS = 10_000
const SLICE_ROWS = 256
const SLICES_PER_STEP = 16

export interface Silhouette {
  /** Mean over rows; null with fewer than two segments. */
  mean: number | null
  /** Mean over the rows of each segment; null for a segment without rows. */
  perCluster: (number | null)[]
  /** Per row used, in the order of `rows`. */
  values: Float64Array
  /** Rows of the matrix that were measured. */
  rows: Int32Array
  /** True when all rows were. */
  exact: boolean
}

/**
 * Silhouettes of a partition: exact up to 20,000 rows, above on 10,000 rows drawn by `seed` (segments in proportion, by chance).
 * @param matrix n × d on shared memory
 * @param labels n, each 0 … k − 1; rows with a negative label take no part
 * Cost: O(m²·d) for m rows measured. Source: Rousseeuw (1987).
 */
export function* silhouette(
  matrix: Matrix,
  labels: Int32Array,
  nClusters: number,
  context: { parallel: MethodContext['parallel']; seed: number },
): Generator<Progress, Silhouette, void> {
  const labelled = labelledRows(labels)
  const exact = labelled.length <= EXACT_SILHOUETTE_ROWS
  const rows = exact ? labelled : drawSample(labelled, SAMPLE_ROWS, context.seed)
  const { sorted, starts, order } = sortBySegment(matrix, labels, rows, nClusters)
  const silhouettes = sharedFloats(rows.length)
  const buffers = { data: sorted, starts, silhouettes }
  const values = { nFeatures: matrix.nColumns, nClusters }
  const slices = chunksOf(rows.length, rows.length <= 2 * SLICE_ROWS ? 2 * SLICE_ROWS : SLICE_ROWS)
  for (let s = 0; s < slices.length; s += SLICES_PER_STEP) {
    runKernel(context.parallel, 'silhouette', buffers, values, slices.slice(s, s + SLICES_PER_STEP))
    yield { stage: 'silhouette', fraction: Math.min(1, (s + SLICES_PER_STEP) / slices.length) }
  }
  const perRow = new Float64Array(rows.length)
  for (const [position, index] of order.entries()) perRow[index] = silhouettes[position] as number
  return { ...meansOf(silhouettes, starts), values: perRow, rows, exact }
}

/** Rows in a segment, ascending. */
function labelledRows(labels: Int32Array): Int32Array {
  const rows = new Int32Array(labels.length)
  let count = 0
  for (let i = 0; i < labels.length; i++) if ((labels[i] as number) >= 0) rows[count++] = i
  return rows.subarray(0, count)
}

/** Rows drawn without replacement, ascending. Source: Knuth (1981), algorithm S (selection sampling). */
export function drawSample(rows: Int32Array, size: number, seed: number): Int32Array {
  const random = createRandom(seed, 7)
  const drawn = new Int32Array(Math.min(size, rows.length))
  let taken = 0
  for (let i = 0; i < rows.length && taken < drawn.length; i++) {
    if (random.next() * (rows.length - i) < drawn.length - taken) drawn[taken++] = rows[i] as number
  }
  return drawn
}

function sortBySegment(matrix: Matrix, labels: Int32Array, rows: Int32Array, nClusters: number) {
  const d = matrix.nColumns
  const starts = sharedIntegers(nClusters + 1)
  for (const row of rows) starts[(labels[row] as number) + 1] = (starts[(labels[row] as number) + 1] as number) + 1
  for (let c = 0; c < nClusters; c++) starts[c + 1] = (starts[c + 1] as number) + (starts[c] as number)
  const next = starts.slice(0, nClusters)
  const sorted = sharedFloats(rows.length * d)
  const order = new Int32Array(rows.length)
  for (const [index, row] of rows.entries()) {
    const label = labels[row] as number
    const position = next[label] as number
    next[label] = position + 1
    order[position] = index
    sorted.set(matrix.data.subarray(row * d, (row + 1) * d), position * d)
  }
  return { sorted, starts, order }
}

/** Means over all rows and over those of each segment, which lie one after the other. */
export function meansOf(silhouettes: Float64Array, starts: Int32Array): Pick<Silhouette, 'mean' | 'perCluster'> {
  let total = 0
  let filled = 0
  const perCluster = Array.from({ length: starts.length - 1 }, (_, c) => {
    const part = silhouettes.subarray(starts[c], starts[c + 1])
    const sum = part.reduce((all, value) => all + value, 0)
    total += sum
    if (part.length > 0) filled++
    return part.length > 0 ? sum / part.length : null
  })
  if (filled < 2) return { mean: null, perCluster: perCluster.map(() => null) }
  return { mean: total / silhouettes.length, perCluster }
}
