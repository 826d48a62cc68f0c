import { createMatrix, type Matrix } from '@shared/dataset/column'
import { CHUNK_ROWS } from '@shared/math/chunks'
import { assign, resetState } from '@shared/math/k-means/assign'
import { createKMeansState, type KMeansState, releaseState } from '@shared/math/k-means/k-means-state'
import { lloyd } from '@shared/math/k-means/lloyd'
import { singleTransfers } from '@shared/math/k-means/single-transfers'
import { createRandom, type Random } from '@shared/math/random'
import { squaredGap } from '@shared/math/squared-gap'
import { describe, expect, test } from 'vitest'
import { createContext, drive } from '../contract/harness'

type Draw = (random: Random, row: number, feature: number) => number

/** Data of many kinds: what is easy, and what single precision cannot tell apart or cannot even hold. */
const kinds: Record<string, Draw> = {
  overlapping: (random) => random.normal(),
  groups: (random, row) => 8 * (row % 5) + random.normal(),
  'whole numbers full of ties': (random) => random.integer(3),
  'far from 0': (random) => 1e12 + random.normal(),
  'two places a million apart': (random, row) => (row % 2) * 1e6 + 0.1 * random.normal(),
  'an outlier among tiny values': (random, row) => (row === 7 ? 1e9 : 1e-20 * random.normal()),
  'midway between two places': (random, row, j) => (row < 2 ? (1 - 2 * row) / (j + 3) : 3e-8 * random.normal()),
  'beyond single precision': (random) => 1e60 * random.normal(),
  'columns on very different scales': (random, _, feature) => 10 ** (3 * feature) * random.normal(),
}

function matrixOf(kind: string, nRows: number, d: number, seed = 1): Matrix {
  const random = createRandom(seed)
  const draw = kinds[kind] as Draw
  const matrix = createMatrix(nRows, d, true)
  for (let i = 0; i < nRows; i++) for (let j = 0; j < d; j++) matrix.data[i * d + j] = draw(random, i, j)
  return matrix
}

/** Labels by measuring every distance, the first of equals; sums by adding what changed, row by row within chunks. */
class NaiveLoop {
  readonly labels: Int32Array
  readonly sums: Float64Array
  readonly counts: Float64Array
  constructor(
    private readonly matrix: Matrix,
    private readonly k: number,
  ) {
    this.labels = new Int32Array(matrix.nRows).fill(-1)
    this.sums = new Float64Array(k * matrix.nColumns)
    this.counts = new Float64Array(k)
  }

  assign(centers: Float64Array): number {
    let changed = 0
    for (let start = 0; start < this.matrix.nRows; start += CHUNK_ROWS) {
      const sums = new Float64Array(this.sums.length)
      for (let i = start; i < Math.min(this.matrix.nRows, start + CHUNK_ROWS); i++) {
        const [from, to] = [this.labels[i] as number, this.nearest(i, centers)]
        if (from === to) continue
        changed++
        this.labels[i] = to
        if (from >= 0) this.add(sums, i, from, -1)
        this.add(sums, i, to, 1)
      }
      for (const [at, sum] of sums.entries()) this.sums[at] = (this.sums[at] as number) + sum
    }
    return changed
  }

  private nearest(row: number, centers: Float64Array): number {
    const { data, nColumns: d } = this.matrix
    let [label, least] = [0, Number.POSITIVE_INFINITY]
    for (let c = 0; c < this.k; c++) {
      let squared = 0
      for (let j = 0; j < d; j++) squared += ((data[row * d + j] as number) - (centers[c * d + j] as number)) ** 2
      if (squared < least) [label, least] = [c, squared]
    }
    return label
  }

  private add(sums: Float64Array, row: number, c: number, sign: number): void {
    const { data, nColumns: d } = this.matrix
    for (let j = 0; j < d; j++) {
      sums[c * d + j] = (sums[c * d + j] as number) + sign * (data[row * d + j] as number)
    }
    this.counts[c] = (this.counts[c] as number) + sign
  }
}

/** Moves centres to the means; an empty segment's stays where it is. */
function meansOf({ sums, counts }: NaiveLoop, centers: Float64Array, d: number): Float64Array {
  return centers.map((value, at) => {
    const count = counts[Math.floor(at / d)] as number
    return count > 0 ? (sums[at] as number) / count : value
  })
}

function expectNaiveAlongTheWay(state: KMeansState, matrix: Matrix, k: number, iterations: number): void {
  const d = matrix.nColumns
  const naive = new NaiveLoop(matrix, k)
  let centers: Float64Array = matrix.data.slice(0, k * d)
  resetState(state, centers)
  for (let iteration = 0; iteration < iterations; iteration++) {
    state.centers.set(centers)
    const changed = assign(state)
    expect([iteration, changed]).toEqual([iteration, naive.assign(centers)])
    expect(Buffer.from(state.labels.slice().buffer).equals(Buffer.from(naive.labels.buffer))).toBe(true)
    expect([...state.sums, ...state.counts]).toEqual([...naive.sums, ...naive.counts])
    centers = meansOf(naive, centers, d)
  }
}

const shapes = [
  { n: 600, d: 1, k: 2 },
  { n: 600, d: 9, k: 2 },
  { n: 500, d: 3, k: 4 },
  { n: 400, d: 7, k: 5 },
  { n: 400, d: 10, k: 8 },
  { n: 300, d: 2, k: 13 },
]

