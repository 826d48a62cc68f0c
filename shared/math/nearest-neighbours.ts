import type { Matrix } from '../dataset/column'
import { buildKdTree, type KdTree, leastGap } from './kd-tree'

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
  const found: Neighbours = { k, rows: new Int32Array(n * k), distances: new Float64Array(n * k) }
  const best = { rows: new Int32Array(k), squares: new Float64Array(k) }
  for (let place = 0; place < n; place++) {
    search(tree, place, d, best)
    const row = (tree.order[place] as number) * k
    for (let i = 0; i < k; i++) {
      found.rows[row + i] = best.rows[i] as number
      found.distances[row + i] = Math.sqrt(best.squares[i] as number)
    }
    if (place % rowsPerStep === 0) yield place / n
  }
  return found
}

interface Best {
  rows: Int32Array
  squares: Float64Array
}

/** Fills `best` with the nearest points to the point at `place`, nearest first; of equals the lower row comes first. */
function search(tree: KdTree, place: number, d: number, best: Best): void {
  best.squares.fill(Number.POSITIVE_INFINITY)
  best.rows.fill(-1)
  const nNodes = tree.starts.length
  const stack = [0]
  while (stack.length > 0) {
    const node = stack.pop() as number
    if (leastGap(tree, node, tree.points, place * d, d) > (best.squares.at(-1) as number)) continue
    const left = 2 * node + 1
    if (left + 1 < nNodes) {
      const [a, b] = [left, left + 1].map((child) => leastGap(tree, child, tree.points, place * d, d))
      if ((a as number) <= (b as number)) stack.push(left + 1, left)
      else stack.push(left, left + 1)
      continue
    }
    for (let other = tree.starts[node] as number; other < (tree.ends[node] as number); other++) {
      offer(best, tree.order[other] as number, other === place ? -1 : squaredDistance(tree.points, place, other, d))
    }
  }
  // The row itself came first with −1, so that no duplicate of it could.
  best.squares[0] = 0
}

function squaredDistance(points: Float64Array, a: number, b: number, d: number): number {
  let sum = 0
  for (let j = 0; j < d; j++) sum += ((points[a * d + j] as number) - (points[b * d + j] as number)) ** 2
  return sum
}

function offer({ rows, squares }: Best, row: number, square: number): void {
  const comes = (i: number) => square < (squares[i] as number) || (square === squares[i] && row < (rows[i] as number))
  let i = squares.length - 1
  if (!comes(i)) return
  for (; i > 0 && comes(i - 1); i--) {
    squares[i] = squares[i - 1] as number
    rows[i] = rows[i - 1] as number
  }
  squares[i] = square
  rows[i] = row
}
