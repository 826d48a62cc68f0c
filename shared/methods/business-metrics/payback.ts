import { MoneySums, moneyScale } from '../../transactions/money'
import type { Transactions } from '../../transactions/read-transactions'
import type { BusinessParams, BusinessResult } from './method'

/**
 * Contribution so far per customer, by periods since his first one, over the customers observed so long; and in which period
 * it reaches the cost of acquisition (counted from 1).
 * Cost: O(n).
 */
export function paybackOf(
  { customer, amount, cost, nCustomers }: Transactions,
  periodOf: Int32Array,
  nPeriods: number,
  { margin, acquisitionCost }: BusinessParams,
): BusinessResult['payback'] {
  if (acquisitionCost === null) return null
  const first = new Int32Array(nCustomers).fill(nPeriods)
  for (let i = 0; i < customer.length; i++) {
    const c = customer[i] as number
    first[c] = Math.min(first[c] as number, periodOf[i] as number)
  }
  const left = amount.map((value, i) => (cost ? value - (cost[i] as number) : value * margin))
  const sums = new MoneySums(nPeriods, moneyScale(left))
  for (let i = 0; i < left.length; i++) {
    sums.add((periodOf[i] as number) - (first[customer[i] as number] as number), left[i] as number)
  }
  const observed = new Float64Array(nPeriods)
  for (const start of first) for (let k = 0; k < nPeriods - start; k++) observed[k] = (observed[k] as number) + 1
  let total = 0
  const contribution = observed.map((customers, k) => {
    if (customers > 0) total += sums.get(k) / customers
    return total
  })
  const reached = contribution.findIndex((value) => value >= acquisitionCost)
  return { contribution, periods: reached < 0 ? null : reached + 1 }
}
