import {
  argument,
  type BoostBuffers,
  type BoostValues,
  losses,
  place,
  SCAN_WIDTH,
  SUMS_WIDTH,
} from '../../learning/trees/boost-state'
import type { Kernel } from '../../methods/define-method'
import { boostingLoopsOn } from '../wasm/boosting'

/** Work that threads share while a tree grows. */
const kind = { slopes: 0, sums: 1, scan: 2, split: 3, leaf: 4, others: 5 } as const

/** Rows per piece of work that goes over rows. */
const PIECE_ROWS = 8192
/** Features per piece of work that goes over features. */
const PIECE_FEATURES = 4
/** Leaves whose curvature is less than this are not made: their value would be beyond reason. */
const LEAST_CURVE = 1e-3
/** How often a thread looks for work before it sleeps, and for how long then. */
const LOOKS = 20_000
const NAP_MS = 1

type Loops = ReturnType<typeof boostingLoopsOn>

interface Run {
  b: BoostBuffers
  v: BoostValues
  loops: Loops
}

/**
 * Grows one tree of a boosted ensemble, the most promising leaf first. Whoever comes first leads: it decides on splits and hands
 * out pieces of work over features and rows, of which it takes what no other thread does; the others help until the tree is
 * grown. Sums are of whole numbers, so the tree does not depend on who did what.
 * Source: Ke et al. (2017), "LightGBM: A Highly Efficient Gradient Boosting Decision Tree"; Shi (2007), "Best-first decision tree
 * learning".
 */
export const boostTree: Kernel = (buffers, values) => {
  const b = buffers as BoostBuffers
  const run = { b, v: values as BoostValues, loops: boostingLoopsOn(b.memory) }
  if (Atomics.compareExchange(b.control, place.leader, 0, 1) !== 0) {
    help(run)
    return
  }
  lead(run)
  Atomics.store(b.control, place.over, 1)
  Atomics.notify(b.control, place.limit)
}

/** Takes pieces until the leader says that the tree is grown. */
function help(run: Run): void {
  const { control } = run.b
  for (let looks = 0; Atomics.load(control, place.over) === 0; looks++) {
    if (takePiece(run)) looks = 0
    else if (looks > LOOKS) Atomics.wait(control, place.limit, Atomics.load(control, place.taken), NAP_MS)
  }
}

/** Does one piece of the work at hand; false when there is none left. */
function takePiece(run: Run): boolean {
  const { control, task } = run.b
  const taken = Atomics.load(control, place.taken)
  if (taken >= Atomics.load(control, place.limit)) return false
  if (Atomics.compareExchange(control, place.taken, taken, taken + 1) !== taken) return true
  doPiece(run, taken - (task[argument.base] as number))
  Atomics.add(control, place.done, 1)
  return true
}

/** Hands out pieces and waits until all are done. */
function share(run: Run, what: number, pieces: number): void {
  const { control, task } = run.b
  const base = Atomics.load(control, place.limit)
  task[argument.kind] = what
  task[argument.base] = base
  Atomics.store(control, place.limit, base + pieces)
  Atomics.notify(control, place.limit)
  while (takePiece(run)) {}
  for (let looks = 0; Atomics.load(control, place.done) < base + pieces; looks++) {
    if (looks > LOOKS) Atomics.wait(control, place.over, 0, NAP_MS)
  }
}

function doPiece(run: Run, index: number): void {
  const what = run.b.task[argument.kind] as number
  if (what === kind.slopes) measureSlopes(run, index)
  else if (what === kind.leaf) addLeaf(run, index)
  else if (what === kind.others) addToOthers(run, index)
  else workOnFeatures(run, what, index * PIECE_FEATURES)
}

