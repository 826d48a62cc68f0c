import { failure } from '../../contract/app-error'
import { type SharedMemory, takeMemory } from '../../math/wasm/shared-memory'
import type { KernelBuffers, KernelValues } from '../../methods/define-method'
import type { CodedFeatures } from './coded-features'

/** What is minimised: half the squared error, or the log-loss of two classes or more. */
export const losses = { squared: 0, logistic: 1, softmax: 2 } as const

/** Numbers kept per feature of a leaf: see `findSplit` in boosting.as. */
export const SCAN_WIDTH = 6
/** Doubles that the sums of a feature take: 256 codes × 2. */
export const SUMS_WIDTH = 512

/** Places in `control`. */
export const place = { leader: 0, taken: 1, limit: 2, done: 3, over: 4, nodes: 5 } as const
/** Places in `task`. */
export const argument = {
  kind: 0,
  base: 1,
  parent: 2,
  child: 3,
  start: 4,
  count: 5,
  output: 6,
  leftIsChild: 7,
} as const

/** Memory of a boosting run; n rows, d features, k outputs, l leaves at most. */
export interface BoostBuffers extends KernelBuffers {
  memory: SharedMemory
  /** d × n bytes. */
  codes: Int32Array
  nCodes: Int32Array
  /** k × n × 2: slope and curvature as whole numbers. */
  pairs: Int32Array
  /** n; those in the bag first. */
  rows: Int32Array
  spare: Int32Array
  /** l × d × 256 × 2. */
  sums: Float64Array
  /** l × d × 6. */
  scans: Float64Array
  /** l × 3: slopes, curvatures and rows of a leaf. */
  totals: Float64Array
  y: Float64Array
  weights: Float64Array
  /** n × k: what the trees add up to so far. */
  raw: Float64Array
  control: Int32Array
  task: Int32Array
  /** 2·l − 1 nodes of the tree being grown; a leaf's feature is −1 and `code` then is its number. */
  feature: Int32Array
  code: Int32Array
  left: Int32Array
  right: Int32Array
  missingLeft: Int32Array
  value: Float64Array
  cover: Float64Array
  gain: Float64Array
}

/** Numbers of a call. `output`: which of the k outputs the tree adds to. */
export interface BoostValues extends KernelValues {
  nRows: number
  nFeatures: number
  nBag: number
  nOutputs: number
  output: number
  loss: number
  maxLeaves: number
  minSamplesLeaf: number
  learningRate: number
  l2: number
  shift: number
  slopeUnit: number
  curveUnit: number
}

/** Takes memory for a boosting run and puts codes and targets into it. */
export function createBoostBuffers(
  features: CodedFeatures,
  y: Float64Array,
  weights: Float64Array | null,
  nOutputs: number,
  maxLeaves: number,
): BoostBuffers {
  const { nRows: n, nFeatures: d } = features
  const nodes = 2 * maxLeaves - 1
  const taken = takeMemory({
    codes: ['integers', Math.ceil((n * d) / 4)],
    nCodes: ['integers', d],
    pairs: ['integers', 2 * n * nOutputs],
    rows: ['integers', n],
    spare: ['integers', n],
    sums: ['doubles', maxLeaves * d * SUMS_WIDTH],
    scans: ['doubles', maxLeaves * d * SCAN_WIDTH],
    totals: ['doubles', maxLeaves * 3],
    y: ['doubles', n],
    weights: ['doubles', n],
    raw: ['doubles', n * nOutputs],
    control: ['integers', 16],
    task: ['integers', 16],
    feature: ['integers', nodes],
    code: ['integers', nodes],
    left: ['integers', nodes],
    right: ['integers', nodes],
    missingLeft: ['integers', nodes],
    value: ['doubles', nodes],
    cover: ['doubles', nodes],
    gain: ['doubles', nodes],
  })
  if (!taken) throw failure('outOfMemory')
  const { memory, arrays } = taken
  new Uint8Array(memory.buffer, arrays.codes.byteOffset, n * d).set(features.codes)
  arrays.nCodes.set(features.nCodes)
  arrays.y.set(y)
  if (weights) arrays.weights.set(weights)
  else arrays.weights.fill(1)
  return { memory, ...arrays }
}
