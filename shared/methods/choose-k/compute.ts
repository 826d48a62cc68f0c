import type { Progress } from '../../contract/run-events'
import { text } from '../../contract/text'
import { type Column, createMatrix, type Matrix, type NumericColumn } from '../../dataset/column'
import { bootstrapStability } from '../../math/bootstrap-stability'
import { CHUNK_ROWS } from '../../math/chunks'
import { covarianceOf } from '../../math/covariance'
import { gapStatistic } from '../../math/gap-statistic'
import { kMeans } from '../../math/k-means/k-means'
import type { Partition } from '../../math/k-means/partition'
import { splitStarts } from '../../math/k-means/split-starts'
import { drawSample, silhouette } from '../../math/silhouette'
import { calinskiHarabasz, daviesBouldin } from '../../math/validity-indexes'
import { countDistinctRows, takeRows } from '../../segments/choose-by-silhouette'
import { separation } from '../../segments/separation'
import { spreadInside } from '../../segments/spread-inside'
import { suggestK, type Votes, votesOf } from '../../segments/suggest-k'
import { reweighed, showsMore } from '../../segments/suggest-segments'
import { tellingColumns } from '../../segments/telling-columns'
import type { MethodContext, MethodInput, Outcome } from '../define-method'
import { parameterInvalid } from '../parse-params'
import { prepareEncoded } from '../prepare-space'
import type { ChooseKParams, ChooseKResult, Curves } from './method'

const SAMPLE_ROWS = 2000
const DEFAULT_MOST = 10

/** What is measured for one number of segments. */
interface Measures {
  k: number
  inertia: number
  labels: Int32Array
  silhouette: number | null
  silhouetteRows: number
  calinskiHarabasz: number | null
  daviesBouldin: number | null
  separation: number | null
}

/**
 * Clusters rows into every number of segments asked for, and measures each from several sides. Where some columns cannot tell
 * groups apart, all is measured once more without them, and the suggestion rests on that.
 * @throws what `prepareEncoded` throws; parameterInvalid when kMax is below kMin or above the rows; tooFewDistinctRows
 * Cost: (kMax − kMin + 1) times k-means, and as often gapReferences + resamples clusterings of at most 2,000 rows.
 */
export function* compute(
  input: MethodInput,
  params: ChooseKParams,
  context: MethodContext,
): Generator<Progress, Outcome<ChooseKResult>, void> {
  const features = input.columns['features'] ?? []
  const prepared = yield* prepareEncoded(features, params, { methodId: 'choose-k' })
  const { matrix, rows, preparation, dropped, policy } = prepared
  const counts = countsToTry(params, matrix)
  const all = Int32Array.from({ length: matrix.nRows }, (_, i) => i)
  const sampled = drawSample(all, SAMPLE_ROWS, context.seed)
  const { curves, silhouetteRows } = yield* measureAll(matrix, counts, sampled, params, context)
  const numeric = features.filter(isNumeric)
  const tells = tellingColumns(numeric, context.seed)
  const leftOut = numeric.filter((_, j) => !tells[j]).map(({ name }) => name)
  const telling = preparation.map(({ name }) => !leftOut.includes(name))
  const used = leftOut.length > 0 ? takeColumns(matrix, telling) : matrix
  const without = used === matrix ? null : yield* measureAll(used, counts, sampled, params, context)
  const inside = yield* measureInside(used, counts, sampled, params, context)
  const plain = votesOf(without?.curves ?? curves)
  const isInside = inside !== null && !policy && showsMore(inside.votes, plain)
  const names = preparation.filter((_, j) => telling[j]).map(({ name }) => name)
  const votes = isInside ? inside.votes : plain
  const suggestion = suggestK(votes, counts)
  const result: ChooseKResult = {
    ...curves,
    votes,
    suggestedK: suggestion.k,
    reason: suggestion.reason,
    leftOut,
    withoutThem: without?.curves ?? null,
    ...(isInside ? { weights: Object.fromEntries(names.map((name, j) => [name, inside.factors[j] as number])) } : {}),
    sampleSize: sampled.length,
    silhouetteSampleSize: silhouetteRows,
    preparation,
    ...(policy ? { policy } : {}),
  }
  const rowsDropped = input.nRows - rows.length
  return { result, diagnostics: { rowsUsed: rows.length, rowsDropped, dropped, converged: null, iterations: null } }
}

