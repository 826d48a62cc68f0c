import { pickBytes, pickFloats, pickIntegers, positions } from './pick'
import type { Transactions } from './read-transactions'

/** The same customers with only the transactions up to a day. Cost: O(n). */
export function transactionsUntil(transactions: Transactions, until: number): Transactions {
  const { day } = transactions
  const kept = positions(day.length).filter((i) => (day[i] as number) <= until)
  return {
    ...transactions,
    rows: pickIntegers(transactions.rows, kept),
    customer: pickIntegers(transactions.customer, kept),
    day: pickIntegers(day, kept),
    amount: pickFloats(transactions.amount, kept),
    isRefund: pickBytes(transactions.isRefund, kept),
    cost: transactions.cost && pickFloats(transactions.cost, kept),
    order: transactions.order && pickIntegers(transactions.order, kept),
  }
}
