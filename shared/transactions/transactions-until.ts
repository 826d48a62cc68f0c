import type { Transactions } from './read-transactions'

/** The same customers with only the transactions up to a day. Cost: O(n). */
export function transactionsUntil(transactions: Transactions, until: number): Transactions {
  const { day } = transactions
  const kept = Int32Array.from({ length: day.length }, (_, i) => i).filter((i) => (day[i] as number) <= until)
  const integers = (values: Int32Array) => kept.map((i) => values[i] as number)
  const floats = (values: Float64Array) => Float64Array.from(kept, (i) => values[i] as number)
  return {
    ...transactions,
    rows: integers(transactions.rows),
    customer: integers(transactions.customer),
    day: integers(day),
    amount: floats(transactions.amount),
    isRefund: Uint8Array.from(kept, (i) => transactions.isRefund[i] as number),
    cost: transactions.cost && floats(transactions.cost),
    order: transactions.order && integers(transactions.order),
  }
}
