import { sum } from './sum'

/** How unevenly an amount is spread: the Lorenz curve from the largest down, and what follows from it. */
export interface Concentration {
  /** Shares of the owners, 0 to 1, from the largest owner on. */
  owners: Float64Array
  /** Share of the whole that those owners have. */
  amounts: Float64Array
  /** 0 when all have the same, towards 1 when one has all. */
  gini: number
}

/** Points of a curve of many owners. */
const mostPoints = 200

/**
 * Concentration of an amount among owners; amounts below 0 count as 0.
 * @param values one per owner
 * @returns null when nothing is above 0
 * Cost: O(n log n). Source: Lorenz (1905); Gini (1912), G = Σ (2i − n − 1)·xᵢ / (n·Σx) with x ascending.
 */
export function lorenzCurve(values: Float64Array): Concentration | null {
  const sorted = values.map((value) => Math.max(0, value)).sort()
  const n = sorted.length
  const total = sum(sorted)
  if (!(total > 0)) return null
  const weighted = sum(sorted.map((value, i) => (2 * (i + 1) - n - 1) * value))
  const points = Math.min(n, mostPoints)
  const owners = new Float64Array(points + 1)
  const amounts = new Float64Array(points + 1)
  let taken = 0
  let sumTaken = 0
  for (let point = 1; point <= points; point++) {
    const end = Math.round((n * point) / points)
    while (taken < end) sumTaken += sorted[n - 1 - taken++] as number
    owners[point] = end / n
    amounts[point] = Math.min(1, sumTaken / total)
  }
  return { owners, amounts, gini: weighted / (n * total) }
}

/** Share of the whole that the largest owners have, e.g. `shareOfTop(curve, 0.2)`; interpolated between points. */
export function shareOfTop({ owners, amounts }: Pick<Concentration, 'owners' | 'amounts'>, share: number): number {
  const at = owners.findIndex((value) => value >= share)
  if (at <= 0) return at === 0 ? 0 : 1
  const [x0, x1] = [owners[at - 1] as number, owners[at] as number]
  const [y0, y1] = [amounts[at - 1] as number, amounts[at] as number]
  return y0 + ((y1 - y0) * (share - x0)) / (x1 - x0)
}
