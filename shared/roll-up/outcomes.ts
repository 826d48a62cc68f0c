import { fieldAt } from '../dataset/records'
import { MoneySums } from '../transactions/money'
import type { Transactions } from '../transactions/read-transactions'

export interface Outcomes {
  /** Per customer of `known`: 1 for a purchase in the period. */
  bought: Uint8Array
  /** What they spent in it, refunds deducted. */
  spend: Float64Array
}

/**
 * What customers did in a period after the one that describes them. Nothing of it is in their figures: those are made of
 * `known`, which ends before the period begins.
 * @param known transactions before the period; only their customers are looked at
 * @param all transactions of the whole list
 * @param start first day of the period
 * @param days its length
 * Cost: O(n).
 */
export function outcomesAfter(known: Transactions, all: Transactions, start: number, days: number): Outcomes {
  const place = new Map<string | number | null, number>()
  for (let c = 0; c < known.nCustomers; c++) place.set(fieldAt(known.ids, c), c)
  const customers = Int32Array.from({ length: all.nCustomers }, (_, c) => place.get(fieldAt(all.ids, c)) ?? -1)
  const bought = new Uint8Array(known.nCustomers)
  const spend = new MoneySums(known.nCustomers, all.scale)
  for (let i = 0; i < all.customer.length; i++) {
    const day = all.day[i] as number
    const c = customers[all.customer[i] as number] as number
    if (c < 0 || day < start || day >= start + days) continue
    spend.add(c, all.amount[i] as number)
    if (all.isRefund[i] === 0) bought[c] = 1
  }
  return { bought, spend: spend.values() }
}
