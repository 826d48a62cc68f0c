import type { Kernel, KernelBuffers, KernelValues } from '../../methods/define-method'

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

/**
 * The features met on the way down, each once: the share of training rows that would go this way without it (`without`), whether the row
 * goes this way (`goes`, 0 or 1), and weights of subsets by size. Level k of the recursion keeps its own copy at k · width.
 */
interface Way {
  width: number
  features: Int32Array
  without: Float64Array
  goes: Float64Array
  weights: Float64Array
}

interface Walk {
  b: ShapBuffers
  v: ShapValues
  way: Way
  rowAt: number
}

/**
 * Shapley values of trees for rows of a range, exactly: what each feature adds to the answer, averaged over all orders in which
 * features can become known; a feature not known yet sends a row down both sides by their shares of training rows.
 * Cost: O(rows · leaves · depth²).
 * Source: Lundberg, Erion & Lee (2018), "Consistent Individualized Feature Attribution for Tree Ensembles", Algorithm 2.
 */
export const treeShap: Kernel = (buffers, values, { start, end }) => {
  const b = buffers as ShapBuffers
  const v = values as ShapValues
  const width = v.deepest + 2
  const cells = width * (width + 1)
  const way: Way = {
    width,
    features: new Int32Array(cells),
    without: new Float64Array(cells),
    goes: new Float64Array(cells),
    weights: new Float64Array(cells),
  }
  for (let row = start; row < end; row++) {
    const walk: Walk = { b, v, way, rowAt: row * v.nFeatures }
    for (let t = v.first; t < b.roots.length; t += v.step) descend(walk, b.roots[t] as number, 0, 0, 1, 1, -1)
  }
}

/**
 * Goes on at a node by way of a feature.
 * @param level of the recursion
 * @param length features on the way so far
 */
function descend(
  walk: Walk,
  node: number,
  level: number,
  length: number,
  without: number,
  goes: number,
  feature: number,
): void {
  const { b, v, way, rowAt } = walk
  const from = level * way.width
  const own = extend(way, from, length, without, goes, feature)
  const j = b.feature[node] as number
  if (j < 0) {
    addLeaf(walk, from, own, b.value[node * v.nValues + v.at] as number)
    return
  }
  const value = b.data[rowAt + j] as number
  const goesLeft = Number.isNaN(value) ? b.missingLeft[node] === 1 : value <= (b.threshold[node] as number)
  const hot = (goesLeft ? b.left[node] : b.right[node]) as number
  const cold = (goesLeft ? b.right[node] : b.left[node]) as number
  const cover = b.cover[node] as number
  let known = 1
  while (known < own && way.features[from + known] !== j) known++
  let shareBefore = 1
  let goesBefore = 1
  let kept = own
  if (known < own) {
    shareBefore = way.without[from + known] as number
    goesBefore = way.goes[from + known] as number
    remove(way, from, own, known)
    kept--
  }
  const hotShare = cover > 0 ? (b.cover[hot] as number) / cover : 0.5
  copy(way, from, kept)
  descend(walk, hot, level + 1, kept, shareBefore * hotShare, goesBefore, j)
  copy(way, from, kept)
  descend(walk, cold, level + 1, kept, shareBefore * (1 - hotShare), 0, j)
}

function copy(way: Way, from: number, length: number): void {
  const to = from + way.width
  for (let i = 0; i < length; i++) {
    way.features[to + i] = way.features[from + i] as number
    way.without[to + i] = way.without[from + i] as number
    way.goes[to + i] = way.goes[from + i] as number
    way.weights[to + i] = way.weights[from + i] as number
  }
}

/** Puts a feature at the end of the way; answers the new length. */
function extend(way: Way, from: number, length: number, without: number, goes: number, feature: number): number {
  const { weights } = way
  way.features[from + length] = feature
  way.without[from + length] = without
  way.goes[from + length] = goes
  weights[from + length] = length === 0 ? 1 : 0
  for (let i = length - 1; i >= 0; i--) {
    const weight = weights[from + i] as number
    weights[from + i + 1] = (weights[from + i + 1] as number) + (goes * weight * (i + 1)) / (length + 1)
    weights[from + i] = (without * weight * (length - i)) / (length + 1)
  }
  return length + 1
}

/** Takes a feature from the way, as if it had never been there. */
function remove(way: Way, from: number, length: number, at: number): void {
  const { weights } = way
  const without = way.without[from + at] as number
  const goes = way.goes[from + at] as number
  let next = weights[from + length - 1] as number
  for (let i = length - 2; i >= 0; i--) {
    const weight = weights[from + i] as number
    if (goes !== 0) {
      weights[from + i] = (next * length) / ((i + 1) * goes)
      next = weight - ((weights[from + i] as number) * without * (length - 1 - i)) / length
    } else weights[from + i] = (weight * length) / (without * (length - 1 - i))
  }
  for (let i = at; i < length - 1; i++) {
    way.features[from + i] = way.features[from + i + 1] as number
    way.without[from + i] = way.without[from + i + 1] as number
    way.goes[from + i] = way.goes[from + i + 1] as number
  }
}

/** Sum of the weights that would be left without a feature. */
function weightWithout(way: Way, from: number, length: number, at: number): number {
  const { weights } = way
  const without = way.without[from + at] as number
  const goes = way.goes[from + at] as number
  let next = weights[from + length - 1] as number
  let total = 0
  for (let i = length - 2; i >= 0; i--) {
    const weight = weights[from + i] as number
    if (goes !== 0) {
      const one = (next * length) / ((i + 1) * goes)
      total += one
      next = weight - (one * without * (length - 1 - i)) / length
    } else if (without !== 0) total += (weight * length) / (without * (length - 1 - i))
  }
  return total
}

/** Adds what a leaf says to every feature on the way to it. */
function addLeaf({ b, way, rowAt }: Walk, from: number, length: number, value: number): void {
  if (value === 0) return
  for (let i = 1; i < length; i++) {
    const difference = (way.goes[from + i] as number) - (way.without[from + i] as number)
    if (difference === 0) continue
    const place = rowAt + (way.features[from + i] as number)
    const weight = weightWithout(way, from, length, i)
    b.contributions[place] = (b.contributions[place] as number) + weight * difference * value
  }
}
