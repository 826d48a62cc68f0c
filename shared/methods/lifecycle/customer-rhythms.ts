import { median } from '../../math/quantile'
import { type CustomerGroups, groupByCustomer } from '../../transactions/group-by-customer'
import type { Transactions } from '../../transactions/read-transactions'

/** Purchase days of all customers, one after the other. */
export interface PurchaseDays {
  /** Different days with a purchase, ascending per customer. */
  days: Int32Array
  /** Customer c has the entries `starts[c]` up to `starts[c + 1]`. */
  starts: Int32Array
}

/** The different purchase days of every customer. Cost: O(n). */
export function purchaseDaysOf(transactions: Transactions): PurchaseDays {
  const groups: CustomerGroups = groupByCustomer(transactions)
  const { day, isRefund, nCustomers } = transactions
  const days = new Int32Array(day.length)
  const starts = new Int32Array(nCustomers + 1)
  let count = 0
  for (let c = 0; c < nCustomers; c++) {
    let before = Number.NaN
    for (let at = groups.starts[c] as number; at < (groups.starts[c + 1] as number); at++) {
      const i = groups.order[at] as number
      if (isRefund[i] === 1 || day[i] === before) continue
      before = day[i] as number
      days[count++] = before
    }
    starts[c + 1] = count
  }
  return { days: days.slice(0, count), starts }
}

/** Median days between purchases over all customers; the length of the data when nobody bought twice. */
export function typicalInterval({ days, starts }: PurchaseDays, span: number): number {
  const gaps = new Float64Array(days.length)
  let count = 0
  for (let c = 0; c + 1 < starts.length; c++) {
    for (let at = (starts[c] as number) + 1; at < (starts[c + 1] as number); at++) {
      gaps[count++] = (days[at] as number) - (days[at - 1] as number)
    }
  }
  return count > 0 ? median(gaps.slice(0, count)) : Math.max(1, span)
}