// Oracle: a loop that measures every distance. Tolerance: none, bit for bit.
describe('the k-means kernels do what a naive loop does', () => {
  const cases = Object.keys(kinds).flatMap((kind) => shapes.map((shape) => ({ kind, ...shape })))
  test.each(cases)('$kind: n = $n, d = $d, k = $k', ({ kind, n, d, k }) => {
    const matrix = matrixOf(kind, n, d)
    for (const plain of [false, true]) {
      const state = createKMeansState(matrix, k, createContext().parallel, plain)
      expect('memory' in state.assigning).toBe(!plain)
      expectNaiveAlongTheWay(state, matrix, k, 25)
      releaseState(state)
    }
  })

  test('through several chunks and more iterations than the history holds', () => {
    const matrix = matrixOf('overlapping', 70_000, 2)
    const state = createKMeansState(matrix, 6, createContext().parallel)
    expect(state.chunks.length).toBe(2)
    expectNaiveAlongTheWay(state, matrix, 6, 30)
    const small = matrixOf('overlapping', 300, 2)
    const short = createKMeansState(small, 3, createContext().parallel)
    expect(short.drifts.capacity).toBeLessThan(30)
    expectNaiveAlongTheWay(short, small, 3, 60)
  })

  test('most rows are spared their distances', () => {
    const matrix = matrixOf('groups', 20_000, 4)
    const state = createKMeansState(matrix, 5, createContext().parallel)
    drive(lloyd(state, matrix.data.slice(0, 20), { maxIterations: 100, tolerance: 0 }))
    state.assigning.rows.fill(-1)
    const before = state.assigning.margins.slice()
    assign(state)
    expect(state.assigning.margins).toEqual(before)
  })
})

describe('Lloyd’s algorithm', () => {
  test.each(Object.keys(kinds))('%s: the same bits with WebAssembly and without', (kind) => {
    const matrix = matrixOf(kind, 2000, 3, 5)
    const outcomes = [false, true].map((plain) => {
      const state = createKMeansState(matrix, 7, createContext().parallel, plain)
      const start = matrix.data.slice(0, 21)
      const outcome = drive(lloyd(state, start, { maxIterations: 200, tolerance: 0 }))
      const { centers, sums, counts } = state
      const copies = [state.labels, centers, sums, counts].map((values) => Array.from(values))
      releaseState(state)
      return { ...outcome, copies }
    })
    expect(outcomes[1]).toEqual(outcomes[0])
  })

  test('duplicate first centres, of which all but one stay empty, get rows', () => {
    const matrix = matrixOf('groups', 500, 2)
    const state = createKMeansState(matrix, 4, createContext().parallel)
    const start = Float64Array.from({ length: 8 }, (_, at) => matrix.data[at % 2] as number)
    const { converged } = drive(lloyd(state, start, { maxIterations: 300, tolerance: 0 }))
    expect(converged).toBe(true)
    expect(Math.min(...state.counts)).toBeGreaterThan(0)
  })

  test('no range takes long enough to hold up a cancellation', () => {
    const matrix = createMatrix(2000, 50, true)
    const { ranges, rangeRows } = createKMeansState(matrix, 1000, createContext().parallel)
    expect(rangeRows * 50 * 1000).toBeLessThanOrEqual(2 ** 24)
    expect(CHUNK_ROWS % rangeRows).toBe(0)
    expect(ranges.at(-1)?.end).toBe(2000)
  })
})

/** Passes over all rows, each moved where the sum of squares falls most; labels only, centres made anew for every row. */
function naiveTransfers({ data, nRows, nColumns: d }: Matrix, labels: Int32Array, k: number): void {
  const meanOf = (c: number) => {
    const rows = [...labels.keys()].filter((i) => labels[i] === c)
    const mean = Float64Array.from({ length: d }, (_, j) => {
      return rows.reduce((sum, i) => sum + (data[i * d + j] as number), 0) / rows.length
    })
    return { mean, size: rows.length }
  }
  let segments = Array.from({ length: k }, (_, c) => meanOf(c))
  for (let moved = true; moved; ) {
    moved = false
    for (let i = 0; i < nRows; i++) {
      const from = labels[i] as number
      const costs = segments.map(({ mean, size }, c) => {
        const squared = squaredGap(data, i * d, mean, 0, d)
        return c === from ? ((squared * size) / (size - 1)) * (1 - 1e-12) : (squared * size) / (size + 1)
      })
      const to = costs.indexOf(Math.min(...costs))
      if (to === from || segments[from]?.size === 1) continue
      labels[i] = to
      segments = segments.map((segment, c) => (c === from || c === to ? meanOf(c) : segment))
      moved = true
    }
  }
}

// Oracle: a loop that tries every row with every segment. Tolerance: none in the labels.
describe('single transfers', () => {
  const cases = ['overlapping', 'groups', 'far from 0', 'columns on very different scales'].flatMap((kind) =>
    [3, 9].flatMap((k) => [1, 2, 3].map((seed) => ({ kind, k, seed }))),
  )
  test.each(cases)('$kind, k = $k, seed $seed: bounds spare only rows that stay', ({ kind, k, seed }) => {
    const matrix = matrixOf(kind, 400, 3, seed)
    const state = createKMeansState(matrix, k, createContext().parallel)
    drive(lloyd(state, matrix.data.slice(0, 3 * k), { maxIterations: 3, tolerance: 0 }))
    const labels = state.labels.slice()
    naiveTransfers(matrix, labels, k)
    drive(singleTransfers(state))
    expect([...state.labels]).toEqual([...labels])
    releaseState(state)
  })
})
