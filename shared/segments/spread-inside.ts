import type { Progress } from '../contract/run-events'
import { createMatrix, type Matrix } from '../dataset/column'
import { drawSample } from '../math/silhouette'

const SAMPLE_ROWS = 800
/** Share of all pairs of rows that count as near: less than there are inside segments of any usual sizes. */
const NEAR = 0.1
const ROUNDS = 10
/** With fewer rows near pairs say nothing. */
const LEAST_ROWS = 50

/**
 * Factor of each column that brings it into units of how much rows differ inside groups, before any group is known: the
 * spread among the nearest pairs of rows, found anew in these units a few times. Standard deviations of whole columns make
 * the very columns small in which groups lie far apart; this does not. The sum of variances stays as it is.
 * Columns of few values count as if each value were spread over its step, so that equal values are not taken for groups.
 * @param matrix n × d, columns of standard deviation about 1
 * @returns d; null where there are too few rows or columns to tell
 * Cost: O(m²·d) per round for m = 800 rows drawn by the seed. Source: Art, Gnanadesikan & Kettenring (1982), "Data-based
 * metrics for cluster analysis", Utilitas Mathematica 21A; here for each column by itself.
 */
export function* spreadInside(matrix: Matrix, seed: number): Generator<Progress, Float64Array | null, void> {
  const { nRows, nColumns: d } = matrix
  if (nRows < LEAST_ROWS || d < 2) return null
  const rows = drawSample(
    Int32Array.from({ length: nRows }, (_, i) => i),
    SAMPLE_ROWS,
    seed,
  )
  const sample = createMatrix(rows.length, d)
  for (const [i, row] of rows.entries()) sample.data.set(matrix.data.subarray(row * d, (row + 1) * d), i * d)
  const floors = stepsOf(sample)
  let spread: Float64Array = new Float64Array(d).fill(1)
  for (let round = 0; round < ROUNDS; round++) {
    spread = amongNearPairs(sample, spread, floors)
    yield { stage: 'chooseK', fraction: null }
  }
  return factorsOf(sample, spread)
}

/** Variance of a value spread evenly over the usual step between neighbouring values of its column. */
function stepsOf({ data, nRows, nColumns: d }: Matrix): Float64Array {
  return Float64Array.from({ length: d }, (_, j) => {
    const values = new Set<number>()
    for (let i = 0; i < nRows; i++) values.add(data[i * d + j] as number)
    let [min, max] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
    for (const value of values) {
      min = Math.min(min, value)
      max = Math.max(max, value)
    }
    return values.size > 1 ? ((max - min) / (values.size - 1)) ** 2 / 12 : 1
  })
}

/** Standard deviation of each column among the pairs that are nearest in units of `units`. */
function amongNearPairs(
  { data, nRows: m, nColumns: d }: Matrix,
  units: Float64Array,
  floors: Float64Array,
): Float64Array {
  const gaps = new Float64Array((m * (m - 1)) / 2)
  for (let a = 0, at = 0; a < m; a++) {
    for (let b = a + 1; b < m; b++, at++) {
      let sum = 0
      for (let j = 0; j < d; j++) {
        const gap = ((data[a * d + j] as number) - (data[b * d + j] as number)) / (units[j] as number)
        sum += gap * gap
      }
      gaps[at] = sum
    }
  }
  const limit = gaps.slice().sort()[Math.floor(NEAR * gaps.length)] as number
  const sums = new Float64Array(d)
  let count = 0
  for (let a = 0, at = 0; a < m; a++) {
    for (let b = a + 1; b < m; b++, at++) {
      if ((gaps[at] as number) > limit) continue
      count++
      for (let j = 0; j < d; j++) {
        const gap = (data[a * d + j] as number) - (data[b * d + j] as number)
        sums[j] = (sums[j] as number) + gap * gap
      }
    }
  }
  return sums.map((sum, j) => Math.sqrt(sum / count / 2 + (floors[j] as number)))
}

function factorsOf({ data, nRows, nColumns: d }: Matrix, spread: Float64Array): Float64Array {
  let [before, after] = [0, 0]
  for (let j = 0; j < d; j++) {
    let [mean, squares] = [0, 0]
    for (let i = 0; i < nRows; i++) mean += (data[i * d + j] as number) / nRows
    for (let i = 0; i < nRows; i++) squares += ((data[i * d + j] as number) - mean) ** 2
    before += squares
    after += squares / (spread[j] as number) ** 2
  }
  return spread.map((one) => Math.sqrt(before / after) / one)
}
