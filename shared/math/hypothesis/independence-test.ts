import { chiSquaredTail } from '../chi-squared'

export interface IndependenceTest {
  chiSquared: number
  degrees: number
  p: number
  /** √(χ² / (n·(min(rows, columns) − 1))), from 0 to 1. */
  cramerV: number
  /** Smallest count expected; below 5 the test is rough. */
  leastExpected: number
}

/**
 * Whether rows and columns of a table of counts have to do with each other. Empty rows and columns are left out.
 * @returns null when fewer than two rows or columns are left
 * Source: Pearson (1900), without continuity correction; Cramér (1946).
 */
export function independenceTest(counts: readonly (readonly number[])[]): IndependenceTest | null {
  const rows = counts.map(sum).filter((total) => total > 0)
  const totals = (counts[0] ?? []).map((_, j) => sum(counts.map((row) => row[j] ?? 0)))
  const columns = totals.filter((total) => total > 0)
  const n = sum(rows)
  if (rows.length < 2 || columns.length < 2) return null
  let chiSquared = 0
  for (const row of counts) {
    const rowTotal = sum(row)
    if (rowTotal === 0) continue
    for (const [j, count] of row.entries()) {
      const expected = (rowTotal * (totals[j] as number)) / n
      if (expected > 0) chiSquared += (count - expected) ** 2 / expected
    }
  }
  const degrees = (rows.length - 1) * (columns.length - 1)
  return {
    chiSquared,
    degrees,
    p: chiSquaredTail(chiSquared, degrees),
    cramerV: Math.min(1, Math.sqrt(chiSquared / (n * (Math.min(rows.length, columns.length) - 1)))),
    leastExpected: (Math.min(...rows) * Math.min(...columns)) / n,
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
