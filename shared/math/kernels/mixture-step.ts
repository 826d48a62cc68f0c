import type { Kernel, KernelBuffers } from '../../methods/define-method'

/** c chunks, n rows, d features, k components; p is d(d + 1)/2, or d when covariances are diagonal. */
export interface MixtureBuffers extends KernelBuffers {
  /** n × d. */
  data: Float64Array
  /** k × d. */
  means: Float64Array
  /** k × d × d: inverse of each covariance's Cholesky factor, lower triangle; k × d when diagonal: 1/√variance. */
  factors: Float64Array
  /** k; log weight − ½ log determinant − d/2 · log 2π. */
  offsets: Float64Array
  /** n × k; out: probability of each component. */
  probabilities: Float64Array
  /** c; out: log-likelihood of the chunk's rows. */
  logLikelihoods: Float64Array
  /** c × k, c × k × d, c × k × p; out: sums of probabilities, of those times x − mean, and of those times its products. */
  counts: Float64Array
  sums: Float64Array
  products: Float64Array
}

type Sizes = Record<'nFeatures' | 'nComponents' | 'isDiagonal', number>

/**
 * Expectation step of a Gaussian mixture for a range, with the sums that the maximisation step needs.
 * Cost: O(rows·k·d²), diagonal O(rows·k·d). Source: Dempster, Laird & Rubin (1977).
 */
export const mixtureStep: Kernel = (buffers, values, range) => {
  const b = buffers as MixtureBuffers
  const { nFeatures: d, nComponents: k, isDiagonal } = values as Sizes
  const size = isDiagonal === 1 ? d : (d * (d + 1)) / 2
  const { index } = range
  b.counts.fill(0, index * k, (index + 1) * k)
  b.sums.fill(0, index * k * d, (index + 1) * k * d)
  b.products.fill(0, index * k * size, (index + 1) * k * size)
  const gaps = new Float64Array(k * d)
  let total = 0
  for (let i = range.start; i < range.end; i++) {
    total += isDiagonal === 1 ? measureDiagonal(b, gaps, i, k, d) : measureFull(b, gaps, i, k, d)
    for (let c = 0; c < k; c++) {
      const probability = b.probabilities[i * k + c] as number
      if (probability < 1e-300) continue
      b.counts[index * k + c] = (b.counts[index * k + c] as number) + probability
      if (isDiagonal === 1) addDiagonal(b, gaps, c, d, (index * k + c) * d, probability)
      else addFull(b, gaps, c, d, (index * k + c) * d, (index * k + c) * size, probability)
    }
  }
  b.logLikelihoods[index] = total
}

function measureFull(b: MixtureBuffers, gaps: Float64Array, i: number, k: number, d: number): number {
  const { data, means, factors, offsets, probabilities } = b
  for (let c = 0; c < k; c++) {
    let squared = 0
    for (let row = 0; row < d; row++) {
      gaps[c * d + row] = (data[i * d + row] as number) - (means[c * d + row] as number)
      let y = 0
      for (let j = 0, at = (c * d + row) * d; j <= row; j++, at++)
        y += (factors[at] as number) * (gaps[c * d + j] as number)
      squared += y * y
    }
    probabilities[i * k + c] = (offsets[c] as number) - squared / 2
  }
  return normalise(probabilities, i * k, k)
}

function measureDiagonal(b: MixtureBuffers, gaps: Float64Array, i: number, k: number, d: number): number {
  const { data, means, factors, offsets, probabilities } = b
  for (let c = 0; c < k; c++) {
    let squared = 0
    for (let j = 0; j < d; j++) {
      const gap = (data[i * d + j] as number) - (means[c * d + j] as number)
      gaps[c * d + j] = gap
      const y = gap * (factors[c * d + j] as number)
      squared += y * y
    }
    probabilities[i * k + c] = (offsets[c] as number) - squared / 2
  }
  return normalise(probabilities, i * k, k)
}

/** Turns log densities into probabilities that add up to 1; answers the log of their sum. */
function normalise(logs: Float64Array, start: number, k: number): number {
  let largest = Number.NEGATIVE_INFINITY
  for (let c = start; c < start + k; c++) largest = Math.max(largest, logs[c] as number)
  let sum = 0
  for (let c = start; c < start + k; c++) {
    const value = Math.exp((logs[c] as number) - largest)
    logs[c] = value
    sum += value
  }
  for (let c = start; c < start + k; c++) logs[c] = (logs[c] as number) / sum
  return largest + Math.log(sum)
}

function addFull(
  { sums, products }: MixtureBuffers,
  gaps: Float64Array,
  c: number,
  d: number,
  sumAt: number,
  productAt: number,
  probability: number,
): void {
  let at = productAt
  for (let row = 0; row < d; row++) {
    const weighted = probability * (gaps[c * d + row] as number)
    sums[sumAt + row] = (sums[sumAt + row] as number) + weighted
    for (let j = 0; j <= row; j++, at++)
      products[at] = (products[at] as number) + weighted * (gaps[c * d + j] as number)
  }
}

function addDiagonal(
  { sums, products }: MixtureBuffers,
  gaps: Float64Array,
  c: number,
  d: number,
  at: number,
  probability: number,
): void {
  for (let j = 0; j < d; j++) {
    const gap = gaps[c * d + j] as number
    sums[at + j] = (sums[at + j] as number) + probability * gap
    products[at + j] = (products[at + j] as number) + probability * gap * gap
  }
}
