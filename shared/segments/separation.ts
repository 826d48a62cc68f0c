import type { Matrix } from '../dataset/column'
import { multimodality } from '../math/dip'
import { squaredGap } from '../math/squared-gap'

/** Neighbouring segments that each one is compared with. */
const NEIGHBOURS = 4
/** The larger of two segments takes part with at most so many times the rows of the smaller, so that a small one is seen. */
const MOST_TIMES = 2
const LEAST_ROWS = 60
/** Rows of a segment that are looked at, evenly over it: more would not show a valley more clearly. */
const MOST_ROWS = 4000

/**
 * Whether there is a valley between every two neighbouring segments: rows of both are seen along the line through their
 * centres, and the least clear pair counts. From 1 on every segment is a hump of its own; a group cut in halves stays below.
 * @param labels n, 0 … k − 1
 * @param centers k × d
 * @returns null with fewer than two segments
 * Cost: O(n + k·m·(d + log m)) for m = 4,000 rows at most.
 */
export function separation(matrix: Matrix, labels: Int32Array, centers: Matrix): number | null {
  const members = Array.from({ length: centers.nRows }, () => [] as number[])
  for (let i = 0; i < labels.length; i++) members[labels[i] as number]?.push(i)
  let least: number | null = null
  for (let a = 0; a < centers.nRows; a++) {
    for (const b of neighboursOf(centers, a)) {
      const clear = valley(matrix, centers, a, b, [members[a] as number[], members[b] as number[]])
      if (least === null || clear < least) least = clear
    }
  }
  return least
}

function neighboursOf({ data, nRows, nColumns: d }: Matrix, a: number): number[] {
  const gap = (b: number) => squaredGap(data, a * d, data, b * d, d)
  return Array.from({ length: nRows }, (_, b) => b)
    .filter((b) => b !== a)
    .sort((b, c) => gap(b) - gap(c))
    .slice(0, NEIGHBOURS)
}

function valley(matrix: Matrix, centers: Matrix, a: number, b: number, members: [number[], number[]]): number {
  const d = matrix.nColumns
  const smaller = Math.min(MOST_ROWS / MOST_TIMES, members[0].length, members[1].length)
  const size = Math.max(LEAST_ROWS, MOST_TIMES * smaller)
  const rows = members.flatMap((list) => evenly(list, size))
  const projected = Float64Array.from(rows, (row) => {
    let along = 0
    for (let j = 0; j < d; j++) {
      const step = (centers.data[b * d + j] as number) - (centers.data[a * d + j] as number)
      along += (matrix.data[row * d + j] as number) * step
    }
    return along
  })
  return multimodality(projected)
}

/** At most so many entries of a list, evenly over it. */
function evenly(list: number[], size: number): number[] {
  if (list.length <= size) return list
  return Array.from({ length: size }, (_, i) => list[Math.floor((i * list.length) / size)] as number)
}
