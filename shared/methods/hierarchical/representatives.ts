import type { Progress } from '../../contract/run-events'
import type { Matrix } from '../../dataset/column'
import { kMeans } from '../../math/k-means/k-means'
import { drawSample } from '../../math/silhouette'
import { takeRows } from '../../segments/choose-by-silhouette'
import type { MethodContext } from '../define-method'

const COUNT = 1000
const ITERATIONS = 3

/** Points that stand for rows. */
export interface Representatives {
  points: Matrix
  /** Rows per point. */
  weights: number[]
  /** The point of each row. */
  labels: Int32Array
}

/**
 * About 1,000 points that stand for all rows: rows drawn by the seed, moved by three steps of Lloyd's algorithm.
 * Cost: O(n·d) · 1,000 · 3.
 */
export function* representativesOf(matrix: Matrix, context: MethodContext): Generator<Progress, Representatives, void> {
  const all = Int32Array.from({ length: matrix.nRows }, (_, i) => i)
  const drawn = distinctRows(matrix, drawSample(all, COUNT, context.seed))
  const options = {
    k: drawn.length,
    nInit: 1,
    maxIterations: ITERATIONS,
    tolerance: 0,
    initialCenters: Float64Array.from(takeRows(matrix, drawn).data),
  }
  const { centers, sizes, labels } = yield* kMeans(matrix, options, context)
  return { points: centers, weights: sizes, labels }
}

function distinctRows({ data, nColumns: d }: Matrix, rows: Int32Array): Int32Array {
  const seen = new Set<string>()
  return rows.filter((row) => {
    const key = data.subarray(row * d, (row + 1) * d).join(' ')
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}
