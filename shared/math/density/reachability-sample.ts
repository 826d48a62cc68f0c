import { z } from 'zod'
import { float64Schema, int32Schema } from '../../methods/result-schemas'
import type { ReachabilityOrder } from './reachability-order'

/** Bars of a reachability plot, from left to right. */
export interface ReachabilitySample {
  /** Dataset row of each bar, the middle one of those it stands for. */
  rows: Int32Array
  /** The label that most of its rows have. */
  labels: Int32Array
  /** The greatest reachability among its rows, so that no border between groups is lost. */
  values: Float64Array
  /** Place among all rows. */
  positions: Float64Array
  /** Rows behind all bars. */
  nRows: number
}

export const reachabilitySampleSchema: z.ZodType<ReachabilitySample> = z.object({
  rows: int32Schema,
  labels: int32Schema,
  values: float64Schema,
  positions: float64Schema,
  nRows: z.int(),
})

/** More bars than the plot has pixels would hide each other. */
const MOST_BARS = 1200

/**
 * The bars of a reachability plot: neighbours share one where there are more rows than bars.
 * @param labels of the rows that are ordered
 * @param rowIdOf dataset row of an ordered row
 * Cost: O(n).
 */
export function reachabilitySample(
  { order, reachability }: ReachabilityOrder,
  labels: Int32Array,
  rowIdOf: (row: number) => number,
): ReachabilitySample {
  const n = order.length
  const nBars = Math.min(n, MOST_BARS)
  const first = (bar: number) => Math.floor((bar * n) / nBars)
  const places = Array.from({ length: nBars }, (_, bar) => [first(bar), first(bar + 1)] as const)
  const highest = reachability.reduce(
    (most, value) => (value < Number.POSITIVE_INFINITY ? Math.max(most, value) : most),
    0,
  )
  const middle = ([start, end]: readonly [number, number]) => (start + end - 1) >> 1
  return {
    rows: Int32Array.from(places, (place) => rowIdOf(order[middle(place)] as number)),
    labels: Int32Array.from(places, ([start, end]) => mostFrequent(order.subarray(start, end), labels)),
    values: Float64Array.from(places, ([start, end]) =>
      Math.min(
        highest,
        reachability.subarray(start, end).reduce((most, value) => Math.max(most, value), 0),
      ),
    ),
    positions: Float64Array.from(places, middle),
    nRows: n,
  }
}

function mostFrequent(rows: Int32Array, labels: Int32Array): number {
  const counts = new Map<number, number>()
  for (const row of rows) counts.set(labels[row] as number, (counts.get(labels[row] as number) ?? 0) + 1)
  return [...counts].reduce((best, entry) => (entry[1] > best[1] ? entry : best))[0]
}
