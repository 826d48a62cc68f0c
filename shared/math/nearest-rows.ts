import { type KdTree, leastGap } from './kd-tree'

/** With more columns than this boxes exclude next to nothing, and looking at every point is quicker. */
const FEW_COLUMNS = 10

/** The nearest points so far, nearest first; of equally near ones the smaller row comes first. */
interface Found {
  gaps: Float64Array
  rows: Int32Array
}

/** Creates a search that can be used again and again without memory of its own per question. */
export function createNearestSearch(tree: KdTree, nColumns: number, k: number) {
  const found: Found = { gaps: new Float64Array(k), rows: new Int32Array(k) }
  const stack = new Int32Array(256)
  /**
   * @param points rows of nColumns values
   * @param at where the row asked for begins
   * @returns rows of the tree's matrix, nearest first; reused by the next question
   * Cost: O(log n) for few columns, up to O(n) for many.
   */
  return (points: Float64Array, at: number): Int32Array => {
    found.gaps.fill(Number.POSITIVE_INFINITY)
    found.rows.fill(-1)
    if (nColumns > FEW_COLUMNS) {
      searchPoints(tree, 0, tree.order.length, points, at, nColumns, found)
      return found.rows
    }
    let depth = 1
    stack[0] = 0
    while (depth > 0) {
      const node = stack[--depth] as number
      if (leastGap(tree, node, points, at, nColumns) > (found.gaps[k - 1] as number)) continue
      const [a, b] = [2 * node + 1, 2 * node + 2]
      if (b >= tree.starts.length) {
        searchPoints(tree, tree.starts[node] as number, tree.ends[node] as number, points, at, nColumns, found)
        continue
      }
      const isNearer = leastGap(tree, a, points, at, nColumns) <= leastGap(tree, b, points, at, nColumns)
      stack[depth++] = isNearer ? b : a
      stack[depth++] = isNearer ? a : b
    }
    return found.rows
  }
}

function searchPoints(
  { points: known, order }: KdTree,
  start: number,
  end: number,
  points: Float64Array,
  at: number,
  d: number,
  found: Found,
): void {
  const last = found.gaps.length - 1
  for (let place = start; place < end; place++) {
    const limit = found.gaps[last] as number
    let gap = 0
    for (let j = 0; j < d && gap <= limit; j++)
      gap += ((points[at + j] as number) - (known[place * d + j] as number)) ** 2
    if (gap <= limit) insert(found, gap, order[place] as number)
  }
}

function insert({ gaps, rows }: Found, gap: number, row: number): void {
  let at = gaps.length - 1
  const isBefore = (place: number) =>
    gap < (gaps[place] as number) || (gap === gaps[place] && (row < (rows[place] as number) || rows[place] === -1))
  if (!isBefore(at)) return
  while (at > 0 && isBefore(at - 1)) {
    gaps[at] = gaps[at - 1] as number
    rows[at] = rows[at - 1] as number
    at--
  }
  gaps[at] = gap
  rows[at] = row
}
