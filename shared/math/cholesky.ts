/**
 * Inverse of the Cholesky factor of a symmetric positive definite matrix: W with WᵀW = A⁻¹, lower triangular.
 * @param matrix d × d, row by row; only the lower triangle is read
 * @returns `inverse` d × d and the log of A's determinant; null when A is not positive definite
 * Cost: O(d³). Source: Golub & Van Loan, "Matrix Computations", algorithm 4.2.1.
 */
export function inverseCholesky(
  matrix: Float64Array,
  d: number,
): { inverse: Float64Array; logDeterminant: number } | null {
  const factor = new Float64Array(d * d)
  let logDeterminant = 0
  for (let i = 0; i < d; i++) {
    for (let j = 0; j <= i; j++) {
      let rest = matrix[i * d + j] as number
      for (let m = 0; m < j; m++) rest -= (factor[i * d + m] as number) * (factor[j * d + m] as number)
      if (i > j) factor[i * d + j] = rest / (factor[j * d + j] as number)
      else if (!(rest > 0)) return null
      else factor[i * d + i] = Math.sqrt(rest)
    }
    logDeterminant += 2 * Math.log(factor[i * d + i] as number)
  }
  return { inverse: invertLower(factor, d), logDeterminant }
}

function invertLower(factor: Float64Array, d: number): Float64Array {
  const inverse = new Float64Array(d * d)
  for (let column = 0; column < d; column++) {
    for (let i = column; i < d; i++) {
      let rest = i === column ? 1 : 0
      for (let m = column; m < i; m++) rest -= (factor[i * d + m] as number) * (inverse[m * d + column] as number)
      inverse[i * d + column] = rest / (factor[i * d + i] as number)
    }
  }
  return inverse
}
