import type { Column } from '../dataset/column'
import { quantile } from '../math/quantile'
import type { Aggregate } from './chart-spec'

/**
 * One number per group.
 * @param codes group of each row; rows below 0 belong to none
 * @param values what is brought together; null counts rows. Missing values are left out
 * @param rows the rows to take
 * @returns `nGroups` numbers; NaN where a group has no value, 0 for counts and sums of nothing only where rows are counted
 * Cost: O(n); the median O(n log n).
 * Source: the median interpolates as R-7.
 */
export function aggregate(
  kind: Aggregate,
  codes: Int32Array,
  nGroups: number,
  values: Column | null,
  rows: Int32Array,
): Float64Array {
  if (kind === 'count' || values === null) return countRows(codes, nGroups, rows)
  if (kind === 'distinct') return countDistinct(codes, nGroups, values, rows)
  const numbers = values.kind === 'numeric' ? values.values : null
  if (numbers === null) return new Float64Array(nGroups).fill(Number.NaN)
  if (kind === 'median') return medians(codes, nGroups, numbers, rows)
  const counts = new Float64Array(nGroups)
  const result = new Float64Array(nGroups)
  for (const row of rows) {
    const group = codes[row] as number
    const value = numbers[row] as number
    if (group < 0 || Number.isNaN(value)) continue
    const before = result[group] as number
    const isFirst = counts[group] === 0
    counts[group] = (counts[group] as number) + 1
    if (kind === 'min') result[group] = isFirst ? value : Math.min(before, value)
    else if (kind === 'max') result[group] = isFirst ? value : Math.max(before, value)
    else result[group] = before + value
  }
  return result.map((value, group) => {
    const count = counts[group] as number
    if (count === 0) return Number.NaN
    return kind === 'mean' ? value / count : value
  })
}

function countRows(codes: Int32Array, nGroups: number, rows: Int32Array): Float64Array {
  const counts = new Float64Array(nGroups)
  for (const row of rows) {
    const group = codes[row] as number
    if (group >= 0) counts[group] = (counts[group] as number) + 1
  }
  return counts
}

function countDistinct(codes: Int32Array, nGroups: number, column: Column, rows: Int32Array): Float64Array {
  const seen = Array.from({ length: nGroups }, () => new Set<number>())
  const values = column.kind === 'numeric' ? column.values : column.codes
  const isMissing = column.kind === 'numeric' ? Number.isNaN : (code: number) => code < 0
  for (const row of rows) {
    const group = codes[row] as number
    const value = values[row] as number
    if (group >= 0 && !isMissing(value)) seen[group]?.add(value)
  }
  return Float64Array.from(seen, ({ size }) => size)
}

function medians(codes: Int32Array, nGroups: number, values: Float64Array, rows: Int32Array): Float64Array {
  return Float64Array.from(valuesByGroup(codes, nGroups, values, rows), (some) => quantile(some, 0.5))
}

/** The values of each group, ascending, without what is missing. */
export function valuesByGroup(
  codes: Int32Array,
  nGroups: number,
  values: Float64Array,
  rows: Int32Array,
): Float64Array[] {
  const sizes = new Int32Array(nGroups)
  const isUsed = (row: number) => (codes[row] as number) >= 0 && Number.isFinite(values[row])
  for (const row of rows) if (isUsed(row)) sizes[codes[row] as number] = (sizes[codes[row] as number] as number) + 1
  const groups = Array.from(sizes, (size) => new Float64Array(size))
  const places = new Int32Array(nGroups)
  for (const row of rows) {
    if (!isUsed(row)) continue
    const group = codes[row] as number
    const place = places[group] as number
    ;(groups[group] as Float64Array)[place] = values[row] as number
    places[group] = place + 1
  }
  return groups.map((some) => some.sort())
}

/** Groups of two lists of codes crossed: `a · nB + b`; −1 where either is. */
export function crossed(a: Int32Array, b: Int32Array, nB: number): Int32Array {
  return a.map((code, row) => (code < 0 || (b[row] as number) < 0 ? -1 : code * nB + (b[row] as number)))
}
