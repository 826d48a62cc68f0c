/** A function of several variables with its gradient. */
export type SmoothFunction = (x: Float64Array, gradient: Float64Array) => number

export interface SmoothMinimum {
  x: Float64Array
  value: number
  gradient: Float64Array
  /** Approximation of the inverse Hessian, d × d. */
  inverse: Float64Array
  iterations: number
  converged: boolean
}

export interface SmoothOptions {
  /** Largest absolute entry of the gradient at which to stop. */
  gradientTolerance?: number
  maxIterations?: number
  /** Longest step in any variable. */
  longestStep?: number
  /** Approximation of the inverse Hessian to begin with, e.g. from a search on part of the data. */
  inverse?: Float64Array | undefined
}

/** A gain of this share of the value is lost in rounding. */
const negligible = 1e-14

/**
 * Local minimum of a smooth function of a few variables. Yields after every step, so that it can be stopped.
 * Variant: BFGS with a line search that halves and, where the slope is still steep, doubles.
 * @param start where the function is finite
 * @returns `converged` is false after `maxIterations`; a flat valley counts as converged
 * Cost: about two evaluations per step, d² beside. Source: Nocedal & Wright (2006), Numerical Optimization, chapter 6.
 */
export function* minimizeSmooth(
  f: SmoothFunction,
  start: Float64Array,
  { gradientTolerance = 1e-8, maxIterations = 300, longestStep = 2, inverse: known }: SmoothOptions = {},
): Generator<number, SmoothMinimum, void> {
  const d = start.length
  let x: Float64Array = start.slice()
  let gradient: Float64Array = new Float64Array(d)
  let value = f(x, gradient)
  let inverse = known ?? identity(d)
  let idle = 0
  for (let iteration = 1; iteration <= maxIterations; iteration++) {
    if (largest(gradient) <= gradientTolerance)
      return { x, value, gradient, inverse, iterations: iteration - 1, converged: true }
    let direction = descent(inverse, gradient)
    if (dot(direction, gradient) >= 0) {
      inverse = identity(d)
      direction = gradient.map((g) => -g)
    }
    // By Newton's model of the valley this is all that could still be gained, twice over.
    if (-dot(direction, gradient) <= negligible * Math.abs(value)) {
      return { x, value, gradient, inverse, iterations: iteration - 1, converged: true }
    }
    const found = search(f, { x, value, gradient, direction, longestStep })
    yield iteration
    const gain = value - (found?.value ?? value)
    idle = gain <= 1e-15 * Math.abs(value) ? idle + 1 : 0
    if (!found || idle >= 3) {
      const last = found ?? { x, value, gradient }
      return {
        ...last,
        inverse,
        iterations: iteration,
        converged: largest(last.gradient) <= 1e-5 * Math.max(1, Math.abs(value)),
      }
    }
    const moved = found.x.map((next, i) => next - (x[i] as number))
    const turned = found.gradient.map((next, i) => next - (gradient[i] as number))
    inverse = updated(inverse, moved, turned, iteration === 1 && !known)
    ;({ x, value, gradient } = found)
  }
  return { x, value, gradient, inverse, iterations: maxIterations, converged: false }
}

interface Place {
  x: Float64Array
  value: number
  gradient: Float64Array
}

/** A step along a direction that lowers the function enough (Armijo) and does not stop on a steep slope (Wolfe). */
function search(f: SmoothFunction, from: Place & { direction: Float64Array; longestStep: number }): Place | null {
  const slope = dot(from.direction, from.gradient)
  let length = Math.min(1, from.longestStep / largest(from.direction))
  let low = 0
  let high = Number.POSITIVE_INFINITY
  let best: Place | null = null
  for (let trial = 0; trial < 50; trial++) {
    const x = from.x.map((value, i) => value + length * (from.direction[i] as number))
    const gradient = new Float64Array(x.length)
    const value = f(x, gradient)
    const isLower = value <= from.value + 1e-4 * length * slope
    if (!isLower) high = length
    else if (dot(from.direction, gradient) < 0.9 * slope && length * largest(from.direction) < from.longestStep) {
      best = { x, value, gradient }
      low = length
    } else return { x, value, gradient }
    length = Number.isFinite(high) ? (low + high) / 2 : 2 * low
    if (high - low < 1e-10) break
  }
  return best
}

function identity(d: number): Float64Array {
  return Float64Array.from({ length: d * d }, (_, i) => (i % (d + 1) === 0 ? 1 : 0))
}

function dot(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, value, i) => sum + value * (b[i] as number), 0)
}

function largest(values: Float64Array): number {
  return values.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
}

/** −H·g. */
function descent(inverse: Float64Array, gradient: Float64Array): Float64Array {
  return gradient.map((_, i) => -dot(inverse.subarray(i * gradient.length, (i + 1) * gradient.length), gradient))
}

/** The inverse Hessian after a step (BFGS); left as it is where the function is not convex along the step. */
function updated(inverse: Float64Array, moved: Float64Array, turned: Float64Array, isFirst: boolean): Float64Array {
  const d = moved.length
  const curvature = dot(moved, turned)
  if (!(curvature > 1e-14 * largest(moved) * largest(turned))) return inverse
  const base = isFirst ? inverse.map((value) => value * (curvature / dot(turned, turned))) : inverse
  const product = descent(base, turned)
  const stretch = (1 - dot(turned, product) / curvature) / curvature
  return base.map((value, at) => {
    const [i, j] = [Math.floor(at / d), at % d]
    const cross = (product[i] as number) * (moved[j] as number) + (moved[i] as number) * (product[j] as number)
    return value + stretch * (moved[i] as number) * (moved[j] as number) + cross / curvature
  })
}
