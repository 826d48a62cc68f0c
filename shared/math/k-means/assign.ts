import type { FilterBuffers } from '../kernels/k-means-assign'
import { noteCenters } from './center-drifts'
import { type KMeansState, runOver } from './k-means-state'
import { setPackedPoint } from './packed-points'

/** Moving a row from sum to sum costs about as much as measuring it against so many centres: it is waited for. */
const MOVE_WORK = 8

/** Forgets the assignment and starts again from these centres (k × d). */
export function resetState(state: KMeansState, centers: Float64Array): void {
  state.centers.set(centers)
  state.sums.fill(0)
  state.counts.fill(0)
  state.labels.fill(-1)
  state.summing.counted.fill(-1)
  state.drifts.length = 0
}

/**
 * Assigns every row to the nearest of the state's centres and brings sums and counts up to date, chunk by chunk in order.
 * @returns rows that changed their segment
 */
export function assign(state: KMeansState): number {
  const { drifts, assigning, nFeatures, nClusters } = state
  if (drifts.length === drifts.capacity) drifts.length = 0
  if (drifts.length === 0) assigning.margins.fill(-1)
  const firstStamp = drifts.length * nClusters
  noteCenters(drifts, state.centers)
  packCenters(state)
  const values = { nFeatures, nClusters, firstStamp, slack: slackOf(nFeatures) }
  runOver(state, 'k-means-assign', assigning, values, state.ranges)
  const changed = assigning.found.reduce((total, found) => total + found, 0)
  if (changed > 0) addPartialSums(state, 'k-means-sum-changes', changed * MOVE_WORK)
  return changed
}

/** Sums and counts of each segment from all of its rows, because changes added to sums leave rounding behind. */
export function sumRows(state: KMeansState): void {
  state.sums.fill(0)
  state.counts.fill(0)
  addPartialSums(state, 'k-means-sum-afresh', state.nRows * MOVE_WORK)
}

function addPartialSums(state: KMeansState, kernel: string, workPerFeature: number): void {
  const { summing, sums, counts, nFeatures, nClusters, rangeRows } = state
  const values = { nFeatures, nClusters, rangeRows }
  runOver(state, kernel, summing, values, state.chunks, workPerFeature * nFeatures)
  addChunks(sums, summing.sums)
  addChunks(counts, summing.counts)
}

function addChunks(totals: Float64Array, partial: Float64Array): void {
  for (let start = 0; start < partial.length; start += totals.length) {
    for (let at = 0; at < totals.length; at++) totals[at] = (totals[at] as number) + (partial[start + at] as number)
  }
}

/** Sum over all rows of the squared distance to the centre of their segment. Cost: O(n·d). */
export function inertiaOf(state: KMeansState): number {
  packCenters(state)
  runOver(state, 'k-means-inertia', state.summing, { nFeatures: state.nFeatures }, state.chunks)
  return state.summing.inertias.reduce((total, inertia) => total + inertia, 0)
}

/** Copies the centres to where kernels read them. */
function packCenters({ centers, assigning, origin, nClusters, nFeatures: d }: KMeansState): void {
  for (let c = 0; c < nClusters; c++) setPackedPoint(assigning.centers, c, d, centers, c * d)
  if (!('memory' in assigning)) return
  const { roughCenters } = assigning as FilterBuffers
  for (let c = 0; c < nClusters; c++) setPackedPoint(roughCenters, c, d, centers, c * d, origin)
}

/**
 * Share of a distance by which single precision may blur it: (d + 2) / 2 roundings of the sum of squares, two of the
 * coordinates, a root and a margin's own arithmetic; a whole number of steps of single precision, with room to spare.
 */
function slackOf(nFeatures: number): number {
  return Math.ceil((nFeatures / 2 + 12) / 4) * 2 ** -22
}
