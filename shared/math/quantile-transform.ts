import { percentile } from './bin-edges'
import { normalQuantile } from './normal-quantile'

/** So near to the ends that the normal quantile there is cut off, as far as it goes: ±5.199. */
const threshold = 1e-7
const farthest = -normalQuantile(threshold - Number.EPSILON)

/**
 * Puts values where their share among all stands: evenly from 0 to 1, or as a normal distribution has them.
 * @param sorted ascending, without NaN, at least one: the values that the shares are taken from
 * @param landmarks most quantiles to interpolate between, at least 2
 * @returns a function of one value; values beyond the ends go to the ends
 * Cost: O(landmarks), then O(log landmarks) per value. Source: the definition of scikit-learn's `QuantileTransformer`, on all values
 * (it takes a random part of more than 10,000 or 100,000, by version); equal landmarks: the middle of their shares.
 */
export function quantileTransform(
  sorted: Float64Array,
  landmarks: number,
  distribution: 'uniform' | 'normal',
): (value: number) => number {
  const count = Math.max(1, Math.min(landmarks, sorted.length))
  const last = count - 1
  // Shares as numpy's `linspace` counts them: where landmarks are equal, the last bit decides.
  const shares = Float64Array.from({ length: count }, (_, i) =>
    i === last && last > 0 ? 1 : i * (1 / Math.max(1, last)),
  )
  const edges = shares.map((share) => percentile(sorted, share * 100))
  for (let i = 1; i < count; i++) edges[i] = Math.max(edges[i] as number, edges[i - 1] as number)
  const [least, greatest] = [edges[0] as number, edges[last] as number]
  const isNormal = distribution === 'normal'
  const reach = isNormal ? threshold : 0
  return (value) => {
    const share = isAtEnd(value, least, reach)
      ? 0
      : value + reach > greatest || value === greatest
        ? 1
        : shareOf(value, edges, shares)
    return isNormal ? normalOf(share) : share
  }
}

function isAtEnd(value: number, least: number, reach: number): boolean {
  return value <= least || value - reach < least
}

/** Mean of the shares seen from below and from above, which differ where landmarks are equal. */
function shareOf(value: number, edges: Float64Array, shares: Float64Array): number {
  const above = firstAbove(edges, value)
  const from = firstAbove(edges, value, true)
  // `above` counts landmarks ≤ value, `from` those < value.
  const upper = between(edges, shares, above - 1, value)
  const lower = above === from ? upper : (shares[from] as number)
  return (upper + lower) / 2
}

function between(edges: Float64Array, shares: Float64Array, place: number, value: number): number {
  const [low, high] = [edges[place] as number, edges[place + 1] ?? Number.NaN]
  const [from, to] = [shares[place] as number, shares[place + 1] as number]
  return high > low ? from + ((value - low) / (high - low)) * (to - from) : from
}

/** How many landmarks are at most (with `strictly`: less than) the value. */
function firstAbove(edges: Float64Array, value: number, strictly = false): number {
  let [low, high] = [0, edges.length]
  while (low < high) {
    const middle = (low + high) >> 1
    const edge = edges[middle] as number
    if (edge < value || (!strictly && edge === value)) low = middle + 1
    else high = middle
  }
  return low
}

function normalOf(share: number): number {
  if (share <= 0) return -farthest
  if (share >= 1) return farthest
  return Math.max(-farthest, Math.min(farthest, normalQuantile(share)))
}
