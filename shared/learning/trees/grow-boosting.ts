import { failure } from '../../contract/app-error'
import type { Progress } from '../../contract/run-events'
import type { Matrix } from '../../dataset/column'
import { createRandom, type Random } from '../../math/random'
import { giveBack } from '../../math/wasm/shared-memory'
import type { MethodContext } from '../../methods/define-method'
import { type BoostBuffers, type BoostValues, createBoostBuffers, losses, place } from './boost-state'
import { type CodedFeatures, codeBins, thresholdBetween } from './coded-features'
import { joinTrees } from './join-trees'
import { targetMean } from './target-mean'
import type { Trees } from './trees'

export interface BoostingOptions {
  nTrees: number
  learningRate: number
  /** Most leaves per tree. */
  maxLeaves: number
  minSamplesLeaf: number
  /** Draws leaf values towards 0; 0 by default. */
  l2?: number | undefined
  /** Share of the rows that each tree learns from, drawn anew; 1 by default. */
  subsample?: number | undefined
  /** Rounds without improvement on a tenth of the rows kept aside, after which it stops; 0, the default, never. */
  patience?: number | undefined
}

export interface Boosting {
  trees: Trees
  /** 1, or one per class for more than two classes; tree t adds to output t mod nOutputs. */
  nOutputs: number
  /** What each output starts from. */
  start: Float64Array
  /** Per feature the share of all gains, summing to 1. */
  importance: Float64Array
  /** Rounds kept; fewer than asked for when it stopped early. */
  nRounds: number
}

/** Share of the rows kept aside to see when to stop. */
const ASIDE = 0.1
/** Threads beyond so many find no work. */
const MOST_THREADS = 16

/**
 * Gradient boosting on features in at most 255 bins: trees are added one after the other, each along the slope of the loss, its
 * leaves split the most promising first. A missing value goes to the side where it does better.
 * @param x nSamples × nFeatures; NaN is missing
 * @param y nSamples: class, or target when `nClasses` is 0
 * @param weights nSamples or null
 * Cost: O(trees · d · n · log leaves), half of it saved by taking the sums of the larger half from the parent's.
 * Source: Friedman (2001), "Greedy Function Approximation: A Gradient Boosting Machine"; Ke et al. (2017), "LightGBM".
 */
export function* growBoosting(
  x: Matrix,
  y: Float64Array,
  nClasses: number,
  weights: Float64Array | null,
  options: BoostingOptions,
  context: Pick<MethodContext, 'cancelled' | 'parallel' | 'seed'>,
): Generator<Progress, Boosting, void> {
  const features = codeBins(x, context.parallel)
  const nOutputs = nClasses > 2 ? nClasses : 1
  const b = createBoostBuffers(features, y, weights, nOutputs, options.maxLeaves)
  const start = startingValues(y, nClasses, weights)
  for (let i = 0; i < b.raw.length; i++) b.raw[i] = start[i % nOutputs] as number
  const random = createRandom(context.seed, 1)
  const { learning, aside } = setAside(x.nRows, options.patience ? ASIDE : 0, random)
  const values = valuesOf(b, x, nClasses, options)
  const ranges = Array.from({ length: MOST_THREADS }, (_, index) => ({ start: index, end: index + 1, index }))
  const grown: Trees[] = []
  const gains: Float64Array[] = []
  let best = { loss: Number.POSITIVE_INFINITY, rounds: 0 }
  for (let round = 0; round < options.nTrees; round++) {
    const nBag = fillBag(b.rows, learning, aside, options.subsample ?? 1, random)
    const bag = b.rows.slice()
    for (let output = 0; output < nOutputs; output++) {
      if (output > 0) b.rows.set(bag)
      b.control.fill(0)
      context.parallel('boost-tree', b, { ...values, nBag, output }, ranges)
      const { tree, gain } = harvest(b, features)
      grown.push(tree)
      gains.push(gain)
    }
    if (aside.length > 0) {
      const loss = meanLoss(b, aside, nClasses)
      if (loss < best.loss - 1e-7) best = { loss, rounds: round + 1 }
      else if (round + 1 - best.rounds >= (options.patience ?? 0)) break
    } else best.rounds = round + 1
    if (context.cancelled()) throw failure('cancelled')
    yield { stage: 'fit', fraction: (round + 1) / options.nTrees, iteration: round + 1 }
  }
  giveBack(b.memory)
  const kept = best.rounds * nOutputs
  const trees = joinTrees(grown.slice(0, kept), x.nColumns, 1)
  return { trees, nOutputs, start, importance: sharesOf(gains.slice(0, kept), x.nColumns), nRounds: best.rounds }
}

