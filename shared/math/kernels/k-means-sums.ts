import type { Kernel, KernelBuffers, KernelRange } from '../../methods/define-method'

/** Sums of segments; c chunks, n rows, d features, k segments, r ranges of the assignment. */
export interface SumBuffers extends KernelBuffers {
  /** n × d. */
  data: Float64Array
  /** n. */
  labels: Int32Array
  /** n; the labels that are in the sums already, −1 for none; brought up to date. */
  counted: Int32Array
  /** n; from the start of each range of the assignment: its rows that changed their label, ascending. */
  rows: Int32Array
  /** r; how many of them there are. */
  found: Int32Array
  /** c × k × d; out: by how much the rows of a chunk change each segment's sum. */
  sums: Float64Array
  /** c × k; out: by how much they change its number of rows. */
  counts: Float64Array
}

/**
 * What changed labels of a chunk change in the sums of segments.
 * @param values nFeatures, nClusters, rangeRows: rows per range of the assignment
 * Cost: O(changed rows·d).
 */
export const sumChanges: Kernel = (buffers, values, range) => {
  const b = buffers as SumBuffers
  const { nFeatures: d, nClusters: k, rangeRows } = values as Record<'nFeatures' | 'nClusters' | 'rangeRows', number>
  clearSlots(b, d, k, range)
  for (let start = range.start; start < range.end; start += rangeRows) {
    const end = start + (b.found[start / rangeRows] as number)
    for (let at = start; at < end; at++) {
      const row = b.rows[at] as number
      const [from, to] = [b.counted[row] as number, b.labels[row] as number]
      if (from >= 0) add(b, row, from + range.index * k, d, -1)
      add(b, row, to + range.index * k, d, 1)
      b.counted[row] = to
    }
  }
}

/** The sums and counts of all rows of a chunk. Cost: O(rows·d). */
export const sumAfresh: Kernel = (buffers, values, range) => {
  const b = buffers as SumBuffers
  const { nFeatures: d, nClusters: k } = values as Record<'nFeatures' | 'nClusters', number>
  clearSlots(b, d, k, range)
  for (let row = range.start; row < range.end; row++) {
    add(b, row, (b.labels[row] as number) + range.index * k, d, 1)
    b.counted[row] = b.labels[row] as number
  }
}

function clearSlots({ sums, counts }: SumBuffers, d: number, k: number, { index }: KernelRange): void {
  sums.fill(0, index * k * d, (index + 1) * k * d)
  counts.fill(0, index * k, (index + 1) * k)
}

/** Adds a row to a slot or takes it out. */
function add({ data, sums, counts }: SumBuffers, row: number, slot: number, d: number, sign: number): void {
  counts[slot] = (counts[slot] as number) + sign
  for (let j = 0, from = row * d, to = slot * d; j < d; j++, from++, to++) {
    sums[to] = (sums[to] as number) + sign * (data[from] as number)
  }
}

/** Distances of rows to the centres of their segments; c chunks, n rows, d features, k centres. */
export interface InertiaBuffers extends KernelBuffers {
  /** n × d. */
  data: Float64Array
  /** n. */
  labels: Int32Array
  /** k points, packed in fours. */
  centers: Float64Array
  /** c; out: sums of squared distances. */
  inertias: Float64Array
}

/** Sum over the rows of a chunk of the squared distance to the own centre. Cost: O(rows·d). */
export const sumInertia: Kernel = (buffers, values, { start, end, index }) => {
  const { data, labels, centers, inertias } = buffers as InertiaBuffers
  const { nFeatures: d } = values as { nFeatures: number }
  let total = 0
  for (let i = start; i < end; i++) {
    const label = labels[i] as number
    let squared = 0
    for (let j = i * d, at = (label >> 2) * d * 4 + (label & 3); j < (i + 1) * d; j++, at += 4) {
      const difference = (data[j] as number) - (centers[at] as number)
      squared += difference * difference
    }
    total += squared
  }
  inertias[index] = total
}
