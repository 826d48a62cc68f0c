import { solveSymmetric } from '../../math/solve-symmetric'

/** A convex loss at a point. `hessian` is p × p, whole; absent when it was not asked for. */
export interface LossAt {
  loss: number
  gradient: Float64Array
  hessian: Float64Array | null
}

/** loss + Σ l1ⱼ·|βⱼ| + ½ Σ l2ⱼ·βⱼ² over p coefficients. */
export interface PenalizedProblem {
  start: Float64Array
  l1: Float64Array
  l2: Float64Array
  /** 1 where a coefficient stays where it starts. */
  fixed: Uint8Array
  at(beta: Float64Array, withHessian: boolean): LossAt
}

export interface Minimum {
  beta: Float64Array
  /** Without penalties. */
  loss: number
  iterations: number
  converged: boolean
}

const MOST_ITERATIONS = 100
/** Relative change of the coefficients below which they have settled. */
const TOLERANCE = 1e-8
/** A step that shrinks the next one to less than this may keep its Hessian. */
const FAST = 0.05

/**
 * Minimises a penalised convex loss.
 * Without l1 terms by Newton's method that keeps its Hessian while steps shrink fast; with them by proximal Newton steps,
 * each solved by coordinate descent.
 * Source: Nocedal & Wright (2006), "Numerical Optimization"; Lee, Sun & Saunders (2014), "Proximal Newton-type methods".
 * Cost: some evaluations of the loss, few of them with Hessian, and O(p³) per Hessian.
 */
export function* minimizePenalized(problem: PenalizedProblem): Generator<number, Minimum, void> {
  const { l1, l2, fixed } = problem
  const hasL1 = l1.some((value) => value > 0)
  let beta: Float64Array = problem.start.slice()
  let here = problem.at(beta, true)
  let hessian = here.hessian as Float64Array
  let value = penalized(here.loss, beta, l1, l2)
  let lastSize = Number.POSITIVE_INFINITY
  for (let iteration = 1; iteration <= MOST_ITERATIONS; iteration++) {
    yield iteration
    const gradient = here.gradient.map((slope, j) => (fixed[j] ? 0 : slope + (l2[j] as number) * (beta[j] as number)))
    const curvature = withPenalty(hessian, l2, fixed)
    const step = hasL1
      ? proximalStep(curvature, gradient, beta, l1, fixed)
      : solveSymmetric(curvature, gradient)?.map((s) => -s)
    if (!step) return { beta, loss: here.loss, iterations: iteration, converged: false }
    const size = relativeSize(step, beta)
    if (size < TOLERANCE) {
      // Its square is beyond the digits of the loss.
      const loss = here.gradient.reduce((total, slope, j) => total + slope * (step[j] as number), here.loss)
      return { beta: sum(beta, step, 1), loss, iterations: iteration, converged: true }
    }
    const isFast = size < FAST * lastSize && lastSize < Number.POSITIVE_INFINITY
    const wantsHessian = !(isFast || size < 1e-4)
    let share = 1
    let next: Float64Array = sum(beta, step, share)
    let there = problem.at(next, wantsHessian)
    let reached = penalized(there.loss, next, l1, l2)
    const slack = 1e-12 * (1 + Math.abs(value))
    while (!(reached <= value + slack) && share > 1e-10) {
      share /= 2
      next = sum(beta, step, share)
      there = problem.at(next, wantsHessian)
      reached = penalized(there.loss, next, l1, l2)
    }
    if (!(reached <= value + slack)) {
      return { beta, loss: here.loss, iterations: iteration, converged: size < 1e-6 }
    }
    beta = next
    value = reached
    here = there
    if (there.hessian) hessian = there.hessian
    else if (!(size < FAST * lastSize)) {
      here = problem.at(beta, true)
      hessian = here.hessian as Float64Array
    }
    lastSize = size
  }
  return { beta, loss: here.loss, iterations: MOST_ITERATIONS, converged: false }
}

function penalized(loss: number, beta: Float64Array, l1: Float64Array, l2: Float64Array): number {
  let total = loss
  for (let j = 0; j < beta.length; j++) {
    const value = beta[j] as number
    total += (l1[j] as number) * Math.abs(value) + 0.5 * (l2[j] as number) * value * value
  }
  return total
}

function withPenalty(hessian: Float64Array, l2: Float64Array, fixed: Uint8Array): Float64Array {
  const p = l2.length
  const curvature = hessian.slice()
  for (let j = 0; j < p; j++) {
    curvature[j * p + j] = (curvature[j * p + j] as number) + (l2[j] as number)
    if (!fixed[j]) continue
    for (let k = 0; k < p; k++) {
      curvature[j * p + k] = 0
      curvature[k * p + j] = 0
    }
    curvature[j * p + j] = 1
  }
  return curvature
}

function sum(beta: Float64Array, step: Float64Array, share: number): Float64Array {
  return beta.map((value, j) => value + share * (step[j] as number))
}

function relativeSize(step: Float64Array, beta: Float64Array): number {
  let [largest, scale] = [0, 1]
  for (let j = 0; j < step.length; j++) {
    largest = Math.max(largest, Math.abs(step[j] as number))
    scale = Math.max(scale, Math.abs(beta[j] as number))
  }
  return largest / scale
}

/** The step that minimises the quadratic approximation with its l1 terms, by coordinate descent. */
function proximalStep(
  curvature: Float64Array,
  gradient: Float64Array,
  beta: Float64Array,
  l1: Float64Array,
  fixed: Uint8Array,
): Float64Array {
  const p = beta.length
  const step = new Float64Array(p)
  // Slope of the approximation at the step so far.
  const slope = gradient.slice()
  for (let sweep = 0; sweep < 10_000; sweep++) {
    let moved = 0
    for (let j = 0; j < p; j++) {
      const bend = curvature[j * p + j] as number
      if (fixed[j] || !(bend > 0)) continue
      const now = (beta[j] as number) + (step[j] as number)
      const target = softThreshold(now - (slope[j] as number) / bend, (l1[j] as number) / bend)
      const change = target - now
      if (change === 0) continue
      step[j] = (step[j] as number) + change
      for (let k = 0; k < p; k++) slope[k] = (slope[k] as number) + change * (curvature[j * p + k] as number)
      moved = Math.max(moved, Math.abs(change) * Math.sqrt(bend))
    }
    if (moved < 1e-11) break
  }
  return step
}

export function softThreshold(value: number, limit: number): number {
  if (value > limit) return value - limit
  return value < -limit ? value + limit : 0
}
