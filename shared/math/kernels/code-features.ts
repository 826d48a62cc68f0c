import type { Kernel, KernelBuffers } from '../../methods/define-method'
import { distinctValues, edgesOf, quantileBins } from './value-bins'

/** Most different values that are counted one by one; more are put into bins. */
const MOST_BINS = 255
/** Bins are cut by the values of about so many rows, evenly spread over all. */
const SAMPLE = 200_000
/** Places in which different values are looked up; twice as many as can be taken, at least. */
const PLACES = 1024

interface CodingBuffers extends KernelBuffers {
  /** nRows × nFeatures, row by row. */
  data: Float64Array
  /** nFeatures × nRows. */
  codes: Uint8Array
  nCodes: Int32Array
  /** nFeatures × 255: smallest and largest value behind each code. */
  low: Float64Array
  high: Float64Array
  /** Per feature 1 where a value is missing. */
  missing: Int32Array
}

/**
 * Puts the features of a range into at most 255 bins each: one per value where there are so few, else of about as many rows
 * each. A missing value has the code after the last bin.
 * Cost: O(n) per feature, and a sort of at most 200,000 values.
 */
export const codeFeatures: Kernel = (buffers, values, { start, end }) => {
  const b = buffers as CodingBuffers
  const { nRows, nFeatures } = values as { nRows: number; nFeatures: number }
  const width = end - start
  const columns = Array.from({ length: width }, () => new Float64Array(nRows))
  for (let i = 0; i < nRows; i++) {
    const at = i * nFeatures + start
    for (let j = 0; j < width; j++) (columns[j] as Float64Array)[i] = b.data[at + j] as number
  }
  for (const [j, column] of columns.entries()) codeColumn(b, column, start + j)
}

function codeColumn(b: CodingBuffers, column: Float64Array, feature: number): void {
  const { low, high } = binsOf(column)
  const at = feature * MOST_BINS
  b.low.set(low, at)
  b.high.set(high, at)
  b.nCodes[feature] = low.length
  const codes = b.codes.subarray(feature * column.length, (feature + 1) * column.length)
  b.missing[feature] = writeCodes(column, edgesOf(low, high), low.length, codes) ? 1 : 0
}

function binsOf(column: Float64Array): { low: Float64Array; high: Float64Array } {
  const few = fewValues(column)
  if (few) return { low: few, high: few }
  const sorted = sampleOf(column).sort()
  let n = sorted.length
  while (n > 0 && Number.isNaN(sorted[n - 1])) n--
  return quantileBins(distinctValues(sorted.subarray(0, n)), n, MOST_BINS)
}

/** All different values in order; null when there are more than 255. */
function fewValues(column: Float64Array): Float64Array | null {
  const taken = new Float64Array(PLACES).fill(Number.NaN)
  const bits = new Int32Array(2)
  const value = new Float64Array(bits.buffer)
  let count = 0
  for (let i = 0; i < column.length; i++) {
    const own = (column[i] as number) + 0
    if (Number.isNaN(own)) continue
    value[0] = own
    let place = Math.imul((bits[0] as number) ^ Math.imul(bits[1] as number, 0x85ebca6b), 0x9e3779b1) >>> 22
    while (taken[place] !== own && !Number.isNaN(taken[place])) place = (place + 1) % PLACES
    if (taken[place] === own) continue
    if (++count > MOST_BINS) return null
    taken[place] = own
  }
  return taken.filter((own) => !Number.isNaN(own)).sort()
}

function sampleOf(column: Float64Array): Float64Array {
  if (column.length <= SAMPLE) return column.slice()
  const step = column.length / SAMPLE
  return Float64Array.from({ length: SAMPLE }, (_, i) => column[Math.floor(i * step)] as number)
}

/** Writes the code of each value: how many edges are below it. Answers whether a value is missing. */
function writeCodes(column: Float64Array, edges: Float64Array, nCodes: number, codes: Uint8Array): boolean {
  let missing = false
  for (let i = 0; i < column.length; i++) {
    const value = column[i] as number
    let code = value > (edges[127] as number) ? 128 : 0
    code += value > (edges[code + 63] as number) ? 64 : 0
    code += value > (edges[code + 31] as number) ? 32 : 0
    code += value > (edges[code + 15] as number) ? 16 : 0
    code += value > (edges[code + 7] as number) ? 8 : 0
    code += value > (edges[code + 3] as number) ? 4 : 0
    code += value > (edges[code + 1] as number) ? 2 : 0
    code += value > (edges[code] as number) ? 1 : 0
    if (Number.isNaN(value)) {
      code = nCodes
      missing = true
    }
    codes[i] = code
  }
  return missing
}
