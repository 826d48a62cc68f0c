import { groupByCustomer } from './group-by-customer'
import { MoneySums } from './money'
import type { Transactions } from './read-transactions'
import { noDay } from './transaction-days'

/** What a list of transactions says of each customer. */
export interface CustomerTotals {
  /** Day of the last purchase; `noDay` for a customer with refunds alone. */
  lastDay: Int32Array
  /** Day of the first purchase; `noDay` for a customer with refunds alone. */
  firstDay: Int32Array
  /** Distinct orders with a purchase; without an order column every purchase row is one. */
  frequency: Float64Array
  /** Sum of amounts, refunds included. */
  monetary: Float64Array
  refundRows: Int32Array
}

/** Totals per customer. Cost: O(n), and a sort by customer when orders are named. */
export function customerTotals(transactions: Transactions): CustomerTotals {
  const { nCustomers, customer, day, amount, isRefund, scale } = transactions
  const lastDay = new Int32Array(nCustomers).fill(noDay)
  const firstDay = new Int32Array(nCustomers).fill(noDay)
  const refundRows = new Int32Array(nCustomers)
  const money = new MoneySums(nCustomers, scale)
  for (let i = 0; i < customer.length; i++) {
    const c = customer[i] as number
    money.add(c, amount[i] as number)
    if (isRefund[i] === 1) {
      refundRows[c] = (refundRows[c] as number) + 1
      continue
    }
    const date = day[i] as number
    if (date > (lastDay[c] as number)) lastDay[c] = date
    if (firstDay[c] === noDay || date < (firstDay[c] as number)) firstDay[c] = date
  }
  return { lastDay, firstDay, frequency: orderCounts(transactions), monetary: money.values(), refundRows }
}

/** Distinct orders per customer among purchases. */
function orderCounts(transactions: Transactions): Float64Array {
  const { nCustomers, customer, isRefund, order, nOrders } = transactions
  const counts = new Float64Array(nCustomers)
  const count = (c: number) => {
    counts[c] = (counts[c] as number) + 1
  }
  if (!order) {
    for (let i = 0; i < customer.length; i++) if (isRefund[i] === 0) count(customer[i] as number)
    return counts
  }
  const lastCustomer = new Int32Array(nOrders).fill(-1)
  const groups = groupByCustomer(transactions)
  for (let at = 0; at < groups.order.length; at++) {
    const i = groups.order[at] as number
    if (isRefund[i] === 1) continue
    const c = customer[i] as number
    const code = order[i] as number
    if (code < 0) count(c)
    else if (lastCustomer[code] !== c) {
      lastCustomer[code] = c
      count(c)
    }
  }
  return counts
}