/** What speaks for which number in units of how much rows differ inside groups; null where these are not asked for. */
function* measureInside(
  matrix: Matrix,
  counts: readonly number[],
  sampled: Int32Array,
  params: ChooseKParams,
  context: MethodContext,
): Generator<Progress, { votes: Votes; factors: Float64Array } | null, void> {
  if (params.scaling !== 'standard') return null
  const factors = yield* spreadInside(matrix, context.seed)
  if (!factors) return null
  const options = { ...params, gapReferences: 0 }
  const { curves } = yield* measureAll(reweighed(matrix, factors), counts, sampled, options, context)
  return { votes: votesOf(curves), factors }
}

function isNumeric(column: Column): column is NumericColumn {
  return column.kind === 'numeric'
}

/** All criteria for every number of segments. */
function* measureAll(
  matrix: Matrix,
  counts: readonly number[],
  sampled: Int32Array,
  params: ChooseKParams,
  context: MethodContext,
): Generator<Progress, { curves: Curves; silhouetteRows: number }, void> {
  const totalInertia = totalOf(matrix, context)
  const measures: Measures[] = []
  let fewer: Partition | null = null
  for (const k of counts) {
    fewer = yield* partition(matrix, k, fewer, params, context)
    measures.push(yield* measure(matrix, k, fewer, totalInertia, context))
    yield { stage: 'chooseK', fraction: measures.length / counts.length }
  }
  const { gap, standardError } = yield* measureGap(matrix, sampled, measures, params, context)
  const stabilityPerCluster = yield* measureStability(matrix, sampled, measures, params, context)
  const curves = {
    k: [...counts],
    inertia: measures.map(({ inertia }) => inertia),
    silhouette: measures.map((found) => found.silhouette),
    calinskiHarabasz: measures.map((found) => found.calinskiHarabasz),
    daviesBouldin: measures.map((found) => found.daviesBouldin),
    gap,
    gapStandardError: standardError,
    stability: counts.map((_, i) => meanOf(stabilityPerCluster[i] ?? [])),
    stabilityPerCluster,
    separation: measures.map((found) => found.separation),
  }
  return { curves, silhouetteRows: measures.at(-1)?.silhouetteRows ?? 0 }
}

/** The numbers of segments to try; left open, up to 10 or as many as there are different rows. */
function countsToTry({ kMin, kMax }: ChooseKParams, matrix: Matrix): number[] {
  const most = kMax === 'auto' ? Math.max(kMin, Math.min(DEFAULT_MOST, countDistinctRows(matrix, DEFAULT_MOST))) : kMax
  if (most < kMin)
    throw parameterInvalid('choose-k', 'kMax', text('errors.constraint.atLeastParameter', { other: 'kMin' }), kMax)
  if (most > matrix.nRows)
    throw parameterInvalid('choose-k', 'kMax', text('errors.constraint.atMostRows', { rows: matrix.nRows }), most)
  return Array.from({ length: most - kMin + 1 }, (_, i) => kMin + i)
}

/** The columns of a matrix that are wanted, on shared memory. */
function takeColumns({ data, nRows, nColumns }: Matrix, wanted: readonly boolean[]): Matrix {
  const places = [...wanted.keys()].filter((j) => wanted[j])
  const taken = createMatrix(nRows, places.length, true)
  for (let i = 0; i < nRows; i++) {
    for (const [at, j] of places.entries()) taken.data[i * places.length + at] = data[i * nColumns + j] as number
  }
  return taken
}

