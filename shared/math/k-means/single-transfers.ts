import type { Progress } from '../../contract/run-events'
import { squaredGap } from '../squared-gap'
import { sumRows } from './assign'
import { measureDrifts, noteCenters } from './center-drifts'
import type { KMeansState } from './k-means-state'

const MOST_PASSES = 100
/** Multiplications between two signs of life, were no row spared. */
const STEP_WORK = 2 ** 22
/** A transfer must gain more than rounding can pretend. */
const LEAST_GAIN = 1e-12

/** Transfers after which the drifts of the centres are measured anew. */
const TRANSFERS_PER_MEASURE = 4
/** Takes more from a gap than rounding can add to it. */
const DOWN = 1 - 2 ** -20

/** What the transfers of a pass have changed so far. */
interface Pass {
  /** Stamp of label 0 at the start of the pass. */
  firstStamp: number
  /** No row lies farther from its centre. */
  reach: number
  /** How far all centres together have come since drifts were measured last: no distance has grown by more. */
  unmeasured: number
  transfers: number
  /** k; per segment, the gap above which no transfer of one of its rows can pay. */
  limits: Float64Array
}

/**
 * Improves a partition that Lloyd's algorithm can no longer improve: moves single rows for as long as the sum of squares
 * falls, counting that both centres move with the row. Every result is also a fixed point of Lloyd's algorithm.
 * Rows whose margin proves that no transfer can pay are spared; the result is the same.
 * Cost: O(n·k·d) per pass at worst, usually two or three passes, at most 100.
 * Source: Hartigan (1975), "Clustering Algorithms", chapter 4; Telgarsky & Vattani (2010), "Hartigan's method".
 */
export function* singleTransfers(state: KMeansState): Generator<Progress, void, void> {
  sumRows(state)
  updateAllCenters(state)
  const rowsPerStep = Math.ceil(STEP_WORK / (state.nClusters * state.nFeatures))
  let reach = largestDistance(state)
  let movedAny = false
  for (let passes = 0; passes < MOST_PASSES; passes++) {
    const pass = startPass(state, reach)
    for (let i = 0; i < state.nRows; i++) {
      if (mayPay(state, pass, i)) transferRow(state, pass, i)
      if ((i + 1) % rowsPerStep === 0) yield { stage: 'segments', fraction: null }
    }
    if (pass.transfers === 0) break
    movedAny = true
    reach = pass.reach
  }
  if (movedAny) sumRows(state)
  updateAllCenters(state)
}

function startPass(state: KMeansState, reach: number): Pass {
  const { drifts, assigning, centers, nClusters } = state
  if (drifts.length === drifts.capacity) {
    drifts.length = 0
    assigning.margins.fill(-1)
  }
  const firstStamp = drifts.length * nClusters
  noteCenters(drifts, centers)
  const pass = { firstStamp, reach, unmeasured: 0, transfers: 0, limits: new Float64Array(nClusters) }
  setLimits(state, pass)
  return pass
}

/**
 * A row gains by a transfer where a/(a + 1)·D₂² < f/(f − 1)·D², D being the distance to its centre and D₂ to another, f and
 * a the rows there. With D₂ ≥ D + gap it does not where gap ≥ (factor − 1)·D.
 */
function setLimits({ counts }: KMeansState, { reach, unmeasured, limits }: Pass): void {
  const smallest = counts.reduce((least, count) => Math.min(least, count))
  for (let c = 0; c < limits.length; c++) {
    const own = counts[c] as number
    const factor = Math.sqrt((own / (own - 1)) * (1 + 1 / smallest))
    limits[c] = (factor - 1) * reach + unmeasured
  }
}

function updateAllCenters(state: KMeansState): void {
  for (let c = 0; c < state.nClusters; c++) updateCenter(state, c)
}

/** Answers how far the centre has moved. */
function updateCenter({ centers, sums, counts, nFeatures: d }: KMeansState, c: number): number {
  let squared = 0
  for (let j = c * d; j < (c + 1) * d; j++) {
    const value = (sums[j] as number) / (counts[c] as number)
    squared += (value - (centers[j] as number)) ** 2
    centers[j] = value
  }
  return Math.sqrt(squared)
}

function largestDistance({ data, labels, centers, nRows, nFeatures: d }: KMeansState): number {
  let largest = 0
  for (let i = 0; i < nRows; i++) {
    largest = Math.max(largest, squaredGap(data, i * d, centers, (labels[i] as number) * d, d))
  }
  return Math.sqrt(largest)
}

/** Whether a row's margin leaves open that it gains by a transfer. */
function mayPay({ assigning, labels }: KMeansState, { limits }: Pass, row: number): boolean {
  const { margins, stamps, drifts } = assigning
  const gap = (margins[row] as number) - (drifts[stamps[row] as number] as number)
  return !(gap > (limits[labels[row] as number] as number))
}

/** Moves a row to the segment where it costs least, if that is clearly less than where it is. */
function transferRow(state: KMeansState, pass: Pass, row: number): void {
  const { data, labels, centers, counts, nClusters, nFeatures: d } = state
  const from = labels[row] as number
  const size = counts[from] as number
  if (size < 2) return
  const own = squaredGap(data, row * d, centers, from * d, d)
  let best = from
  let least = ((own * size) / (size - 1)) * (1 - LEAST_GAIN)
  let second = Number.POSITIVE_INFINITY
  for (let c = 0; c < nClusters; c++) {
    if (c === from) continue
    const others = counts[c] as number
    const squared = squaredGap(data, row * d, centers, c * d, d)
    const cost = (squared * others) / (others + 1)
    if (squared < second) second = squared
    if (cost < least) {
      least = cost
      best = c
    }
  }
  if (best !== from) moveRow(state, pass, row, from, best)
  else noteMargin(state, pass, row, Math.sqrt(second) * DOWN - Math.sqrt(own))
}

/** Keeps a gap as the margin that it was, at least, at the start of the pass. */
function noteMargin({ assigning, labels }: KMeansState, { firstStamp, unmeasured }: Pass, row: number, gap: number) {
  const stamp = firstStamp + (labels[row] as number)
  const then = gap - (assigning.drifts[stamp] as number) - unmeasured
  assigning.margins[row] = then > 0 ? then * DOWN : then
  assigning.stamps[row] = stamp
}

function moveRow(state: KMeansState, pass: Pass, row: number, from: number, to: number): void {
  const { data, labels, sums, counts, assigning, nFeatures: d } = state
  for (let j = 0; j < d; j++) {
    const value = data[row * d + j] as number
    sums[from * d + j] = (sums[from * d + j] as number) - value
    sums[to * d + j] = (sums[to * d + j] as number) + value
  }
  counts[from] = (counts[from] as number) - 1
  counts[to] = (counts[to] as number) + 1
  labels[row] = to
  assigning.margins[row] = -1
  const travelled = updateCenter(state, from) + updateCenter(state, to)
  pass.reach += travelled
  pass.unmeasured += travelled
  pass.transfers++
  if (pass.transfers % TRANSFERS_PER_MEASURE === 0) {
    measureDrifts(state.drifts, state.centers)
    pass.unmeasured = 0
  }
  setLimits(state, pass)
}
