import type { Progress } from '../../contract/run-events'
import type { Matrix } from '../../dataset/column'
import { kMeans } from '../../math/k-means/k-means'
import type { RowSpace } from '../../math/row-space'
import { drawSample } from '../../math/silhouette'
import { takeRows } from '../../segments/choose-by-silhouette'
import type { MethodContext } from '../define-method'

const COUNT = 1000
const ITERATIONS = 3
const ROWS_PER_STEP = 1024

/** Points that stand for rows. */
export interface Representatives {
  points: Matrix
  /** How the points are compared, where that is not by their distances. */
  space?: RowSpace
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

/**
 * About 1,000 rows drawn by the seed that stand for all rows, each of which goes to the nearest.
 * Cost: 1,000·n distances.
 */
export function* drawnRepresentatives(
  space: RowSpace,
  matrix: Matrix,
  { seed }: Pick<MethodContext, 'seed'>,
): Generator<Progress, Representatives, void> {
  const all = Int32Array.from({ length: space.nRows }, (_, i) => i)
  const drawn = drawSample(all, COUNT, seed)
  const labels = new Int32Array(space.nRows)
  const weights = new Array<number>(drawn.length).fill(0)
  for (let i = 0; i < space.nRows; i++) {
    let least = Number.POSITIVE_INFINITY
    for (const [point, row] of drawn.entries()) {
      const gap = space.distance(i, row)
      if (gap >= least) continue
      least = gap
      labels[i] = point
    }
    const own = labels[i] as number
    weights[own] = (weights[own] as number) + 1
    if (i % ROWS_PER_STEP === 0) yield { stage: 'distances', fraction: i / space.nRows }
  }
  return { points: takeRows(matrix, drawn), space: space.take(drawn), weights, labels }
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
