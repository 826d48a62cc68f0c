import type { Matrix } from '../../dataset/column'
import type { KernelRange, MethodContext } from '../../methods/define-method'
import { chunksOf, sharedFloats, sharedIntegers } from '../chunks'
import type { AssignBuffers } from '../kernels/k-means-assign'
import { runKernel } from '../run-kernel'
import { createPackedPoints, setPackedPoint } from './packed-points'

/** Everything one k-means run works on; made once and used again by every start. */
export interface KMeansState {
  readonly nRows: number
  readonly nFeatures: number
  readonly nClusters: number
  readonly buffers: AssignBuffers
  readonly ranges: readonly KernelRange[]
  /** k × d, row by row. */
  readonly centers: Float64Array
  /** k × d and k: sums and counts of the rows of each segment. */
  readonly sums: Float64Array
  readonly counts: Float64Array
  readonly parallel: MethodContext['parallel']
}

/** Takes memory for runs with k centres: 20 bytes a row beside the matrix. */
export function createKMeansState(matrix: Matrix, nClusters: number, parallel: MethodContext['parallel']): KMeansState {
  const { nRows, nColumns: nFeatures } = matrix
  const ranges = chunksOf(nRows)
  const buffers: AssignBuffers = {
    data: matrix.data,
    centers: createPackedPoints(nClusters, nFeatures),
    labels: sharedIntegers(nRows),
    upper: sharedFloats(nRows),
    lower: sharedFloats(nRows),
    shifts: sharedFloats(nClusters),
    halfGaps: sharedFloats(nClusters),
    sums: sharedFloats(ranges.length * nClusters * nFeatures),
    counts: sharedFloats(ranges.length * nClusters),
    changed: sharedFloats(ranges.length),
  }
  const centers = new Float64Array(nClusters * nFeatures)
  const sums = new Float64Array(nClusters * nFeatures)
  return { nRows, nFeatures, nClusters, buffers, ranges, centers, sums, counts: new Float64Array(nClusters), parallel }
}

/** Forgets the assignment and starts again from these centres (k × d). */
export function resetState(state: KMeansState, centers: Float64Array): void {
  state.centers.set(centers)
  state.sums.fill(0)
  state.counts.fill(0)
  state.buffers.labels.fill(-1)
  state.buffers.shifts.fill(0)
  packCenters(state)
}

/** Copies the centres to where the kernel reads them, and measures the gaps between them. */
export function packCenters({ centers, buffers, nClusters, nFeatures }: KMeansState): void {
  for (let c = 0; c < nClusters; c++) setPackedPoint(buffers.centers, c, nFeatures, centers, c * nFeatures)
  buffers.halfGaps.fill(Number.POSITIVE_INFINITY)
  for (let a = 0; a < nClusters; a++) {
    for (let b = 0; b < a; b++) {
      const half = Math.sqrt(squaredGap(centers, a * nFeatures, centers, b * nFeatures, nFeatures)) / 2
      buffers.halfGaps[a] = Math.min(half, buffers.halfGaps[a] as number)
      buffers.halfGaps[b] = Math.min(half, buffers.halfGaps[b] as number)
    }
  }
}

/**
 * Assigns every row and brings sums and counts up to date, chunk by chunk in order.
 * @param pruned whether bounds from an earlier assignment hold
 * @returns rows that changed their segment
 */
export function assign(state: KMeansState, pruned: boolean): number {
  const { buffers, ranges, nClusters, nFeatures } = state
  const values = { nFeatures, nClusters, pruned: pruned ? 1 : 0, ...largestShifts(buffers.shifts) }
  runKernel(state.parallel, 'k-means-assign', buffers, values, ranges)
  for (let i = 0; i < buffers.sums.length; i++) {
    const at = i % state.sums.length
    state.sums[at] = (state.sums[at] as number) + (buffers.sums[i] as number)
  }
  for (let i = 0; i < buffers.counts.length; i++) {
    const at = i % nClusters
    state.counts[at] = (state.counts[at] as number) + (buffers.counts[i] as number)
  }
  return buffers.changed.reduce((total, changed) => total + changed, 0)
}

function largestShifts(shifts: Float64Array) {
  let largestLabel = 0
  let secondShift = 0
  for (let c = 1; c < shifts.length; c++) {
    if ((shifts[c] as number) > (shifts[largestLabel] as number)) largestLabel = c
  }
  for (let c = 0; c < shifts.length; c++) {
    if (c !== largestLabel) secondShift = Math.max(secondShift, shifts[c] as number)
  }
  return { largestShift: shifts[largestLabel] as number, largestLabel, secondShift }
}

/** Squared Euclidean distance between two points inside flat arrays. */
export function squaredGap(a: Float64Array, startA: number, b: Float64Array, startB: number, d: number): number {
  let total = 0
  for (let j = 0; j < d; j++) {
    const difference = (a[startA + j] as number) - (b[startB + j] as number)
    total += difference * difference
  }
  return total
}
