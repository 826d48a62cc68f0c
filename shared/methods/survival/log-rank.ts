import { chiSquaredTail } from '../../math/chi-squared'
import { inverseCholesky } from '../../math/cholesky'
import type { SurvivalParams, SurvivalResult } from './method'
import { orderedTimes } from './ordered-times'

/** Test of groups against each other, with the events expected in each if all were alike. */
export interface GroupComparison {
  expected: Float64Array
  /** Null when the groups leave nothing to compare. */
  test: SurvivalResult['logRank']
}

/**
 * Log-rank test, or Peto & Peto's modification that weighs times by the share still surviving before them.
 * @param group of each row, 0 … nGroups − 1
 * Cost: O(n + k·g²) for k different durations and g groups.
 */
export function logRank(
  durations: Float64Array,
  happened: Uint8Array,
  group: Int32Array,
  nGroups: number,
  comparison: SurvivalParams['comparison'],
): GroupComparison {
  const { times, order, starts } = orderedTimes(durations)
  const atRisk = new Float64Array(nGroups)
  for (const g of group) atRisk[g] = (atRisk[g] as number) + 1
  const size = nGroups - 1
  const state = {
    difference: new Float64Array(nGroups),
    expected: new Float64Array(nGroups),
    variance: new Float64Array(size * size),
  }
  let survival = 1
  for (let k = 0; k < times.length; k++) {
    const rows = order.subarray(starts[k], starts[k + 1])
    const events = new Float64Array(nGroups)
    for (const i of rows) if (happened[i] === 1) events[group[i] as number] = (events[group[i] as number] as number) + 1
    const total = durations.length - (starts[k] as number)
    const count = events.reduce((sum, value) => sum + value, 0)
    if (count > 0) addTime(state, events, atRisk, total, count, comparison === 'log-rank' ? 1 : survival)
    survival *= (total - count) / total
    for (const i of rows) atRisk[group[i] as number] = (atRisk[group[i] as number] as number) - 1
  }
  return { expected: state.expected, test: testOf(state.difference.subarray(0, size), state.variance, size) }
}

function addTime(
  { difference, expected, variance }: Record<'difference' | 'expected' | 'variance', Float64Array>,
  events: Float64Array,
  atRisk: Float64Array,
  total: number,
  count: number,
  weight: number,
): void {
  const size = events.length - 1
  const spread = total > 1 ? (count * (total - count)) / (total - 1) : 0
  for (let g = 0; g <= size; g++) {
    const share = (atRisk[g] as number) / total
    expected[g] = (expected[g] as number) + weight * count * share
    difference[g] = (difference[g] as number) + weight * ((events[g] as number) - count * share)
    if (g === size) continue
    for (let h = 0; h < size; h++) {
      const covariance = spread * share * ((g === h ? 1 : 0) - (atRisk[h] as number) / total)
      variance[g * size + h] = (variance[g * size + h] as number) + weight * weight * covariance
    }
  }
}

function testOf(difference: Float64Array, variance: Float64Array, size: number): SurvivalResult['logRank'] {
  const factor = size > 0 ? inverseCholesky(variance, size) : null
  if (!factor) return null
  let chi2 = 0
  for (let i = 0; i < size; i++) {
    let part = 0
    for (let j = 0; j <= i; j++) part += (factor.inverse[i * size + j] as number) * (difference[j] as number)
    chi2 += part * part
  }
  return Number.isFinite(chi2) ? { chi2, df: size, p: chiSquaredTail(chi2, size) } : null
}
