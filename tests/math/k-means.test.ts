import { createMatrix, type Matrix } from '@shared/dataset/column'
import { kMeans } from '@shared/math/k-means/k-means'
import type { Partition } from '@shared/math/k-means/partition'
import { createRandom } from '@shared/math/random'
import { silhouette } from '@shared/math/silhouette'
import { describe, expect, test } from 'vitest'
import { createContext, drive } from '../contract/harness'

function matrixOf(rows: readonly (readonly number[])[]): Matrix {
  const matrix = createMatrix(rows.length, rows[0]?.length ?? 0, true)
  matrix.data.set(rows.flat())
  return matrix
}

/** Groups around random centres; `spread` in units of the distance between them. */
function blobs(nRows: number, d: number, groups: number, spread: number, seed = 1): Matrix {
  const random = createRandom(seed)
  const centers = Array.from({ length: groups * d }, () => 5 * random.normal())
  const matrix = createMatrix(nRows, d, true)
  for (let i = 0; i < nRows; i++) {
    for (let j = 0; j < d; j++) {
      matrix.data[i * d + j] = (centers[(i % groups) * d + j] as number) + spread * random.normal()
    }
  }
  return matrix
}

const usual = { nInit: 10, maxIterations: 300, tolerance: 0 }

function segment(
  matrix: Matrix,
  options: Partial<Parameters<typeof kMeans>[1]> & { k: number },
  context = createContext(),
): Partition {
  return drive(kMeans(matrix, { ...usual, ...options }, context))
}

/** Lloyd's algorithm without any shortcut, from given centres. */
function plainLloyd(matrix: Matrix, start: Float64Array, k: number) {
  const { nRows: n, nColumns: d, data } = matrix
  const centers = Float64Array.from(start)
  const labels = new Int32Array(n).fill(-1)
  for (let iteration = 0; iteration < 1000; iteration++) {
    let changed = false
    for (let i = 0; i < n; i++) {
      const gaps = Array.from({ length: k }, (_, c) => distance(data, i * d, centers, c * d, d))
      const nearest = gaps.indexOf(Math.min(...gaps))
      changed ||= nearest !== labels[i]
      labels[i] = nearest
    }
    if (!changed) break
    for (let c = 0; c < k; c++) {
      const own = [...labels.keys()].filter((i) => labels[i] === c)
      for (let j = 0; j < d; j++) {
        centers[c * d + j] = own.reduce((sum, i) => sum + (data[i * d + j] as number), 0) / own.length
      }
    }
  }
  return { labels, inertia: [...labels].reduce((sum, c, i) => sum + distance(data, i * d, centers, c * d, d), 0) }
}

function distance(a: Float64Array, startA: number, b: Float64Array, startB: number, d: number): number {
  let total = 0
  for (let j = 0; j < d; j++) total += ((a[startA + j] as number) - (b[startB + j] as number)) ** 2
  return total
}

