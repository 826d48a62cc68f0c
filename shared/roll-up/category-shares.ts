import { MoneySums } from '../transactions/money'
import type { Transactions } from '../transactions/read-transactions'

export interface CategoryShares {
  /** Most valuable first; the last may stand for all others. */
  names: string[]
  /** Per name, per customer: share of the customer's purchases, NaN for a customer without any. */
  shares: Float64Array[]
}

/**
 * What share of each customer's purchases each category has. Refunds do not count, so shares are between 0 and 1 and add up to 1.
 * @param category code per transaction, −1 where none is known
 * @param most categories beyond so many are taken together
 * @param others name of what is taken together, and of rows without a category
 * Cost: O(n + customers × categories).
 */
export function categoryShares(
  transactions: Transactions,
  category: Int32Array,
  levels: readonly string[],
  most: number,
  others: string,
): CategoryShares {
  const { nCustomers, customer, amount, isRefund, scale } = transactions
  const places = placesOf(transactions, category, levels.length, most)
  const width = places.count + 1
  const sums = new MoneySums(nCustomers * width, scale)
  for (let i = 0; i < customer.length; i++) {
    if (isRefund[i] === 1) continue
    const place = places.of[category[i] as number] ?? places.count
    sums.add((customer[i] as number) * width + place, amount[i] as number)
  }
  const share = (place: number) =>
    Float64Array.from({ length: nCustomers }, (_, c) => {
      let total = 0
      for (let other = 0; other < width; other++) total += sums.get(c * width + other)
      return total > 0 ? sums.get(c * width + place) / total : Number.NaN
    })
  const names = places.codes.map((code) => levels[code] as string)
  const all = Array.from({ length: width }, (_, place) => share(place))
  const rest = all[places.count] as Float64Array
  if (!rest.some((value) => value > 0)) return { names, shares: all.slice(0, -1) }
  return { names: [...names, others], shares: all }
}

/** The most valuable categories, and the place of each code among them (undefined: among the others). */
function placesOf({ amount, isRefund, scale }: Transactions, category: Int32Array, nLevels: number, most: number) {
  const revenue = new MoneySums(nLevels, scale)
  const seen = new Uint8Array(nLevels)
  for (let i = 0; i < category.length; i++) {
    const code = category[i] as number
    if (code < 0 || isRefund[i] === 1) continue
    seen[code] = 1
    revenue.add(code, amount[i] as number)
  }
  const ranked = Array.from({ length: nLevels }, (_, code) => code)
    .filter((code) => seen[code] === 1)
    .sort((a, b) => revenue.get(b) - revenue.get(a) || a - b)
  const codes = ranked.slice(0, most)
  const of: (number | undefined)[] = []
  for (const [place, code] of codes.entries()) of[code] = place
  return { codes, of, count: codes.length }
}
