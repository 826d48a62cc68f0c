import { failure } from '../contract/app-error'
import type { Progress } from '../contract/run-events'
import { text } from '../contract/text'
import type { Column, NumericColumn } from '../dataset/column'
import { type GowerColumn, gowerSpace } from '../math/gower-space'
import { euclideanSpace, type RowSpace } from '../math/row-space'
import { comparable } from '../segments/explanation/comparable'
import type { SpaceColumn, SpacePolicy } from '../segments/space-policy'
import { MOST_ENCODED_LEVELS } from './encode-feature'
import type { FeaturePolicy } from './feature-policy'
import type { DistancePolicy, EncodingPolicy } from './mixed-params'
import { transformed } from './place-feature'
import { type PreparedFeatures, prepareFeatures } from './prepare-features'
import { type FeatureNeeds, requireRows, usableRows } from './usable-rows'

/** Prepared columns with what is to be said of how rows are compared. */
export interface PreparedSpace extends PreparedFeatures {
  /** Absent where rows are compared by numbers of equal weight alone. */
  policy?: SpacePolicy | undefined
}

/** Prepared columns of a method that works with any distance. */
export interface MeasuredSpace extends PreparedSpace {
  space: RowSpace
}

/**
 * Numbers, and categories as columns of 0 and 1, as coordinates; see `prepareFeatures`.
 * @throws what `prepareFeatures` throws; weightColumnUnknown
 */
export function* prepareEncoded(
  given: readonly Column[],
  policy: EncodingPolicy,
  needs: FeatureNeeds,
): Generator<Progress, PreparedSpace, void> {
  const columns = policy.encoding === 'one-hot' ? given.map(comparable) : given
  checkWeights(columns, policy.weights)
  const prepared = yield* prepareFeatures(columns, policy, { ...needs, encodesCategories: true })
  return withPolicy(prepared, columns, 'euclidean', policy)
}

/**
 * The distance a method is asked for: Euclidean in the coordinates of `prepareFeatures`, or Gower's on the columns as they
 * are after the transform. The matrix that comes with Gower's distance (columns from 0 to 1, categories as columns of 0 and
 * 1, gaps filled by median and most frequent category) is for pictures and examples only.
 * @throws what `prepareFeatures` throws; weightColumnUnknown, pairwiseNeedsGower
 */
export function* prepareMeasured(
  given: readonly Column[],
  policy: DistancePolicy,
  needs: FeatureNeeds,
): Generator<Progress, MeasuredSpace, void> {
  checkWeights(given, policy.weights)
  if (isGower(given, policy)) return yield* prepareGower(given.map(comparable), policy, needs)
  if (policy.missing === 'pairwise') throw failure('pairwiseNeedsGower', {}, { parameter: 'missing' })
  const missing = policy.missing === 'auto' ? 'drop' : policy.missing
  const prepared = yield* prepareFeatures(given, { ...policy, missing }, { ...needs, encodesCategories: true })
  return { ...withPolicy(prepared, given, 'euclidean', { ...policy, missing }), space: euclideanSpace(prepared.matrix) }
}

function isGower(columns: readonly Column[], { distance }: DistancePolicy): boolean {
  return distance === 'gower' || (distance === 'auto' && columns.some(({ kind }) => kind === 'categorical'))
}

function* prepareGower(
  columns: readonly Column[],
  policy: DistancePolicy,
  needs: FeatureNeeds,
): Generator<Progress, MeasuredSpace, void> {
  const missing = policy.missing === 'auto' ? 'pairwise' : policy.missing
  const { rows: kept, dropped } = usableRows(columns, missing, needs.rowWeights)
  requireRows(kept.length, kept.length + dropped.reduce((sum, { rows }) => sum + rows, 0), needs)
  const taken = columns.map((column) => takeValues(column, kept))
  const picture = yield* prepareFeatures(drawable(taken), pictureOf(policy), {
    ...needs,
    encodesCategories: true,
    rowWeights: undefined,
  })
  const space = gowerSpace(taken.map((column) => gowerColumn(column, policy, missing)))
  yield { stage: 'preparing', fraction: 1 }
  const preparation = picture.preparation.map((one) => ({ ...one, filled: missing === 'pairwise' ? 0 : one.filled }))
  return {
    ...withPolicy({ ...picture, preparation, rows: kept }, columns, 'gower', { ...policy, missing }),
    dropped,
    space,
  }
}

