import { chiSquaredTail } from '../chi-squared'

export interface IndependenceTest {
  chiSquared: number
  degrees: number
  p: number
  /** √(χ² / (n·(min(rows, columns) − 1))), from 0 to 1. */
  cramerV: number
  /** The same without what chance alone makes of it: Bergsma's correction for bias. */
  cramerVCorrected: number
  /** Smallest count expected; below 5 the test is rough. */
  leastExpected: number
}

/**
 * Whether rows and columns of a table of counts have to do with each other. Empty rows and columns are left out.
 * @returns null when fewer than two rows or columns are left
 * Source: Pearson (1900), without continuity correction; Cramér (1946); Bergsma (2013), "A bias-correction for Cramér's V and
 * Tschuprow's T".
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
    cramerVCorrected: corrected(chiSquared / n, rows.length, columns.length, n),
    cramerV: Math.min(1, Math.sqrt(chiSquared / (n * (Math.min(rows.length, columns.length) - 1)))),
    leastExpected: (Math.min(...rows) * Math.min(...columns)) / n,
  }
}

function corrected(phiSquared: number, rows: number, columns: number, n: number): number {
  const left = Math.max(0, phiSquared - ((rows - 1) * (columns - 1)) / (n - 1))
  const [r, c] = [rows - (rows - 1) ** 2 / (n - 1), columns - (columns - 1) ** 2 / (n - 1)]
  const most = Math.min(r, c) - 1
  return most > 0 ? Math.min(1, Math.sqrt(left / most)) : 0
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
