import { type RowSpace, someRows } from './row-space'

/** One column as Gower's distance takes it. */
export interface GowerColumn {
  /** Numbers in their final units, ranks, or codes of categories; NaN where missing. */
  values: Float64Array
  /** Categories differ or do not; numbers and ranks differ by their share of the range. */
  isNominal: boolean
  weight: number
}

/** Two rows that have no column in common are as far apart as rows can be. */
const NOTHING_IN_COMMON = 1

/**
 * Gower's distance Σ w·δ·d / Σ w·δ over the columns: d is |x − y| / range for numbers and ranks, and 0 or 1 for equal or
 * different categories; δ is 0 where either value is missing. Between 0 and 1.
 * @param columns of the same length; ranges are those of the values given, a column of one value counts with d = 0
 * Cost: O(d) a pair. Source: Gower (1971), "A general coefficient of similarity and some of its properties"; as R's
 * cluster::daisy, apart from pairs without a common value, which are missing there and 1 here.
 */
export function gowerSpace(columns: readonly GowerColumn[]): RowSpace {
  const d = columns.length
  const nRows = columns[0]?.values.length ?? 0
  const data = new Float64Array(nRows * d)
  const nominal = Uint8Array.from(columns, ({ isNominal }) => (isNominal ? 1 : 0))
  const weights = Float64Array.from(columns, ({ weight }) => weight)
  for (const [j, column] of columns.entries()) {
    const unit = column.isNominal ? 1 : rangeOf(column.values) || 1
    for (let i = 0; i < nRows; i++) data[i * d + j] = (column.values[i] as number) / unit
  }
  const distance = (a: number, b: number): number => {
    let apart = 0
    let all = 0
    for (let j = 0, x = a * d, y = b * d; j < d; j++, x++, y++) {
      const gap = Math.abs((data[x] as number) - (data[y] as number))
      if (Number.isNaN(gap)) continue
      const weight = weights[j] as number
      all += weight
      apart += nominal[j] === 1 ? (gap > 0 ? weight : 0) : weight * gap
    }
    return all > 0 ? apart / all : NOTHING_IN_COMMON
  }
  return { nRows, distance, take: (rows) => someRows(distance, rows) }
}

function rangeOf(values: Float64Array): number {
  let min = Number.POSITIVE_INFINITY
  let max = Number.NEGATIVE_INFINITY
  for (const value of values) {
    if (value < min) min = value
    if (value > max) max = value
  }
  return max > min ? max - min : 0
}
