import type { PurchaseSummary } from '../transactions/purchase-summary'
import type { Holdout } from './result'

/** Frequencies from here on are shown together. */
const mostFrequencies = 8

/** Compares the purchases of the hold-out with those predicted, and with everyone going on at his rate so far. */
export function validateHoldout(
  { frequency, T }: Pick<PurchaseSummary, 'frequency' | 'T'>,
  { purchases, length }: NonNullable<PurchaseSummary['holdout']>,
  predicted: Float64Array,
): Holdout {
  const n = frequency.length
  const naive = frequency.map((x, i) => ((T[i] as number) > 0 ? (x / (T[i] as number)) * length : 0))
  const groups = Array.from({ length: mostFrequencies }, (_, x) => ({
    frequency: x,
    customers: 0,
    actual: 0,
    predicted: 0,
  }))
  const sums = { actual: 0, predicted: 0, absolute: 0, squared: 0, naiveAbsolute: 0, naiveSquared: 0 }
  for (let i = 0; i < n; i++) {
    const [actual, expected] = [purchases[i] as number, predicted[i] as number]
    const miss = expected - actual
    const naiveMiss = (naive[i] as number) - actual
    sums.actual += actual
    sums.predicted += expected
    sums.absolute += Math.abs(miss)
    sums.squared += miss * miss
    sums.naiveAbsolute += Math.abs(naiveMiss)
    sums.naiveSquared += naiveMiss * naiveMiss
    const group = groups[Math.min(mostFrequencies - 1, frequency[i] as number)] as (typeof groups)[number]
    group.customers++
    group.actual += actual
    group.predicted += expected
  }
  return {
    length,
    actual: sums.actual,
    predicted: sums.predicted,
    mae: sums.absolute / n,
    rmse: Math.sqrt(sums.squared / n),
    naiveMae: sums.naiveAbsolute / n,
    naiveRmse: Math.sqrt(sums.naiveSquared / n),
    byFrequency: groups
      .filter(({ customers }) => customers > 0)
      .map((group) => ({
        ...group,
        actual: group.actual / group.customers,
        predicted: group.predicted / group.customers,
      })),
  }
}
