import type { Progress } from '../../contract/run-events'
import type { Matrix } from '../../dataset/column'
import type { RawMerges } from './merge-tree'

const STEPS_PER_YIELD = 128

/** Groups that are still there, four side by side: group g of feature j is at `((g >> 2)·d + j)·4 + (g & 3)`. */
interface Groups {
  d: number
  count: number
  centers: Float64Array
  sizes: Float64Array
  /** A point of each group; −1 in a hole. */
  points: Int32Array
}

/**
 * Ward's method by the nearest-neighbour chain, from centres and sizes: no distance matrix.
 * Heights are √(2·increase of the sum of squares), scipy's "ward" and R's "ward.D2".
 * @param matrix m × d, m ≥ 2
 * @param weights rows that each point stands for
 * Cost: O(m²·d) time, O(m·d) memory. Source: Ward (1963); Murtagh (1983), nearest-neighbour chain.
 */
export function* wardChain(matrix: Matrix, weights?: ArrayLike<number>): Generator<Progress, RawMerges, void> {
  const { nRows: m } = matrix
  let groups = packGroups(matrix, weights)
  const merges: RawMerges = {
    left: new Int32Array(m - 1),
    right: new Int32Array(m - 1),
    heights: new Float64Array(m - 1),
  }
  let chain: number[] = []
  let steps = 0
  for (let done = 0; done < m - 1; ) {
    if (chain.length === 0) chain.push(firstGroup(groups))
    const here = chain[chain.length - 1] as number
    const before = chain[chain.length - 2]
    const { nearest, cost } = nearestGroup(groups, here, before)
    if (nearest !== before) chain.push(nearest)
    else {
      chain.length -= 2
      record(merges, done++, groups, here, nearest, cost)
      if (m - done < 0.7 * groups.count) {
        const { packed, place } = compact(groups)
        groups = packed
        chain = chain.map((group) => place[group] as number)
      }
    }
    if (++steps % STEPS_PER_YIELD === 0) yield { stage: 'hierarchy', fraction: done / (m - 1) }
  }
  return merges
}

function packGroups({ data, nRows, nColumns: d }: Matrix, weights?: ArrayLike<number>): Groups {
  const centers = new Float64Array(Math.ceil(nRows / 4) * 4 * d).fill(Number.POSITIVE_INFINITY)
  const sizes = Float64Array.from({ length: Math.ceil(nRows / 4) * 4 }, (_, g) => (g < nRows ? (weights?.[g] ?? 1) : 0))
  const points = Int32Array.from({ length: sizes.length }, (_, g) => (g < nRows ? g : -1))
  for (let g = 0; g < nRows; g++) {
    for (let j = 0; j < d; j++) centers[((g >> 2) * d + j) * 4 + (g & 3)] = data[g * d + j] as number
  }
  return { d, count: nRows, centers, sizes, points }
}

function firstGroup({ points }: Groups): number {
  return points.findIndex((point) => point >= 0)
}

/** The group that costs least to join; on a tie the one before in the chain, else the first. Holes lie at infinity. */
function nearestGroup({ d, count, centers, sizes }: Groups, here: number, before: number | undefined) {
  const own = new Float64Array(d)
  for (let j = 0; j < d; j++) own[j] = centers[((here >> 2) * d + j) * 4 + (here & 3)] as number
  const size = sizes[here] as number
  let nearest = before ?? -1
  let cost = before === undefined ? Number.POSITIVE_INFINITY : costOf(centers, sizes, d, own, size, before)
  for (let first = 0, at = 0; first < count; first += 4) {
    let s0 = 0
    let s1 = 0
    let s2 = 0
    let s3 = 0
    for (let j = 0; j < d; j++, at += 4) {
      const x = own[j] as number
      const d0 = x - (centers[at] as number)
      const d1 = x - (centers[at + 1] as number)
      const d2 = x - (centers[at + 2] as number)
      const d3 = x - (centers[at + 3] as number)
      s0 += d0 * d0
      s1 += d1 * d1
      s2 += d2 * d2
      s3 += d3 * d3
    }
    const n0 = sizes[first] as number
    const n1 = sizes[first + 1] as number
    const n2 = sizes[first + 2] as number
    const n3 = sizes[first + 3] as number
    const c0 = (s0 * n0 * size) / (n0 + size)
    const c1 = (s1 * n1 * size) / (n1 + size)
    const c2 = (s2 * n2 * size) / (n2 + size)
    const c3 = (s3 * n3 * size) / (n3 + size)
    if (c0 < cost && first !== here) {
      cost = c0
      nearest = first
    }
    if (c1 < cost && first + 1 !== here) {
      cost = c1
      nearest = first + 1
    }
    if (c2 < cost && first + 2 !== here) {
      cost = c2
      nearest = first + 2
    }
    if (c3 < cost && first + 3 !== here) {
      cost = c3
      nearest = first + 3
    }
  }
  return { nearest, cost }
}

/** Increase of the sum of squares; computed in the same order as in the scan, so that ties are ties. */
function costOf(
  centers: Float64Array,
  sizes: Float64Array,
  d: number,
  own: Float64Array,
  size: number,
  g: number,
): number {
  let s = 0
  for (let j = 0; j < d; j++) {
    const gap = (own[j] as number) - (centers[((g >> 2) * d + j) * 4 + (g & 3)] as number)
    s += gap * gap
  }
  const other = sizes[g] as number
  return (s * other * size) / (other + size)
}

/** Joins two groups into the later one, and leaves a hole where the earlier one was. */
function record(merges: RawMerges, at: number, groups: Groups, a: number, b: number, cost: number): void {
  const { d, centers, sizes, points } = groups
  const [hole, kept] = [Math.min(a, b), Math.max(a, b)]
  merges.left[at] = points[hole] as number
  merges.right[at] = points[kept] as number
  merges.heights[at] = Math.sqrt(2 * cost)
  const [n, m] = [sizes[hole] as number, sizes[kept] as number]
  for (let j = 0; j < d; j++) {
    const from = ((hole >> 2) * d + j) * 4 + (hole & 3)
    const to = ((kept >> 2) * d + j) * 4 + (kept & 3)
    centers[to] = ((centers[from] as number) * n + (centers[to] as number) * m) / (n + m)
    centers[from] = Number.POSITIVE_INFINITY
  }
  sizes[kept] = n + m
  sizes[hole] = 0
  points[hole] = -1
}

/** Closes the holes; order stays as it is. */
function compact(groups: Groups): { packed: Groups; place: Int32Array } {
  const { d } = groups
  const place = new Int32Array(groups.points.length).fill(-1)
  let count = 0
  for (let g = 0; g < groups.points.length; g++) if ((groups.points[g] as number) >= 0) place[g] = count++
  const room = Math.ceil(count / 4) * 4
  const packed: Groups = {
    d,
    count,
    centers: new Float64Array(room * d).fill(Number.POSITIVE_INFINITY),
    sizes: new Float64Array(room),
    points: new Int32Array(room).fill(-1),
  }
  for (let g = 0; g < groups.points.length; g++) {
    const to = place[g] as number
    if (to < 0) continue
    packed.sizes[to] = groups.sizes[g] as number
    packed.points[to] = groups.points[g] as number
    for (let j = 0; j < d; j++) {
      packed.centers[((to >> 2) * d + j) * 4 + (to & 3)] = groups.centers[((g >> 2) * d + j) * 4 + (g & 3)] as number
    }
  }
  return { packed, place }
}
