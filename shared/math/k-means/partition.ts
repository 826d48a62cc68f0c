import { createMatrix, type Matrix } from '../../dataset/column'
import { numberBySize } from '../number-by-size'
import { squaredGap } from '../squared-gap'

/** A partition; segments are numbered by size, the largest 0, equals by their first row. */
export interface Partition {
  labels: Int32Array
  /** k × d. */
  centers: Matrix
  sizes: number[]
  /** Sum of squared distances of the rows to their centre. */
  inertia: number
  nIter: number
  converged: boolean
  /** Rows on which the starts were compared first; null when every start went through all rows. */
  startSampleSize: number | null
  /** Starts that went through all rows. */
  startsFinished: number
}

/** Position of the nearest centre of a row, the first of equals, and its squared distance in `gap.value`. */
export function nearestCenter(
  { data, nColumns: d }: Matrix,
  row: number,
  centers: Float64Array,
  gap: { value: number },
): number {
  let nearest = 0
  let least = Number.POSITIVE_INFINITY
  for (let c = 0, start = 0; start < centers.length; c++, start += d) {
    const squared = squaredGap(data, row * d, centers, start, d)
    if (squared >= least) continue
    least = squared
    nearest = c
  }
  gap.value = least
  return nearest
}

/** A partition with its segments numbered by size. */
export function numberedPartition(
  labels: Int32Array,
  centers: Float64Array,
  nColumns: number,
  outcome: Pick<Partition, 'inertia' | 'nIter' | 'converged' | 'startsFinished'>,
): Partition {
  const k = centers.length / nColumns
  const numbered = numberBySize(labels, k)
  const sorted = createMatrix(k, nColumns)
  for (const [position, c] of numbered.order.entries()) {
    sorted.data.set(centers.subarray(c * nColumns, (c + 1) * nColumns), position * nColumns)
  }
  const sizes = new Array<number>(k).fill(0)
  for (const label of numbered.labels) sizes[label] = (sizes[label] as number) + 1
  return { labels: numbered.labels, centers: sorted, sizes, startSampleSize: null, ...outcome }
}
