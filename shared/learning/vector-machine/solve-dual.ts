import type { KernelCache } from './kernel-cache'

export interface DualSolution {
  /** Per row 0 ≤ alpha ≤ its bound. */
  alpha: Float64Array
  /** The decision is Σ alpha · sign · K − rho. */
  rho: number
  converged: boolean
  iterations: number
}

/** Steps between two moments at which the solver may be stopped. */
const stepsPerSlice = 500

/**
 * Maximises the dual of the support vector classifier with hinge loss.
 * @param signs per row +1 or −1
 * @param bounds per row the most its alpha may be (C times its weight)
 * @param tolerance largest violation of the optimality conditions left
 * @returns yields the violation while it works
 * Cost: O(iterations · n), each new kernel row O(n·d). Source: Fan, Chen & Lin (2005), working sets by second-order
 * information, as in LIBSVM.
 */
export function* solveDual(
  cache: KernelCache,
  signs: Int8Array,
  bounds: Float64Array,
  { tolerance, mostIterations }: { tolerance: number; mostIterations: number },
): Generator<number, DualSolution, void> {
  const n = signs.length
  const alpha = new Float64Array(n)
  const gradient = new Float64Array(n).fill(-1)
  const state = { signs, bounds, alpha, gradient }
  let violation = Number.POSITIVE_INFINITY
  let iterations = 0
  while (iterations < mostIterations) {
    const up = mostViolating(state)
    if (up < 0) break
    const rowUp = cache.row(up)
    const { low, gap } = bestPartner(state, up, rowUp, cache.diagonal)
    violation = gap
    if (low < 0 || gap < tolerance) break
    movePair(state, up, low, rowUp, cache.row(low), cache.diagonal)
    iterations++
    if (iterations % stepsPerSlice === 0) yield violation
  }
  return { alpha, rho: offsetOf(state), converged: violation < tolerance, iterations }
}

interface State {
  signs: Int8Array
  bounds: Float64Array
  alpha: Float64Array
  /** Of the objective: Q·alpha − 1. */
  gradient: Float64Array
}

function canGrow({ signs, alpha, bounds }: State, t: number): boolean {
  return signs[t] === 1 ? (alpha[t] as number) < (bounds[t] as number) : (alpha[t] as number) > 0
}

function canShrink({ signs, alpha, bounds }: State, t: number): boolean {
  return signs[t] === 1 ? (alpha[t] as number) > 0 : (alpha[t] as number) < (bounds[t] as number)
}

/** The row that most wants to move up; −1 when none can. */
function mostViolating(state: State): number {
  let best = -1
  let largest = Number.NEGATIVE_INFINITY
  for (let t = 0; t < state.signs.length; t++) {
    if (!canGrow(state, t)) continue
    const value = -(state.signs[t] as number) * (state.gradient[t] as number)
    if (value > largest) {
      largest = value
      best = t
    }
  }
  return best
}

/** The row that moves the objective most together with `up`, and the largest violation there is. */
function bestPartner(
  state: State,
  up: number,
  rowUp: Float32Array,
  diagonal: Float64Array,
): { low: number; gap: number } {
  const { signs, gradient } = state
  const top = -(signs[up] as number) * (gradient[up] as number)
  let low = -1
  let gap = 0
  let gain = 0
  for (let t = 0; t < signs.length; t++) {
    if (!canShrink(state, t)) continue
    const value = -(signs[t] as number) * (gradient[t] as number)
    const apart = top - value
    if (apart > gap) gap = apart
    if (!(apart > 0)) continue
    const curvature = Math.max(1e-12, (diagonal[up] as number) + (diagonal[t] as number) - 2 * (rowUp[t] as number))
    const improvement = (apart * apart) / curvature
    if (improvement > gain) {
      gain = improvement
      low = t
    }
  }
  return { low, gap }
}

/** The best step of two alphas within their bounds, and what it does to the gradient. */
function movePair(
  { signs, bounds, alpha, gradient }: State,
  i: number,
  j: number,
  rowI: Float32Array,
  rowJ: Float32Array,
  diagonal: Float64Array,
): void {
  const [yi, yj] = [signs[i] as number, signs[j] as number]
  const curvature = Math.max(1e-12, (diagonal[i] as number) + (diagonal[j] as number) - 2 * (rowI[j] as number))
  const wanted = (-yi * (gradient[i] as number) + yj * (gradient[j] as number)) / curvature
  // alpha_i moves by yi · step, alpha_j by −yj · step.
  const roomI = yi === 1 ? (bounds[i] as number) - (alpha[i] as number) : (alpha[i] as number)
  const roomJ = yj === 1 ? (alpha[j] as number) : (bounds[j] as number) - (alpha[j] as number)
  const step = Math.min(wanted, roomI, roomJ)
  alpha[i] = step === roomI ? (yi === 1 ? (bounds[i] as number) : 0) : (alpha[i] as number) + yi * step
  alpha[j] = step === roomJ ? (yj === 1 ? 0 : (bounds[j] as number)) : (alpha[j] as number) - yj * step
  for (let t = 0; t < signs.length; t++) {
    gradient[t] = (gradient[t] as number) + (signs[t] as number) * step * ((rowI[t] as number) - (rowJ[t] as number))
  }
}

/** The mean over free rows, else the middle of what the others allow. */
function offsetOf(state: State): number {
  const { signs, gradient, alpha, bounds } = state
  let [sum, free] = [0, 0]
  let [low, high] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]
  for (let t = 0; t < signs.length; t++) {
    const value = (signs[t] as number) * (gradient[t] as number)
    if ((alpha[t] as number) > 0 && (alpha[t] as number) < (bounds[t] as number)) {
      sum += value
      free++
    } else if (canGrow(state, t)) high = Math.min(high, value)
    else low = Math.max(low, value)
  }
  return free > 0 ? sum / free : (low + high) / 2
}