/** The tree: slopes, sums of the root, then split after split. */
function lead(run: Run): void {
  const { b, v } = run
  const leaves = new Leaves(v.maxLeaves)
  const byRows = Math.ceil(v.nRows / PIECE_ROWS)
  const byFeatures = Math.ceil(v.nFeatures / PIECE_FEATURES)
  if (v.output === 0) share(run, kind.slopes, byRows)
  b.task[argument.output] = v.output
  b.task[argument.parent] = 0
  b.task[argument.start] = 0
  b.task[argument.count] = v.nBag
  share(run, kind.sums, byFeatures)
  const { nCodes } = b
  run.loops.sumUp(at(b.sums, 0), (nCodes[0] as number) + 1, v.shift, v.slopeUnit, v.curveUnit, at(b.totals, 0))
  makeNode(run, leaves, 0, 0, 0, v.nBag)
  share(run, kind.scan, byFeatures)
  chooseSplit(run, leaves, 0)
  while (leaves.count < v.maxLeaves) {
    const leaf = leaves.mostPromising()
    if (leaf < 0) break
    const child = splitLeaf(run, leaves, leaf)
    if (leaves.count === v.maxLeaves) break
    share(run, kind.split, byFeatures)
    chooseSplit(run, leaves, leaf)
    chooseSplit(run, leaves, child)
  }
  publish(run, leaves)
  share(run, kind.leaf, leaves.count)
  if (v.nBag < v.nRows) share(run, kind.others, Math.ceil((v.nRows - v.nBag) / PIECE_ROWS))
}

/** Leaves of the tree being grown, by number; the sums of a leaf are at its number too. */
class Leaves {
  count = 1
  nNodes = 1
  readonly node: Int32Array
  readonly start: Int32Array
  readonly end: Int32Array
  readonly gain: Float64Array
  readonly feature: Int32Array

  constructor(most: number) {
    this.node = new Int32Array(most)
    this.start = new Int32Array(most)
    this.end = new Int32Array(most)
    this.gain = new Float64Array(most)
    this.feature = new Int32Array(most)
  }

  /** The leaf whose split gains most, the first of equals; −1 when none gains. */
  mostPromising(): number {
    let best = -1
    for (let leaf = 0; leaf < this.count; leaf++) {
      if ((this.gain[leaf] as number) > (best < 0 ? 0 : (this.gain[best] as number))) best = leaf
    }
    return best
  }
}

function at(array: Float64Array | Int32Array, index: number): number {
  return array.byteOffset + index * array.BYTES_PER_ELEMENT
}

/** Writes a leaf's node from its totals. */
function makeNode({ b, v }: Run, leaves: Leaves, leaf: number, node: number, start: number, end: number): void {
  const slopes = b.totals[leaf * 3] as number
  const curves = b.totals[leaf * 3 + 1] as number
  leaves.node[leaf] = node
  leaves.start[leaf] = start
  leaves.end[leaf] = end
  b.feature[node] = -1
  b.left[node] = -1
  b.right[node] = -1
  b.missingLeft[node] = 0
  b.gain[node] = 0
  b.cover[node] = end - start
  b.value[node] = curves + v.l2 > 0 ? (-v.learningRate * slopes) / (curves + v.l2) : 0
}

/** Picks a leaf's best split over all features, the first of equals. */
function chooseSplit({ b, v }: Run, leaves: Leaves, leaf: number): void {
  const slopes = b.totals[leaf * 3] as number
  const curves = b.totals[leaf * 3 + 1] as number
  let best = Number.NEGATIVE_INFINITY
  for (let j = 0; j < v.nFeatures; j++) {
    const score = b.scans[(leaf * v.nFeatures + j) * SCAN_WIDTH] as number
    if (score <= best) continue
    best = score
    leaves.feature[leaf] = j
  }
  const gain = best - (slopes * slopes) / (curves + v.l2)
  leaves.gain[leaf] = gain > 1e-12 * Math.abs(best) ? gain : 0
}

