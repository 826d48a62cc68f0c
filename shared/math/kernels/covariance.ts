import type { Kernel, KernelBuffers } from '../../methods/define-method'

/** c chunks, n rows, d features, t = d(d + 1)/2. */
export interface CovarianceBuffers extends KernelBuffers {
  /** n × d. */
  data: Float64Array
  /** d; a point near the mean, so that nothing cancels. */
  shift: Float64Array
  /** c × d; out: per chunk the sums of x − shift. */
  sums: Float64Array
  /** c × t; out: per chunk the sums of products, lower triangle row by row. */
  products: Float64Array
}

/**
 * Sums and products of shifted rows, from which means and covariances follow in one pass over the data.
 * Cost: O(rows·d²). Source: Chan, Golub & LeVeque (1983), shifted data.
 */
export const covarianceSums: Kernel = (buffers, values, range) => {
  const { data, shift, sums, products } = buffers as CovarianceBuffers
  const { nFeatures: d } = values as { nFeatures: number }
  const size = (d * (d + 1)) / 2
  const sum = new Float64Array(d)
  const product = new Float64Array(size)
  const row = new Float64Array(d)
  for (let i = range.start; i < range.end; i++) {
    for (let a = 0, at = 0; a < d; a++) {
      const value = (data[i * d + a] as number) - (shift[a] as number)
      row[a] = value
      sum[a] = (sum[a] as number) + value
      for (let b = 0; b <= a; b++, at++) product[at] = (product[at] as number) + value * (row[b] as number)
    }
  }
  sums.set(sum, range.index * d)
  products.set(product, range.index * size)
}
