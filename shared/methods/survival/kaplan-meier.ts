import { normalQuantile } from '../../math/normal-quantile'
import type { SurvivalCurve, SurvivalParams, SurvivalSummary } from './method'
import { orderedTimes } from './ordered-times'

/**
 * Kaplan–Meier estimate of survival with Greenwood's variance.
 * @param durations ≥ 0
 * @param happened 1 where the event came at the end of the duration, 0 where it had not come yet
 * Cost: O(n + k log k) for k different durations.
 */
export function kaplanMeier(
  durations: Float64Array,
  happened: Uint8Array,
  { confidence, bands }: Pick<SurvivalParams, 'confidence' | 'bands'>,
): SurvivalCurve {
  const { times, order, starts } = orderedTimes(durations)
  const column = () => new Float64Array(times.length)
  const curve: SurvivalCurve = {
    time: times,
    atRisk: column(),
    events: column(),
    censored: column(),
    survival: column(),
    standardError: column(),
    lower: column(),
    upper: column(),
  }
  const z = normalQuantile((1 + confidence) / 2)
  let survival = 1
  let greenwood = 0
  for (let k = 0; k < times.length; k++) {
    const atRisk = durations.length - (starts[k] as number)
    let events = 0
    for (let at = starts[k] as number; at < (starts[k + 1] as number); at++)
      events += happened[order[at] as number] as number
    survival *= (atRisk - events) / atRisk
    greenwood += events / (atRisk * (atRisk - events))
    curve.atRisk[k] = atRisk
    curve.events[k] = events
    curve.censored[k] = (starts[k + 1] as number) - (starts[k] as number) - events
    curve.survival[k] = survival
    curve.standardError[k] = survival > 0 ? survival * Math.sqrt(greenwood) : Number.NaN
    const [lower, upper] = band(survival, Math.sqrt(greenwood), z, bands)
    curve.lower[k] = lower
    curve.upper[k] = upper
  }
  return curve
}

/** @param error standard error of ln S */
function band(survival: number, error: number, z: number, bands: SurvivalParams['bands']): [number, number] {
  if (!(survival > 0)) return [Number.NaN, Number.NaN]
  if (bands === 'plain') {
    const reach = z * error * survival
    return [Math.max(0, survival - reach), Math.min(1, survival + reach)]
  }
  if (bands === 'log') return [survival * Math.exp(-z * error), Math.min(1, survival * Math.exp(z * error))]
  const logSurvival = Math.log(survival)
  if (logSurvival === 0) return [Number.NaN, Number.NaN]
  const reach = (z * error) / logSurvival
  return [survival ** Math.exp(-reach), survival ** Math.exp(reach)]
}

/**
 * Median, mean up to a limit, and event rate of a curve.
 * @param limit duration up to which the mean is taken
 */
export function summarise({ time, survival, atRisk, events, censored }: SurvivalCurve, limit: number): SurvivalSummary {
  let [area, before, last] = [0, 0, 1]
  let exposure = 0
  for (let k = 0; k < time.length; k++) {
    const t = Math.min(limit, time[k] as number)
    area += last * (t - before)
    before = t
    last = survival[k] as number
    exposure += (time[k] as number) * ((events[k] as number) + (censored[k] as number))
  }
  area += last * Math.max(0, limit - before)
  const nEvents = events.reduce((sum, count) => sum + count, 0)
  return {
    n: atRisk[0] ?? 0,
    nEvents,
    median: medianOf(time, survival),
    restrictedMean: area,
    rate: exposure > 0 ? nEvents / exposure : 0,
  }
}

/** First time at which half or fewer survive; halfway to the next event when it is exactly half. */
function medianOf(time: Float64Array, survival: Float64Array): number | null {
  const tolerance = 1e-12
  const at = survival.findIndex((value) => value <= 0.5 + tolerance)
  if (at < 0) return null
  if (Math.abs((survival[at] as number) - 0.5) > tolerance) return time[at] as number
  const next = survival.findIndex((value) => value < 0.5 - tolerance)
  return next < 0 ? (time[at] as number) : ((time[at] as number) + (time[next] as number)) / 2
}
