import type { Kernel, KernelBuffers, KernelRange, KernelValues } from '../../methods/define-method'

/** Memory of a k-means run as its kernel sees it; c chunks, n rows, d features, k centres. */
export interface AssignBuffers extends KernelBuffers {
  /** n × d. */
  data: Float64Array
  /** k points, packed in fours. */
  centers: Float64Array
  /** n; −1 before the first assignment. */
  labels: Int32Array
  /** n; at least the distance to the own centre. */
  upper: Float64Array
  /** n; at most the distance to the second nearest centre. */
  lower: Float64Array
  /** k; how far each centre moved since the last assignment. */
  shifts: Float64Array
  /** k; half the distance from each centre to the nearest other one. */
  halfGaps: Float64Array
  /** c × k × d; by how much the rows of a chunk change each segment's sum. */
  sums: Float64Array
  /** c × k; by how much they change its number of rows. */
  counts: Float64Array
  /** c; rows of the chunk that changed their segment. */
  changed: Float64Array
}

/** Bounds are compared with this margin, which is far more than rounding can add up to. */
const MARGIN = 1 + 1e-9

/**
 * Assigns each row of a range to its nearest centre, the first of equals, and notes what that changes in the sums.
 * With `values.pruned` 1 a row is left alone as long as its bounds prove that its centre is still the nearest.
 * `values.largestShift` is the largest of `shifts`, `values.largestLabel` its centre, `values.secondShift` the next.
 * Cost: O(rows·k·d) at worst; with bounds most rows cost O(1).
 * Source: Hamerly (2010), "Making k-means even faster". The result is exactly Lloyd's.
 */
export const assignRows: Kernel = (buffers, values, range) => {
  const b = buffers as AssignBuffers
  const { nFeatures: d, nClusters: k, pruned } = values as Record<'nFeatures' | 'nClusters' | 'pruned', number>
  b.sums.fill(0, range.index * k * d, (range.index + 1) * k * d)
  b.counts.fill(0, range.index * k, (range.index + 1) * k)
  const scan = pruned === 1 ? assignPruned : assignAll
  b.changed[range.index] = scan(b, values, range)
}

function assignAll(b: AssignBuffers, values: KernelValues, range: KernelRange): number {
  const found = { label: 0, nearest: 0, second: 0 }
  let changed = 0
  for (let i = range.start; i < range.end; i++) {
    findNearest(b, values, i, found)
    b.upper[i] = Math.sqrt(found.nearest)
    b.lower[i] = Math.sqrt(found.second)
    if (found.label !== b.labels[i]) {
      moveRow(b, values, range.index, i, found.label)
      changed++
    }
  }
  return changed
}

function assignPruned(b: AssignBuffers, values: KernelValues, range: KernelRange): number {
  const { labels, upper, lower, shifts, halfGaps } = b
  const { largestShift, largestLabel, secondShift } = values as Record<string, number> as {
    largestShift: number
    largestLabel: number
    secondShift: number
  }
  const found = { label: 0, nearest: 0, second: 0 }
  let changed = 0
  for (let i = range.start; i < range.end; i++) {
    const label = labels[i] as number
    const reach = (upper[i] as number) + (shifts[label] as number)
    const rest = (lower[i] as number) - (label === largestLabel ? secondShift : largestShift)
    lower[i] = rest
    upper[i] = reach
    const bound = Math.max(rest, halfGaps[label] as number)
    if (reach * MARGIN < bound) continue
    const distance = distanceToCenter(b, values, i, label)
    upper[i] = distance
    if (distance * MARGIN < bound) continue
    findNearest(b, values, i, found)
    upper[i] = Math.sqrt(found.nearest)
    lower[i] = Math.sqrt(found.second)
    if (found.label !== label) {
      moveRow(b, values, range.index, i, found.label)
      changed++
    }
  }
  return changed
}

function distanceToCenter(b: AssignBuffers, values: KernelValues, row: number, label: number): number {
  const { data, centers } = b
  const d = values['nFeatures'] as number
  const start = row * d
  let at = (label >> 2) * d * 4 + (label & 3)
  let total = 0
  for (let j = 0; j < d; j++, at += 4) {
    const difference = (data[start + j] as number) - (centers[at] as number)
    total += difference * difference
  }
  return Math.sqrt(total)
}

/** Squared distances to the nearest and second nearest centre, four centres at a time. */
function findNearest(
  b: AssignBuffers,
  values: KernelValues,
  row: number,
  found: { label: number; nearest: number; second: number },
): void {
  const { data, centers } = b
  const d = values['nFeatures'] as number
  const start = row * d
  const end = start + d
  const k = values['nClusters'] as number
  let label = 0
  let nearest = Number.POSITIVE_INFINITY
  let second = Number.POSITIVE_INFINITY
  for (let first = 0, at = 0; first < k; first += 4) {
    let s0 = 0
    let s1 = 0
    let s2 = 0
    let s3 = 0
    for (let j = start; j < end; j++, at += 4) {
      const x = data[j] as number
      const d0 = x - (centers[at] as number)
      const d1 = x - (centers[at + 1] as number)
      const d2 = x - (centers[at + 2] as number)
      const d3 = x - (centers[at + 3] as number)
      s0 += d0 * d0
      s1 += d1 * d1
      s2 += d2 * d2
      s3 += d3 * d3
    }
    if (s0 < nearest) {
      second = nearest
      nearest = s0
      label = first
    } else if (s0 < second) second = s0
    if (s1 < nearest) {
      second = nearest
      nearest = s1
      label = first + 1
    } else if (s1 < second) second = s1
    if (s2 < nearest) {
      second = nearest
      nearest = s2
      label = first + 2
    } else if (s2 < second) second = s2
    if (s3 < nearest) {
      second = nearest
      nearest = s3
      label = first + 3
    } else if (s3 < second) second = s3
  }
  found.label = label
  found.nearest = nearest
  found.second = second
}

function moveRow(b: AssignBuffers, values: KernelValues, chunk: number, row: number, label: number): void {
  const { data, labels, sums, counts } = b
  const d = values['nFeatures'] as number
  const k = values['nClusters'] as number
  const from = labels[row] as number
  const to = (chunk * k + label) * d
  for (let j = 0; j < d; j++) sums[to + j] = (sums[to + j] as number) + (data[row * d + j] as number)
  counts[chunk * k + label] = (counts[chunk * k + label] as number) + 1
  labels[row] = label
  if (from < 0) return
  const source = (chunk * k + from) * d
  for (let j = 0; j < d; j++) sums[source + j] = (sums[source + j] as number) - (data[row * d + j] as number)
  counts[chunk * k + from] = (counts[chunk * k + from] as number) - 1
}
