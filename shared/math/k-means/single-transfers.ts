import { type KMeansState, packCenters } from './k-means-state'
import { sumRows } from './lloyd'

/**
 * Improves a partition that Lloyd's algorithm can no longer improve: moves single rows for as long as the sum of squares
 * falls, counting that both centres move with the row. Every result is also a fixed point of Lloyd's algorithm.
 * @returns whether any row moved
 * Cost: O(n·k·d) per pass, usually two or three passes, at most 100.
 * Source: Hartigan (1975), "Clustering Algorithms", chapter 4; Telgarsky & Vattani (2010), "Hartigan's method".
 */
export function singleTransfers(state: KMeansState): boolean {
  sumRows(state)
  updateAllCenters(state)
  let movedAny = false
  for (let pass = 0; pass < 100; pass++) {
    let moved = false
    for (let i = 0; i < state.nRows; i++) if (transferRow(state, i)) moved = true
    movedAny ||= moved
    if (!moved) break
  }
  if (movedAny) sumRows(state)
  updateAllCenters(state)
  packCenters(state)
  return movedAny
}

function updateAllCenters(state: KMeansState): void {
  for (let c = 0; c < state.nClusters; c++) updateCenter(state, c)
}

function updateCenter({ centers, sums, counts, nFeatures: d }: KMeansState, c: number): void {
  for (let j = c * d; j < (c + 1) * d; j++) centers[j] = (sums[j] as number) / (counts[c] as number)
}

/** Moves a row to the segment where it costs least, if that is clearly less than where it is. */
function transferRow(state: KMeansState, row: number): boolean {
  const { buffers, counts, nClusters } = state
  const from = buffers.labels[row] as number
  const size = counts[from] as number
  if (size < 2) return false
  const gain = (squaredDistance(state, row, from) * size) / (size - 1)
  let best = from
  let least = gain * (1 - 1e-12)
  for (let c = 0; c < nClusters; c++) {
    if (c === from) continue
    const cost = (squaredDistance(state, row, c) * (counts[c] as number)) / ((counts[c] as number) + 1)
    if (cost < least) {
      least = cost
      best = c
    }
  }
  if (best !== from) moveRow(state, row, from, best)
  return best !== from
}

function squaredDistance({ buffers: { data }, centers, nFeatures: d }: KMeansState, row: number, c: number): number {
  let total = 0
  for (let j = 0; j < d; j++) {
    const difference = (data[row * d + j] as number) - (centers[c * d + j] as number)
    total += difference * difference
  }
  return total
}

function moveRow(state: KMeansState, row: number, from: number, to: number): void {
  const { buffers, sums, counts, nFeatures: d } = state
  for (let j = 0; j < d; j++) {
    const value = buffers.data[row * d + j] as number
    sums[from * d + j] = (sums[from * d + j] as number) - value
    sums[to * d + j] = (sums[to * d + j] as number) + value
  }
  counts[from] = (counts[from] as number) - 1
  counts[to] = (counts[to] as number) + 1
  buffers.labels[row] = to
  updateCenter(state, from)
  updateCenter(state, to)
}
