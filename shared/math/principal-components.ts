import { createMatrix, type Matrix } from '../dataset/column'
import type { MethodContext } from '../methods/define-method'
import { chunksOf, sharedFloats } from './chunks'
import { covarianceOf } from './covariance'
import { runKernel } from './run-kernel'
import { symmetricEigen } from './symmetric-eigen'

export interface PrincipalComponents {
  /** d; column means of the matrix. */
  mean: Float64Array
  /** m × d; one unit vector per component, its entry of largest absolute value positive. */
  components: Matrix
  /** All d variances along components, divisor n − 1, descending, never below 0. */
  variances: Float64Array
}

/**
 * Directions of greatest variance.
 * @param matrix n × d on shared memory, n ≥ 2
 * @param nComponents m ≤ d
 * Cost: O(n·d² + d³). Source: Pearson (1901); Hotelling (1933); by eigen-decomposition of the covariance matrix.
 */
export function principalComponents(
  matrix: Matrix,
  nComponents: number,
  parallel: MethodContext['parallel'],
): PrincipalComponents {
  const { mean, covariance } = covarianceOf(matrix, parallel)
  const { values, vectors } = symmetricEigen(covariance)
  const components = createMatrix(nComponents, matrix.nColumns)
  components.data.set(vectors.data.subarray(0, components.data.length))
  return { mean, components, variances: values.map((value) => Math.max(0, value)) }
}

/** Coordinates of all rows on the components: n × m. Cost: O(n·d·m). */
export function componentScores(
  matrix: Matrix,
  { mean, components }: Pick<PrincipalComponents, 'mean' | 'components'>,
  parallel: MethodContext['parallel'],
): Matrix {
  const scores = createMatrix(matrix.nRows, components.nRows, true)
  const sharedMean = sharedFloats(mean.length)
  sharedMean.set(mean)
  const sharedComponents = sharedFloats(components.data.length)
  sharedComponents.set(components.data)
  const buffers = { data: matrix.data, mean: sharedMean, components: sharedComponents, scores: scores.data }
  const values = { nFeatures: matrix.nColumns, nComponents: components.nRows }
  runKernel(parallel, 'project', buffers, values, chunksOf(matrix.nRows))
  return scores
}
