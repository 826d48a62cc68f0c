import type { Kernel, KernelBuffers } from '../../methods/define-method'

/** Rows sorted by segment: n rows, d features, k segments. */
export interface SilhouetteBuffers extends KernelBuffers {
  /** n × d. */
  data: Float64Array
  /** k + 1; where each segment begins, and n at the end. */
  starts: Int32Array
  /** n; out: the silhouette of each row. */
  silhouettes: Float64Array
}

/**
 * Silhouette s = (b − a) / max(a, b) of the rows of a range: a is the mean distance to the other rows of the own segment,
 * b the least mean distance to another segment; 0 for a row that is alone in its segment.
 * Cost: O(rows·n·d). Source: Rousseeuw (1987), "Silhouettes".
 */
export const silhouetteRows: Kernel = (buffers, values, range) => {
  const { data, starts, silhouettes } = buffers as SilhouetteBuffers
  const { nFeatures: d, nClusters: k } = values as { nFeatures: number; nClusters: number }
  let own = 0
  for (let i = range.start; i < range.end; i++) {
    while (i >= (starts[own + 1] as number)) own++
    let a = 0
    let b = Number.POSITIVE_INFINITY
    for (let c = 0; c < k; c++) {
      const start = starts[c] as number
      const end = starts[c + 1] as number
      const total = sumOfDistances(data, d, i, start, end)
      if (c === own) a = total / (end - start - 1)
      else if (end > start) b = Math.min(b, total / (end - start))
    }
    const alone = (starts[own + 1] as number) - (starts[own] as number) === 1
    silhouettes[i] = alone || Math.max(a, b) === 0 ? 0 : (b - a) / Math.max(a, b)
  }
}

/** Distances from row i to the rows from `start` to `end`, four at a time. */
function sumOfDistances(data: Float64Array, d: number, i: number, start: number, end: number): number {
  const base = i * d
  let total = 0
  let row = start
  for (; row + 4 <= end; row += 4) {
    let s0 = 0
    let s1 = 0
    let s2 = 0
    let s3 = 0
    for (let j = 0, at = row * d; j < d; j++, at++) {
      const x = data[base + j] as number
      const d0 = x - (data[at] as number)
      const d1 = x - (data[at + d] as number)
      const d2 = x - (data[at + 2 * d] as number)
      const d3 = x - (data[at + 3 * d] as number)
      s0 += d0 * d0
      s1 += d1 * d1
      s2 += d2 * d2
      s3 += d3 * d3
    }
    total += Math.sqrt(s0) + Math.sqrt(s1) + Math.sqrt(s2) + Math.sqrt(s3)
  }
  for (; row < end; row++) {
    let s = 0
    for (let j = 0; j < d; j++) {
      const difference = (data[base + j] as number) - (data[row * d + j] as number)
      s += difference * difference
    }
    total += Math.sqrt(s)
  }
  return total
}
