import { inverseCholesky } from './cholesky'

/** A symmetric positive definite matrix brought to a diagonal of ones, and by what. */
function unitDiagonal(matrix: Float64Array, d: number): { scaled: Float64Array; units: Float64Array } | null {
  const units = Float64Array.from({ length: d }, (_, j) => Math.sqrt(matrix[j * d + j] as number))
  if (!units.every((unit) => unit > 0 && Number.isFinite(unit))) return null
  const scaled = matrix.map((value, at) => value / ((units[Math.floor(at / d)] as number) * (units[at % d] as number)))
  return { scaled, units }
}

/**
 * Solves A·x = b for a symmetric positive definite A. A ridge of the size of rounding is added where A is not quite definite.
 * @param matrix d × d
 * @returns null when A is not definite at all
 * Cost: O(d³).
 */
export function solveSymmetric(matrix: Float64Array, right: Float64Array): Float64Array | null {
  const d = right.length
  const found = unitDiagonal(matrix, d)
  if (!found) return null
  const { scaled, units } = found
  for (const ridge of [0, 1e-12, 1e-9, 1e-6]) {
    for (let j = 0; j < d; j++) scaled[j * d + j] = 1 + ridge
    const factor = inverseCholesky(scaled, d)?.inverse
    if (!factor) continue
    const half = new Float64Array(d)
    for (let i = 0; i < d; i++) {
      for (let j = 0; j <= i; j++) {
        half[i] = (half[i] as number) + ((factor[i * d + j] as number) * (right[j] as number)) / (units[j] as number)
      }
    }
    return Float64Array.from({ length: d }, (_, j) => {
      let total = 0
      for (let i = j; i < d; i++) total += (factor[i * d + j] as number) * (half[i] as number)
      return total / (units[j] as number)
    })
  }
  return null
}

/** The inverse of a symmetric positive definite matrix, d × d; null when it is not definite. Cost: O(d³). */
export function invertSymmetric(matrix: Float64Array, d: number): Float64Array | null {
  const found = unitDiagonal(matrix, d)
  const factor = found && inverseCholesky(found.scaled, d)?.inverse
  if (!factor) return null
  const { units } = found
  const inverse = new Float64Array(d * d)
  for (let a = 0; a < d; a++) {
    for (let b = 0; b <= a; b++) {
      let total = 0
      for (let k = a; k < d; k++) total += (factor[k * d + a] as number) * (factor[k * d + b] as number)
      const value = total / ((units[a] as number) * (units[b] as number))
      inverse[a * d + b] = value
      inverse[b * d + a] = value
    }
  }
  return inverse
}
