import { squaredGap } from '../squared-gap'

/** Where centres have been, and how far they have come since. */
export interface CenterDrifts {
  readonly nClusters: number
  readonly nFeatures: number
  /** Iterations that fit; then rows are measured afresh. */
  readonly capacity: number
  /** Iterations kept. */
  length: number
  /** capacity × k × d; the centres of each. */
  readonly history: Float64Array
  /** capacity × k; per iteration and label, how much a margin of then may have shrunk. */
  readonly drifts: Float32Array
}

const MOST_ITERATIONS = 256
const MOST_NUMBERS = 2 ** 20
/** Keeping up with the history costs about as much as measuring this many rows per iteration kept. */
const ROWS_PER_ITERATION = 32
/** Makes up for rounding to single precision. */
const UP = 1 + 2 ** -20

/** How many iterations of centres are worth keeping for n rows. */
export function driftCapacity(nRows: number, nClusters: number, nFeatures: number): number {
  const affordable = Math.min(nRows / ROWS_PER_ITERATION, MOST_NUMBERS / (nClusters * nFeatures))
  return Math.floor(Math.min(MOST_ITERATIONS, Math.max(8, affordable)))
}

/**
 * Adds centres to the history and brings all drifts up to date: the own centre may have moved away and every other one
 * nearer, each by the distance between where it was and where it is.
 * @param centers k × d
 * Cost: O(iterations kept·k·d).
 */
export function noteCenters(kept: CenterDrifts, centers: Float64Array): void {
  kept.history.set(centers, kept.length * kept.nClusters * kept.nFeatures)
  kept.length++
  measureDrifts(kept, centers)
}

/** Brings all drifts up to date for centres that are not kept in the history. Cost: O(iterations kept·k·d). */
export function measureDrifts(kept: CenterDrifts, centers: Float64Array): void {
  const { nClusters: k, nFeatures: d, history, drifts } = kept
  const moved = new Float64Array(k)
  for (let then = 0; then < kept.length; then++) {
    for (let c = 0; c < k; c++) moved[c] = Math.sqrt(squaredGap(history, (then * k + c) * d, centers, c * d, d))
    const { largest, next, at } = twoLargest(moved)
    for (let c = 0; c < k; c++) drifts[then * k + c] = ((moved[c] as number) + (c === at ? next : largest)) * UP
  }
}

function twoLargest(values: Float64Array): { largest: number; next: number; at: number } {
  let largest = 0
  let next = 0
  let at = -1
  for (let c = 0; c < values.length; c++) {
    const value = values[c] as number
    if (value > largest) {
      next = largest
      largest = value
      at = c
    } else if (value > next) next = value
  }
  return { largest, next, at }
}
