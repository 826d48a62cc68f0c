import type { Progress } from '../contract/run-events'
import type { Random } from './random'
import type { RowSpace } from './row-space'

/** Distances measured between two looks at the clock of the caller. */
const PAIRS_PER_STEP = 2_000_000

export interface MedoidPartition {
  /** n; position in `medoids`. */
  labels: Int32Array
  /** k rows. */
  medoids: number[]
  /** Sum of distances of the rows to their medoid. */
  cost: number
  swaps: number
}

interface State {
  space: RowSpace
  weights: ArrayLike<number> | undefined
  medoids: number[]
  nearest: Int32Array
  near: Float64Array
  second: Float64Array
  /** Per medoid: what its rows would lose if it went. */
  removal: Float64Array
}

/**
 * Partition around medoids: k rows with the least sum of distances to all rows, by swaps that are made as soon
 * as they help.
 * @param space at least k rows
 * @param weights how many times each row counts; once when absent
 * Cost: O(n²) distances per pass, usually two to four passes. Source: Kaufman & Rousseeuw (1990), PAM; Schubert & Rousseeuw (2021),
 * "Fast and eager k-medoids clustering", FasterPAM.
 */
export function* fasterPam(
  space: RowSpace,
  k: number,
  random: Random,
  weights?: ArrayLike<number>,
): Generator<Progress, MedoidPartition, void> {
  const n = space.nRows
  const state = createState(space, spreadRows(space, k, random, weights), weights)
  const delta = new Float64Array(k)
  const perStep = Math.max(1, Math.floor(PAIRS_PER_STEP / n))
  let swaps = 0
  let idle = 0
  for (let candidate = 0, tried = 0; idle < n && tried < 100 * n; candidate = (candidate + 1) % n, tried++) {
    idle++
    if (!state.medoids.includes(candidate) && trySwap(state, candidate, delta)) {
      swaps++
      idle = 0
    }
    if (tried % perStep === 0) yield { stage: 'medoids', fraction: Math.min(0.99, idle / n), iteration: swaps }
  }
  const cost = state.near.reduce((sum, distance, i) => sum + (weights?.[i] ?? 1) * distance, 0)
  return { labels: state.nearest, medoids: state.medoids, cost, swaps }
}

/** First medoids: each drawn with a probability proportional to its distance from those before, times its weight. */
function spreadRows(space: RowSpace, k: number, random: Random, weights?: ArrayLike<number>): number[] {
  const n = space.nRows
  const rows = [random.integer(n)]
  const near = new Float64Array(n).fill(Number.POSITIVE_INFINITY)
  while (rows.length < k) {
    const last = rows[rows.length - 1] as number
    let total = 0
    for (let i = 0; i < n; i++) {
      near[i] = Math.min(near[i] as number, (weights?.[i] ?? 1) * space.distance(i, last))
      total += near[i] as number
    }
    rows.push(total > 0 ? drawRow(near, random.next() * total) : firstFree(rows, n))
  }
  return rows
}

function drawRow(weights: Float64Array, target: number): number {
  let rest = target
  let last = 0
  for (let i = 0; i < weights.length; i++) {
    if ((weights[i] as number) > 0) last = i
    rest -= weights[i] as number
    if (rest < 0) return i
  }
  return last
}

function firstFree(rows: readonly number[], n: number): number {
  for (let i = 0; i < n; i++) if (!rows.includes(i)) return i
  return 0
}

function createState(space: RowSpace, medoids: number[], weights?: ArrayLike<number>): State {
  const n = space.nRows
  const state: State = {
    space,
    weights,
    medoids,
    nearest: new Int32Array(n),
    near: new Float64Array(n),
    second: new Float64Array(n),
    removal: new Float64Array(medoids.length),
  }
  for (let i = 0; i < n; i++) measureRow(state, i)
  sumRemovals(state)
  return state
}

/** Nearest and second nearest medoid of a row; on a tie the earlier one, but a medoid is its own. */
function measureRow({ space, medoids, nearest, near, second }: State, row: number): void {
  near[row] = Number.POSITIVE_INFINITY
  second[row] = Number.POSITIVE_INFINITY
  for (const [m, medoid] of medoids.entries()) {
    const distance = medoid === row ? -0 : space.distance(row, medoid)
    if (distance < (near[row] as number) || medoid === row) {
      second[row] = near[row] as number
      near[row] = distance
      nearest[row] = m
    } else if (distance < (second[row] as number)) second[row] = distance
  }
}

function sumRemovals({ nearest, near, second, removal, weights }: State): void {
  removal.fill(0)
  for (let i = 0; i < nearest.length; i++) {
    const m = nearest[i] as number
    const weight = weights?.[i] ?? 1
    removal[m] = (removal[m] as number) + weight * (second[i] as number) - weight * (near[i] as number)
  }
}

/** Puts a row in the place of the medoid whose going then costs least, if that lowers the cost. */
function trySwap(state: State, candidate: number, delta: Float64Array): boolean {
  const { space, weights, nearest, near, second, removal } = state
  const n = space.nRows
  delta.set(removal)
  let gained = 0
  for (let i = 0; i < n; i++) {
    const distance = space.distance(i, candidate)
    const own = near[i] as number
    const m = nearest[i] as number
    if (!(distance < (second[i] as number))) continue
    const weight = weights ? (weights[i] as number) : 1
    if (distance < own) {
      gained += weight * (distance - own)
      delta[m] = (delta[m] as number) + weight * own - weight * (second[i] as number)
    } else delta[m] = (delta[m] as number) + weight * distance - weight * (second[i] as number)
  }
  let best = 0
  for (let m = 1; m < delta.length; m++) if ((delta[m] as number) < (delta[best] as number)) best = m
  const change = gained + (delta[best] as number)
  if (!(change < -1e-10 * Math.abs(gained))) return false
  state.medoids[best] = candidate
  for (let i = 0; i < n; i++) measureRow(state, i)
  sumRemovals(state)
  return true
}