function valuesOf(b: BoostBuffers, x: Matrix, nClasses: number, options: BoostingOptions): BoostValues {
  const shift = Math.ceil(Math.log2(x.nRows + 1))
  const steps = 2 ** Math.min(30, 62 - 2 * shift)
  const mostWeight = b.weights.reduce((most, weight) => Math.max(most, weight), 0) || 1
  const mostSlope =
    nClasses > 0 ? 1 : 4 * b.y.reduce((most, y, i) => Math.max(most, Math.abs(y - (b.raw[i] as number))), 0)
  return {
    ...{ nRows: x.nRows, nFeatures: x.nColumns, nBag: x.nRows, output: 0, shift },
    nOutputs: nClasses > 2 ? nClasses : 1,
    loss: nClasses === 0 ? losses.squared : nClasses === 2 ? losses.logistic : losses.softmax,
    maxLeaves: options.maxLeaves,
    minSamplesLeaf: options.minSamplesLeaf,
    learningRate: options.learningRate,
    l2: options.l2 ?? 0,
    slopeUnit: (mostWeight * (mostSlope || 1)) / steps,
    curveUnit: mostWeight / steps,
  }
}

/** The constant answer that fits best: log-odds, log-shares or the mean. */
function startingValues(y: Float64Array, nClasses: number, weights: Float64Array | null): Float64Array {
  if (nClasses === 0) return Float64Array.of(targetMean(y, 0, weights))
  const totals = new Float64Array(nClasses)
  for (let i = 0; i < y.length; i++) {
    const k = y[i] as number
    totals[k] = (totals[k] as number) + (weights ? (weights[i] as number) : 1)
  }
  const all = totals.reduce((sum, total) => sum + total, 0)
  const shares = totals.map((total) => Math.min(1 - 1e-9, Math.max(1e-9, total / all)))
  if (nClasses > 2) return shares.map(Math.log)
  return Float64Array.of(Math.log((shares[1] as number) / (shares[0] as number)))
}

/** Draws the rows that are kept aside; both lists ascend. */
function setAside(nRows: number, share: number, random: Random): { learning: Int32Array; aside: Int32Array } {
  const isAside = Uint8Array.from({ length: nRows }, () => (share > 0 && random.next() < share ? 1 : 0))
  const rows = Int32Array.from({ length: nRows }, (_, i) => i)
  return { learning: rows.filter((i) => isAside[i] === 0), aside: rows.filter((i) => isAside[i] === 1) }
}

/** Writes the rows of a round's bag, ascending, then all others; answers how many are in the bag. */
function fillBag(rows: Int32Array, learning: Int32Array, aside: Int32Array, subsample: number, random: Random): number {
  if (subsample >= 1) {
    rows.set(learning)
    rows.set(aside, learning.length)
    return learning.length
  }
  const drawn = Uint8Array.from(learning, () => (random.next() < subsample ? 1 : 0))
  const bag = learning.filter((_, i) => drawn[i] === 1)
  rows.set(bag)
  rows.set(
    learning.filter((_, i) => drawn[i] === 0),
    bag.length,
  )
  rows.set(aside, learning.length)
  return bag.length
}

/** Takes the tree just grown; its thresholds lie between the bins that it tells apart. */
function harvest(b: BoostBuffers, features: CodedFeatures): { tree: Trees; gain: Float64Array } {
  const count = b.control[place.nodes] as number
  const { nFeatures, offsets, nCodes, high } = features
  const feature = new Int32Array(b.feature.slice(0, count))
  const gain = new Float64Array(nFeatures)
  const threshold = Float64Array.from(feature, (j, node) => {
    if (j < 0) return 0
    gain[j] = (gain[j] as number) + (b.gain[node] as number)
    const code = b.code[node] as number
    const offset = offsets[j] as number
    // Only missing values go right: whatever value there is goes left.
    if (code + 1 === nCodes[j]) return Math.max(Number.MAX_VALUE, high[offset + code] as number)
    return thresholdBetween(features, offset, code, code + 1)
  })
  const tree: Trees = {
    ...{ nFeatures, nValues: 1, roots: Int32Array.of(0), feature, threshold },
    left: new Int32Array(b.left.slice(0, count)),
    right: new Int32Array(b.right.slice(0, count)),
    missingLeft: Uint8Array.from(b.missingLeft.subarray(0, count)),
    value: new Float64Array(b.value.slice(0, count)),
    cover: new Float64Array(b.cover.slice(0, count)),
  }
  return { tree, gain }
}

function meanLoss({ raw, y, weights }: BoostBuffers, rows: Int32Array, nClasses: number): number {
  const k = nClasses > 2 ? nClasses : 1
  let loss = 0
  let total = 0
  for (const i of rows) {
    const weight = weights[i] as number
    total += weight
    loss += weight * lossAt(raw.subarray(i * k, i * k + k), y[i] as number, nClasses)
  }
  return loss / total
}

function lossAt(raw: Float64Array, y: number, nClasses: number): number {
  const first = raw[0] as number
  if (nClasses === 0) return (y - first) ** 2
  if (nClasses === 2) return Math.log1p(Math.exp(-Math.abs(first))) + Math.max(first, 0) - y * first
  const most = raw.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY)
  return most + Math.log(raw.reduce((sum, value) => sum + Math.exp(value - most), 0)) - (raw[y] as number)
}

function sharesOf(gains: readonly Float64Array[], nFeatures: number): Float64Array {
  const sums = new Float64Array(nFeatures)
  for (const own of gains) {
    own.forEach((gain, j) => {
      sums[j] = (sums[j] as number) + gain
    })
  }
  const total = sums.reduce((sum, gain) => sum + gain, 0)
  return total > 0 ? sums.map((gain) => gain / total) : sums
}
