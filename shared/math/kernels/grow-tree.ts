import { thresholdBetween } from '../../learning/trees/coded-features'
import { halfScore, impurityOf } from '../../learning/trees/criteria'
import { type GrowBuffers, type GrowValues, STACK_WIDTH } from '../../learning/trees/grow-state'
import type { Kernel } from '../../methods/define-method'

/** Nodes up to this many rows are sorted by insertion instead of being counted by code. */
const FEW_ROWS = 24
/** Nodes with fewer rows than a feature's codes divided by this are sorted too. */
const SPARSE = 8
/** What making a node costs beside its rows, in values looked at. */
const NODE_WORK = 64

/** Memory of a thread that is used again by every tree. */
interface Scratch {
  sums: Float64Array
  left: Float64Array
  right: Float64Array
  /** Per code: weights by class (or weight and weight · target), then the number of rows. */
  bins: Float64Array
  order: Float64Array
  moved: Int32Array
}

interface Split {
  score: number
  feature: number
  /** The last code that goes left and the first that goes right. */
  below: number
  above: number
}

/** One slot, as its own arrays. */
interface Slot {
  b: GrowBuffers
  v: GrowValues
  rows: Int32Array
  weights: Float64Array
  state: Int32Array
  stack: Int32Array
  firstNode: number
  nSums: number
  draw: Draw
  scratch: Scratch
}

let kept: Scratch | null = null

/**
 * Goes on growing the tree of the slot `range.index`, depth first and left before right, until it is complete or the call's work
 * is done. The best split is the one that lowers the impurity most; of equals the one tried first.
 * Source: Breiman, Friedman, Olshen & Stone (1984), "Classification and Regression Trees".
 */
export const growTree: Kernel = (buffers, values, { index }) => {
  const slot = slotOf(buffers as GrowBuffers, values as GrowValues, index)
  let left = slot.v.work
  while ((slot.state[1] as number) > 0 && left > 0) left -= makeNode(slot)
}

function slotOf(b: GrowBuffers, v: GrowValues, index: number): Slot {
  const { nRows, nFeatures, stackSize, maxNodes, nClasses } = v
  return {
    ...{ b, v, nSums: nClasses > 0 ? nClasses : 2, firstNode: index * maxNodes },
    rows: b.rows.subarray(index * nRows, (index + 1) * nRows),
    weights: b.weights.subarray(index * nRows, (index + 1) * nRows),
    state: b.state.subarray(index * 4, index * 4 + 4),
    stack: b.stack.subarray(index * stackSize, (index + 1) * stackSize),
    draw: {
      features: b.drawn.subarray(index * nFeatures, (index + 1) * nFeatures),
      constants: b.constants.subarray(index * nFeatures, (index + 1) * nFeatures),
      known: 0,
    },
    scratch: scratchFor(v, mostCodes(b.nCodes)),
  }
}

function mostCodes(nCodes: Int32Array): number {
  let most = 1
  for (const count of nCodes) if (count > most) most = count
  return most
}

function scratchFor({ nRows, nClasses }: GrowValues, codes: number): Scratch {
  const nSums = Math.max(3, nClasses)
  const binsLength = (codes + 1) * (nSums + 1)
  if (!kept || kept.sums.length < nSums || kept.bins.length < binsLength || kept.moved.length < nRows) {
    kept = {
      sums: new Float64Array(nSums),
      left: new Float64Array(nSums),
      right: new Float64Array(nSums),
      bins: new Float64Array(binsLength),
      order: new Float64Array(nRows),
      moved: new Int32Array(nRows),
    }
  }
  return kept
}

/** Makes the next node of the stack, a leaf or a split; answers the work it took. */
function makeNode(slot: Slot): number {
  const { b, v, state, stack } = slot
  const top = ((state[1] as number) - 1) * STACK_WIDTH
  const start = stack[top] as number
  const end = stack[top + 1] as number
  const depth = stack[top + 2] as number
  const link = stack[top + 3] as number
  state[1] = top / STACK_WIDTH
  const id = state[0] as number
  state[0] = id + 1
  if (link >= 0) (link & 1 ? b.right : b.left)[slot.firstNode + (link >> 1)] = id
  const node = slot.firstNode + id
  describeNode(slot, node, start, end)
  const count = end - start
  const tried = v.maxFeatures < v.nFeatures ? v.maxFeatures : v.nFeatures
  const { draw } = slot
  draw.known = stack[top + 4] as number
  const split = maySplit(v, count, depth, b.impurity[node] as number) ? findSplit(slot, draw, start, end) : null
  if (!split) return count + NODE_WORK
  const middle = partition(slot, split, start, end)
  b.feature[node] = split.feature
  b.threshold[node] = thresholdBetween(b, b.offsets[split.feature] as number, split.below, split.above)
  stack.set([middle, end, depth + 1, 2 * id + 1, draw.known], top)
  stack.set([start, middle, depth + 1, 2 * id, draw.known], top + STACK_WIDTH)
  state[1] = top / STACK_WIDTH + 2
  return count * (tried + 1) + NODE_WORK
}

