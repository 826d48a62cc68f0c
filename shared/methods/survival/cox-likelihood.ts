import type { OrderedTimes } from './ordered-times'

/** Durations, events and centred covariates (row by row). */
export interface CoxData {
  ordered: OrderedTimes
  happened: Uint8Array
  covariates: Float64Array
  nColumns: number
}

/** Log partial likelihood with its derivatives. */
export interface CoxState {
  logLikelihood: number
  gradient: Float64Array
  /** Negative second derivatives. */
  information: Float64Array
}

/** Called for every time with events: its place, and the covariate means its events are compared with. */
type OnTime = (k: number, mean: Float64Array) => void

/** Sums over a set of rows: Σ w, Σ w·x and the lower triangle of Σ w·x·xᵀ with w = exp(η). */
class WeightedSums {
  total = 0
  readonly first: Float64Array
  readonly second: Float64Array

  constructor(d: number) {
    this.first = new Float64Array(d)
    this.second = new Float64Array(d * d)
  }

  add(weight: number, x: Float64Array): void {
    const d = x.length
    this.total += weight
    for (let i = 0; i < d; i++) {
      const part = weight * (x[i] as number)
      this.first[i] = (this.first[i] as number) + part
      for (let j = 0; j <= i; j++) this.second[i * d + j] = (this.second[i * d + j] as number) + part * (x[j] as number)
    }
  }
}

/**
 * Log partial likelihood of Cox's model, its gradient and information.
 * @param ties Efron's or Breslow's approximation
 * Cost: O(n·d²), and with Efron's ties O(d²) per event.
 */
export function coxLikelihood(
  { ordered, happened, covariates, nColumns: d }: CoxData,
  beta: Float64Array,
  ties: 'efron' | 'breslow',
  onTime?: OnTime,
): CoxState {
  const state: CoxState = { logLikelihood: 0, gradient: new Float64Array(d), information: new Float64Array(d * d) }
  const risk = new WeightedSums(d)
  const { order, starts, times } = ordered
  for (let k = times.length - 1; k >= 0; k--) {
    const tied = new WeightedSums(d)
    let count = 0
    for (let at = starts[k] as number; at < (starts[k + 1] as number); at++) {
      const i = order[at] as number
      const x = covariates.subarray(i * d, (i + 1) * d)
      let eta = 0
      for (let j = 0; j < d; j++) eta += (beta[j] as number) * (x[j] as number)
      const weight = Math.exp(eta)
      risk.add(weight, x)
      if (happened[i] === 0) continue
      count++
      tied.add(weight, x)
      state.logLikelihood += eta
      for (let j = 0; j < d; j++) state.gradient[j] = (state.gradient[j] as number) + (x[j] as number)
    }
    if (count === 0) continue
    const mean = addEvents(state, risk, tied, count, ties === 'efron')
    onTime?.(k, mean)
  }
  return state
}

/** Compares the events of one time with the rows at risk; answers the mean covariates they are compared with. */
function addEvents(
  state: CoxState,
  risk: WeightedSums,
  tied: WeightedSums,
  count: number,
  efron: boolean,
): Float64Array {
  const d = risk.first.length
  const mean = new Float64Array(d)
  const centre = new Float64Array(d)
  for (let l = 0; l < count; l++) {
    const share = efron ? l / count : 0
    const total = risk.total - share * tied.total
    state.logLikelihood -= Math.log(total)
    for (let i = 0; i < d; i++) centre[i] = ((risk.first[i] as number) - share * (tied.first[i] as number)) / total
    for (let i = 0; i < d; i++) {
      const average = centre[i] as number
      mean[i] = (mean[i] as number) + average / count
      state.gradient[i] = (state.gradient[i] as number) - average
      for (let j = 0; j <= i; j++) {
        const at = i * d + j
        const second = ((risk.second[at] as number) - share * (tied.second[at] as number)) / total
        state.information[at] = (state.information[at] as number) + second - average * (centre[j] as number)
      }
    }
  }
  return mean
}
