import type { Kernel, KernelBuffers } from '../../methods/define-method'

/** Memory of k-means++ seeding; c chunks, n rows, d features, m candidates. */
export interface SeedBuffers extends KernelBuffers {
  /** n × d. */
  data: Float64Array
  /** n; squared distance of each row to the nearest centre so far. */
  closest: Float64Array
  /** m points, packed in fours. */
  candidates: Float64Array
  /** c × m; per chunk and candidate the sum of `closest` if that candidate became a centre. */
  potentials: Float64Array
}

/**
 * What each candidate would leave of the sum of squared distances. Four candidates are measured at a time.
 * Cost: O(rows·m·d).
 */
export const seedPotentials: Kernel = (buffers, values, range) => {
  const { data, closest, candidates, potentials } = buffers as SeedBuffers
  const { nFeatures: d, nCandidates: m } = values as { nFeatures: number; nCandidates: number }
  for (let first = 0; first < m; first += 4) {
    let t0 = 0
    let t1 = 0
    let t2 = 0
    let t3 = 0
    for (let i = range.start; i < range.end; i++) {
      let s0 = 0
      let s1 = 0
      let s2 = 0
      let s3 = 0
      const end = (i + 1) * d
      for (let j = i * d, at = first * d; j < end; j++, at += 4) {
        const x = data[j] as number
        const d0 = x - (candidates[at] as number)
        const d1 = x - (candidates[at + 1] as number)
        const d2 = x - (candidates[at + 2] as number)
        const d3 = x - (candidates[at + 3] as number)
        s0 += d0 * d0
        s1 += d1 * d1
        s2 += d2 * d2
        s3 += d3 * d3
      }
      const now = closest[i] as number
      t0 += s0 < now ? s0 : now
      t1 += s1 < now ? s1 : now
      t2 += s2 < now ? s2 : now
      t3 += s3 < now ? s3 : now
    }
    const totals = [t0, t1, t2, t3]
    for (let c = first; c < Math.min(m, first + 4); c++) potentials[range.index * m + c] = totals[c - first] as number
  }
}

/**
 * Makes candidate `values.chosen` a centre: updates `closest` and writes each chunk's sum to its first potential.
 * Cost: O(rows·d).
 */
export const seedUpdate: Kernel = (buffers, values, range) => {
  const { data, closest, candidates, potentials } = buffers as SeedBuffers
  const { nFeatures: d, nCandidates: m, chosen } = values as Record<'nFeatures' | 'nCandidates' | 'chosen', number>
  const base = (chosen >> 2) * d * 4 + (chosen & 3)
  let total = 0
  for (let i = range.start; i < range.end; i++) {
    let distance = 0
    for (let j = 0; j < d; j++) {
      const difference = (data[i * d + j] as number) - (candidates[base + j * 4] as number)
      distance += difference * difference
    }
    if (distance < (closest[i] as number)) closest[i] = distance
    total += closest[i] as number
  }
  potentials[range.index * m] = total
}