/** Splits a leaf in two: the larger half keeps its number, the smaller one gets a new one, which is answered. */
function splitLeaf({ b, v, loops }: Run, leaves: Leaves, leaf: number): number {
  const j = leaves.feature[leaf] as number
  const scan = (leaf * v.nFeatures + j) * SCAN_WIDTH
  const [slopes, curves, nLeft, code, way] = [1, 2, 3, 4, 5].map((k) => b.scans[scan + k] as number) as [
    number,
    number,
    number,
    number,
    number,
  ]
  const [start, end] = [leaves.start[leaf] as number, leaves.end[leaf] as number]
  const codes = b.codes.byteOffset + j * v.nRows
  const missing = b.nCodes[j] as number
  const missingLeft = way === 1 || (2 * nLeft >= end - start && !hasMissing(b, v, leaf, j)) ? 1 : 0
  loops.partition(at(b.rows, start), end - start, codes, code, missing, missingLeft, at(b.spare, 0))
  const middle = start + nLeft
  const node = leaves.node[leaf] as number
  const left = leaves.nNodes
  leaves.nNodes += 2
  b.feature[node] = j
  b.code[node] = code
  b.left[node] = left
  b.right[node] = left + 1
  b.missingLeft[node] = missingLeft
  b.gain[node] = leaves.gain[leaf] as number
  const child = leaves.count++
  const leftIsChild = nLeft <= end - middle
  const [ofLeft, ofRight] = leftIsChild ? [child, leaf] : [leaf, child]
  const whole = [b.totals[leaf * 3] as number, b.totals[leaf * 3 + 1] as number, b.totals[leaf * 3 + 2] as number]
  b.totals.set([slopes, curves, nLeft], ofLeft * 3)
  b.totals.set(
    [(whole[0] as number) - slopes, (whole[1] as number) - curves, (whole[2] as number) - nLeft],
    ofRight * 3,
  )
  const run = { b, v, loops }
  makeNode(run, leaves, ofLeft, left, start, middle)
  makeNode(run, leaves, ofRight, left + 1, middle, end)
  b.task[argument.parent] = leaf
  b.task[argument.child] = child
  b.task[argument.start] = leaves.start[child] as number
  b.task[argument.count] = (leaves.end[child] as number) - (leaves.start[child] as number)
  return child
}

/** Whether rows of a leaf have no value of a feature. */
function hasMissing({ sums, nCodes }: BoostBuffers, { nFeatures }: BoostValues, leaf: number, j: number): boolean {
  const bits = new Int32Array(
    sums.buffer,
    at(sums, (leaf * nFeatures + j) * SUMS_WIDTH + (nCodes[j] as number) * 2 + 1),
    2,
  )
  return bits[0] !== 0 || bits[1] !== 0
}

/** Says which rows and which value each leaf has, for the pieces that add values to rows. */
function publish({ b }: Run, leaves: Leaves): void {
  b.control[place.nodes] = leaves.nNodes
  for (let leaf = 0; leaf < leaves.count; leaf++) {
    b.code[leaves.node[leaf] as number] = leaf
    b.totals.set(
      [leaves.start[leaf] as number, leaves.end[leaf] as number, b.value[leaves.node[leaf] as number] as number],
      leaf * 3,
    )
  }
}

/** Sums and splits of some features: of the root, or of both halves of a split. */
function workOnFeatures({ b, v, loops }: Run, what: number, from: number): void {
  const { task } = b
  const width = Math.min(PIECE_FEATURES, v.nFeatures - from)
  const parent = task[argument.parent] as number
  const child = task[argument.child] as number
  const into = what === kind.split ? child : parent
  const sumsOf = (leaf: number) => at(b.sums, (leaf * v.nFeatures + from) * SUMS_WIDTH)
  if (what !== kind.scan) {
    const rows = at(b.rows, task[argument.start] as number)
    const pairs = at(b.pairs, 2 * v.nRows * (task[argument.output] as number))
    const codes = b.codes.byteOffset + from * v.nRows
    loops.addRows(rows, task[argument.count] as number, codes, v.nRows, pairs, sumsOf(into), width, v.shift)
  }
  if (what === kind.sums) return
  if (what === kind.split) loops.takeAway(sumsOf(parent), sumsOf(child), width)
  for (let j = from; j < from + width; j++) {
    scanFeature({ b, v, loops }, parent, j)
    if (what === kind.split) scanFeature({ b, v, loops }, child, j)
  }
}

