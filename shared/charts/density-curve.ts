import { moments } from '../math/moments'
import { quantile } from '../math/quantile'

const nPoints = 256
/** How many bandwidths the curve goes on beyond the values. */
const margin = 3

/**
 * Bandwidth of a Gaussian kernel: 0.9 · min(s, IQR / 1.34) · n^(−1/5).
 * @param sorted ascending, finite
 * @returns 0 when there are no two different values
 * Source: Silverman (1986), "Density Estimation", eq. 3.31; where the IQR is 0, s alone.
 */
export function silvermanBandwidth(sorted: Float64Array): number {
  if (sorted.length < 2 || sorted[0] === sorted[sorted.length - 1]) return 0
  const { sd } = moments(sorted)
  const range = (quantile(sorted, 0.75) - quantile(sorted, 0.25)) / 1.34
  return 0.9 * (range > 0 ? Math.min(sd, range) : sd) * sorted.length ** -0.2
}

/**
 * Density of a sample by a Gaussian kernel with Silverman's bandwidth, at 256 places.
 * @param sorted ascending, finite
 * @returns null when there are no two different values; otherwise places and densities, whose integral is 1
 * Cost: O(n + 256²): values are shared out linearly between the two places beside them first.
 */
export function densityCurve(sorted: Float64Array): { x: Float64Array; y: Float64Array } | null {
  const bandwidth = silvermanBandwidth(sorted)
  if (!(bandwidth > 0)) return null
  const low = (sorted[0] as number) - margin * bandwidth
  const high = (sorted[sorted.length - 1] as number) + margin * bandwidth
  const step = (high - low) / (nPoints - 1)
  if (!(step > 0) || !Number.isFinite(step)) return null
  const weights = sharedOut(sorted, low, step)
  const width = bandwidth / step
  const scale = 1 / (sorted.length * bandwidth * Math.sqrt(2 * Math.PI))
  const y = weights.map((_, i) => {
    let total = 0
    for (let j = 0; j < nPoints; j++) total += (weights[j] as number) * Math.exp(-0.5 * ((i - j) / width) ** 2)
    return total * scale
  })
  return { x: y.map((_, i) => low + i * step), y }
}

function sharedOut(sorted: Float64Array, low: number, step: number): Float64Array {
  const weights = new Float64Array(nPoints)
  for (const value of sorted) {
    const position = (value - low) / step
    const below = Math.min(nPoints - 2, Math.floor(position))
    const part = position - below
    weights[below] = (weights[below] as number) + 1 - part
    weights[below + 1] = (weights[below + 1] as number) + part
  }
  return weights
}
