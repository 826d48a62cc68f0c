import { bayesianRidge } from './bayesian-ridge'

const tolerance = 1e-3

/**
 * Fills missing numbers of each column from the others by linear regression, in rounds until hardly anything moves.
 * @param columns n values each, missing is NaN; every column has a value somewhere
 * @param rounds most rounds
 * @param learned marks the rows (1) that regressions are made on, null: all; the others are estimated by them
 * @returns columns without NaN, and whether the rounds came to rest
 * Cost: O(rounds · n d³). Source: Buck (1960); van Buuren & Groothuis-Oudshoorn (2011), "mice"; the variant of scikit-learn's
 * `IterativeImputer` (start: mean, order: fewest missing first, estimator: `BayesianRidge`, no posterior sampling).
 */
export function imputeByModel(
  columns: readonly Float64Array[],
  rounds: number,
  cancelled: () => void,
  learned: Uint8Array | null = null,
): { columns: Float64Array[]; converged: boolean } {
  const missing = columns.map((values) => Uint8Array.from(values, (value) => (Number.isNaN(value) ? 1 : 0)))
  const counts = missing.map((marks) => marks.reduce((sum, mark, i) => sum + (learned?.[i] === 0 ? 0 : mark), 0))
  const filled = columns.map((values) => withMean(values, learned))
  const order = counts.map((_, j) => j).sort((a, b) => (counts[a] as number) - (counts[b] as number) || a - b)
  const wanted = order.filter((j) => missing[j]?.includes(1))
  const limit = tolerance * largest(columns, learned)
  for (let round = 0; round < rounds; round++) {
    const before = wanted.map((j) => (filled[j] as Float64Array).slice())
    for (const j of wanted) {
      cancelled()
      refill(filled, j, missing[j] as Uint8Array, learned)
    }
    const after = wanted.map((j) => filled[j] as Float64Array)
    if (farthest(before, after, learned) < limit) return { columns: filled, converged: true }
  }
  return { columns: filled, converged: wanted.length === 0 }
}

function withMean(values: Float64Array, learned: Uint8Array | null): Float64Array {
  let [total, count] = [0, 0]
  for (const [i, value] of values.entries()) {
    if (Number.isNaN(value) || learned?.[i] === 0) continue
    total += value
    count++
  }
  return values.map((value) => (Number.isNaN(value) ? total / count : value))
}

function largest(columns: readonly Float64Array[], learned: Uint8Array | null): number {
  let most = 0
  for (const values of columns) {
    for (const [i, value] of values.entries()) if (learned?.[i] !== 0 && Math.abs(value) > most) most = Math.abs(value)
  }
  return most
}

/** How far the row that moved most has moved, all its cells together. */
function farthest(before: readonly Float64Array[], after: readonly Float64Array[], learned: Uint8Array | null): number {
  let most = 0
  for (let i = 0; i < (after[0]?.length ?? 0); i++) {
    if (learned?.[i] === 0) continue
    let moved = 0
    for (let j = 0; j < after.length; j++)
      moved += Math.abs(((after[j] as Float64Array)[i] as number) - ((before[j] as Float64Array)[i] as number))
    if (moved > most) most = moved
  }
  return most
}

/** Estimates one column's missing values anew. */
function refill(filled: Float64Array[], j: number, missing: Uint8Array, learned: Uint8Array | null): void {
  const values = filled[j] as Float64Array
  const others = filled.filter((_, k) => k !== j)
  const isKnown = (_: number, i: number) => missing[i] === 0 && learned?.[i] !== 0
  const fit = bayesianRidge(
    others.map((column) => column.filter(isKnown)),
    values.filter(isKnown),
  )
  for (let i = 0; i < values.length; i++) {
    if (missing[i] === 0) continue
    let estimate = fit.intercept
    for (const [k, column] of others.entries()) estimate += (fit.coefficients[k] as number) * (column[i] as number)
    values[i] = estimate
  }
}
