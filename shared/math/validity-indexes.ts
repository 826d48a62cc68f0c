import type { Matrix } from '../dataset/column'
import { squaredGap } from './squared-gap'

/**
 * Calinski-Harabasz index: variance between segments against variance inside, per degree of freedom. Higher is better.
 * @param inertia sum of squares inside, `totalInertia` around the mean of all n rows
 * @returns null for one segment, or as many as rows
 * Source: Calinski & Harabasz (1974), "A dendrite method for cluster analysis".
 */
export function calinskiHarabasz(inertia: number, totalInertia: number, n: number, k: number): number | null {
  if (k < 2 || n <= k) return null
  return inertia > 0 ? ((totalInertia - inertia) * (n - k)) / (inertia * (k - 1)) : null
}

/**
 * Davies-Bouldin index: how close each segment is to the one most like it, spread against distance. Lower is better.
 * @param centers k × d, the means of the segments
 * @returns null for one segment
 * Cost: O(n·d + k²·d). Source: Davies & Bouldin (1979), "A cluster separation measure".
 */
export function daviesBouldin(matrix: Matrix, labels: Int32Array, centers: Matrix): number | null {
  const { nRows: k, nColumns: d } = centers
  if (k < 2) return null
  const spreads = new Float64Array(k)
  const sizes = new Float64Array(k)
  for (let i = 0; i < labels.length; i++) {
    const c = labels[i] as number
    spreads[c] = (spreads[c] as number) + Math.sqrt(squaredGap(matrix.data, i * d, centers.data, c * d, d))
    sizes[c] = (sizes[c] as number) + 1
  }
  for (let c = 0; c < k; c++) spreads[c] = (spreads[c] as number) / (sizes[c] as number)
  let total = 0
  for (let a = 0; a < k; a++) {
    let worst = 0
    for (let b = 0; b < k; b++) {
      if (a === b) continue
      const gap = Math.sqrt(squaredGap(centers.data, a * d, centers.data, b * d, d))
      if (gap > 0) worst = Math.max(worst, ((spreads[a] as number) + (spreads[b] as number)) / gap)
    }
    total += worst
  }
  return total / k
}
