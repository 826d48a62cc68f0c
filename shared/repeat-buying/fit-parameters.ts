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

/**
 * Maximum likelihood of positive parameters, searched on the scale of their logarithms from several starts; standard errors
 * from the observed information by the delta method.
 * Cost: about 100 evaluations of the likelihood.
 */
export function* fitParameters(
  likelihood: Likelihood,
  { n, penalty, starts }: FitOptions,
): Generator<Progress, FittedParameters, void> {
  const f = onLogScale(likelihood, n, penalty)
  const ranked = starts
    .map((start) => Float64Array.from(start, Math.log))
    .map((x) => ({ x, value: f(x, new Float64Array(x.length)) }))
    .filter(({ value }) => Number.isFinite(value))
    .sort((a, b) => a.value - b.value)
  let best: SmoothMinimum | undefined
  let iterations = 0
  for (const [at, { x }] of ranked.slice(0, tried).entries()) {
    const steps = minimizeSmooth(f, x, { gradientTolerance: 1e-9 })
    let step = steps.next()
    while (!step.done) {
      yield { stage: 'fit', fraction: (at + 1 - 0.9 ** step.value) / tried, iteration: step.value }
      step = steps.next()
    }
    iterations += step.value.iterations
    if (!best || step.value.value < best.value) best = step.value
  }
  if (!best) throw new Error('no start has a likelihood')
  const parameters = best.x.map(Math.exp)
  const errors = standardErrors((x, gradient) => scaled(f, x, gradient, n), best.x)
  return {
    parameters,
    standardErrors: errors.map((error, i) => error * (parameters[i] as number)),
    logLikelihood: likelihood(parameters, new Float64Array(parameters.length)),
    converged: best.converged,
    iterations,
    atBoundary: parameters.some((value) => value < 1e-5 || value > 1e5) || errors.some((error) => !(error < 50)),
  }
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
