import { sharedFloats, sharedIntegers } from '../../math/chunks'
import type { KernelBuffers, KernelValues } from '../../methods/define-method'
import type { CodedFeatures } from './coded-features'
import { type Criterion, criteria } from './criteria'

/** What shapes a tree. */
export interface GrowOptions {
  criterion: Criterion
  /** Most splits from the root to a leaf. Default: as many as it takes. */
  maxDepth?: number | undefined
  /** Fewest rows in a leaf; 1 by default. */
  minSamplesLeaf?: number | undefined
  /** Fewest rows of a node that may be split; 2 by default. */
  minSamplesSplit?: number | undefined
  /** Features drawn at random for each split; all by default. */
  maxFeatures?: number | undefined
}

/** Memory of trees that grow side by side, one per slot; n rows, d features, m nodes at most. */
export interface GrowBuffers extends KernelBuffers {
  codes: Int32Array | Uint8Array
  nCodes: Int32Array
  offsets: Int32Array
  low: Float64Array
  high: Float64Array
  /** n; class of each row or its target, counted from the mean. */
  y: Float64Array
  /** slots × n; 0 leaves a row out. */
  weights: Float64Array
  /** slots × n; rows that take part, those of a node side by side. */
  rows: Int32Array
  /** slots × 4: nodes made, entries of the stack, seed, rows that take part. */
  state: Int32Array
  /** slots × (depth + 2) × 5: start, end, depth, the place of the parent's link and known constants, of nodes yet to be made. */
  stack: Int32Array
  /** slots × d: features in the order of draws; those known to be constant. */
  drawn: Int32Array
  constants: Int32Array
  /** slots × m. */
  feature: Int32Array
  threshold: Float64Array
  left: Int32Array
  right: Int32Array
  nSamples: Int32Array
  cover: Float64Array
  impurity: Float64Array
  /** slots × m × nValues. */
  value: Float64Array
}

/** Numbers of a call. `work`: values that may be looked at before the call ends. */
export interface GrowValues extends KernelValues {
  nRows: number
  nFeatures: number
  nClasses: number
  criterion: number
  maxDepth: number
  minSamplesLeaf: number
  minSamplesSplit: number
  maxFeatures: number
  maxNodes: number
  stackSize: number
  work: number
}

export interface GrowState {
  features: CodedFeatures
  buffers: GrowBuffers
  values: GrowValues
  nSlots: number
}

/** Numbers per entry of a stack. */
export const STACK_WIDTH = 5
/** Values that a call looks at before it may be cancelled: some tens of milliseconds. */
const SLICE_WORK = 3_000_000
const MOST_DEPTH = 2 ** 20

/** Takes memory for trees that grow side by side. */
export function createGrowState(
  features: CodedFeatures,
  y: Float64Array,
  nClasses: number,
  options: GrowOptions,
  nSlots: number,
): GrowState {
  const { nRows, nFeatures } = features
  const minSamplesLeaf = options.minSamplesLeaf ?? 1
  const maxDepth = Math.min(options.maxDepth ?? MOST_DEPTH, nRows)
  const maxLeaves = Math.max(1, Math.min(Math.floor(nRows / minSamplesLeaf), 2 ** Math.min(maxDepth, 40)))
  const maxNodes = 2 * maxLeaves - 1
  const values: GrowValues = {
    ...{ nRows, nFeatures, nClasses, maxDepth, minSamplesLeaf, maxNodes, work: SLICE_WORK },
    criterion: criteria.indexOf(options.criterion),
    minSamplesSplit: options.minSamplesSplit ?? 2,
    maxFeatures: Math.min(options.maxFeatures ?? nFeatures, nFeatures),
    stackSize: (maxDepth + 2) * STACK_WIDTH,
  }
  const nodes = nSlots * maxNodes
  const { codes, nCodes, offsets, low, high } = features
  const buffers = {
    ...{ codes, nCodes, offsets, low, high, y },
    weights: sharedFloats(nSlots * nRows),
    rows: sharedIntegers(nSlots * nRows),
    state: sharedIntegers(nSlots * 4),
    stack: sharedIntegers(nSlots * values.stackSize),
    drawn: sharedIntegers(nSlots * nFeatures),
    constants: sharedIntegers(nSlots * nFeatures),
    feature: sharedIntegers(nodes),
    threshold: sharedFloats(nodes),
    left: sharedIntegers(nodes),
    right: sharedIntegers(nodes),
    nSamples: sharedIntegers(nodes),
    cover: sharedFloats(nodes),
    impurity: sharedFloats(nodes),
    value: sharedFloats(nodes * Math.max(1, nClasses)),
  }
  return { features, buffers, values, nSlots }
}

/** Puts a new tree into a slot: its rows are those with a weight above 0. */
export function plantTree({ buffers, values }: GrowState, slot: number, weights: Float64Array, seed: number): void {
  const { nRows, nFeatures, stackSize } = values
  const { rows, state, stack } = buffers
  buffers.weights.set(weights, slot * nRows)
  let count = 0
  for (let i = 0; i < nRows; i++) if ((weights[i] as number) > 0) rows[slot * nRows + count++] = i
  state.set([0, 1, seed | 0 || 1, count], slot * 4)
  stack.set([0, count, 0, -1, 0], slot * stackSize)
  for (let j = 0; j < nFeatures; j++) buffers.drawn[slot * nFeatures + j] = j
}

/** Whether the tree of a slot has all of its nodes. */
export function isGrown({ buffers }: GrowState, slot: number): boolean {
  return buffers.state[slot * 4 + 1] === 0
}
