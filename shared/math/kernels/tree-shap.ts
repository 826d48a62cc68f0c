import type { Kernel, KernelBuffers, KernelValues } from '../../methods/define-method'
import { gaussLegendre } from '../gauss-legendre'

/** Trees as in shared/learning/trees/trees.ts; n rows, d features. */
export interface ShapBuffers extends KernelBuffers {
  roots: Int32Array
  feature: Int32Array
  threshold: Float64Array
  left: Int32Array
  right: Int32Array
  missingLeft: Uint8Array
  value: Float64Array
  cover: Float64Array
  /** n × d. */
  data: Float64Array
  /** n × d; out, added to. */
  contributions: Float64Array
}

/** `at`: which of a node's values; every `step`th tree from `first` on counts; `deepest`: splits on the longest way down. */
export interface ShapValues extends KernelValues {
  nFeatures: number
  nValues: number
  at: number
  first: number
  step: number
  deepest: number
}

/** One row in one tree. For each feature on the way down: `goes` 1 or 0, whether the row goes this way; `share`, what part of the training rows does. */
interface Walk {
  b: ShapBuffers
  v: ShapValues
  rowAt: number
  goes: Float64Array
  share: Float64Array
  /** Points in (0, 1) and their weights. */
  points: Float64Array
  weights: Float64Array
  /** By level and point: the product over the features so far, and what the leaves below add up to. */
  products: Float64Array
  sums: Float64Array
}

/**
 * Shapley values of trees for rows of a range, exactly: what each feature adds to the answer, averaged over all orders in which
 * features can become known; a feature not known yet sends a row down both sides by their shares of training rows.
 * When each feature is known with chance t, a leaf is reached with Π (t·goes + (1 − t)·share); a feature's Shapley value is the
 * integral over t of what knowing it changes. That is a polynomial in t, so a quadrature of half its degree is exact, and
 * leaves are summed up from below, once per edge.
 * Cost: O(rows · nodes · depth / 2).
 * Source: Owen (1972), "Multilinear Extensions of Games"; Lundberg, Erion & Lee (2018), "Consistent Individualized Feature
 * Attribution for Tree Ensembles", for the game that is played.
 */
export const treeShap: Kernel = (buffers, values, { start, end }) => {
  const b = buffers as ShapBuffers
  const v = values as ShapValues
  const { nodes, weights } = gaussLegendre(Math.max(1, Math.ceil(Math.min(v.deepest, v.nFeatures) / 2)))
  const levels = (v.deepest + 1) * nodes.length
  const walk: Walk = {
    ...{ b, v, rowAt: 0 },
    goes: new Float64Array(v.nFeatures).fill(1),
    share: new Float64Array(v.nFeatures).fill(1),
    points: nodes.map((node) => (1 + node) / 2),
    weights: weights.map((weight) => weight / 2),
    products: new Float64Array(levels).fill(1, 0, nodes.length),
    sums: new Float64Array(levels),
  }
  for (let row = start; row < end; row++) {
    walk.rowAt = row * v.nFeatures
    for (let t = v.first; t < b.roots.length; t += v.step) visit(walk, b.roots[t] as number, 0)
  }
}

/** Leaves in `sums` at this level what the leaves below a node add up to; adds to contributions on the way. */
function visit(walk: Walk, node: number, level: number): void {
  const { b, v, points, products, sums } = walk
  const nPoints = points.length
  const at = level * nPoints
  const j = b.feature[node] as number
  if (j < 0) {
    const value = b.value[node * v.nValues + v.at] as number
    for (let q = at; q < at + nPoints; q++) sums[q] = (products[q] as number) * value
    return
  }
  const value = b.data[walk.rowAt + j] as number
  const goesLeft = Number.isNaN(value) ? b.missingLeft[node] === 1 : value <= (b.threshold[node] as number)
  const left = b.left[node] as number
  const cover = b.cover[node] as number
  const leftShare = cover > 0 ? (b.cover[left] as number) / cover : 0.5
  for (let q = at; q < at + nPoints; q++) sums[q] = 0
  visitChild(walk, left, level, j, leftShare, goesLeft)
  visitChild(walk, b.right[node] as number, level, j, 1 - leftShare, !goesLeft)
}

/** One child by its edge: its leaves count with what this edge says of the feature instead of what the last one said. */
function visitChild(walk: Walk, child: number, level: number, j: number, ownShare: number, isOwnWay: boolean): void {
  const { goes, share, points, weights, products, sums } = walk
  const goesBefore = goes[j] as number
  const shareBefore = share[j] as number
  const goesNow = isOwnWay ? goesBefore : 0
  const shareNow = shareBefore * ownShare
  // Nobody ever comes here, known or not.
  if (goesNow === 0 && shareNow === 0) return
  const nPoints = points.length
  const at = level * nPoints
  const below = at + nPoints
  for (let q = 0; q < nPoints; q++) {
    const t = points[q] as number
    const now = t * goesNow + (1 - t) * shareNow
    const before = t * goesBefore + (1 - t) * shareBefore
    products[below + q] = ((products[at + q] as number) * now) / before
  }
  goes[j] = goesNow
  share[j] = shareNow
  visit(walk, child, level + 1)
  goes[j] = goesBefore
  share[j] = shareBefore
  const changeNow = goesNow - shareNow
  const changeBefore = goesBefore - shareBefore
  let added = 0
  for (let q = 0; q < nPoints; q++) {
    const t = points[q] as number
    const sum = sums[below + q] as number
    const now = changeNow / (t * goesNow + (1 - t) * shareNow)
    const before = changeBefore / (t * goesBefore + (1 - t) * shareBefore)
    added += (weights[q] as number) * sum * (now - before)
    sums[at + q] = (sums[at + q] as number) + sum
  }
  const place = walk.rowAt + j
  const { contributions } = walk.b
  contributions[place] = (contributions[place] as number) + added
}
