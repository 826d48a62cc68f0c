import type { Progress } from '../../contract/run-events'
import { squaredGap } from '../squared-gap'
import { sumRows } from './assign'
import type { KMeansState } from './k-means-state'

const MOST_PASSES = 100
/** Distances measured between two signs of life. */
const STEP_WORK = 2 ** 22

/**
 * Improves a partition that Lloyd's algorithm can no longer improve: moves single rows for as long as the sum of squares
 * falls, counting that both centres move with the row. Every result is also a fixed point of Lloyd's algorithm.
 * Cost: O(n·k·d) per pass, usually two or three passes, at most 100.
 * Source: Hartigan (1975), "Clustering Algorithms", chapter 4; Telgarsky & Vattani (2010), "Hartigan's method".
 */
export function* singleTransfers(state: KMeansState): Generator<Progress, void, void> {
  sumRows(state)
  updateAllCenters(state)
  const rowsPerStep = Math.ceil(STEP_WORK / (state.nClusters * state.nFeatures))
  let movedAny = false
  for (let pass = 0; pass < MOST_PASSES; pass++) {
    let moved = false
    for (let i = 0; i < state.nRows; i++) {
      if (transferRow(state, i)) moved = true
      if ((i + 1) % rowsPerStep === 0) yield { stage: 'segments', fraction: null }
    }
    movedAny ||= moved
    if (!moved) break
  }
  if (movedAny) sumRows(state)
  updateAllCenters(state)
}

function updateAllCenters(state: KMeansState): void {
  for (let c = 0; c < state.nClusters; c++) updateCenter(state, c)
}

function updateCenter({ centers, sums, counts, nFeatures: d }: KMeansState, c: number): void {
  for (let j = c * d; j < (c + 1) * d; j++) centers[j] = (sums[j] as number) / (counts[c] as number)
}

/** Moves a row to the segment where it costs least, if that is clearly less than where it is. */
function transferRow(state: KMeansState, row: number): boolean {
  const { data, labels, centers, counts, nClusters, nFeatures: d } = state
  const from = labels[row] as number
  const size = counts[from] as number
  if (size < 2) return false
  const gain = (squaredGap(data, row * d, centers, from * d, d) * size) / (size - 1)
  let best = from
  let least = gain * (1 - 1e-12)
  for (let c = 0; c < nClusters; c++) {
    if (c === from) continue
    const others = counts[c] as number
    const cost = (squaredGap(data, row * d, centers, c * d, d) * others) / (others + 1)
    if (cost < least) {
      least = cost
      best = c
    }
  }
  if (best !== from) moveRow(state, row, from, best)
  return best !== from
}

function moveRow(state: KMeansState, row: number, from: number, to: number): void {
  const { data, labels, sums, counts, nFeatures: d } = state
  for (let j = 0; j < d; j++) {
    const value = data[row * d + j] as number
    sums[from * d + j] = (sums[from * d + j] as number) - value
    sums[to * d + j] = (sums[to * d + j] as number) + value
  }
  counts[from] = (counts[from] as number) - 1
  counts[to] = (counts[to] as number) + 1
  labels[row] = to
  updateCenter(state, from)
  updateCenter(state, to)
}
