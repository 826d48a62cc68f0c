import type { KernelRange } from '../methods/define-method'

/** Rows per chunk of every reduction: fixed, so that sums do not depend on the number of threads. */
export const CHUNK_ROWS = 65_536

/** Ranges that cover n rows in chunks of `CHUNK_ROWS`, the last one shorter. */
export function chunksOf(nRows: number, chunkRows = CHUNK_ROWS): KernelRange[] {
  const count = Math.ceil(nRows / chunkRows)
  return Array.from({ length: count }, (_, index) => ({
    start: index * chunkRows,
    end: Math.min(nRows, (index + 1) * chunkRows),
    index,
  }))
}

/** Zeros that all threads can see. */
export function sharedFloats(length: number): Float64Array {
  return new Float64Array(new SharedArrayBuffer(length * Float64Array.BYTES_PER_ELEMENT))
}

/** Integer zeros that all threads can see. */
export function sharedIntegers(length: number): Int32Array {
  return new Int32Array(new SharedArrayBuffer(length * Int32Array.BYTES_PER_ELEMENT))
}
