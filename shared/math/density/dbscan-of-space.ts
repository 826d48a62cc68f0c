import type { Progress } from '../../contract/run-events'
import { findRoot } from '../find-root'
import type { RowSpace } from '../row-space'
import type { DensityPartition } from './dbscan'

const ROWS_PER_STEP = 32

/**
 * DBSCAN by any distance, every pair of rows measured; see `dbscan` for the rules.
 * Cost: O(n²) distances, three times; O(n) memory.
 */
export function* dbscanOfSpace(
  { nRows: n, distance }: RowSpace,
  eps: number,
  minPoints: number,
): Generator<Progress, DensityPartition, void> {
  const counts = new Int32Array(n).fill(1)
  for (let i = 0; i < n; i++) {
    for (let j = i + 1; j < n; j++) {
      if (distance(i, j) > eps) continue
      counts[i] = (counts[i] as number) + 1
      counts[j] = (counts[j] as number) + 1
    }
    if (i % ROWS_PER_STEP === 0) yield { stage: 'density', fraction: (0.5 * i) / n }
  }
  const isCore = (i: number) => (counts[i] as number) >= minPoints
  const parents = Int32Array.from({ length: n }, (_, i) => i)
  for (let i = 0; i < n; i++) {
    for (let j = i + 1; isCore(i) && j < n; j++) {
      if (!isCore(j) || findRoot(parents, i) === findRoot(parents, j) || distance(i, j) > eps) continue
      parents[findRoot(parents, j)] = findRoot(parents, i)
    }
    if (i % ROWS_PER_STEP === 0) yield { stage: 'density', fraction: 0.5 + (0.4 * i) / n }
  }
  const found = numberGroups(parents, isCore)
  for (let i = 0; i < n; i++) {
    if (!isCore(i)) found.labels[i] = borderLabel(i, n, isCore, found.labels, (j) => distance(i, j) <= eps)
    if (i % ROWS_PER_STEP === 0) yield { stage: 'density', fraction: 0.9 + (0.1 * i) / n }
  }
  return found
}

function numberGroups(parents: Int32Array, isCore: (i: number) => boolean): DensityPartition {
  const numbers = new Int32Array(parents.length).fill(-1)
  const labels = new Int32Array(parents.length).fill(-1)
  let nClusters = 0
  let nCore = 0
  for (let i = 0; i < parents.length; i++) {
    if (!isCore(i)) continue
    nCore++
    const root = findRoot(parents, i)
    if (numbers[root] === -1) numbers[root] = nClusters++
    labels[i] = numbers[root] as number
  }
  return { labels, nClusters, nCore }
}

/** The first group that has a core row within reach; −1 for none. */
function borderLabel(
  own: number,
  n: number,
  isCore: (i: number) => boolean,
  labels: Int32Array,
  isNear: (j: number) => boolean,
): number {
  let label = -1
  for (let j = 0; j < n; j++) {
    const other = labels[j] as number
    if (j === own || !isCore(j) || (label >= 0 && other >= label) || !isNear(j)) continue
    label = other
  }
  return label
}

/**
 * Distance of every row to its k-th nearest other row, by any distance.
 * @param k at least 1 and less than the number of rows
 * Cost: O(n²) distances and as many comparisons.
 */
export function* kthDistancesOfSpace(
  { nRows: n, distance }: RowSpace,
  k: number,
): Generator<Progress, Float64Array, void> {
  const found = new Float64Array(n)
  const nearest = new Float64Array(k)
  for (let i = 0; i < n; i++) {
    nearest.fill(Number.POSITIVE_INFINITY)
    for (let j = 0; j < n; j++) {
      if (j === i) continue
      const gap = distance(i, j)
      if (gap >= (nearest[k - 1] as number)) continue
      let at = k - 1
      for (; at > 0 && (nearest[at - 1] as number) > gap; at--) nearest[at] = nearest[at - 1] as number
      nearest[at] = gap
    }
    found[i] = nearest[k - 1] as number
    if (i % ROWS_PER_STEP === 0) yield { stage: 'neighbours', fraction: i / n }
  }
  return found
}
