import type { Progress } from '../../contract/run-events'
import type { Matrix } from '../../dataset/column'
import { CHUNK_ROWS } from '../chunks'
import { drawSample } from '../silhouette'
import { kMeans } from './k-means'
import type { KMeansContext, KMeansOptions } from './k-means-options'
import { nearestCenter, numberedPartition, type Partition } from './partition'

/** Rows assigned between two signs of life. */
const ROWS_PER_STEP = 65_536
/** Batches without a better mean distance after which the centres stand still. */
const PATIENCE = 20

export interface MiniBatchPartition extends Partition {
  /** How much greater the inertia is than after Lloyd's algorithm from the same centres, as a share, on `lossRows` rows drawn. */
  loss: number
  lossRows: number
}

/**
 * k-means by small batches of rows drawn at random: each row of a batch pulls its centre by one over the number of rows that
 * the centre has seen. Faster than going through all rows again and again, and a little worse; how much worse is measured.
 * @param batchRows rows per batch
 * @throws tooFewDistinctRows
 * Cost: O(batches·batchRows·k·d + n·k·d). Source: Sculley (2010), "Web-scale k-means clustering".
 */
export function* miniBatchKMeans(
  matrix: Matrix,
  batchRows: number,
  options: KMeansOptions,
  context: KMeansContext & { seed: number },
): Generator<Progress, MiniBatchPartition, void> {
  const sample = sampleOf(matrix, context.seed)
  const start = { ...options, nInit: 1, maxIterations: 1 }
  const seeded = options.initialCenters ?? (yield* kMeans(sample, start, context)).centers.data
  const centers = Float64Array.from(seeded)
  const run = yield* pullCenters(matrix, centers, batchRows, options, context)
  const { labels, inertia } = yield* assignAll(matrix, centers)
  const lossRows = sample.nRows
  const loss = yield* lossOf(sample, centers, options, context)
  return {
    ...numberedPartition(labels, centers, matrix.nColumns, { inertia, ...run, startsFinished: 1 }),
    loss,
    lossRows,
  }
}

function sampleOf({ data, nRows, nColumns: d }: Matrix, seed: number): Matrix {
  const all = Int32Array.from({ length: nRows }, (_, i) => i)
  const rows = drawSample(all, CHUNK_ROWS, seed)
  const taken = new Float64Array(new SharedArrayBuffer(rows.length * d * Float64Array.BYTES_PER_ELEMENT))
  for (const [i, row] of rows.entries()) taken.set(data.subarray(row * d, (row + 1) * d), i * d)
  return { kind: 'matrix', nRows: rows.length, nColumns: d, data: taken }
}

function* pullCenters(
  matrix: Matrix,
  centers: Float64Array,
  batchRows: number,
  { k, maxIterations }: KMeansOptions,
  { random }: KMeansContext,
): Generator<Progress, Pick<Partition, 'nIter' | 'converged'>, void> {
  const { data, nRows, nColumns: d } = matrix
  const seen = new Float64Array(k)
  const draw = random.fork(9001)
  const gap = { value: 0 }
  const [rows, labels] = [new Int32Array(batchRows), new Int32Array(batchRows)]
  let smooth = Number.NaN
  let [best, idle, nIter] = [Number.POSITIVE_INFINITY, 0, 0]
  while (nIter < maxIterations && idle < PATIENCE) {
    nIter++
    let total = 0
    for (let b = 0; b < batchRows; b++) {
      rows[b] = draw.integer(nRows)
      labels[b] = nearestCenter(matrix, rows[b] as number, centers, gap)
      total += gap.value
    }
    for (let b = 0; b < batchRows; b++) {
      const c = labels[b] as number
      seen[c] = (seen[c] as number) + 1
      const pull = 1 / (seen[c] as number)
      for (let j = 0; j < d; j++) {
        const at = c * d + j
        centers[at] =
          (centers[at] as number) + pull * ((data[(rows[b] as number) * d + j] as number) - (centers[at] as number))
      }
    }
    const mean = total / batchRows
    smooth = Number.isNaN(smooth) ? mean : smooth + (mean - smooth) * Math.min(1, (2 * batchRows) / (nRows + 1))
    idle = smooth < best ? 0 : idle + 1
    best = Math.min(best, smooth)
    yield { stage: 'segments', fraction: (0.8 * nIter) / maxIterations, iteration: nIter }
  }
  return { nIter, converged: idle >= PATIENCE }
}

function* assignAll(matrix: Matrix, centers: Float64Array) {
  const labels = new Int32Array(matrix.nRows)
  const gap = { value: 0 }
  let inertia = 0
  for (let i = 0; i < matrix.nRows; i++) {
    labels[i] = nearestCenter(matrix, i, centers, gap)
    inertia += gap.value
    if (i % ROWS_PER_STEP === 0) yield { stage: 'segments', fraction: 0.8 + (0.1 * i) / matrix.nRows }
  }
  return { labels, inertia }
}

/** What Lloyd's algorithm would still have gained from here, on a sample. */
function* lossOf(
  sample: Matrix,
  centers: Float64Array,
  options: KMeansOptions,
  context: KMeansContext,
): Generator<Progress, number, void> {
  const { inertia } = yield* assignAll(sample, centers)
  const full = yield* kMeans(sample, { ...options, initialCenters: centers, tolerance: 0 }, context)
  return full.inertia > 0 ? inertia / full.inertia - 1 : 0
}
