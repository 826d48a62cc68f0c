import type { Matrix } from '../../dataset/column'

/** How far rows lie out within the components kept and away from them; one entry per matrix row. */
export interface RowDistances {
  hotellingT2: Float64Array
  qResiduals: Float64Array
}

/**
 * Hotelling's T² = Σ score²/variance, and Q = |x − mean|² − Σ score².
 * @param matrix n × d prepared columns
 * @param scores n × m
 * @param variances of the m components; one of 0 takes no part
 * Cost: O(n·(d + m)).
 */
export function rowDistances(
  matrix: Matrix,
  mean: Float64Array,
  scores: Matrix,
  variances: Float64Array,
): RowDistances {
  const { nRows: n, nColumns: d } = matrix
  const m = scores.nColumns
  const hotellingT2 = new Float64Array(n)
  const qResiduals = new Float64Array(n)
  const smallest = 1e-12 * (variances[0] ?? 0)
  for (let i = 0; i < n; i++) {
    let length = 0
    for (let j = 0; j < d; j++) length += ((matrix.data[i * d + j] as number) - (mean[j] as number)) ** 2
    let inside = 0
    for (let c = 0; c < m; c++) {
      const square = (scores.data[i * m + c] as number) ** 2
      const variance = variances[c] as number
      inside += square
      if (variance > smallest) hotellingT2[i] = (hotellingT2[i] as number) + square / variance
    }
    qResiduals[i] = m === d ? 0 : Math.max(0, length - inside)
  }
  return { hotellingT2, qResiduals }
}
