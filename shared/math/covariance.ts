import { createMatrix, type Matrix } from '../dataset/column'
import type { MethodContext } from '../methods/define-method'
import { CHUNK_ROWS, chunksOf, sharedFloats } from './chunks'
import { runKernel } from './run-kernel'

/** d means and the d × d sample covariances, divisor n − 1. */
export interface Covariance {
  mean: Float64Array
  covariance: Matrix
}

/**
 * Means and sample covariances of all columns in one pass.
 * @param matrix n × d on shared memory, n ≥ 2
 * Cost: O(n·d²). Source: Chan, Golub & LeVeque (1983); chunks are combined in order.
 */
export function covarianceOf(matrix: Matrix, parallel: MethodContext['parallel']): Covariance {
  const { nRows: n, nColumns: d } = matrix
  const size = (d * (d + 1)) / 2
  const ranges = chunksOf(n)
  const shift = meanOfFirstRows(matrix)
  const buffers = {
    data: matrix.data,
    shift,
    sums: sharedFloats(ranges.length * d),
    products: sharedFloats(ranges.length * size),
  }
  runKernel(parallel, 'covariance', buffers, { nFeatures: d }, ranges)
  const sums = addChunks(buffers.sums, d)
  const products = addChunks(buffers.products, size)
  const covariance = createMatrix(d, d)
  for (let a = 0, at = 0; a < d; a++) {
    for (let b = 0; b <= a; b++, at++) {
      const centred = (products[at] as number) - ((sums[a] as number) * (sums[b] as number)) / n
      covariance.data[a * d + b] = centred / (n - 1)
      covariance.data[b * d + a] = centred / (n - 1)
    }
  }
  return { mean: shift.map((value, j) => value + (sums[j] as number) / n), covariance }
}

function meanOfFirstRows({ data, nRows, nColumns: d }: Matrix): Float64Array {
  const rows = Math.min(nRows, CHUNK_ROWS)
  const shift = sharedFloats(d)
  for (let i = 0; i < rows; i++)
    for (let j = 0; j < d; j++) shift[j] = (shift[j] as number) + (data[i * d + j] as number)
  for (let j = 0; j < d; j++) shift[j] = (shift[j] as number) / rows
  return shift
}

function addChunks(values: Float64Array, size: number): Float64Array {
  const totals = new Float64Array(size)
  for (let i = 0; i < values.length; i++) totals[i % size] = (totals[i % size] as number) + (values[i] as number)
  return totals
}
