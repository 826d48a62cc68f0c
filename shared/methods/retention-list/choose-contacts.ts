import { MoneySums } from '../../transactions/money'
import type { RetentionListResult } from './method'

/** Points of the curve of gains. */
const mostPoints = 500

/** Whom to contact, and what it brings. */
export interface Contacts extends Pick<RetentionListResult, 'selected' | 'worthwhile' | 'curve'> {
  /** From 1, the largest gain first; equal gains in the order of the customers. */
  rank: Float64Array
  /** 1 for customers on the list. */
  contact: Float64Array
}

/**
 * Chooses contacts of one price so that the sum of gains under a budget is greatest: the largest gains first, as long as they
 * are above 0 and the money lasts.
 * @param gain expected gain of a contact per customer, its cost taken off
 * Cost: O(n log n).
 */
export function chooseContacts(gain: Float64Array, contactCost: number, budget: number | null): Contacts {
  const n = gain.length
  const order = Int32Array.from(gain.keys()).sort((a, b) => (gain[b] as number) - (gain[a] as number) || a - b)
  const rank = new Float64Array(n)
  for (let i = 0; i < n; i++) rank[order[i] as number] = i + 1
  const affordable = budget === null || contactCost === 0 ? n : Math.floor(budget / contactCost + 1e-9)
  let worthwhile = 0
  while (worthwhile < n && (gain[order[worthwhile] as number] as number) > 0) worthwhile++
  const chosen = Math.min(worthwhile, affordable)
  const contact = new Float64Array(n)
  for (let i = 0; i < chosen; i++) contact[order[i] as number] = 1
  const totals = cumulated(gain, order)
  const sumOf = (contacts: number) => ({ contacts, cost: contacts * contactCost, gain: totals[contacts] as number })
  const points = Math.min(n, mostPoints)
  const contacts = Float64Array.from({ length: points + 1 }, (_, k) =>
    points === 0 ? 0 : Math.round((k * n) / points),
  )
  return {
    rank,
    contact,
    selected: sumOf(chosen),
    worthwhile: sumOf(worthwhile),
    curve: { contacts, gain: contacts.map((count) => totals[count] as number) },
  }
}

/** Sum of the first 0 … n gains. */
function cumulated(gain: Float64Array, order: Int32Array): Float64Array {
  const sums = new MoneySums(1, 1)
  const totals = new Float64Array(order.length + 1)
  for (let i = 0; i < order.length; i++) {
    sums.add(0, gain[order[i] as number] as number)
    totals[i + 1] = sums.get(0)
  }
  return totals
}
