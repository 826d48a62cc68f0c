import type { Kernel, KernelBuffers } from '../../methods/define-method'

/** n rows, d features. */
export interface RoundBuffers extends KernelBuffers {
  /** n × d. */
  data: Float64Array
  /** d; a point amid the rows, so that single precision is not spent on where they all lie. */
  origin: Float64Array
  /** n × (d + 1); out: coordinates from the origin, and what their rounding may take from a margin. */
  points: Float32Array
}

/** A row x and a centre c are rounded by less than 2⁻²⁴ (‖x‖ + ‖c‖), and ‖c‖ ≤ ‖x‖ + ‖x − c‖; twice, for two centres. */
const BLUR = 2 ** -22 * 1.05
/** Covers what is lost where squares are too small for single precision. */
const LEAST_BLUR = 2 ** -58

/** Copies rows to single precision. Cost: O(rows·d). */
export const roundRows: Kernel = (buffers, values, range) => {
  const { data, origin, points } = buffers as RoundBuffers
  const { nFeatures: d } = values as { nFeatures: number }
  for (let i = range.start, from = i * d, to = i * (d + 1); i < range.end; i++, to++) {
    let squared = 0
    for (let j = 0; j < d; j++, from++, to++) {
      const x = (data[from] as number) - (origin[j] as number)
      points[to] = x
      squared += x * x
    }
    points[to] = BLUR * Math.sqrt(squared) + LEAST_BLUR
  }
}
