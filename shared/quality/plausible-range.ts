import type { ColumnInfo } from '../dataset/schema'

/** Between what values can lie; null is no bound. */
export interface PlausibleRange {
  low: number | null
  high: number | null
}

const oldest = 120
const ageName = /(^|[^a-z])age($|[^a-z])|年龄|年齡|周岁/i
const countName = /(^|[^a-z])(stock|inventory|visits?|orders|purchases|headcount)($|[^a-z])|库存|件数|次数|人数/i

/**
 * What a column of this name and role can hold, where that is known: nobody is younger than 0 or older than 120, and prices,
 * costs, ratings and counts are not negative. Quantities and amounts may be: goods come back, money is paid back.
 */
export function plausibleRange({
  name,
  role,
  storage,
}: Pick<ColumnInfo, 'name' | 'role' | 'storage'>): PlausibleRange | null {
  if (storage !== 'integer' && storage !== 'real') return null
  if (ageName.test(name)) return { low: 0, high: oldest }
  if (role === 'unitPrice' || role === 'rating' || countName.test(name)) return { low: 0, high: null }
  return null
}

/** Values outside of a range. Cost: O(n). */
export function countOutside(values: Float64Array, { low, high }: PlausibleRange): number {
  let count = 0
  for (const value of values) if ((low !== null && value < low) || (high !== null && value > high)) count++
  return count
}
