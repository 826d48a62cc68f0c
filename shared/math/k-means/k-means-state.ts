import type { Matrix } from '../../dataset/column'
import type { KernelBuffers, KernelRange, MethodContext } from '../../methods/define-method'
import { CHUNK_ROWS, chunksOf, sharedFloats, sharedIntegers } from '../chunks'
import { kernels } from '../kernels'
import type { AssignBuffers, FilterBuffers } from '../kernels/k-means-assign'
import type { InertiaBuffers, SumBuffers } from '../kernels/k-means-sums'
import { giveBack, type SharedMemory, takeMemory } from '../wasm/shared-memory'
import { type CenterDrifts, driftCapacity } from './center-drifts'
import { clearPackedPoints, packedLength } from './packed-points'

/** Everything one k-means run works on; made once and used again by every start. */
export interface KMeansState {
  readonly nRows: number
  readonly nFeatures: number
  readonly nClusters: number
  /** n × d. */
  readonly data: Float64Array
  readonly labels: Int32Array
  readonly assigning: AssignBuffers | FilterBuffers
  readonly summing: SumBuffers & InertiaBuffers
  /** d; what coordinates in single precision are counted from. */
  readonly origin: Float64Array
  /** Rows that are assigned in one go; short enough to be cancelled between two. */
  readonly ranges: readonly KernelRange[]
  readonly rangeRows: number
  /** Rows that are summed in one go; the same for any number of threads. */
  readonly chunks: readonly KernelRange[]
  readonly drifts: CenterDrifts
  /** k × d, row by row. */
  readonly centers: Float64Array
  /** k × d and k: sums and counts of the rows of each segment. */
  readonly sums: Float64Array
  readonly counts: Float64Array
  readonly parallel: MethodContext['parallel']
}

/** Most rows that are assigned in one go, and most multiplications, so that it is over within milliseconds. */
const RANGE_ROWS = 16_384
const RANGE_WORK = 2 ** 24
/** Less work than this is done before another thread has woken up. */
const SMALL_WORK = 2 ** 21
const ORIGIN_ROWS = 4096

/**
 * Takes memory for runs with k centres: 24 bytes a row and 4 per value beside the matrix. Give it back by `releaseState`.
 * @param plain true to work without WebAssembly: slower, with the same results
 */
export function createKMeansState(
  matrix: Matrix,
  nClusters: number,
  parallel: MethodContext['parallel'],
  plain = false,
): KMeansState {
  const { nRows, nColumns: nFeatures, data } = matrix
  const shape = { nRows, nFeatures, nClusters }
  const rangeRows = rowsPerRange(nClusters * nFeatures)
  const ranges = chunksOf(nRows, rangeRows)
  const chunks = chunksOf(nRows)
  const capacity = driftCapacity(nRows, nClusters, nFeatures)
  const assigning = takeBuffers(data, shape, ranges.length, capacity, plain)
  const summing = {
    ...{ data, labels: assigning.labels, rows: assigning.rows, found: assigning.found, centers: assigning.centers },
    counted: sharedIntegers(nRows),
    sums: sharedFloats(chunks.length * nClusters * nFeatures),
    counts: sharedFloats(chunks.length * nClusters),
    inertias: sharedFloats(chunks.length),
  }
  const history = new Float64Array(capacity * nClusters * nFeatures)
  const state = {
    ...{ ...shape, data, labels: assigning.labels, assigning, summing, ranges, rangeRows, chunks, parallel },
    origin: meanOfSomeRows(matrix),
    drifts: { nClusters, nFeatures, capacity, length: 0, history, drifts: assigning.drifts },
    centers: new Float64Array(nClusters * nFeatures),
    sums: new Float64Array(nClusters * nFeatures),
    counts: new Float64Array(nClusters),
  }
  if ('memory' in assigning) roundPoints(state, assigning as FilterBuffers)
  return state
}

/** Gives a state's memory to whoever asks next. */
export function releaseState({ assigning }: KMeansState): void {
  if ('memory' in assigning) giveBack(assigning['memory'] as SharedMemory)
}

/**
 * Runs a kernel over ranges: little work on this thread alone, more on all of them; the numbers are the same.
 * @param work multiplications to expect; as many as measuring every row against every centre takes, when not given
 */
export function runOver(
  { parallel, nRows, nFeatures, nClusters }: KMeansState,
  name: string,
  buffers: KernelBuffers,
  values: Record<string, number>,
  ranges: readonly KernelRange[],
  work = nRows * nFeatures * nClusters,
): void {
  const kernel = kernels[name]
  if (kernel && work < SMALL_WORK) for (const range of ranges) kernel(buffers, values, range)
  else parallel(name, buffers, values, ranges)
}

/** A power of two, so that chunks are whole numbers of ranges. */
function rowsPerRange(numbersPerRow: number): number {
  const most = Math.max(1, Math.min(RANGE_ROWS, RANGE_WORK / numbersPerRow, CHUNK_ROWS))
  return 2 ** Math.floor(Math.log2(most))
}

function takeBuffers(
  data: Float64Array,
  { nRows, nFeatures, nClusters }: Pick<KMeansState, 'nRows' | 'nFeatures' | 'nClusters'>,
  nRanges: number,
  capacity: number,
  plain: boolean,
): AssignBuffers | FilterBuffers {
  const packed = packedLength(nClusters, nFeatures)
  const plan = {
    points: ['floats', nRows * (nFeatures + 1)],
    margins: ['floats', nRows],
    stamps: ['integers', nRows],
    labels: ['integers', nRows],
    rows: ['integers', nRows],
    found: ['integers', nRanges],
    drifts: ['floats', capacity * nClusters],
    centers: ['doubles', packed],
    roughCenters: ['floats', packed],
  } as const
  const taken = plain ? null : takeMemory(plan)
  const buffers = taken ? { data, memory: taken.memory, ...taken.arrays } : plainBuffers(data, plan)
  clearPackedPoints(buffers.centers)
  if (taken) clearPackedPoints(taken.arrays.roughCenters)
  return buffers
}

type Lengths = Readonly<Record<'margins' | 'found' | 'drifts' | 'centers', readonly [string, number]>>

function plainBuffers(data: Float64Array, { margins, found, drifts, centers }: Lengths): AssignBuffers {
  const nRows = margins[1]
  return {
    data,
    margins: new Float32Array(new SharedArrayBuffer(nRows * Float32Array.BYTES_PER_ELEMENT)),
    stamps: sharedIntegers(nRows),
    labels: sharedIntegers(nRows),
    rows: sharedIntegers(nRows),
    found: sharedIntegers(found[1]),
    drifts: new Float32Array(new SharedArrayBuffer(drifts[1] * Float32Array.BYTES_PER_ELEMENT)),
    centers: sharedFloats(centers[1]),
  }
}

function meanOfSomeRows({ data, nRows, nColumns: d }: Matrix): Float64Array {
  const count = Math.min(nRows, ORIGIN_ROWS)
  const mean = sharedFloats(d)
  for (let i = 0; i < count; i++) {
    const start = Math.floor((i * nRows) / count) * d
    for (let j = 0; j < d; j++) mean[j] = (mean[j] as number) + (data[start + j] as number) / count
  }
  return mean
}

function roundPoints(state: KMeansState, { points }: FilterBuffers): void {
  const buffers = { data: state.data, origin: state.origin, points }
  runOver(state, 'k-means-round', buffers, { nFeatures: state.nFeatures }, state.chunks)
}
