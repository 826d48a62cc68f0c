import { EigenvalueDecomposition, Matrix as MlMatrix } from 'ml-matrix'
import { createMatrix, type Matrix } from '../dataset/column'

/** Eigenvalues in descending order; row i of `vectors` is the unit eigenvector of `values[i]`. */
export interface SymmetricEigen {
  values: Float64Array
  vectors: Matrix
}

/**
 * Eigenvalues and eigenvectors of a symmetric matrix. In each vector the entry of largest absolute value (the first of
 * equals) is positive, so that the same matrix always gives the same signs.
 * @param matrix d × d, symmetric
 * Cost: O(d³). Source: Householder tridiagonalisation and implicit QL (ml-matrix, after EISPACK `tred2`, `tql2`).
 */
export function symmetricEigen(matrix: Matrix): SymmetricEigen {
  const size = matrix.nRows
  const rows = Array.from({ length: size }, (_, i) => matrix.data.slice(i * size, (i + 1) * size))
  const decomposition = new EigenvalueDecomposition(new MlMatrix(rows), { assumeSymmetric: true })
  const raw = decomposition.realEigenvalues
  const order = raw.map((_, i) => i).sort((a, b) => (raw[b] as number) - (raw[a] as number) || a - b)
  const vectors = createMatrix(size, size)
  for (const [row, column] of order.entries()) {
    const vector = withFixedSign(Float64Array.from(decomposition.eigenvectorMatrix.getColumn(column)))
    vectors.data.set(vector, row * size)
  }
  return { values: Float64Array.from(order, (column) => raw[column] as number), vectors }
}

/** Two entries that differ by rounding alone count as equal, so that noise does not choose the sign. */
function withFixedSign(vector: Float64Array): Float64Array {
  let largest = 0
  for (let i = 1; i < vector.length; i++) {
    if (Math.abs(vector[i] as number) > Math.abs(vector[largest] as number) * (1 + 1e-12)) largest = i
  }
  return (vector[largest] as number) < 0 ? vector.map((value) => 0 - value) : vector
}