describe('k-means', () => {
  // Oracle: by hand: nine points on a line, two optimal splits, inertia 30.
  test('finds an optimal split of nine points on a line', () => {
    const line = matrixOf(Array.from({ length: 9 }, (_, i) => [i + 1, i + 2]))
    const { inertia, sizes, labels } = segment(line, { k: 2 })
    expect(inertia).toBeCloseTo(30, 12)
    expect(sizes).toEqual([5, 4])
    expect(new Set(labels.slice(1, 4)).size).toBe(1)
  })

  test.each([2, 3, 5, 9, 13])('bounds prune nothing that matters: the same as plain Lloyd for k = %i', (k) => {
    const matrix = blobs(900, 4, 6, 2.5)
    const initialCenters = matrix.data.slice(0, k * 4)
    const plain = plainLloyd(matrix, initialCenters, k)
    const ours = segment(matrix, { k, initialCenters, maxIterations: 1000 })
    expect(ours.inertia).toBeCloseTo(plain.inertia, 8)
    expect(ours.converged).toBe(true)
    const pairs = new Set(Array.from(ours.labels, (label, i) => `${label}|${plain.labels[i]}`))
    expect(pairs.size).toBe(k)
  })

  test('every row is nearest to its own centre, and centres are means', () => {
    const matrix = blobs(500, 3, 4, 3)
    const { labels, centers, sizes } = segment(matrix, { k: 4 })
    const sums = new Float64Array(12)
    for (let i = 0; i < 500; i++) {
      const gaps = [0, 1, 2, 3].map((c) => distance(matrix.data, i * 3, centers.data, c * 3, 3))
      expect(gaps[labels[i] as number]).toBeLessThanOrEqual(Math.min(...gaps) * (1 + 1e-12))
      for (let j = 0; j < 3; j++) {
        const at = (labels[i] as number) * 3 + j
        sums[at] = (sums[at] as number) + (matrix.data[i * 3 + j] as number) / (sizes[labels[i] as number] as number)
      }
    }
    for (const [at, value] of sums.entries()) expect(centers.data[at]).toBeCloseTo(value, 10)
  })

  test('segments are numbered by size, equals by their first row', () => {
    const matrix = matrixOf([[0], [100], [100.5], [200], [200.5], [100.2]])
    expect([...segment(matrix, { k: 3 }).labels]).toEqual([2, 0, 0, 1, 1, 0])
    const equal = matrixOf([[50], [51], [0], [1]])
    expect([...segment(equal, { k: 2 }).labels]).toEqual([0, 0, 1, 1])
  })

  test('an empty segment gets the farthest row', () => {
    const matrix = matrixOf([[0], [0.1], [0.2], [10], [10.1], [30]])
    const initialCenters = Float64Array.of(0, 10, 1000)
    const { sizes, labels } = segment(matrix, { k: 3, initialCenters })
    expect(sizes).toEqual([3, 2, 1])
    expect(labels[5]).toBe(2)
  })

  test('fewer different rows than segments is refused', () => {
    const matrix = matrixOf([[1], [1], [2], [2]])
    expect(() => segment(matrix, { k: 3 })).toThrow('errors.tooFewDistinctRows')
    const initialCenters = Float64Array.of(1, 2, 3)
    expect(() => segment(matrix, { k: 3, initialCenters })).toThrow('errors.tooFewDistinctRows')
  })

  test('several chunks: any order of kernels gives the same numbers, and planted groups are found', () => {
    const matrix = blobs(150_000, 3, 4, 0.3)
    const forward = segment(matrix, { k: 4, nInit: 3 })
    const backward = segment(
      matrix,
      { k: 4, nInit: 3 },
      createContext(
        42,
        () => false,
        (ranges) => ranges.toReversed(),
      ),
    )
    expect(backward).toEqual(forward)
    expect(forward.sizes).toEqual([37_500, 37_500, 37_500, 37_500])
  })

  test('stops at the most iterations allowed and says so', () => {
    const { converged, nIter } = segment(blobs(2000, 2, 5, 6), { k: 7, nInit: 1, maxIterations: 2 })
    expect([converged, nIter]).toEqual([false, 2])
  })

  test('single transfers never make it worse than Lloyd alone', () => {
    const matrix = blobs(300, 2, 3, 4)
    for (let seed = 0; seed < 5; seed++) {
      const one = segment(matrix, { k: 6, nInit: 1 }, createContext(seed))
      const again = segment(matrix, { k: 6, initialCenters: one.centers.data })
      expect(again.inertia).toBeCloseTo(one.inertia, 9)
    }
  })
})

describe('silhouette', () => {
  // Oracle: by hand: rows 0, 2 | 10, 12 on a line: a = 2; b = 11 and 9; s = 9/11, 7/9, 7/9, 9/11.
  test('of four points on a line', () => {
    const found = drive(silhouette(matrixOf([[0], [2], [10], [12]]), Int32Array.of(0, 0, 1, 1), 2, createContext()))
    expect([...found.values]).toEqual([9 / 11, 7 / 9, 7 / 9, 9 / 11])
    expect(found.mean).toBeCloseTo((9 / 11 + 7 / 9) / 2, 14)
    expect(found.exact).toBe(true)
  })

  test('a row alone in its segment has 0, and rows without a segment take no part', () => {
    const labels = Int32Array.of(0, 0, 1, -1)
    const found = drive(silhouette(matrixOf([[0], [2], [10], [5]]), labels, 2, createContext()))
    expect(found.values[2]).toBe(0)
    expect(found.rows.length).toBe(3)
  })

  test('one segment has none', () => {
    const found = drive(silhouette(matrixOf([[0], [2]]), Int32Array.of(0, 0), 1, createContext()))
    expect([found.mean, found.perCluster]).toEqual([null, [null]])
  })

  test('above 20,000 rows a sample by the seed stands for all', () => {
    const matrix = blobs(25_000, 2, 3, 0.5)
    const labels = Int32Array.from({ length: 25_000 }, (_, i) => i % 3)
    const found = drive(silhouette(matrix, labels, 3, createContext(1)))
    const again = drive(silhouette(matrix, labels, 3, createContext(1)))
    const other = drive(silhouette(matrix, labels, 3, createContext(2)))
    expect([found.exact, found.rows.length, new Set(found.rows).size]).toEqual([false, 10_000, 10_000])
    expect(again.mean).toBe(found.mean)
    expect(other.mean).not.toBe(found.mean)
    expect(Math.abs((other.mean as number) - (found.mean as number))).toBeLessThan(0.01)
  })
})
