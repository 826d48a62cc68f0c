import type { Progress } from '../../contract/run-events'
import { createMatrix, type Matrix } from '../../dataset/column'
import { kMeans } from '../../math/k-means/k-means'
import { drawSample, silhouette } from '../../math/silhouette'
import type { MethodContext } from '../define-method'
import type { KChoice } from './method'

const MOST_SEGMENTS = 8
const SAMPLE_ROWS = 2000
const STARTS = 5

/**
 * Tries 2 to 8 segments on at most 2,000 rows drawn by the seed and takes the number with the best silhouette, the smallest of equals.
 * Cost: O(m²·d) per number for m rows.
 */
export function* chooseSegmentCount(
  matrix: Matrix,
  context: MethodContext,
): Generator<Progress, { k: number; choice: KChoice }, void> {
  const sample = sampleOf(matrix, context.seed)
  const most = Math.min(MOST_SEGMENTS, countDistinctRows(sample, MOST_SEGMENTS + 1) - 1, sample.nRows - 1)
  const choice: KChoice = { k: [], silhouette: [], sampleSize: sample.nRows }
  for (let k = 2; k <= most; k++) {
    const options = { k, nInit: STARTS, maxIterations: 100, tolerance: 0 }
    const { labels } = yield* quietly(kMeans(sample, options, { ...context, random: context.random.fork(1000 + k) }))
    const { mean } = yield* quietly(silhouette(sample, labels, k, context))
    choice.k.push(k)
    choice.silhouette.push(mean)
    yield { stage: 'chooseK', fraction: (k - 1) / (most - 1) }
  }
  const best = choice.silhouette.reduce<number>(
    (at, value, i) => ((value ?? -1) > (choice.silhouette[at] ?? -1) ? i : at),
    0,
  )
  return { k: choice.k[best] ?? 2, choice }
}

/** Runs a part to its end, turning its progress into one stage of unknown length. */
function* quietly<T>(part: Generator<Progress, T, void>): Generator<Progress, T, void> {
  let step = part.next()
  while (!step.done) {
    yield { stage: 'chooseK', fraction: null }
    step = part.next()
  }
  return step.value
}

function sampleOf(matrix: Matrix, seed: number): Matrix {
  if (matrix.nRows <= SAMPLE_ROWS) return matrix
  const all = Int32Array.from({ length: matrix.nRows }, (_, i) => i)
  const rows = drawSample(all, SAMPLE_ROWS, seed)
  const d = matrix.nColumns
  const sample = createMatrix(rows.length, d, true)
  for (const [i, row] of rows.entries()) sample.data.set(matrix.data.subarray(row * d, (row + 1) * d), i * d)
  return sample
}

/** Different rows, counted up to a limit. */
function countDistinctRows({ data, nRows, nColumns: d }: Matrix, limit: number): number {
  const seen = new Set<string>()
  for (let i = 0; i < nRows && seen.size < limit; i++) seen.add(data.subarray(i * d, (i + 1) * d).join(' '))
  return seen.size
}
