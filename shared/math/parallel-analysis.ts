import { createMatrix, type Matrix } from '../dataset/column'
import { quantile } from './quantile'
import type { Random } from './random'
import { symmetricEigen } from './symmetric-eigen'

/**
 * Eigenvalues that chance alone would give: of the covariance matrix of n rows of independent normal columns. The matrices are
 * drawn from their own distribution (Wishart, by Bartlett's decomposition), so that the cost does not grow with n.
 * @param nRows n ≥ 2
 * @param variances variance of each of the d columns; for a correlation matrix give the common variance of all and set `correlation`
 * @param correlation whether columns were brought to one variance before, as standard scaling does
 * @param share which quantile over the draws, e.g. 0.95
 * @returns d eigenvalues, descending
 * Cost: O(draws · d³). Source: Horn (1965), with the quantile of Glorfeld (1995); Bartlett (1933).
 */
export function* parallelEigenvalues(
  { nRows, variances, correlation }: { nRows: number; variances: Float64Array; correlation: boolean },
  draws: number,
  share: number,
  random: Random,
): Generator<number, Float64Array, void> {
  const d = variances.length
  const found = Array.from({ length: d }, () => new Float64Array(draws))
  for (let draw = 0; draw < draws; draw++) {
    const { values } = symmetricEigen(chanceCovariance(nRows, variances, correlation, random))
    for (let c = 0; c < d; c++) (found[c] as Float64Array)[draw] = values[c] as number
    yield (draw + 1) / draws
  }
  return Float64Array.from(found, (values) => quantile(values.sort(), share))
}

function chanceCovariance(nRows: number, variances: Float64Array, correlation: boolean, random: Random): Matrix {
  const d = variances.length
  const root = createMatrix(d, d)
  for (let i = 0; i < d; i++) {
    for (let j = 0; j < i; j++) root.data[i * d + j] = random.normal()
    root.data[i * d + i] = Math.sqrt(chiSquared(nRows - 1 - i, random))
  }
  const covariance = createMatrix(d, d)
  for (let a = 0; a < d; a++)
    for (let b = 0; b <= a; b++) {
      let sum = 0
      for (let k = 0; k <= b; k++) sum += (root.data[a * d + k] as number) * (root.data[b * d + k] as number)
      covariance.data[a * d + b] = sum / (nRows - 1)
      covariance.data[b * d + a] = sum / (nRows - 1)
    }
  return scaled(covariance, variances, correlation)
}

/** To the columns' own variances, or exactly to them when every sample was standardised. */
function scaled(covariance: Matrix, variances: Float64Array, correlation: boolean): Matrix {
  const d = variances.length
  const factors = Float64Array.from({ length: d }, (_, j) => {
    const drawn = correlation ? (covariance.data[j * d + j] as number) : 1
    return drawn > 0 ? Math.sqrt((variances[j] as number) / drawn) : 0
  })
  const out = createMatrix(d, d)
  for (let a = 0; a < d; a++)
    for (let b = 0; b < d; b++)
      out.data[a * d + b] = (covariance.data[a * d + b] as number) * (factors[a] as number) * (factors[b] as number)
  return out
}

/** A χ² value: twice a gamma of half as many degrees. Source: Marsaglia & Tsang (2000). */
function chiSquared(degrees: number, random: Random): number {
  if (degrees <= 0) return 0
  if (degrees === 1) return random.normal() ** 2
  const shape = degrees / 2
  const d = shape - 1 / 3
  const c = 1 / Math.sqrt(9 * d)
  for (;;) {
    const x = random.normal()
    const v = (1 + c * x) ** 3
    if (v <= 0) continue
    const u = 1 - random.next()
    if (Math.log(u) < 0.5 * x * x + d - d * v + d * Math.log(v)) return 2 * d * v
  }
}
