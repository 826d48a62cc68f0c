import type { Progress } from '../contract/run-events'
import { createMatrix, type Matrix } from '../dataset/column'
import type { MethodContext } from '../methods/define-method'
import { kMeans } from './k-means/k-means'
import type { Random } from './random'
import { squaredGap } from './squared-gap'

/**
 * How well segments come back when the rows are drawn anew: for each segment the mean Jaccard index with the segment
 * most like it in each of `resamples` clusterings of bootstrap samples. From 0.75 on a segment counts as stable.
 * @param labels of the rows of `matrix`, 0 … k − 1
 * @returns one value per segment
 * Cost: `resamples` times clustering n rows. Source: Hennig (2007), "Cluster-wise assessment of cluster stability".
 */
export function* bootstrapStability(
  matrix: Matrix,
  labels: Int32Array,
  k: number,
  resamples: number,
  context: Pick<MethodContext, 'parallel'> & { random: Random },
): Generator<Progress, number[], void> {
  const totals = new Array<number>(k).fill(0)
  for (let b = 0; b < resamples; b++) {
    const random = context.random.fork(b)
    const rows = Int32Array.from({ length: matrix.nRows }, () => random.integer(matrix.nRows))
    const sample = rowsOf(matrix, rows)
    const options = { k: Math.min(k, distinctCount(rows)), nInit: 10, maxIterations: 300, tolerance: 0 }
    const steps = kMeans(sample, options, { ...context, random: random.fork(1) })
    let step = steps.next()
    while (!step.done) {
      yield { stage: 'stability', fraction: b / resamples }
      step = steps.next()
    }
    const found = nearestCenters(matrix, step.value.centers)
    for (const [c, value] of bestOverlaps(labels, found, k).entries()) totals[c] = (totals[c] as number) + value
  }
  return totals.map((total) => total / resamples)
}

function distinctCount(rows: Int32Array): number {
  return new Set(rows).size
}

function rowsOf({ data, nColumns: d }: Matrix, rows: Int32Array): Matrix {
  const taken = createMatrix(rows.length, d, true)
  for (const [i, row] of rows.entries()) taken.data.set(data.subarray(row * d, (row + 1) * d), i * d)
  return taken
}

function nearestCenters(matrix: Matrix, centers: Matrix): Int32Array {
  const d = matrix.nColumns
  return Int32Array.from({ length: matrix.nRows }, (_, i) => {
    let nearest = 0
    let least = Number.POSITIVE_INFINITY
    for (let c = 0; c < centers.nRows; c++) {
      const gap = squaredGap(matrix.data, i * d, centers.data, c * d, d)
      if (gap < least) {
        least = gap
        nearest = c
      }
    }
    return nearest
  })
}

/** Per segment of the first the largest Jaccard index with a segment of the second. */
function bestOverlaps(first: Int32Array, second: Int32Array, k: number): number[] {
  const both = new Float64Array(k * k)
  const sizes = [new Float64Array(k), new Float64Array(k)] as const
  for (let i = 0; i < first.length; i++) {
    const [a, b] = [first[i] as number, second[i] as number]
    both[a * k + b] = (both[a * k + b] as number) + 1
    sizes[0][a] = (sizes[0][a] as number) + 1
    sizes[1][b] = (sizes[1][b] as number) + 1
  }
  return Array.from({ length: k }, (_, a) => {
    let best = 0
    for (let b = 0; b < k; b++) {
      const shared = both[a * k + b] as number
      if (shared > 0) best = Math.max(best, shared / ((sizes[0][a] as number) + (sizes[1][b] as number) - shared))
    }
    return best
  })
}
