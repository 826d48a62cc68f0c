import { failure } from '../../contract/app-error'
import type { Progress } from '../../contract/run-events'
import { sharedFloats } from '../chunks'
import type { SeedBuffers } from '../kernels/k-means-seed'
import type { Random } from '../random'
import { type KMeansState, runOver } from './k-means-state'
import { clearPackedPoints, packedLength, setPackedPoint } from './packed-points'

/** Memory of seeding; made once and used again by every start. */
export interface Seeding {
  buffers: SeedBuffers
  nCandidates: number
}

/** Above so many rows choosing a centre takes long enough to say so. */
const ROWS_PER_STEP = 4096

/** Takes memory for seeding: 8 bytes a row. At each step 2 + ⌊ln k⌋ candidates are tried. */
export function createSeeding(state: KMeansState): Seeding {
  const nCandidates = 2 + Math.floor(Math.log(state.nClusters))
  const buffers = {
    data: state.data,
    closest: sharedFloats(state.nRows),
    candidates: sharedFloats(packedLength(nCandidates, state.nFeatures)),
    potentials: sharedFloats(state.chunks.length * nCandidates),
  }
  clearPackedPoints(buffers.candidates)
  return { buffers, nCandidates }
}

/**
 * Chooses k rows as first centres: each next one with a probability proportional to its squared distance to the nearest
 * centre so far, the best of several draws.
 * @returns k × d
 * @throws tooFewDistinctRows when there are fewer than k different rows
 * Cost: O(n·k·d·log k). Source: Arthur & Vassilvitskii (2007), "k-means++", in its greedy variant (the one of scikit-learn).
 */
export function* kMeansPlusPlus(
  state: KMeansState,
  seeding: Seeding,
  random: Random,
): Generator<Progress, Float64Array, void> {
  const { nRows, nClusters, nFeatures: d } = state
  const { buffers, nCandidates } = seeding
  const centers = new Float64Array(nClusters * d)
  buffers.closest.fill(Number.POSITIVE_INFINITY)
  for (let c = 0; c < nClusters; c++) {
    const rows = c === 0 ? [random.integer(nRows)] : drawRows(state, seeding, random, c)
    for (const [p, row] of rows.entries()) setPackedPoint(buffers.candidates, p, d, buffers.data, row * d)
    const chosen = rows.length > 1 ? bestCandidate(state, seeding) : 0
    const row = rows[chosen] as number
    centers.set(buffers.data.subarray(row * d, (row + 1) * d), c * d)
    run(state, 'k-means-seed-update', seeding, { nFeatures: d, nCandidates, chosen })
    if (nRows > ROWS_PER_STEP) yield { stage: 'segments', fraction: null }
  }
  return centers
}

/** Rows drawn with a probability proportional to `closest`. */
function drawRows(state: KMeansState, { buffers, nCandidates }: Seeding, random: Random, soFar: number): number[] {
  const { closest, potentials } = buffers
  const total = state.chunks.reduce((sum, { index }) => sum + (potentials[index * nCandidates] as number), 0)
  if (!(total > 0)) throw failure('tooFewDistinctRows', { k: state.nClusters, distinct: soFar }, { parameter: 'k' })
  return Array.from({ length: nCandidates }, () => {
    let rest = random.next() * total
    let last = 0
    for (const { start, end, index } of state.chunks) {
      const inside = potentials[index * nCandidates] as number
      if (inside <= rest && index < state.chunks.length - 1) {
        rest -= inside
        continue
      }
      for (let i = start; i < end; i++) {
        const weight = closest[i] as number
        if (weight > 0) last = i
        rest -= weight
        if (rest < 0) return i
      }
    }
    return last
  })
}

function bestCandidate(state: KMeansState, seeding: Seeding): number {
  const { buffers, nCandidates } = seeding
  run(state, 'k-means-seed-potentials', seeding, { nFeatures: state.nFeatures, nCandidates })
  const totals = new Float64Array(nCandidates)
  for (let i = 0; i < buffers.potentials.length; i++) {
    totals[i % nCandidates] = (totals[i % nCandidates] as number) + (buffers.potentials[i] as number)
  }
  return totals.indexOf(Math.min(...totals))
}

function run(state: KMeansState, kernel: string, { buffers }: Seeding, values: Record<string, number>): void {
  runOver(state, kernel, buffers, values, state.chunks)
}