function totalOf(matrix: Matrix, { parallel }: MethodContext): number {
  const { covariance } = covarianceOf(matrix, parallel)
  let trace = 0
  for (let j = 0; j < matrix.nColumns; j++) trace += covariance.data[j * matrix.nColumns + j] as number
  return trace * (matrix.nRows - 1)
}

/** The best of `nInit` starts and, up to 65,536 rows, of every way to split a cluster of the partition into one fewer. */
function* partition(
  matrix: Matrix,
  k: number,
  fewer: Partition | null,
  { nInit }: ChooseKParams,
  context: MethodContext,
): Generator<Progress, Partition, void> {
  const options = { k, nInit, maxIterations: 300, tolerance: 0 }
  let best = yield* quietly(kMeans(matrix, options, { ...context, random: context.random.fork(k) }), 'chooseK')
  const splits = fewer && matrix.nRows <= CHUNK_ROWS ? splitStarts(matrix, fewer) : []
  for (const initialCenters of splits) {
    const found = yield* quietly(kMeans(matrix, { ...options, initialCenters, refine: true }, context), 'chooseK')
    if (found.inertia < best.inertia * (1 - 1e-12)) best = found
  }
  return best
}

function* measure(
  matrix: Matrix,
  k: number,
  found: Partition,
  totalInertia: number,
  context: MethodContext,
): Generator<Progress, Measures, void> {
  const quality = yield* quietly(silhouette(matrix, found.labels, k, context), 'chooseK')
  return {
    k,
    inertia: found.inertia,
    labels: found.labels,
    silhouette: quality.mean,
    silhouetteRows: quality.rows.length,
    calinskiHarabasz: calinskiHarabasz(found.inertia, totalInertia, matrix.nRows, k),
    daviesBouldin: daviesBouldin(matrix, found.labels, found.centers),
    separation: separation(matrix, found.labels, found.centers),
  }
}

/** Runs a part to its end, turning its progress into one stage of unknown length. */
function* quietly<T>(part: Generator<Progress, T, void>, stage: string): Generator<Progress, T, void> {
  let step = part.next()
  while (!step.done) {
    yield { stage, fraction: null }
    step = part.next()
  }
  return step.value
}

function* measureGap(
  matrix: Matrix,
  sampled: Int32Array,
  measures: readonly Measures[],
  { gapReferences, nInit }: ChooseKParams,
  context: MethodContext,
): Generator<Progress, { gap: (number | null)[]; standardError: (number | null)[] }, void> {
  const none = measures.map(() => null)
  const counts = measures.map(({ k }) => k)
  const sample = sampled.length < matrix.nRows ? takeRows(matrix, sampled) : matrix
  const inertias: number[] = []
  for (const { k, inertia } of measures) {
    const options = { k, nInit, maxIterations: 300, tolerance: 0 }
    const random = context.random.fork(5000 + k)
    const own =
      sample === matrix ? inertia : (yield* quietly(kMeans(sample, options, { ...context, random }), 'gap')).inertia
    inertias.push(own)
  }
  if (gapReferences === 0 || inertias.some((inertia) => !(inertia > 0))) return { gap: none, standardError: none }
  const random = context.random.fork(6000)
  return yield* gapStatistic(sample, counts, inertias, gapReferences, { ...context, random })
}

function* measureStability(
  matrix: Matrix,
  sampled: Int32Array,
  measures: readonly Measures[],
  { resamples }: ChooseKParams,
  context: MethodContext,
): Generator<Progress, number[][], void> {
  if (resamples === 0) return []
  const sample = sampled.length < matrix.nRows ? takeRows(matrix, sampled) : matrix
  const perCluster: number[][] = []
  for (const { k, labels } of measures) {
    const own = sampled.map((row) => labels[row] as number)
    const random = context.random.fork(7000 + k)
    perCluster.push(k === 1 ? [1] : yield* bootstrapStability(sample, own, k, resamples, { ...context, random }))
  }
  return perCluster
}

function meanOf(values: readonly number[]): number | null {
  return values.length > 0 ? values.reduce((sum, value) => sum + value, 0) / values.length : null
}