function maySplit(v: GrowValues, count: number, depth: number, impurity: number): boolean {
  return depth < v.maxDepth && count >= v.minSamplesSplit && count >= 2 * v.minSamplesLeaf && impurity > Number.EPSILON
}

/** Writes what a node is as if it were a leaf. */
function describeNode({ b, v, rows, weights, scratch, nSums }: Slot, node: number, start: number, end: number): void {
  const { sums } = scratch
  sums.fill(0)
  let weight = 0
  for (let at = start; at < end; at++) {
    const row = rows[at] as number
    const w = weights[row] as number
    const y = b.y[row] as number
    weight += w
    if (v.nClasses > 0) sums[y] = (sums[y] as number) + w
    else {
      sums[1] = (sums[1] as number) + w * y
      sums[2] = (sums[2] as number) + w * y * y
    }
  }
  if (v.nClasses === 0) sums[0] = weight
  b.feature[node] = -1
  b.left[node] = -1
  b.right[node] = -1
  b.nSamples[node] = end - start
  b.cover[node] = weight
  b.impurity[node] = impurityOf(v.criterion, sums, nSums, weight)
  if (v.nClasses === 0) b.value[node] = weight > 0 ? (sums[1] as number) / weight : 0
  else
    for (let k = 0; k < v.nClasses; k++) b.value[node * v.nClasses + k] = weight > 0 ? (sums[k] as number) / weight : 0
}

/** Features in the order of a tree's draws, and how many at its front are known to be constant in the node. */
interface Draw {
  features: Int32Array
  constants: Int32Array
  known: number
}

/**
 * The best split over the features drawn for this node; null when no feature can be split. Features are drawn until enough that
 * vary were tried; what is constant in a node is remembered for the nodes below it. Draws, and with them which of equally good
 * splits is taken, go as in scikit-learn.
 */
function findSplit(slot: Slot, draw: Draw, start: number, end: number): Split | null {
  const { v, b, state } = slot
  const { features, constants, known } = draw
  const best: Split = { score: Number.NEGATIVE_INFINITY, feature: -1, below: 0, above: 0 }
  let open = v.nFeatures
  let [visited, found, drawnConstants] = [0, 0, 0]
  while (open > known + found && (visited < v.maxFeatures || visited <= found + drawnConstants)) {
    visited++
    const place = drawnConstants + drawBelow(state, open - found - drawnConstants)
    if (place < known) {
      swap(features, drawnConstants++, place)
      continue
    }
    const at = place + found
    const feature = features[at] as number
    if ((b.nCodes[feature] as number) > 1 && tryFeature(slot, feature, start, end, best)) swap(features, --open, at)
    else swap(features, known + found++, at)
  }
  for (let i = 0; i < known; i++) features[i] = constants[i] as number
  for (let i = known; i < known + found; i++) constants[i] = features[i] as number
  draw.known = known + found
  return best.feature < 0 ? null : best
}

function swap(list: Int32Array, a: number, b: number): void {
  const kept = list[a] as number
  list[a] = list[b] as number
  list[b] = kept
}

/** A whole number in [0, most) from the tree's generator. Source: Marsaglia (2003), "Xorshift RNGs", 13-17-5. */
function drawBelow(state: Int32Array, most: number): number {
  let z = state[2] as number
  z ^= z << 13
  z ^= z >>> 17
  z ^= z << 5
  state[2] = z
  return (z & 0x7fffffff) % most
}

/** Looks for a better split at this feature; answers false when all rows have the same value. */
function tryFeature(slot: Slot, feature: number, start: number, end: number, best: Split): boolean {
  const codes = slot.b.nCodes[feature] as number
  const count = end - start
  return count <= FEW_ROWS || count * SPARSE < codes
    ? trySorted(slot, feature, start, end, best)
    : tryCounted(slot, feature, start, end, best)
}

