import type { Matrix } from '../dataset/column'
import { buildKdTree } from './kd-tree'
import { createNearestSearch } from './nearest-rows'

/** The nearest rows of each row, itself first; k entries per row, by distance. */
export interface Neighbours {
  k: number
  /** n × k. */
  rows: Int32Array
  distances: Float64Array
}

const rowsPerStep = 256

/**
 * Exact nearest neighbours by Euclidean distance.
 * @param matrix n × d
 * @param k neighbours, the row itself among them; at most n
 * @returns yields the share that is done
 * Cost: O(n·log n) in few dimensions, up to O(n²) in many. Source: Friedman, Bentley & Finkel (1977).
 */
export function* nearestNeighbours(matrix: Matrix, k: number): Generator<number, Neighbours, void> {
  const { nRows: n, nColumns: d } = matrix
  const tree = buildKdTree(matrix)
  const search = createNearestSearch(tree, d, k)
  const found: Neighbours = { k, rows: new Int32Array(n * k), distances: new Float64Array(n * k) }
  for (let row = 0; row < n; row++) {
    const own = found.rows.subarray(row * k, (row + 1) * k)
    own.set(search(matrix.data, row * d))
    putFirst(own, row)
    for (let i = 0; i < k; i++) found.distances[row * k + i] = distance(matrix, row, own[i] as number)
    if (row % rowsPerStep === 0) yield row / n
  }
  return found
}

/** The row itself comes first, also where others are equal to it and were found before. */
function putFirst(rows: Int32Array, row: number): void {
  const at = rows.indexOf(row)
  rows.copyWithin(1, 0, at < 0 ? rows.length - 1 : at)
  rows[0] = row
}

function distance({ data, nColumns }: Matrix, a: number, b: number): number {
  let sum = 0
  for (let j = 0; j < nColumns; j++)
    sum += ((data[a * nColumns + j] as number) - (data[b * nColumns + j] as number)) ** 2
  return Math.sqrt(sum)
}
