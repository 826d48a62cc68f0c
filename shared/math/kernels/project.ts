import type { Kernel, KernelBuffers } from '../../methods/define-method'

/** n rows, d features, m components. */
export interface ProjectBuffers extends KernelBuffers {
  /** n × d. */
  data: Float64Array
  /** d; subtracted from each row. */
  mean: Float64Array
  /** m × d, unit vectors. */
  components: Float64Array
  /** n × m; out. */
  scores: Float64Array
}

/** Coordinates of rows on components. Cost: O(rows·d·m). */
export const projectRows: Kernel = (buffers, values, range) => {
  const { data, mean, components, scores } = buffers as ProjectBuffers
  const { nFeatures: d, nComponents: m } = values as { nFeatures: number; nComponents: number }
  const row = new Float64Array(d)
  for (let i = range.start; i < range.end; i++) {
    for (let j = 0; j < d; j++) row[j] = (data[i * d + j] as number) - (mean[j] as number)
    for (let c = 0; c < m; c++) {
      let total = 0
      for (let j = 0; j < d; j++) total += (row[j] as number) * (components[c * d + j] as number)
      scores[i * m + c] = total
    }
  }
}
