import type { Progress } from '../contract/run-events'
import type { RowSpace } from './row-space'
import { drawSample, meansOf, type Silhouette } from './silhouette'

/** Up to this many rows every pair of rows is measured; above, as many are drawn. */
const MOST_ROWS = 5000
const ROWS_PER_STEP = 64

/**
 * Silhouettes of a partition by any distance; see `silhouette` for the Euclidean one.
 * @param labels one per row, 0 … k − 1; rows with a negative label take no part
 * Cost: O(m²) distances for m = min(n, 5,000) rows. Source: Rousseeuw (1987).
 */
export function* silhouetteOfSpace(
  space: RowSpace,
  labels: Int32Array,
  nClusters: number,
  seed: number,
): Generator<Progress, Silhouette, void> {
  const labelled = Int32Array.from(labels.keys()).filter((i) => (labels[i] as number) >= 0)
  const exact = labelled.length <= MOST_ROWS
  const rows = exact ? labelled : drawSample(labelled, MOST_ROWS, seed)
  const own = rows.map((row) => labels[row] as number)
  const sizes = new Float64Array(nClusters)
  for (const label of own) sizes[label] = (sizes[label] as number) + 1
  const values = new Float64Array(rows.length)
  const totals = new Float64Array(nClusters)
  for (let i = 0; i < rows.length; i++) {
    totals.fill(0)
    for (let j = 0; j < rows.length; j++) {
      const label = own[j] as number
      totals[label] = (totals[label] as number) + space.distance(rows[i] as number, rows[j] as number)
    }
    values[i] = silhouetteOf(totals, sizes, own[i] as number)
    if (i % ROWS_PER_STEP === 0) yield { stage: 'silhouette', fraction: i / rows.length }
  }
  return { ...meansBySegment(values, own, nClusters), values, rows, exact }
}

function silhouetteOf(totals: Float64Array, sizes: Float64Array, own: number): number {
  if (sizes[own] === 1) return 0
  const a = (totals[own] as number) / ((sizes[own] as number) - 1)
  let b = Number.POSITIVE_INFINITY
  for (let c = 0; c < totals.length; c++) {
    if (c !== own && (sizes[c] as number) > 0) b = Math.min(b, (totals[c] as number) / (sizes[c] as number))
  }
  return Math.max(a, b) === 0 ? 0 : (b - a) / Math.max(a, b)
}

function meansBySegment(values: Float64Array, own: Int32Array, nClusters: number) {
  const order = Int32Array.from(own.keys()).sort((a, b) => (own[a] as number) - (own[b] as number) || a - b)
  const starts = new Int32Array(nClusters + 1)
  for (const label of own) starts[label + 1] = (starts[label + 1] as number) + 1
  for (let c = 0; c < nClusters; c++) starts[c + 1] = (starts[c + 1] as number) + (starts[c] as number)
  return meansOf(
    Float64Array.from(order, (i) => values[i] as number),
    starts,
  )
}
