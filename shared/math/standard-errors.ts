import type { SmoothFunction } from './minimize-smooth'
import { symmetricEigen } from './symmetric-eigen'

/**
 * Standard errors at a maximum of likelihood, from the observed information.
 * @param f the negative log-likelihood with its gradient
 * @param x where it is least
 * @param step of the central differences of the gradient
 * @returns NaN for all when the information is not positive definite: the likelihood is flat somewhere
 * Cost: 2d evaluations and O(d³).
 */
export function standardErrors(f: SmoothFunction, x: Float64Array, step = 1e-4): Float64Array {
  const d = x.length
  const information = new Float64Array(d * d)
  for (let j = 0; j < d; j++) {
    const [above, below] = [1, -1].map((sign) => {
      const gradient = new Float64Array(d)
      f(
        x.map((value, i) => (i === j ? value + sign * step : value)),
        gradient,
      )
      return gradient
    }) as [Float64Array, Float64Array]
    for (let i = 0; i < d; i++) {
      const slope = ((above[i] as number) - (below[i] as number)) / (4 * step)
      information[i * d + j] = (information[i * d + j] as number) + slope
      information[j * d + i] = (information[j * d + i] as number) + slope
    }
  }
  if (!information.every(Number.isFinite)) return new Float64Array(d).fill(Number.NaN)
  return errorsFrom(information, d)
}

/** √ of the diagonal of the inverse. */
function errorsFrom(information: Float64Array, d: number): Float64Array {
  const { values, vectors } = symmetricEigen({ kind: 'matrix', nRows: d, nColumns: d, data: information })
  const least = values[d - 1] as number
  if (!(least > 1e-9 * (values[0] as number))) return new Float64Array(d).fill(Number.NaN)
  return Float64Array.from({ length: d }, (_, i) => {
    let variance = 0
    for (let k = 0; k < d; k++) variance += (vectors.data[k * d + i] as number) ** 2 / (values[k] as number)
    return Math.sqrt(variance)
  })
}