function takeValues(column: Column, rows: Int32Array): Column {
  if (column.kind === 'categorical') return { ...column, codes: rows.map((row) => column.codes[row] as number) }
  return { ...column, values: Float64Array.from(rows, (row) => column.values[row] as number) }
}

/** Columns that a picture can be drawn from: those with so many categories that each would need its own are left out. */
function drawable(columns: readonly Column[]): readonly Column[] {
  const few = columns.filter(
    (column) =>
      column.kind === 'numeric' || new Set(column.codes.filter((code) => code >= 0)).size <= MOST_ENCODED_LEVELS,
  )
  return few.length > 0 ? few : columns
}

function pictureOf({ transform, weights, missing }: DistancePolicy): FeaturePolicy {
  return { transform, weights, scaling: 'min-max', missing: missing === 'mean' ? 'mean' : 'median' }
}

function gowerColumn(column: Column, policy: DistancePolicy, missing: SpacePolicy['missing']): GowerColumn {
  const weight = policy.weights[column.name] ?? 1
  if (column.kind === 'categorical') {
    const values = Float64Array.from(column.codes, (code) => (code < 0 ? Number.NaN : code))
    return { values: fillCodes(values, missing), isNominal: true, weight }
  }
  const numbers = transformed(column, policy.transform, missing === 'mean' || missing === 'median' ? missing : 'drop')
  return { values: column.measureType === 'ordinal' ? positions(numbers) : numbers, isNominal: false, weight }
}

/** With a policy that replaces numbers, a missing category becomes the most frequent one. */
function fillCodes(codes: Float64Array, missing: SpacePolicy['missing']): Float64Array {
  if (missing === 'pairwise' || missing === 'drop') return codes
  const counts = new Map<number, number>()
  for (const code of codes) if (!Number.isNaN(code)) counts.set(code, (counts.get(code) ?? 0) + 1)
  const usual = [...counts].sort(([a, m], [b, n]) => n - m || a - b)[0]?.[0] ?? Number.NaN
  return codes.map((code) => (Number.isNaN(code) ? usual : code))
}

/** Place of each value among the different values, from 1 on. */
function positions(values: Float64Array): Float64Array {
  const different = Float64Array.from(new Set(values.filter(Number.isFinite))).sort()
  const place = new Map(Array.from(different, (value, i) => [value, i + 1]))
  return values.map((value) => place.get(value) ?? Number.NaN)
}

function checkWeights(columns: readonly Column[], weights: Readonly<Record<string, number>>): void {
  const unknown = Object.keys(weights).find((name) => columns.every((column) => column.name !== name))
  if (unknown === undefined) return
  const names = columns.map(({ name }) => name).join(', ')
  throw failure('weightColumnUnknown', { column: unknown, columns: names }, { parameter: 'weights', column: unknown })
}

function withPolicy(
  prepared: PreparedFeatures,
  columns: readonly Column[],
  distance: SpacePolicy['distance'],
  { weights, missing }: { weights: Readonly<Record<string, number>>; missing: SpacePolicy['missing'] },
): PreparedSpace {
  const isPlain = distance === 'euclidean' && columns.every(({ kind }) => kind === 'numeric')
  if (isPlain && Object.values(weights).every((weight) => weight === 1)) return prepared
  const described = columns.map(
    (column): SpaceColumn => ({ name: column.name, kind: kindOf(column, distance), weight: weights[column.name] ?? 1 }),
  )
  return { ...prepared, policy: { distance, columns: described, missing } }
}

function kindOf(column: Column, distance: SpacePolicy['distance']): SpaceColumn['kind'] {
  if (column.kind === 'categorical') return 'nominal'
  return distance === 'gower' && (column as NumericColumn).measureType === 'ordinal' ? 'ordered' : 'numeric'
}

/** Most rows of which every pair is measured several times. */
const MOST_ROWS_FOR_PAIRS = 20_000

/** @throws tooManyRowsForPairs */
export function checkPairs(methodId: string, { nRows }: RowSpace): void {
  if (nRows <= MOST_ROWS_FOR_PAIRS) return
  const method = text(`methods.${methodId}.name`)
  throw failure('tooManyRowsForPairs', { method, rows: nRows, most: MOST_ROWS_FOR_PAIRS })
}
