import { millisecondsPerDay } from '../transactions/calendar'
import { customerTotals } from '../transactions/customer-totals'
import { MoneySums } from '../transactions/money'
import type { Transactions } from '../transactions/read-transactions'
import { noDay } from '../transactions/transaction-days'

/** What a list of purchases says of each customer at a snapshot; one entry per customer, NaN where it has no meaning. */
export interface CustomerFigures {
  /** Milliseconds since 1970-01-01. */
  firstPurchase: Float64Array
  lastPurchase: Float64Array
  /** Days from the last purchase to the snapshot. */
  recency: Float64Array
  /** Orders; refunds are none. */
  frequency: Float64Array
  /** Sum of amounts, refunds included. */
  monetary: Float64Array
  /** Monetary per order. */
  averageOrder: Float64Array
  /** Days from the first purchase to the snapshot. */
  tenure: Float64Array
  /** Rows that are refunds. */
  refunds: Float64Array
  /** (late − early) / (late + early) of the revenue of two equal periods before the snapshot: from −1 (gone) to 1 (new). */
  trend: Float64Array
}

/**
 * Figures per customer. Cost: O(n).
 * @param snapshot day number
 * @param trendDays length of each of the two periods that the trend compares
 */
export function customerFigures(transactions: Transactions, snapshot: number, trendDays: number): CustomerFigures {
  const { firstDay, lastDay, frequency, monetary, refundRows } = customerTotals(transactions)
  const known = (day: number, value: number) => (day === noDay ? Number.NaN : value)
  const milliseconds = (days: Int32Array) => Float64Array.from(days, (day) => known(day, day * millisecondsPerDay))
  const until = (days: Int32Array) => Float64Array.from(days, (day) => known(day, snapshot - day))
  return {
    firstPurchase: milliseconds(firstDay),
    lastPurchase: milliseconds(lastDay),
    recency: until(lastDay),
    frequency,
    monetary,
    averageOrder: monetary.map((sum, c) =>
      (frequency[c] as number) > 0 ? sum / (frequency[c] as number) : Number.NaN,
    ),
    tenure: until(firstDay),
    refunds: Float64Array.from(refundRows),
    trend: trendOf(transactions, snapshot, trendDays),
  }
}

function trendOf({ nCustomers, customer, day, amount, isRefund, scale }: Transactions, snapshot: number, span: number) {
  const late = new MoneySums(nCustomers, scale)
  const early = new MoneySums(nCustomers, scale)
  for (let i = 0; i < customer.length; i++) {
    const age = snapshot - (day[i] as number)
    if (isRefund[i] === 1 || age > 2 * span) continue
    const period = age <= span ? late : early
    period.add(customer[i] as number, amount[i] as number)
  }
  return Float64Array.from({ length: nCustomers }, (_, c) => {
    const both = late.get(c) + early.get(c)
    return both > 0 ? (late.get(c) - early.get(c)) / both : Number.NaN
  })
}
