import { CHUNK_ROWS, chunksOf, sharedFloats } from '../../math/chunks'
import { runKernel } from '../../math/run-kernel'
import type { MethodContext } from '../../methods/define-method'
import type { TrainingData } from '../estimator'
import type { LossAt } from './minimize-penalized'

/** The loss of all rows and its derivatives, summed over fixed chunks. */
export function createLoss({ x, y, weights, nClasses }: TrainingData, nSets: number, { parallel }: MethodContext) {
  const total = nSets * (x.nColumns + 1)
  const size = 1 + total + (total * (total + 1)) / 2
  const ranges = chunksOf(x.nRows, x.nRows > 2 * CHUNK_ROWS ? CHUNK_ROWS : 8192)
  const buffers = {
    x: x.data,
    y,
    weights: weights ?? sharedFloats(0),
    beta: sharedFloats(total),
    sums: sharedFloats(size * ranges.length),
  }
  const kernel = nClasses === 2 ? 'logistic-step' : 'softmax-step'
  return (beta: Float64Array, withHessian: boolean): LossAt => {
    buffers.beta.set(beta)
    const values = { nFeatures: x.nColumns, nSets, nClasses, withHessian: withHessian ? 1 : 0 }
    runKernel(parallel, kernel, buffers, values, ranges)
    const sums = new Float64Array(size)
    const used = withHessian ? size : 1 + total
    for (let chunk = 0; chunk < ranges.length; chunk++) {
      for (let at = 0; at < used; at++) sums[at] = (sums[at] as number) + (buffers.sums[chunk * size + at] as number)
    }
    return {
      loss: sums[0] as number,
      gradient: sums.slice(1, 1 + total),
      hessian: withHessian ? wholeMatrix(sums.subarray(1 + total), total) : null,
    }
  }
}

function wholeMatrix(triangle: Float64Array, d: number): Float64Array {
  const matrix = new Float64Array(d * d)
  for (let a = 0, at = 0; a < d; a++) {
    for (let b = 0; b <= a; b++, at++) {
      matrix[a * d + b] = triangle[at] as number
      matrix[b * d + a] = triangle[at] as number
    }
  }
  return matrix
}
