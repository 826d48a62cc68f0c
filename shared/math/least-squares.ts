/** A least-squares fit of centred columns: R of the QR decomposition, and what it needs of the right side. */
export interface LeastSquares {
  /** Coefficients, one per column. */
  beta: Float64Array
  /** Inverse of R, d × d, upper triangular: (XᵀX)⁻¹ = R⁻¹·R⁻ᵀ. */
  inverse: Float64Array
}

/**
 * Least squares by Householder's QR decomposition, which loses half the digits that normal equations do.
 * @param columns d columns of n values, best centred; written over
 * @param right n values; written over
 * @returns null when a column is a combination of the others
 * Source: Golub & Van Loan, "Matrix Computations", algorithm 5.3.2. Cost: O(n·d²).
 */
export function leastSquares(columns: readonly Float64Array[], right: Float64Array): LeastSquares | null {
  const d = columns.length
  const r = new Float64Array(d * d)
  for (let j = 0; j < d; j++) {
    const column = columns[j] as Float64Array
    const norm = lengthFrom(column, j)
    if (!(norm > 0)) return null
    const pivot = (column[j] as number) > 0 ? -norm : norm
    column[j] = (column[j] as number) - pivot
    const size = lengthFrom(column, j) ** 2
    for (let k = j + 1; k < d; k++) reflect(columns[k] as Float64Array, column, j, size)
    reflect(right, column, j, size)
    r[j * d + j] = pivot
    for (let k = j + 1; k < d; k++) r[j * d + k] = (columns[k] as Float64Array)[j] as number
  }
  const inverse = invertUpper(r, d)
  const beta = new Float64Array(d)
  for (let i = 0; i < d; i++) {
    for (let k = i; k < d; k++) beta[i] = (beta[i] as number) + (inverse[i * d + k] as number) * (right[k] as number)
  }
  return { beta, inverse }
}

function lengthFrom(values: Float64Array, start: number): number {
  let largest = 0
  for (let i = start; i < values.length; i++) largest = Math.max(largest, Math.abs(values[i] as number))
  if (largest === 0) return 0
  let total = 0
  for (let i = start; i < values.length; i++) total += ((values[i] as number) / largest) ** 2
  return largest * Math.sqrt(total)
}

function reflect(values: Float64Array, mirror: Float64Array, start: number, size: number): void {
  let product = 0
  for (let i = start; i < values.length; i++) product += (values[i] as number) * (mirror[i] as number)
  const factor = (2 * product) / size
  for (let i = start; i < values.length; i++) values[i] = (values[i] as number) - factor * (mirror[i] as number)
}

function invertUpper(r: Float64Array, d: number): Float64Array {
  const inverse = new Float64Array(d * d)
  for (let column = 0; column < d; column++) {
    for (let i = column; i >= 0; i--) {
      let rest = i === column ? 1 : 0
      for (let k = i + 1; k <= column; k++) rest -= (r[i * d + k] as number) * (inverse[k * d + column] as number)
      inverse[i * d + column] = rest / (r[i * d + i] as number)
    }
  }
  return inverse
}
