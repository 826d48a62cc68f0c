import type { Kernel, KernelBuffers, KernelRange, KernelValues } from '../../methods/define-method'
import { nearestCentersOn } from '../wasm/nearest-centers'
import type { SharedMemory } from '../wasm/shared-memory'

/** Memory of a k-means run as its kernels see it; n rows, d features, k centres, r ranges. */
export interface AssignBuffers extends KernelBuffers {
  /** n × d. */
  data: Float64Array
  /** k points, packed in fours. */
  centers: Float64Array
  /** n; −1 before the first assignment. */
  labels: Int32Array
  /** n; by how much the second nearest centre was farther than the own one, at least; below 0: not known. */
  margins: Float32Array
  /** n; place in `drifts` of the label and the iteration that a margin is from. */
  stamps: Int32Array
  /** How much of a margin the centres' moves since a stamp may have used up. */
  drifts: Float32Array
  /** n; out, from each range's start: its rows that changed their label, ascending. */
  rows: Int32Array
  /** r; out: how many of them there are. */
  found: Int32Array
}

/** With these a filter in WebAssembly goes ahead of exact arithmetic; everything but `data` lies in its memory. */
export interface FilterBuffers extends AssignBuffers {
  memory: SharedMemory
  /** n × (d + 1): coordinates in single precision, then by how much their rounding may blur a margin. */
  points: Float32Array
  /** k points in single precision, packed in fours. */
  roughCenters: Float32Array
}

/** Numbers of a call: `firstStamp` is that of label 0 now, `slack` the share by which the filter may blur a distance. */
interface AssignValues {
  nFeatures: number
  nClusters: number
  firstStamp: number
  slack: number
}

interface Nearest {
  label: number
  nearest: number
  second: number
}

/** What rounding can add to a distance in double precision is far less than this share of it. */
const DOUBLE_SLACK = 2 ** -45
/** What rounding a margin to single precision can add is less than this share of it. */
const SINGLE_SLACK = 2 ** -20

/**
 * Assigns each row of a range to its nearest centre, the first of equals. A row is left alone as long as its margin proves
 * that its centre is still the nearest. The others are measured in single precision by the filter, if there is one, and
 * where that leaves a doubt, or without a filter, in double precision: with and without, the labels are the same.
 * Cost: O(rows·k·d) at worst; rows with a margin cost O(1).
 * Source: Hamerly (2010), "Making k-means even faster", one bound in place of two; Newling & Fleuret (2016), "Fast k-means
 * with accurate bounds", for bounds on how far a centre has come instead of on each step.
 */
export const assignRows: Kernel = (buffers, values, range) => {
  const numbers = values as KernelValues & AssignValues
  const own = buffers as AssignBuffers
  const listed = 'memory' in buffers ? filterRows(buffers as FilterBuffers, numbers, range) : listOpenRows(own, range)
  own.found[range.index] = settleDoubts(own, numbers, range.start, listed)
}

/** Lists rows that changed their label by the filter's judgement, and complements of rows in doubt. */
function filterRows(b: FilterBuffers, values: AssignValues, { start, end }: KernelRange): number {
  return nearestCentersOn(b.memory)(
    start,
    end,
    values.nFeatures,
    Math.ceil(values.nClusters / 4),
    b.points.byteOffset,
    b.margins.byteOffset,
    b.stamps.byteOffset,
    b.labels.byteOffset,
    b.rows.byteOffset,
    b.roughCenters.byteOffset,
    b.drifts.byteOffset,
    values.firstStamp,
    values.slack,
  )
}

/** Lists complements of all rows whose margin may be used up. */
function listOpenRows({ rows, drifts, stamps, margins }: AssignBuffers, { start, end }: KernelRange): number {
  let listed = start
  for (let i = start; i < end; i++) {
    const drift = drifts[stamps[i] as number] as number
    if (!(drift < (margins[i] as number))) rows[listed++] = ~i
  }
  return listed - start
}

/** Measures rows in doubt exactly; keeps on the list what changed. */
function settleDoubts(b: AssignBuffers, values: AssignValues, start: number, listed: number): number {
  const { rows, labels, stamps, margins } = b
  const found = { label: 0, nearest: 0, second: 0 }
  let kept = start
  for (let at = start; at < start + listed; at++) {
    const entry = rows[at] as number
    const row = entry < 0 ? ~entry : entry
    if (entry < 0) {
      findNearest(b, values, row, found)
      const gap = marginOf(found)
      margins[row] = gap
      stamps[row] = values.firstStamp + found.label
      if (labels[row] === found.label) continue
      labels[row] = found.label
    }
    rows[kept++] = row
  }
  return kept - start
}

function marginOf({ nearest, second }: Nearest): number {
  const farther = Math.sqrt(second)
  return (farther * (1 - DOUBLE_SLACK) - Math.sqrt(nearest)) * (1 - SINGLE_SLACK)
}

/** Squared distances to the nearest and second nearest centre, four centres at a time. */
function findNearest({ data, centers }: AssignBuffers, values: AssignValues, row: number, found: Nearest): void {
  const { nFeatures: d, nClusters: k } = values
  const start = row * d
  const end = start + d
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
