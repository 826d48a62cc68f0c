import { failure } from '../../contract/app-error'
import type { Progress } from '../../contract/run-events'
import type { Matrix } from '../../dataset/column'
import type { Random } from '../random'
import { squaredGap } from '../squared-gap'
import type { KMeansOptions } from './k-means-options'
import { nearestCenter, numberedPartition, type Partition } from './partition'

/** Multiplications between two signs of life. */
const STEP_WORK = 2 ** 22

/** Rows with how often each counts. */
interface WeightedRows {
  matrix: Matrix
  weights: Float64Array
}

interface Assigned {
  labels: Int32Array
  /** Weighted squared distance of each row to its centre. */
  gaps: Float64Array
}

/**
 * k-means in which every row counts as often as its weight says: centres are weighted means, and the weighted sum of squared
 * distances is the least found from `nInit` starts. Whole weights give the result of as many equal rows.
 * Variant: k-means++ by weight, Lloyd's algorithm without bounds; a segment that becomes empty takes the row that adds most
 * to the sum.
 * @param weights > 0, one per row
 * @throws tooFewDistinctRows
 * Cost: O(nInit·iterations·n·k·d) on one thread.
 */
export function* weightedKMeans(
  rows: WeightedRows,
  options: KMeansOptions,
  random: Random,
): Generator<Progress, Partition, void> {
  const starts = options.initialCenters ? 1 : options.nInit
  let best: Partition | undefined
  for (let start = 0; start < starts; start++) {
    const centers = options.initialCenters?.slice() ?? (yield* drawCenters(rows, options.k, random.fork(start)))
    const found = yield* lloyd(rows, centers, options)
    if (!best || found.inertia < best.inertia * (1 - 1e-12)) best = { ...found, startsFinished: starts }
    yield { stage: 'segments', fraction: (start + 1) / starts, iteration: found.nIter }
  }
  return best as Partition
}

function* lloyd(
  rows: WeightedRows,
  centers: Float64Array,
  { maxIterations, tolerance }: KMeansOptions,
): Generator<Progress, Partition, void> {
  const { nRows, nColumns } = rows.matrix
  const assigned = { labels: new Int32Array(nRows).fill(-1), gaps: new Float64Array(nRows) }
  yield* assign(rows, centers, assigned)
  let nIter = 0
  let converged = false
  while (!converged && nIter < maxIterations) {
    nIter++
    const moved = moveCenters(rows, assigned, centers)
    const changed = yield* assign(rows, centers, assigned)
    converged = changed === 0 || moved <= tolerance
  }
  const inertia = assigned.gaps.reduce((sum, gap) => sum + gap, 0)
  return numberedPartition(assigned.labels, centers, nColumns, { inertia, nIter, converged, startsFinished: 1 })
}

/** Every row to its nearest centre; answers how many changed. */
function* assign(
  { matrix, weights }: WeightedRows,
  centers: Float64Array,
  { labels, gaps }: Assigned,
): Generator<Progress, number, void> {
  const perStep = Math.max(1, Math.floor(STEP_WORK / centers.length))
  const gap = { value: 0 }
  let changed = 0
  for (let i = 0; i < matrix.nRows; i++) {
    const label = nearestCenter(matrix, i, centers, gap)
    if (label !== labels[i]) changed++
    labels[i] = label
    gaps[i] = (weights[i] as number) * gap.value
    if ((i + 1) % perStep === 0) yield { stage: 'segments', fraction: null }
  }
  return changed
}

/** Centres to the weighted means of their rows; answers the sum of squared shifts. */
function moveCenters({ matrix, weights }: WeightedRows, assigned: Assigned, centers: Float64Array): number {
  const { data, nRows, nColumns: d } = matrix
  const k = centers.length / d
  fillEmpty(assigned, k)
  const before = centers.slice()
  const totals = new Float64Array(k)
  centers.fill(0)
  for (let i = 0; i < nRows; i++) {
    const label = assigned.labels[i] as number
    const weight = weights[i] as number
    totals[label] = (totals[label] as number) + weight
    for (let j = 0; j < d; j++) {
      const at = label * d + j
      centers[at] = (centers[at] as number) + weight * (data[i * d + j] as number)
    }
  }
  for (let at = 0; at < centers.length; at++) {
    centers[at] = (centers[at] as number) / (totals[Math.floor(at / d)] as number)
  }
  return squaredGap(before, 0, centers, 0, centers.length)
}

/** Gives each empty segment the row that adds most to the sum. */
function fillEmpty({ labels, gaps }: Assigned, k: number): void {
  const counts = new Int32Array(k)
  for (const label of labels) counts[label] = (counts[label] as number) + 1
  for (let c = 0; c < k; c++) {
    if (counts[c] !== 0) continue
    let farthest = -1
    for (let i = 0; i < gaps.length; i++) {
      const isSpare = (counts[labels[i] as number] as number) > 1 && (gaps[i] as number) > 0
      if (isSpare && (farthest < 0 || (gaps[i] as number) > (gaps[farthest] as number))) farthest = i
    }
    const distinct = counts.filter((count) => count > 0).length
    if (farthest < 0) throw failure('tooFewDistinctRows', { k, distinct }, { parameter: 'k' })
    const from = labels[farthest] as number
    counts[from] = (counts[from] as number) - 1
    counts[c] = 1
    labels[farthest] = c
    gaps[farthest] = 0
  }
}

/** Rows as first centres, each drawn by its weight times its squared distance to those before. */
function* drawCenters(
  { matrix, weights }: WeightedRows,
  k: number,
  random: Random,
): Generator<Progress, Float64Array, void> {
  const { data, nRows, nColumns: d } = matrix
  const centers = new Float64Array(k * d)
  const closest = new Float64Array(nRows).fill(1)
  for (let c = 0; c < k; c++) {
    let total = 0
    for (let i = 0; i < nRows; i++) total += (weights[i] as number) * (closest[i] as number)
    if (!(total > 0)) throw failure('tooFewDistinctRows', { k, distinct: c }, { parameter: 'k' })
    let rest = random.next() * total
    let chosen = 0
    for (let i = 0; i < nRows && rest >= 0; i++) {
      const share = (weights[i] as number) * (closest[i] as number)
      if (share > 0) chosen = i
      rest -= share
    }
    centers.set(data.subarray(chosen * d, (chosen + 1) * d), c * d)
    for (let i = 0; i < nRows; i++) {
      const gap = squaredGap(data, i * d, centers, c * d, d)
      closest[i] = c === 0 ? gap : Math.min(closest[i] as number, gap)
    }
    yield { stage: 'segments', fraction: null }
  }
  return centers
}
