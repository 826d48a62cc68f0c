import { positions } from './pick'
import type { Transactions } from './read-transactions'

/** Transactions sorted by customer and, within a customer, by day; rows of one day stay in row order. */
export interface CustomerGroups {
  /** Positions in the transactions' arrays. */
  order: Int32Array
  /** Customer c has the entries `starts[c]` up to `starts[c + 1]` of `order`. */
  starts: Int32Array
}

/** Sorts transactions by customer and day in two counting passes. Cost: O(n + customers + days spanned). */
export function groupByCustomer({ customer, day, nCustomers }: Transactions): CustomerGroups {
  let first = Number.POSITIVE_INFINITY
  let last = Number.NEGATIVE_INFINITY
  for (let i = 0; i < day.length; i++) {
    const value = day[i] as number
    if (value < first) first = value
    if (value > last) last = value
  }
  const identity = positions(day.length)
  const byDay = isAscending(day) ? identity : countingSort(identity, day, first, last - first + 1).order
  return countingSort(byDay, customer, 0, nCustomers)
}

function isAscending(values: Int32Array): boolean {
  for (let i = 1; i < values.length; i++) if ((values[i - 1] as number) > (values[i] as number)) return false
  return true
}

/** Stable: positions with equal keys stay in the order given. */
function countingSort(positions: Int32Array, keys: Int32Array, lowest: number, nKeys: number): CustomerGroups {
  const starts = new Int32Array(nKeys + 1)
  for (let i = 0; i < keys.length; i++) {
    const at = (keys[i] as number) - lowest + 1
    starts[at] = (starts[at] as number) + 1
  }
  for (let k = 0; k < nKeys; k++) starts[k + 1] = (starts[k + 1] as number) + (starts[k] as number)
  const next = starts.slice()
  const order = new Int32Array(positions.length)
  for (let i = 0; i < positions.length; i++) {
    const position = positions[i] as number
    const key = (keys[position] as number) - lowest
    const place = next[key] as number
    order[place] = position
    next[key] = place + 1
  }
  return { order, starts }
}
