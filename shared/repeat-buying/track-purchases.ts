import { millisecondsPerDay } from '../transactions/calendar'
import { groupByCustomer } from '../transactions/group-by-customer'
import { daysPer, type Period } from '../transactions/periods'
import type { Purchases } from './read-purchases'
import { expectedPurchases, type RepeatModel } from './repeat-model'
import type { RepeatBuyingResult } from './result'

/** Points of the curves; longer histories are looked at less often. */
const mostPoints = 120
/** Days; a single wrong date must not make a century of empty curves. */
const longestSpan = 36_500

/**
 * Cumulative repeat purchases over time of the customers of the calibration, and how many the model expects of customers who
 * began when they did.
 * @param dataEnd last day of the data
 * Cost: O(n) for the purchases, one expectation per day of the longest history.
 */
export function trackPurchases(
  { transactions, customers }: NonNullable<Purchases['from']>,
  model: RepeatModel,
  parameters: Float64Array,
  unit: Period,
  dataEnd: number,
): RepeatBuyingResult['tracking'] {
  const start = transactions.audit.firstDate / millisecondsPerDay
  const span = dataEnd - start
  if (span < 1 || span > longestSpan) return null
  const { firstDays, repeats } = purchaseDays({ transactions, customers }, start, span)
  const unitDays = Math.max(1, Math.round(daysPer(unit)))
  const step = unitDays * Math.ceil(span / unitDays / mostPoints)
  const points = Math.floor(span / step) + 1
  const byAge = Float64Array.from({ length: span + 1 }, (_, days) =>
    expectedPurchases(model, parameters, 0, 0, 0, days / daysPer(unit)),
  )
  const tracking = {
    time: Float64Array.from({ length: points }, (_, k) => (start + k * step) * millisecondsPerDay),
    actual: new Float64Array(points),
    expected: new Float64Array(points),
  }
  let total = 0
  for (let k = 0, day = 0; k < points; k++) {
    for (; day <= k * step; day++) total += repeats[day] as number
    tracking.actual[k] = total
    let expected = 0
    for (let first = 0; first <= k * step; first++) {
      expected += (firstDays[first] as number) * (byAge[k * step - first] as number)
    }
    tracking.expected[k] = expected
  }
  return tracking
}

/** Per day since the first one: customers who began, and repeat purchases. */
function purchaseDays(
  { transactions, customers }: Pick<NonNullable<Purchases['from']>, 'transactions' | 'customers'>,
  start: number,
  span: number,
) {
  const { order, starts } = groupByCustomer(transactions)
  const { day, isRefund } = transactions
  const firstDays = new Float64Array(span + 1)
  const repeats = new Float64Array(span + 1)
  for (const c of customers) {
    let before = -1
    for (let at = starts[c] as number; at < (starts[c + 1] as number); at++) {
      const i = order[at] as number
      const date = (day[i] as number) - start
      if (isRefund[i] === 1 || date === before) continue
      const counts = before < 0 ? firstDays : repeats
      counts[date] = (counts[date] as number) + 1
      before = date
    }
  }
  return { firstDays, repeats }
}
