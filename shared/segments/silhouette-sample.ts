import { z } from 'zod'
import type { Silhouette } from '../math/silhouette'
import { float64Schema, int32Schema } from '../methods/result-schemas'

/** Rows of a silhouette plot, one bar each: segment after segment, the best placed row of each first. */
export interface SilhouetteSample {
  /** Dataset rows. */
  rows: Int32Array
  labels: Int32Array
  /** Silhouette of each row, −1 to 1. */
  values: Float64Array
  /** Place of each bar, with gaps between segments. */
  positions: Float64Array
}

export const silhouetteSampleSchema: z.ZodType<SilhouetteSample> = z.object({
  rows: int32Schema,
  labels: int32Schema,
  values: float64Schema,
  positions: float64Schema,
})

/** More bars than the plot has pixels would hide each other. */
const MOST_BARS = 1200
/** Room between segments, as a share of all bars. */
const GAP = 0.012

/**
 * The bars of a silhouette plot: of each segment in proportion, evenly over its sorted silhouettes, so that its shape stays.
 * @param labels of the matrix' rows
 * @param rowIdOf dataset row of a matrix row
 * Cost: O(m log m) for m rows measured.
 */
export function silhouetteSample(
  { rows, values }: Pick<Silhouette, 'rows' | 'values'>,
  labels: Int32Array,
  nClusters: number,
  rowIdOf: (row: number) => number,
): SilhouetteSample {
  const bySegment = Array.from({ length: nClusters }, () => [] as number[])
  for (let i = 0; i < rows.length; i++) bySegment[labels[rows[i] as number] as number]?.push(i)
  const share = Math.min(1, MOST_BARS / Math.max(1, rows.length))
  const gap = Math.max(1, Math.round(rows.length * share * GAP))
  const bars: number[] = []
  const positions: number[] = []
  let place = 0
  for (const members of bySegment) {
    members.sort((a, b) => (values[b] as number) - (values[a] as number) || a - b)
    const taken = evenly(members, Math.max(Math.min(1, members.length), Math.round(members.length * share)))
    for (const bar of taken) {
      bars.push(bar)
      positions.push(place++)
    }
    place += gap
  }
  const rowOf = (bar: number) => rows[bar] as number
  return {
    rows: Int32Array.from(bars, (bar) => rowIdOf(rowOf(bar))),
    labels: Int32Array.from(bars, (bar) => labels[rowOf(bar)] as number),
    values: Float64Array.from(bars, (bar) => values[bar] as number),
    positions: Float64Array.from(positions),
  }
}

/** So many entries of a list from its first to its last, evenly. */
function evenly(list: readonly number[], size: number): readonly number[] {
  if (size >= list.length) return list
  const step = (list.length - 1) / Math.max(1, size - 1)
  return Array.from({ length: size }, (_, i) => list[Math.round(i * step)] as number)
}