function scanFeature({ b, v, loops }: Run, leaf: number, j: number): void {
  const { totals } = b
  const out = at(b.scans, (leaf * v.nFeatures + j) * SCAN_WIDTH)
  loops.findSplit(
    at(b.sums, (leaf * v.nFeatures + j) * SUMS_WIDTH),
    b.nCodes[j] as number,
    totals[leaf * 3] as number,
    totals[leaf * 3 + 1] as number,
    totals[leaf * 3 + 2] as number,
    v.shift,
    v.slopeUnit,
    v.curveUnit,
    v.l2,
    v.minSamplesLeaf,
    LEAST_CURVE,
    out,
  )
}

/** Slopes and curvatures of the loss at some rows, for all outputs, as whole numbers. */
function measureSlopes({ b, v, loops }: Run, piece: number): void {
  const start = piece * PIECE_ROWS
  const end = Math.min(v.nRows, start + PIECE_ROWS)
  const [slopes, curves] = [1 / v.slopeUnit, 1 / v.curveUnit]
  if (v.loss === losses.logistic) {
    const [raw, y, weights] = [at(b.raw, start), at(b.y, start), at(b.weights, start)]
    loops.logisticSlopes(raw, y, weights, end - start, at(b.pairs, 2 * start), slopes, curves)
    return
  }
  for (let i = start; i < end; i++) {
    const w = b.weights[i] as number
    const y = b.y[i] as number
    if (v.loss === losses.softmax) {
      softmaxSlopes(b, v, i, w, y)
      continue
    }
    const raw = b.raw[i] as number
    b.pairs[2 * i] = Math.round(w * (raw - y) * slopes)
    b.pairs[2 * i + 1] = Math.round(w * curves)
  }
}

function softmaxSlopes(b: BoostBuffers, v: BoostValues, i: number, w: number, y: number): void {
  const { nOutputs: k, nRows } = v
  let most = Number.NEGATIVE_INFINITY
  let sum = 0
  for (let c = 0; c < k; c++) most = Math.max(most, b.raw[i * k + c] as number)
  for (let c = 0; c < k; c++) sum += Math.exp((b.raw[i * k + c] as number) - most)
  for (let c = 0; c < k; c++) {
    const p = Math.exp((b.raw[i * k + c] as number) - most) / sum
    b.pairs[2 * (c * nRows + i)] = Math.round((w * (p - (c === y ? 1 : 0))) / v.slopeUnit)
    b.pairs[2 * (c * nRows + i) + 1] = Math.round((w * p * (1 - p)) / v.curveUnit)
  }
}

/** Adds a leaf's value to its rows. */
function addLeaf({ b, v }: Run, leaf: number): void {
  const { rows, raw, totals } = b
  const value = totals[leaf * 3 + 2] as number
  const end = totals[leaf * 3 + 1] as number
  for (let entry = totals[leaf * 3] as number; entry < end; entry++) {
    const place = (rows[entry] as number) * v.nOutputs + v.output
    raw[place] = (raw[place] as number) + value
  }
}

/** Adds the tree to rows that it did not learn from. */
function addToOthers({ b, v }: Run, piece: number): void {
  const codes = new Uint8Array(b.codes.buffer, b.codes.byteOffset, v.nRows * v.nFeatures)
  const end = Math.min(v.nRows, v.nBag + (piece + 1) * PIECE_ROWS)
  for (let entry = v.nBag + piece * PIECE_ROWS; entry < end; entry++) {
    const row = b.rows[entry] as number
    let node = 0
    for (let j = b.feature[node] as number; j >= 0; j = b.feature[node] as number) {
      const code = codes[j * v.nRows + row] as number
      const isMissing = code === (b.nCodes[j] as number)
      const goesLeft = isMissing ? b.missingLeft[node] === 1 : code <= (b.code[node] as number)
      node = (goesLeft ? b.left[node] : b.right[node]) as number
    }
    const place = row * v.nOutputs + v.output
    b.raw[place] = (b.raw[place] as number) + (b.value[node] as number)
  }
}
