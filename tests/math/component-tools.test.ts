import { createMatrix } from '@shared/dataset/column'
import { hotellingLimit, residualLimit } from '@shared/math/outlier-limits'
import { parallelEigenvalues } from '@shared/math/parallel-analysis'
import { createRandom } from '@shared/math/random'
import { varimax } from '@shared/math/varimax'
import { describe, expect, test } from 'vitest'

function loadingsOf(rows: readonly (readonly number[])[]) {
  const matrix = createMatrix(rows.length, rows[0]?.length ?? 0)
  matrix.data.set(rows.flat())
  return matrix
}

/** Variance of the squared loadings, each row brought to length 1: what varimax makes greatest. */
function criterion({ data, nRows: d, nColumns: m }: ReturnType<typeof loadingsOf>): number {
  let total = 0
  for (let c = 0; c < m; c++) {
    let [squares, fourths] = [0, 0]
    for (let j = 0; j < d; j++) {
      const length = Math.hypot(...data.subarray(j * m, (j + 1) * m))
      const square = ((data[j * m + c] as number) / length) ** 2
      squares += square
      fourths += square * square
    }
    total += fourths / d - (squares / d) ** 2
  }
  return total
}

const random = createRandom(11)
const loadings = loadingsOf(Array.from({ length: 9 }, () => Array.from({ length: 3 }, () => random.normal())))

describe('varimax', () => {
  const { loadings: turned, rotation } = varimax(loadings)

  test('is a rotation: orthogonal, and it keeps the length of every row', () => {
    const m = 3
    for (let a = 0; a < m; a++)
      for (let b = 0; b < m; b++) {
        let dot = 0
        for (let k = 0; k < m; k++) dot += (rotation.data[k * m + a] as number) * (rotation.data[k * m + b] as number)
        expect(dot).toBeCloseTo(a === b ? 1 : 0, 12)
      }
    for (let j = 0; j < loadings.nRows; j++) {
      const length = (of: typeof loadings) => Math.hypot(...of.data.subarray(j * m, (j + 1) * m))
      expect(length(turned)).toBeCloseTo(length(loadings), 12)
    }
  })

  test('no further turn of any two components makes its criterion greater', () => {
    const best = criterion(turned)
    expect(best).toBeGreaterThan(criterion(loadings))
    for (const [p, q] of [
      [0, 1],
      [0, 2],
      [1, 2],
    ] as const)
      for (let step = -90; step <= 90; step++) {
        const angle = (step * Math.PI) / 180
        const other = loadingsOf(
          Array.from({ length: 9 }, (_, j) => {
            const row = Array.from(turned.data.subarray(j * 3, j * 3 + 3))
            const [x, y] = [row[p] as number, row[q] as number]
            row[p] = x * Math.cos(angle) + y * Math.sin(angle)
            row[q] = y * Math.cos(angle) - x * Math.sin(angle)
            return row
          }),
        )
        expect(criterion(other)).toBeLessThanOrEqual(best + 1e-12)
      }
  })

  test('finds a simple structure that was turned away', () => {
    const simple = [
      [0.9, 0],
      [0.8, 0],
      [0.7, 0],
      [0, 0.6],
      [0, 0.5],
    ] as const
    const [cos, sin] = [Math.cos(0.6), Math.sin(0.6)]
    const away = loadingsOf(simple.map(([x, y]) => [x * cos - y * sin, x * sin + y * cos]))
    const back = varimax(away).loadings
    for (const [j, row] of simple.entries())
      for (const [c, value] of row.entries()) expect(back.data[j * 2 + c]).toBeCloseTo(value, 9)
  })
})

/** The generator's end value. */
function finished<T>(steps: Generator<unknown, T, void>): T {
  for (;;) {
    const { value, done } = steps.next()
    if (done) return value
  }
}

describe('parallel analysis', () => {
  // Oracle: eigenvalues of correlation matrices of simulated rows. Tolerance: 0.05, three errors of a quantile of 300 draws.
  test('drawing covariance matrices gives the same as drawing rows', () => {
    const [n, d, draws] = [60, 4, 300]
    const shape = { nRows: n, variances: new Float64Array(d).fill(1), correlation: true }
    const drawn = finished(parallelEigenvalues(shape, draws, 0.95, createRandom(3)))
    const source = createRandom(4)
    const largest = Array.from({ length: draws }, () => {
      const columns = Array.from({ length: d }, () => Float64Array.from({ length: n }, () => source.normal()))
      return powerIteration(correlations(columns))
    }).sort((a, b) => a - b)
    expect(Math.abs((drawn[0] as number) - (largest[Math.floor(0.95 * draws)] as number))).toBeLessThan(0.05)
    expect(drawn.reduce((sum, value) => sum + value, 0)).toBeGreaterThan(d)
  })

  test('with many rows chance gives hardly more than 1', () => {
    const shape = { nRows: 1_000_000, variances: new Float64Array(5).fill(1), correlation: true }
    const drawn = finished(parallelEigenvalues(shape, 50, 0.95, createRandom(3)))
    expect(Math.max(...drawn)).toBeLessThan(1.01)
    expect(Math.min(...drawn)).toBeGreaterThan(0.99)
  })
})

function correlations(columns: readonly Float64Array[]): number[][] {
  const centred = columns.map((values) => {
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length
    const moved = values.map((value) => value - mean)
    const length = Math.hypot(...moved)
    return moved.map((value) => value / length)
  })
  return centred.map((a) => centred.map((b) => a.reduce((sum, value, i) => sum + value * (b[i] as number), 0)))
}

function powerIteration(matrix: readonly (readonly number[])[]): number {
  let vector = matrix.map((_, i) => 1 + i / 10)
  let value = 0
  for (let step = 0; step < 500; step++) {
    const next = matrix.map((row) => row.reduce((sum, entry, j) => sum + entry * (vector[j] as number), 0))
    value = Math.hypot(...next)
    vector = next.map((entry) => entry / value)
  }
  return value
}

describe('limits for unusual rows', () => {
  // Oracle: 99 % of simulated rows lie below. Tolerance: 3 standard errors of a share of 20,000.
  test('hold the share of ordinary rows that they say', () => {
    const [n, m, d] = [20_000, 2, 5]
    const variances = [4, 2, 0.5, 0.3, 0.2]
    const source = createRandom(9)
    const [t2, q] = [hotellingLimit(n, m, 0.99), residualLimit(variances.slice(m), 0.99)]
    let [within, near] = [0, 0]
    for (let i = 0; i < n; i++) {
      const scores = variances.map((variance) => Math.sqrt(variance) * source.normal())
      const inside = scores.slice(0, m).reduce((sum, score, c) => sum + score ** 2 / (variances[c] as number), 0)
      const outside = scores.slice(m, d).reduce((sum, score) => sum + score ** 2, 0)
      if (inside <= t2) within++
      if (outside <= q) near++
    }
    expect(Math.abs(within / n - 0.99)).toBeLessThan(0.0025)
    expect(Math.abs(near / n - 0.99)).toBeLessThan(0.0035)
  })
})
