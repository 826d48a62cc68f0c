import type { Matrix } from '../../dataset/column'
import { sharedFloats, sharedIntegers } from '../../math/chunks'

/**
 * Features as whole numbers in the order of their values, column after column, so that a search for splits counts instead of
 * comparing. Exact coding has one code per different value, binned coding at most 255 of about as many rows each.
 */
export interface CodedFeatures {
  nRows: number
  nFeatures: number
  /** Code of row i in feature j at j·nRows + i; the last code of a feature stands for missing where it has such rows. */
  codes: Int32Array | Uint8Array
  /** Per feature the number of codes of values; a row without a value has just this number as its code. */
  nCodes: Int32Array
  /** Per feature where its codes start in `low` and `high`. */
  offsets: Int32Array
  /** Smallest and largest value behind each code. */
  low: Float64Array
  high: Float64Array
  hasMissing: boolean
}

/** Most codes of a feature when binned: a byte, with one code left for missing values. */
export const MOST_BINS = 255
/** Bins are cut by the values of at most so many rows, evenly spread over all. */
const BIN_SAMPLE = 200_000

/**
 * Codes a matrix, on shared memory.
 * @param binned false: one code per different value; true: at most 255 bins per feature, as bytes
 * Cost: O(d·n·log n).
 */
export function codeFeatures(x: Matrix, binned: boolean): CodedFeatures {
  const { nRows, nColumns: d } = x
  const codes = binned ? new Uint8Array(new SharedArrayBuffer(nRows * d)) : sharedIntegers(nRows * d)
  const edges = Array.from({ length: d }, (_, j) => codesOf(columnOf(x, j), binned))
  const nCodes = sharedIntegers(d)
  const offsets = sharedIntegers(d)
  const total = edges.reduce((sum, { low }) => sum + low.length, 0)
  const low = sharedFloats(total)
  const high = sharedFloats(total)
  let at = 0
  let hasMissing = false
  for (let j = 0; j < d; j++) {
    const own = edges[j] as Codes
    nCodes[j] = own.low.length
    offsets[j] = at
    low.set(own.low, at)
    high.set(own.high, at)
    at += own.low.length
    hasMissing = writeCodes(x, j, own, codes) || hasMissing
  }
  return { nRows, nFeatures: d, codes, nCodes, offsets, low, high, hasMissing }
}

/**
 * The threshold between two codes of a feature: the middle of the gap between their values.
 * @param offset where the feature's codes start
 */
export function thresholdBetween(
  { low, high }: Pick<CodedFeatures, 'low' | 'high'>,
  offset: number,
  below: number,
  above: number,
): number {
  const nearest = high[offset + below] as number
  const next = low[offset + above] as number
  const middle = nearest / 2 + next / 2
  return middle < next && middle >= nearest ? middle : nearest
}

interface Codes {
  low: Float64Array
  high: Float64Array
}

function columnOf({ data, nRows, nColumns }: Matrix, j: number): Float64Array {
  const column = new Float64Array(nRows)
  for (let i = 0; i < nRows; i++) column[i] = data[i * nColumns + j] as number
  return column
}

/** Ranges of values behind the codes of a column. */
function codesOf(column: Float64Array, binned: boolean): Codes {
  const sample = binned && column.length > BIN_SAMPLE ? spreadSample(column) : column
  const sorted = sample.slice().sort()
  let n = sorted.length
  while (n > 0 && Number.isNaN(sorted[n - 1])) n--
  const different = distinctOf(sorted.subarray(0, n))
  if (!binned || different.values.length <= MOST_BINS) return { low: different.values, high: different.values }
  return quantileBins(different, n)
}

function spreadSample(column: Float64Array): Float64Array {
  const step = column.length / BIN_SAMPLE
  return Float64Array.from({ length: BIN_SAMPLE }, (_, i) => column[Math.floor(i * step)] as number)
}

interface Distinct {
  values: Float64Array
  /** Rows up to and with each value. */
  rowsUpTo: Float64Array
}

function distinctOf(sorted: Float64Array): Distinct {
  const values = new Float64Array(sorted.length)
  const rowsUpTo = new Float64Array(sorted.length)
  let count = 0
  for (let i = 0; i < sorted.length; i++) {
    if (i === 0 || (sorted[i] as number) > (sorted[i - 1] as number)) values[count++] = sorted[i] as number
    rowsUpTo[count - 1] = i + 1
  }
  return { values: values.subarray(0, count), rowsUpTo: rowsUpTo.subarray(0, count) }
}

/** Bins of about as many rows each; a value is never torn apart. */
function quantileBins({ values, rowsUpTo }: Distinct, nRows: number): Codes {
  const low: number[] = [values[0] as number]
  const high: number[] = []
  for (let i = 0; i + 1 < values.length; i++) {
    if ((rowsUpTo[i] as number) < ((high.length + 1) * nRows) / MOST_BINS) continue
    if (high.length + 1 === MOST_BINS) break
    high.push(values[i] as number)
    low.push(values[i + 1] as number)
  }
  high.push(values[values.length - 1] as number)
  return { low: Float64Array.from(low), high: Float64Array.from(high) }
}

/** Writes the codes of a feature; answers whether a value is missing. */
function writeCodes(x: Matrix, j: number, { high }: Codes, codes: Int32Array | Uint8Array): boolean {
  const { data, nRows, nColumns } = x
  const last = high.length - 1
  let missing = false
  for (let i = 0; i < nRows; i++) {
    const value = data[i * nColumns + j] as number
    if (Number.isNaN(value)) {
      codes[j * nRows + i] = last + 1
      missing = true
      continue
    }
    let from = 0
    let to = last
    while (from < to) {
      const middle = (from + to) >> 1
      if (value <= (high[middle] as number)) to = middle
      else from = middle + 1
    }
    codes[j * nRows + i] = from
  }
  return missing
}
