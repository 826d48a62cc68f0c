const digits = 6

/** Six significant digits: finer than any screen, half the bytes. Dates as milliseconds keep every digit they need. */
function compactNumber(value: number): number | null {
  if (!Number.isFinite(value)) return null
  return Number.isInteger(value) ? value : Number(value.toPrecision(digits))
}

/** A copy with typed arrays as lists and numbers rounded; what JSON cannot say is null. */
export function compact(value: unknown): unknown {
  if (typeof value === 'number') return compactNumber(value)
  if (typeof value !== 'object' || value === null) return value
  if (ArrayBuffer.isView(value)) return Array.from(value as Float64Array, compactNumber)
  if (Array.isArray(value)) return value.map(compact)
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, compact(item)]))
}
