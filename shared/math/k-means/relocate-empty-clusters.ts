import { failure } from '../../contract/app-error'
import { squaredGap } from '../squared-gap'
import type { KMeansState } from './k-means-state'

/**
 * Gives each empty segment the row that lies farthest from its own centre (the first of equals), which becomes its centre.
 * @throws tooFewDistinctRows when every row lies on its centre, so that there is nothing to give
 * Cost: O(n·d), and O(n) per empty segment; none when there is none. The same remedy as scikit-learn's.
 */
export function relocateEmptyClusters(state: KMeansState): void {
  const { counts } = state
  if (!counts.includes(0)) return
  const distances = ownDistances(state)
  for (let c = 0; c < counts.length; c++) {
    if (counts[c] === 0) moveRowTo(state, farthestRow(state, distances), c)
  }
}

function ownDistances({ data, labels, centers, nRows, nFeatures: d }: KMeansState): Float64Array {
  const distances = new Float64Array(nRows)
  for (let i = 0; i < nRows; i++) distances[i] = squaredGap(data, i * d, centers, (labels[i] as number) * d, d)
  return distances
}

function farthestRow({ labels, counts, nClusters }: KMeansState, distances: Float64Array): number {
  let farthest = -1
  let largest = 0
  for (let i = 0; i < distances.length; i++) {
    const distance = distances[i] as number
    if (distance <= largest || (counts[labels[i] as number] as number) < 2) continue
    largest = distance
    farthest = i
  }
  if (farthest >= 0) return farthest
  const distinct = counts.filter((count) => count > 0).length
  throw failure('tooFewDistinctRows', { k: nClusters, distinct }, { parameter: 'k' })
}

function moveRowTo(
  { data, labels, assigning, summing, sums, counts, nFeatures: d }: KMeansState,
  row: number,
  to: number,
) {
  const from = labels[row] as number
  for (let j = 0; j < d; j++) {
    const value = data[row * d + j] as number
    sums[from * d + j] = (sums[from * d + j] as number) - value
    sums[to * d + j] = value
  }
  counts[from] = (counts[from] as number) - 1
  counts[to] = 1
  labels[row] = to
  summing.counted[row] = to
  assigning.margins[row] = -1
}
