import type { Progress } from '../../contract/run-events'
import { squaredGap } from '../squared-gap'
import { assign, resetState, sumRows } from './assign'
import type { KMeansState } from './k-means-state'
import { relocateEmptyClusters } from './relocate-empty-clusters'

/** When to stop: no row changed its segment, the centres hardly moved, or enough is enough. */
export interface LloydLimits {
  maxIterations: number
  /** Largest sum of squared shifts of the centres that counts as standing still; 0: only when no row changes. */
  tolerance: number
}

export interface LloydOutcome {
  nIter: number
  converged: boolean
}

/**
 * Lloyd's algorithm from given centres (k × d): assign each row to its nearest centre, move each centre to the mean of
 * its rows, until nothing changes. Leaves labels, centres and counts in the state; labels are those of the centres.
 * Cost: O(n·k·d) per iteration at worst; see `assignRows`.
 * Source: Lloyd (1982), "Least squares quantization in PCM".
 */
export function* lloyd(
  state: KMeansState,
  startCenters: Float64Array,
  limits: LloydLimits,
): Generator<Progress, LloydOutcome, void> {
  resetState(state, startCenters)
  assign(state)
  for (let nIter = 1; nIter <= limits.maxIterations; nIter++) {
    const moved = moveCenters(state)
    const changed = assign(state)
    if (changed === 0 && settle(state)) return { nIter, converged: true }
    if (changed > 0 && moved <= limits.tolerance) return { nIter, converged: true }
    yield { stage: 'segments', fraction: nIter / limits.maxIterations, iteration: nIter }
  }
  return { nIter: limits.maxIterations, converged: false }
}

/** Moves every centre to the mean of its rows; answers the sum of squared shifts. */
function moveCenters(state: KMeansState): number {
  relocateEmptyClusters(state)
  const { sums, counts, centers, nClusters, nFeatures: d } = state
  const before = centers.slice()
  let moved = 0
  for (let c = 0; c < nClusters; c++) {
    for (let j = c * d; j < (c + 1) * d; j++) centers[j] = (sums[j] as number) / (counts[c] as number)
    moved += squaredGap(before, c * d, centers, c * d, d)
  }
  return moved
}

/** Sums all rows afresh, because small changes added to sums leave rounding behind; true when no row then changes. */
function settle(state: KMeansState): boolean {
  sumRows(state)
  moveCenters(state)
  return assign(state) === 0
}