/** Sums by code, then every gap between codes that have rows. */
function tryCounted(slot: Slot, feature: number, start: number, end: number, best: Split): boolean {
  const { b, v, scratch, nSums, rows, weights } = slot
  const nCodes = b.nCodes[feature] as number
  const stride = nSums + 1
  const { bins, left } = scratch
  bins.fill(0, 0, (nCodes + 1) * stride)
  const { codes, y } = b
  const first = feature * v.nRows
  if (v.nClasses > 0) {
    for (let at = start; at < end; at++) {
      const row = rows[at] as number
      const bin = (codes[first + row] as number) * stride
      const cell = bin + (y[row] as number)
      bins[cell] = (bins[cell] as number) + (weights[row] as number)
      bins[bin + nSums] = (bins[bin + nSums] as number) + 1
    }
  } else {
    for (let at = start; at < end; at++) {
      const row = rows[at] as number
      const bin = (codes[first + row] as number) * 3
      const w = weights[row] as number
      bins[bin] = (bins[bin] as number) + w
      bins[bin + 1] = (bins[bin + 1] as number) + w * (y[row] as number)
      bins[bin + 2] = (bins[bin + 2] as number) + 1
    }
  }
  left.fill(0)
  let before = -1
  let leftRows = 0
  const count = end - start
  for (let code = 0; code < nCodes; code++) {
    const bin = code * stride
    const here = bins[bin + nSums] as number
    if (here === 0) continue
    if (before >= 0 && leftRows >= v.minSamplesLeaf && count - leftRows >= v.minSamplesLeaf) {
      consider(slot, feature, before, code, best)
    }
    leftRows += here
    for (let k = 0; k < nSums; k++) left[k] = (left[k] as number) + (bins[bin + k] as number)
    if (before < 0 && leftRows === count) return false
    before = code
  }
  return before >= 0
}

/** The same for a node of few rows: they are put in order by code. */
function trySorted(slot: Slot, feature: number, start: number, end: number, best: Split): boolean {
  const { b, v, scratch, nSums, rows, weights } = slot
  const { left, order } = scratch
  const count = end - start
  const isSame = orderRows(slot, feature, start, count)
  if (isSame) return false
  const nCodes = b.nCodes[feature] as number
  left.fill(0, 0, nSums)
  let before = Math.floor((order[0] as number) / PLACES)
  for (let i = 0; i < count; i++) {
    const key = order[i] as number
    const code = Math.floor(key / PLACES)
    if (code !== before) {
      if (code >= nCodes) break
      if (i >= v.minSamplesLeaf && count - i >= v.minSamplesLeaf) consider(slot, feature, before, code, best)
      before = code
    }
    const row = rows[start + key - code * PLACES] as number
    const w = weights[row] as number
    const y = b.y[row] as number
    if (v.nClasses > 0) left[y] = (left[y] as number) + w
    else {
      left[0] = (left[0] as number) + w
      left[1] = (left[1] as number) + w * y
    }
  }
  return true
}

/** Keys are code · PLACES + place in the node. */
const PLACES = 2 ** 28

/** Writes the node's rows to `order` by code, then by place; answers whether all codes are the same. */
function orderRows({ b, v, scratch, rows }: Slot, feature: number, start: number, count: number): boolean {
  const { order } = scratch
  const first = feature * v.nRows
  const one = b.codes[first + (rows[start] as number)] as number
  let isSame = true
  for (let i = 0; i < count; i++) {
    const code = b.codes[first + (rows[start + i] as number)] as number
    if (code !== one) isSame = false
    const key = code * PLACES + i
    if (count > FEW_ROWS) {
      order[i] = key
      continue
    }
    let at = i
    while (at > 0 && (order[at - 1] as number) > key) {
      order[at] = order[at - 1] as number
      at--
    }
    order[at] = key
  }
  if (!isSame && count > FEW_ROWS) order.subarray(0, count).sort()
  return isSame
}

/** Keeps the split after the sums in `left` if it is better than the best one. */
function consider({ v, scratch, nSums }: Slot, feature: number, below: number, above: number, best: Split): void {
  const { sums, left, right } = scratch
  let leftWeight = 0
  let rightWeight = 0
  if (v.nClasses > 0) {
    for (let k = 0; k < nSums; k++) {
      const rest = (sums[k] as number) - (left[k] as number)
      right[k] = rest
      leftWeight += left[k] as number
      rightWeight += rest
    }
  } else {
    leftWeight = left[0] as number
    rightWeight = (sums[0] as number) - leftWeight
    right[1] = (sums[1] as number) - (left[1] as number)
  }
  const { criterion } = v
  const score = halfScore(criterion, left, 0, nSums, leftWeight) + halfScore(criterion, right, 0, nSums, rightWeight)
  if (!(score > best.score)) return
  best.score = score
  best.feature = feature
  best.below = below
  best.above = above
}

/** Puts the rows that go left first, each half in its old order; answers where the right half starts. */
function partition({ b, v, scratch, rows }: Slot, split: Split, start: number, end: number): number {
  const { codes } = b
  const { moved } = scratch
  const first = split.feature * v.nRows
  let middle = start
  let away = 0
  for (let at = start; at < end; at++) {
    const row = rows[at] as number
    if ((codes[first + row] as number) <= split.below) rows[middle++] = row
    else moved[away++] = row
  }
  for (let i = 0; i < away; i++) rows[middle + i] = moved[i] as number
  return middle
}
