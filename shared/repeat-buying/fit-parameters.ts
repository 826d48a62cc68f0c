import type { Progress } from '../contract/run-events'
import { minimizeSmooth, type SmoothFunction, type SmoothMinimum } from '../math/minimize-smooth'
import { standardErrors } from '../math/standard-errors'

/** Log-likelihood of positive parameters; `gradient` receives its derivatives. */
export type Likelihood = (parameters: Float64Array, gradient: Float64Array) => number

export interface FitOptions {
  /** Observations, which the likelihood and the penalty are divided by. */
  n: number
  /** Weight of Σ parameter² against the mean log-likelihood (ridge). */
  penalty: number
  starts: readonly (readonly number[])[]
  /** The likelihood of a part of the observations, to come near on before all are looked at. */
  rough?: { likelihood: Likelihood; n: number } | null
}

export interface FittedParameters {
  parameters: Float64Array
  /** NaN where the likelihood is flat. */
  standardErrors: Float64Array
  /** Without the penalty. */
  logLikelihood: number
  converged: boolean
  iterations: number
  /** True where a parameter runs off to 0 or ∞: part of the model is not needed for these data. */
  atBoundary: boolean
}

/** Searches go on from this many of the best starts. */
const tried = 2
/** Largest slope of the mean log-likelihood, per log parameter, at which the search ends. */
const gradientTolerance = 1e-9

/**
 * Maximum likelihood of positive parameters, searched on the scale of their logarithms from several starts (on part of the
 * observations, where there are many, and from there on all); standard errors from the observed information by the delta
 * method.
 * Cost: about 100 evaluations of the likelihood, of which a quarter on all observations when there is a part.
 */
export function* fitParameters(
  likelihood: Likelihood,
  { n, penalty, starts, rough }: FitOptions,
): Generator<Progress, FittedParameters, void> {
  const f = onLogScale(likelihood, n, penalty)
  const near = rough ? onLogScale(rough.likelihood, rough.n, penalty) : f
  const first = yield* searchFrom(near, starts, rough ? 0.5 : 1)
  let best = first
  if (rough) {
    const steps = minimizeSmooth(f, first.x, { gradientTolerance, inverse: first.inverse })
    best = yield* progressOf(steps, 0.5, 0.5)
  }
  const parameters = best.x.map(Math.exp)
  const errors = standardErrors((x, gradient) => scaled(f, x, gradient, n), best.x)
  return {
    parameters,
    standardErrors: errors.map((error, i) => error * (parameters[i] as number)),
    logLikelihood: likelihood(parameters, new Float64Array(parameters.length)),
    converged: best.converged,
    iterations: first.iterations + (rough ? best.iterations : 0),
    atBoundary: parameters.some((value) => value < 1e-5 || value > 1e5) || errors.some((error) => !(error < 50)),
  }
}

/** Goes on from the best starts; answers the best place reached, with the steps of all searches together. */
function* searchFrom(
  f: SmoothFunction,
  starts: FitOptions['starts'],
  share: number,
): Generator<Progress, SmoothMinimum, void> {
  const ranked = starts
    .map((start) => Float64Array.from(start, Math.log))
    .map((x) => ({ x, value: f(x, new Float64Array(x.length)) }))
    .filter(({ value }) => Number.isFinite(value))
    .sort((a, b) => a.value - b.value)
    .slice(0, tried)
  let best: SmoothMinimum | undefined
  let iterations = 0
  for (const [at, { x }] of ranked.entries()) {
    const found = yield* progressOf(minimizeSmooth(f, x, { gradientTolerance }), (share * at) / tried, share / tried)
    iterations += found.iterations
    if (!best || found.value < best.value) best = found
  }
  if (!best) throw new Error('no start has a likelihood')
  return { ...best, iterations }
}

/** Runs a search as the part of the way from `from` that is `share` long. */
function* progressOf(
  steps: Generator<number, SmoothMinimum, void>,
  from: number,
  share: number,
): Generator<Progress, SmoothMinimum, void> {
  let step = steps.next()
  while (!step.done) {
    yield { stage: 'fit', fraction: from + share * (1 - 0.9 ** step.value), iteration: step.value }
    step = steps.next()
  }
  return step.value
}

/** Mean negative log-likelihood and penalty, as a function of log parameters. */
function onLogScale(likelihood: Likelihood, n: number, penalty: number): SmoothFunction {
  return (x, gradient) => {
    if (x.some((value) => Math.abs(value) > 30)) return Number.POSITIVE_INFINITY
    const parameters = x.map(Math.exp)
    const value = likelihood(parameters, gradient)
    let ridge = 0
    for (let i = 0; i < x.length; i++) {
      const parameter = parameters[i] as number
      ridge += penalty * parameter * parameter
      gradient[i] = (-(gradient[i] as number) / n + 2 * penalty * parameter) * parameter
    }
    return -value / n + ridge
  }
}

function scaled(f: SmoothFunction, x: Float64Array, gradient: Float64Array, n: number): number {
  const value = f(x, gradient)
  for (let i = 0; i < gradient.length; i++) gradient[i] = (gradient[i] as number) * n
  return value * n
}
