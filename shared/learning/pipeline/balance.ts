import { createMatrix, type Matrix } from '../../dataset/column'
import { sharedFloats } from '../../math/chunks'
import { buildKdTree, type KdTree, leastGap } from '../../math/kd-tree'
import type { Random } from '../../math/random'
import { squaredGap } from '../../math/squared-gap'
import type { TrainingData } from '../estimator'

export type Balancing = 'none' | 'class-weights' | 'smote'

/** Neighbours among which SMOTE draws. */
const NEIGHBOURS = 5

/**
 * Makes rare classes count as much as frequent ones.
 * `class-weights`: n / (classes · rows of the class). `smote`: adds invented rows between neighbours of the rare class
 * until all classes are as large as the largest.
 * Source: Chawla et al. (2002), "SMOTE: synthetic minority over-sampling technique"; 0/1 columns are taken from the nearer end.
 */
export function balance(data: TrainingData, balancing: Balancing, random: Random): TrainingData {
  if (balancing === 'none' || data.nClasses === 0) return data
  const counts = new Array<number>(data.nClasses).fill(0)
  for (const own of data.y) counts[own] = (counts[own] as number) + 1
  if (balancing === 'smote') return smote(data, counts, random)
  const present = counts.filter((count) => count > 0).length
  const weights = sharedFloats(data.y.length)
  for (let i = 0; i < weights.length; i++) {
    weights[i] = data.y.length / (present * (counts[data.y[i] as number] as number))
  }
  return { ...data, weights }
}

function smote(data: TrainingData, counts: readonly number[], random: Random): TrainingData {
  const { x, y } = data
  const largest = Math.max(...counts)
  const added = counts.reduce((sum, count) => sum + (count > 1 ? largest - count : 0), 0)
  const grown = createMatrix(x.nRows + added, x.nColumns, true)
  const classes = sharedFloats(x.nRows + added)
  grown.data.set(x.data)
  classes.set(y)
  const isFlag = flagColumns(x)
  let at = x.nRows
  for (const [own, count] of counts.entries()) {
    if (count < 2 || count === largest) continue
    const rows = rowsOfClass(x, y, own, count)
    const tree = buildKdTree(rows)
    for (let drawn = 0; drawn < largest - count; drawn++, at++) {
      const point = random.integer(count)
      const near = neighboursOf(tree, point, x.nColumns, Math.min(NEIGHBOURS, count - 1))
      const other = near[random.integer(near.length)] as number
      writeBetween(tree, point, other, random.next(), isFlag, grown.data, at * x.nColumns)
      classes[at] = own
    }
  }
  return { ...data, x: grown, y: classes }
}

function rowsOfClass(x: Matrix, y: Float64Array, own: number, count: number): Matrix {
  const rows = createMatrix(count, x.nColumns)
  let at = 0
  for (let i = 0; i < x.nRows; i++) {
    if (y[i] !== own) continue
    rows.data.set(x.data.subarray(i * x.nColumns, (i + 1) * x.nColumns), at * x.nColumns)
    at++
  }
  return rows
}

function flagColumns({ data, nColumns }: Matrix): boolean[] {
  const flags = new Array<boolean>(nColumns).fill(true)
  for (let at = 0; at < data.length; at++) {
    if (data[at] !== 0 && data[at] !== 1) flags[at % nColumns] = false
  }
  return flags
}

/** Places in the tree of the nearest other points. */
function neighboursOf(tree: KdTree, own: number, d: number, k: number): number[] {
  const found: { place: number; gap: number }[] = []
  const stack = [0]
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    const farthest = found.length < k ? Number.POSITIVE_INFINITY : (found[k - 1]?.gap as number)
    if (leastGap(tree, node, tree.points, own * d, d) > farthest) continue
    if (2 * node + 2 < tree.starts.length) {
      stack.push(2 * node + 1, 2 * node + 2)
      continue
    }
    for (let place = tree.starts[node] as number; place < (tree.ends[node] as number); place++) {
      if (place === own) continue
      found.push({ place, gap: squaredGap(tree.points, own * d, tree.points, place * d, d) })
    }
    found.sort((a, b) => a.gap - b.gap || a.place - b.place)
    found.length = Math.min(found.length, k)
  }
  return found.map(({ place }) => place)
}

function writeBetween(
  { points }: KdTree,
  from: number,
  to: number,
  share: number,
  isFlag: readonly boolean[],
  target: Float64Array,
  at: number,
): void {
  const d = isFlag.length
  for (let j = 0; j < d; j++) {
    const [a, b] = [points[from * d + j] as number, points[to * d + j] as number]
    target[at + j] = isFlag[j] ? (share < 0.5 ? a : b) : a + share * (b - a)
  }
}
