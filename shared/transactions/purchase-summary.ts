import { pickField, type RecordField } from '../dataset/records'
import { type CustomerGroups, groupByCustomer } from './group-by-customer'
import { MoneySums } from './money'
import { daysPer, type Period } from './periods'
import { flagged, pickFloats } from './pick'
import type { Transactions } from './read-transactions'

/** What models of repeat buying know of each customer; times in units since the first purchase. */
export interface PurchaseSummary {
  ids: RecordField | null
  /** Repeat purchases: days with a purchase after the first one, up to the end of calibration. */
  frequency: Float64Array
  /** Time from the first to the last purchase. */
  recency: Float64Array
  /** Time from the first purchase to the end of calibration. */
  T: Float64Array
  /** Mean amount per repeat purchase, refunds after the first day included; 0 without repeat purchases. Null without amounts. */
  monetary: Float64Array | null
  /** Purchases after the end of calibration, up to the end of the data; null when there is nothing after it. */
  holdout: { purchases: Float64Array; length: number } | null
}

/** A purchase summary, with the customers (of the transactions) that it holds. */
export interface SummarisedCustomers extends PurchaseSummary {
  customers: Int32Array
}

/**
 * Summarises transactions for models of repeat buying. Purchases on one day count once.
 * @param end last day of calibration
 * @param dataEnd last day of the data; what lies between is the hold-out
 * @param unit what times are measured in
 * Cost: O(n).
 */
export function purchaseSummary(
  transactions: Transactions,
  end: number,
  dataEnd: number,
  unit: Period,
): SummarisedCustomers {
  const groups = groupByCustomer(transactions)
  const { nCustomers } = transactions
  const found = { first: new Int32Array(nCustomers), last: new Int32Array(nCustomers) }
  const frequency = new Float64Array(nCustomers)
  const later = new Float64Array(nCustomers)
  const isIn = new Uint8Array(nCustomers)
  for (let c = 0; c < nCustomers; c++) {
    const days = purchaseDays(transactions, groups, c, end)
    if (days.inside === 0) continue
    isIn[c] = 1
    found.first[c] = days.first
    found.last[c] = days.last
    frequency[c] = days.inside - 1
    later[c] = days.after
  }
  const customers = flagged(isIn)
  const length = daysPer(unit)
  const pick = (values: Float64Array) => pickFloats(values, customers)
  const since = (c: number) => found.first[c] as number
  const money = transactions.audit.hasAmounts ? repeatSpend(transactions, found.first, frequency, end) : null
  return {
    customers,
    ids: pickField(transactions.ids, customers),
    frequency: pick(frequency),
    recency: Float64Array.from(customers, (c) => ((found.last[c] as number) - since(c)) / length),
    T: Float64Array.from(customers, (c) => (end - since(c)) / length),
    monetary: money && pick(money),
    holdout: dataEnd > end ? { purchases: pick(later), length: (dataEnd - end) / length } : null,
  }
}

/** Different days with a purchase of one customer: up to the end of calibration, and after it. */
function purchaseDays({ day, isRefund }: Transactions, { order, starts }: CustomerGroups, c: number, end: number) {
  const found = { first: 0, last: 0, inside: 0, after: 0 }
  let before = Number.NaN
  for (let at = starts[c] as number; at < (starts[c + 1] as number); at++) {
    const i = order[at] as number
    const date = day[i] as number
    if (isRefund[i] === 1 || date === before) continue
    before = date
    if (date > end) {
      found.after++
      continue
    }
    if (found.inside++ === 0) found.first = date
    found.last = date
  }
  return found
}

/** Amounts after the first day up to the end of calibration, refunds included, per repeat purchase. */
function repeatSpend(
  transactions: Transactions,
  first: Int32Array,
  frequency: Float64Array,
  end: number,
): Float64Array {
  const { customer, day, amount, nCustomers, scale } = transactions
  const sums = new MoneySums(nCustomers, scale)
  for (let i = 0; i < customer.length; i++) {
    const c = customer[i] as number
    const date = day[i] as number
    if (date > (first[c] as number) && date <= end) sums.add(c, amount[i] as number)
  }
  return frequency.map((x, c) => (x > 0 ? sums.get(c) / x : 0))
}
