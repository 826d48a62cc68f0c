import type { Progress } from '../../contract/run-events'
import type { Matrix } from '../../dataset/column'
import type { MethodContext } from '../../methods/define-method'
import { kMeans } from '../k-means/k-means'
import type { Random } from '../random'
import { squaredGap } from '../squared-gap'
import { isDiagonal, type Mixture, type MixtureState, restore, setCovariances } from './mixture-state'

/**
 * Starts take turns: partitions that Lloyd's algorithm finds from k-means++, from random rows and from rows far apart
 * (which gives outliers a component), and rough ones after a single step. They differ more than partitions that are all
 * as good as k-means can make them.
 */
const START_KINDS = [
  { steps: 300, from: 'plus-plus' },
  { steps: 300, from: 'far' },
  { steps: 1, from: 'plus-plus' },
  { steps: 300, from: 'random' },
  { steps: 1, from: 'far' },
  { steps: 1, from: 'random' },
] as const

/**
 * Starts from the best mixture so far with one component taken away and set on a random row of another one, which it
 * shares from then on. Source: after Ueda et al. (2000), "SMEM algorithm for mixture models".
 */
export function moveComponent(state: MixtureState, best: Mixture, random: Random): void {
  const { n, d, k, buffers, weights, covariances } = state
  const gone = random.integer(k)
  const shared = (gone + 1 + random.integer(k - 1)) % k
  restore(state, best)
  const row = drawRow(best.probabilities.data, n, k, shared, random)
  buffers.means.set(buffers.data.subarray(row * d, (row + 1) * d), gone * d)
  covariances.copyWithin(gone * d * d, shared * d * d, (shared + 1) * d * d)
  const share = (weights[shared] as number) / 2
  const rest = 1 - (weights[gone] as number)
  weights[shared] = share
  weights[gone] = share
  for (let c = 0; c < k; c++) weights[c] = (weights[c] as number) / rest
}

/** A row drawn with its probability of belonging to a component. */
function drawRow(probabilities: Float64Array, n: number, k: number, component: number, random: Random): number {
  let total = 0
  for (let i = 0; i < n; i++) total += probabilities[i * k + component] as number
  let rest = random.next() * total
  for (let i = 0; i < n; i++) {
    rest -= probabilities[i * k + component] as number
    if (rest < 0) return i
  }
  return n - 1
}

/** Weights, means and covariances of a k-means partition. */
export function* startFromKMeans(
  state: MixtureState,
  matrix: Matrix,
  context: Pick<MethodContext, 'parallel'> & { random: Random },
  start: number,
): Generator<Progress, void, void> {
  const { n, d, k, buffers } = state
  const { steps, from } = START_KINDS[start % START_KINDS.length] as (typeof START_KINDS)[number]
  const initialCenters = from === 'plus-plus' ? undefined : startRows(state, context.random, from === 'far')
  const options = { k, nInit: 1, maxIterations: steps, tolerance: 0, initialCenters, refine: false }
  const labels = k === 1 ? new Int32Array(n) : (yield* kMeans(matrix, options, context)).labels
  const counts = new Float64Array(k)
  const sums = new Float64Array(k * d)
  for (let i = 0; i < n; i++) {
    const label = labels[i] as number
    counts[label] = (counts[label] as number) + 1
    for (let j = 0; j < d; j++)
      sums[label * d + j] = (sums[label * d + j] as number) + (buffers.data[i * d + j] as number)
  }
  for (let c = 0; c < k; c++) {
    for (let j = 0; j < d; j++) buffers.means[c * d + j] = (sums[c * d + j] as number) / (counts[c] as number)
  }
  const products = scatterOf(state, labels)
  setCovariances(state, counts, products)
}

/** Coordinates of k rows (k × d): drawn, or each the farthest from those before. */
function startRows({ n, d, k, buffers: { data } }: MixtureState, random: Random, far: boolean): Float64Array {
  const rows = [random.integer(n)]
  const nearest = new Float64Array(n).fill(Number.POSITIVE_INFINITY)
  while (rows.length < k) {
    const last = rows[rows.length - 1] as number
    for (let i = 0; i < n; i++) {
      const gap = squaredGap(data, i * d, data, last * d, d)
      if (gap < (nearest[i] as number)) nearest[i] = gap
    }
    rows.push(far ? nearest.indexOf(nearest.reduce((most, gap) => Math.max(most, gap), 0)) : random.integer(n))
  }
  return Float64Array.from(rows.flatMap((row) => [...data.subarray(row * d, (row + 1) * d)]))
}

/** Sums of products of x − mean per group, lower triangles (or diagonals) in the layout of the kernel. */
function scatterOf({ n, d, k, kind, buffers }: MixtureState, labels: Int32Array): Float64Array {
  const size = isDiagonal(kind) ? d : (d * (d + 1)) / 2
  const products = new Float64Array(k * size)
  const gap = new Float64Array(d)
  for (let i = 0; i < n; i++) {
    const c = labels[i] as number
    for (let j = 0; j < d; j++) gap[j] = (buffers.data[i * d + j] as number) - (buffers.means[c * d + j] as number)
    for (let row = 0, at = c * size; row < d; row++) {
      for (let j = isDiagonal(kind) ? row : 0; j <= row; j++, at++) {
        products[at] = (products[at] as number) + (gap[row] as number) * (gap[j] as number)
      }
    }
  }
  return products
}
