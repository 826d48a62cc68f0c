import type { Matrix } from '../../dataset/column'
import { squaredGap } from '../squared-gap'
import type { Partition } from './partition'

/**
 * Starts for one cluster more than a partition has: its centres and, in turn for each cluster, the row farthest from its centre.
 * A cluster whose rows are all equal cannot be split.
 * @param matrix n × d
 * @returns at most k starts, (k + 1) × d each
 * Cost: O(n·d + k²·d). Source: after Likas, Vlassis & Verbeek (2003), "The global k-means clustering algorithm".
 */
export function splitStarts({ data, nRows, nColumns: d }: Matrix, { labels, centers }: Partition): Float64Array[] {
  const k = centers.nRows
  const farthest = new Int32Array(k).fill(-1)
  const gaps = new Float64Array(k)
  for (let i = 0; i < nRows; i++) {
    const label = labels[i] as number
    const gap = squaredGap(data, i * d, centers.data, label * d, d)
    if (gap <= (gaps[label] as number)) continue
    gaps[label] = gap
    farthest[label] = i
  }
  return [...farthest]
    .filter((row) => row >= 0)
    .map((row) => {
      const start = new Float64Array((k + 1) * d)
      start.set(centers.data.subarray(0, k * d))
      start.set(data.subarray(row * d, (row + 1) * d), k * d)
      return start
    })
}
