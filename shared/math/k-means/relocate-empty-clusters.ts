import { failure } from '../../contract/app-error'
import { type KMeansState, squaredGap } from './k-means-state'

/**
 * Gives each empty segment the row that lies farthest from its own centre (the first of equals), which becomes its centre.
 * @throws tooFewDistinctRows when every row lies on its centre, so that there is nothing to give
 * Cost: O(n·d) per empty segment, none when there is none. The same remedy as scikit-learn's.
 */
export function relocateEmptyClusters(state: KMeansState): void {
  for (let c = 0; c < state.nClusters; c++) {
    if (state.counts[c] === 0) moveRowTo(state, farthestRow(state), c)
  }
}

function farthestRow({ buffers, centers, counts, nRows, nFeatures: d, nClusters }: KMeansState): number {
  let farthest = -1
  let largest = 0
  for (let i = 0; i < nRows; i++) {
    const label = buffers.labels[i] as number
    if ((counts[label] as number) < 2) continue
    const distance = squaredGap(buffers.data, i * d, centers, label * d, d)
    if (distance > largest) {
      largest = distance
      farthest = i
    }
  }
  if (farthest >= 0) return farthest
  const distinct = counts.filter((count) => count > 0).length
  throw failure('tooFewDistinctRows', { k: nClusters, distinct }, { parameter: 'k' })
}

function moveRowTo({ buffers, sums, counts, nFeatures: d }: KMeansState, row: number, to: number): void {
  const from = buffers.labels[row] as number
  for (let j = 0; j < d; j++) {
    const value = buffers.data[row * d + j] as number
    sums[from * d + j] = (sums[from * d + j] as number) - value
    sums[to * d + j] = value
  }
  counts[from] = (counts[from] as number) - 1
  counts[to] = 1
  buffers.labels[row] = to
  buffers.upper[row] = Number.POSITIVE_INFINITY
}
