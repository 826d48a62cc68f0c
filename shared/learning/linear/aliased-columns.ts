import type { Matrix } from '../../dataset/column'

/** A column of which less than this share is left beside the columns before it says nothing of its own. */
const LEFT = 1e-9

/**
 * Columns that are constant or exact combinations of the columns before them, as two categories that say the same make them.
 * @returns 1 per column that can be left out
 * Source: Gram–Schmidt in the order of the columns, as R's `lm` names coefficients that are not defined. Cost: O(n·d²).
 */
export function aliasedColumns({ data, nRows, nColumns }: Matrix): Uint8Array {
  const { means, products } = centeredProducts(data, nRows, nColumns)
  const aliased = new Uint8Array(nColumns)
  const factor = new Float64Array(nColumns * nColumns)
  for (let i = 0; i < nColumns; i++) {
    const own = products[i * nColumns + i] as number
    let rest = own
    for (let j = 0; j < i; j++) {
      if (aliased[j]) continue
      let value = products[i * nColumns + j] as number
      for (let k = 0; k < j; k++) {
        if (!aliased[k]) value -= (factor[i * nColumns + k] as number) * (factor[j * nColumns + k] as number)
      }
      value /= factor[j * nColumns + j] as number
      factor[i * nColumns + j] = value
      rest -= value * value
    }
    const scale = own + nRows * (means[i] as number) ** 2
    if (rest > LEFT * own && own > 1e-14 * scale) factor[i * nColumns + i] = Math.sqrt(rest)
    else aliased[i] = 1
  }
  return aliased
}

function centeredProducts(data: Float64Array, n: number, d: number) {
  const means = new Float64Array(d)
  for (let at = 0; at < n * d; at++) means[at % d] = (means[at % d] as number) + (data[at] as number) / n
  const products = new Float64Array(d * d)
  const row = new Float64Array(d)
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < d; j++) row[j] = (data[i * d + j] as number) - (means[j] as number)
    for (let a = 0; a < d; a++) {
      const value = row[a] as number
      if (value === 0) continue
      for (let b = 0; b <= a; b++) products[a * d + b] = (products[a * d + b] as number) + value * (row[b] as number)
    }
  }
  return { means, products }
}
