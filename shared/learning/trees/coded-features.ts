import type { Matrix } from '../../dataset/column'
import { chunksOf, sharedFloats, sharedIntegers } from '../../math/chunks'
import { distinctValues, thresholdBetweenValues } from '../../math/kernels/value-bins'
import type { MethodContext } from '../../methods/define-method'

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
const MOST_BINS = 255
/** Features that one piece of the work codes: what lies side by side in memory is read once. */
const PIECE_FEATURES = 4

/**
 * Codes a matrix with one code per different value, on shared memory.
 * Cost: O(d·n·log n).
 */
export function codeValues(x: Matrix): CodedFeatures {
  const { nRows, nColumns: d } = x
  const codes = sharedIntegers(nRows * d)
  const values = Array.from({ length: d }, (_, j) => valuesOf(columnOf(x, j)))
  const nCodes = sharedIntegers(d)
  let hasMissing = false
  for (let j = 0; j < d; j++) {
    const own = values[j] as Float64Array
    nCodes[j] = own.length
    hasMissing = writeCodes(x, j, own, codes) || hasMissing
  }
  return { nRows, nFeatures: d, codes, nCodes, ...joined(values, values), hasMissing }
}

/**
 * Codes a matrix with at most 255 bins per feature, as bytes, on shared memory and all threads.
 * @param x on shared memory
 * Cost: O(d·n).
 */
export function codeBins(x: Matrix, parallel: MethodContext['parallel']): CodedFeatures {
  const { nRows, nColumns: d } = x
  const codes = new Uint8Array(new SharedArrayBuffer(nRows * d))
  const [low, high] = [sharedFloats(d * MOST_BINS), sharedFloats(d * MOST_BINS)]
  const [nCodes, missing] = [sharedIntegers(d), sharedIntegers(d)]
  parallel(
    'code-features',
    { data: x.data, codes, nCodes, low, high, missing },
    { nRows, nFeatures: d },
    chunksOf(d, PIECE_FEATURES),
  )
  const parts = (all: Float64Array) =>
    Array.from(nCodes, (count, j) => all.subarray(j * MOST_BINS, j * MOST_BINS + count))
  const hasMissing = missing.some((one) => one === 1)
  return { nRows, nFeatures: d, codes, nCodes, ...joined(parts(low), parts(high)), hasMissing }
}

/** Values behind the codes of all features, one feature after the other. */
function joined(lows: readonly Float64Array[], highs: readonly Float64Array[]) {
  const offsets = sharedIntegers(lows.length)
  const total = lows.reduce((sum, { length }) => sum + length, 0)
  const [low, high] = [sharedFloats(total), sharedFloats(total)]
  let at = 0
  for (const [j, own] of lows.entries()) {
    offsets[j] = at
    low.set(own, at)
    high.set(highs[j] as Float64Array, at)
    at += own.length
  }
  return { offsets, low, high }
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
  return thresholdBetweenValues(high[offset + below] as number, low[offset + above] as number)
}

function columnOf({ data, nRows, nColumns }: Matrix, j: number): Float64Array {
  const column = new Float64Array(nRows)
  for (let i = 0; i < nRows; i++) column[i] = data[i * nColumns + j] as number
  return column
}

/** Different values of a column, in order. */
function valuesOf(column: Float64Array): Float64Array {
  const sorted = column.sort()
  let n = sorted.length
  while (n > 0 && Number.isNaN(sorted[n - 1])) n--
  return distinctValues(sorted.subarray(0, n)).values
}

/** Writes the codes of a feature; answers whether a value is missing. */
function writeCodes(x: Matrix, j: number, high: Float64Array, codes: Int32Array): boolean {
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
