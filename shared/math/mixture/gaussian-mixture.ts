import type { Progress } from '../../contract/run-events'
import type { Matrix } from '../../dataset/column'
import type { MethodContext } from '../../methods/define-method'
import type { Random } from '../random'
import { maximise } from './maximise-likelihood'
import { moveComponent, startFromKMeans } from './mixture-starts'
import { createState, type Mixture, type MixtureOptions, type MixtureState, restore, snapshot } from './mixture-state'

/** Up to this many rows many starts are tried for a few steps each, which costs little there. */
const SMALL_ROWS = 20_000

/** Tries per start: from new partitions, and from the best mixture with one component moved. */
const NEW_TRIES = 10

const MOVED_TRIES = 8

/** Steps that a try is given, and the rise per row below which it is given no more. */
const TRY_STEPS = 25

const TRY_TOLERANCE = 1e-4

/** A try that ends so little below the best, per row, may still pass it. */
const WORTH_FINISHING = 0.01

/** After so many starts, every other one moves a component of the best mixture instead. */
const FRESH_STARTS = 4

/**
 * Mixture of Gaussians by expectation-maximisation, each start from a k-means partition.
 * @param matrix n × d on shared memory
 * @returns null when a covariance is not positive definite in every start
 * Cost: O(nInit·iterations·n·k·d²), diagonal and spherical O(nInit·iterations·n·k·d).
 * Source: Dempster, Laird & Rubin (1977); McLachlan & Peel (2000), "Finite Mixture Models".
 */
export function* gaussianMixture(
  matrix: Matrix,
  options: MixtureOptions,
  context: Pick<MethodContext, 'parallel'> & { random: Random },
): Generator<Progress, Mixture | null, void> {
  const state = createState(matrix, options, context.parallel)
  const isSmall = matrix.nRows <= SMALL_ROWS && options.nComponents > 1 && !options.isRough
  if (isSmall) return yield* searchWidely(state, matrix, options, context)
  let best: Mixture | null = null
  const starts = options.nComponents === 1 ? 1 : options.nInit
  for (let start = 0; start < starts; start++) {
    const random = context.random.fork(start)
    if (best && start >= FRESH_STARTS && start % 2 === 1) moveComponent(state, best, random)
    else yield* startFromKMeans(state, matrix, { ...context, random }, start < FRESH_STARTS ? start : start >> 1)
    const outcome = yield* maximise(state, options, start / starts, 1 / starts)
    if (outcome && (!best || outcome.logLikelihood > best.logLikelihood)) best = snapshot(state, outcome)
  }
  return best
}

/**
 * Tries many starts for a few steps, carries the best `nInit` of them through, and then moves components of the best mixture
 * for as long as that may help. Source: Biernacki, Celeux & Govaert (2003), "Choosing starting values for the EM algorithm",
 * short runs of EM; Ueda et al. (2000).
 */
function* searchWidely(
  state: MixtureState,
  matrix: Matrix,
  options: MixtureOptions,
  context: Pick<MethodContext, 'parallel'> & { random: Random },
): Generator<Progress, Mixture | null, void> {
  const { nInit } = options
  const short = { ...options, maxIterations: TRY_STEPS, tolerance: Math.max(TRY_TOLERANCE, options.tolerance) }
  const promising: Mixture[] = []
  const tries = NEW_TRIES * nInit
  for (let start = 0; start < tries; start++) {
    yield* startFromKMeans(state, matrix, { ...context, random: context.random.fork(start) }, start)
    const outcome = yield* maximise(state, short, (0.4 * start) / tries, 0.4 / tries)
    if (!outcome) continue
    promising.push(snapshot(state, outcome))
    promising.sort((a, b) => b.logLikelihood - a.logLikelihood)
    promising.length = Math.min(promising.length, nInit)
  }
  let best: Mixture | null = null
  for (const [i, mixture] of promising.entries()) {
    restore(state, mixture)
    const outcome = yield* maximise(state, options, 0.4 + (0.2 * i) / nInit, 0.2 / nInit)
    if (outcome && (!best || outcome.logLikelihood > best.logLikelihood)) best = snapshot(state, outcome)
  }
  const moves = MOVED_TRIES * nInit
  for (let move = 0; best && move < moves; move++) {
    moveComponent(state, best, context.random.fork(tries + move))
    const tried = yield* maximise(state, short, 0.6 + (0.4 * move) / moves, 0.4 / moves)
    if (!tried || tried.logLikelihood < best.logLikelihood - WORTH_FINISHING * state.n) continue
    const outcome = yield* maximise(state, options, 0.6 + (0.4 * move) / moves, 0.4 / moves)
    if (outcome && outcome.logLikelihood > best.logLikelihood) best = snapshot(state, outcome)
  }
  return best
}
