import { z } from 'zod'
import { type AppException, failure } from '../contract/app-error'
import type { Progress } from '../contract/run-events'
import { type Text, text } from '../contract/text'
import { type CategoricalColumn, type Column, createMatrix, type Matrix, type NumericColumn } from '../dataset/column'
import { moments } from '../math/moments'
import { median } from '../math/quantile'
import { range, scalingParameters } from '../math/scaling'
import { mean } from '../math/sum'
import { inverseYeoJohnson, yeoJohnson, yeoJohnsonLambda } from '../math/yeo-johnson'

/** The parameters that every method on feature columns shares, for use in its `params`. */
export const featureParams = {
  transform: z.enum(['none', 'log1p', 'yeo-johnson']).default('none'),
  scaling: z.enum(['none', 'standard', 'min-max', 'robust']).default('standard'),
  missing: z.enum(['drop', 'mean', 'median']).default('drop'),
}

/** How feature columns become a matrix; see `featureParams`. */
export interface FeaturePolicy {
  transform: 'none' | 'log1p' | 'yeo-johnson'
  scaling: 'none' | 'standard' | 'min-max' | 'robust'
  missing: 'drop' | 'mean' | 'median'
  /** Factor of each column's differences; 1 for columns that are not named. */
  weights?: Readonly<Record<string, number>> | undefined
}

/** What was done to one column: fill, then transform, then (x − center) / scale. */
export interface FeaturePreparation {
  name: string
  /** Of a column of categories: the one that this column of the space tells (1) from all others (0); absent for numbers. */
  level?: string | undefined
  /** What missing values were replaced by; null when such rows were dropped. */
  fill: number | null
  filled: number
  transform: FeaturePolicy['transform']
  /** Power of the Yeo-Johnson transform. */
  lambda: number | null
  center: number
  scale: number
  /** True where a robust scale would have been 0. */
  usedStandardDeviation: boolean
}

export const featurePreparationSchema: z.ZodType<FeaturePreparation> = z.object({
  name: z.string(),
  level: z.string().optional(),
  fill: z.number().nullable(),
  filled: z.int(),
  transform: featureParams.transform.unwrap(),
  lambda: z.number().nullable(),
  center: z.number(),
  scale: z.number(),
  usedStandardDeviation: z.boolean(),
})

export interface PreparedFeatures {
  /** Rows used × features, on shared memory. */
  matrix: Matrix
  /** Which of the run's rows each matrix row is. */
  rows: Int32Array
  preparation: FeaturePreparation[]
  /** Why rows are missing from the matrix. */
  dropped: { reason: Text; rows: number }[]
}

/** Which limits the method sets. */
export interface FeatureNeeds {
  methodId: string
  minColumns?: number
  minRows?: number
  /** A column without variation does no harm where distances are measured, as long as nothing is divided by its spread. */
  allowsConstants?: boolean
  /** Categories are taken as well, as a column of 0 and 1 for each. */
  encodesCategories?: boolean
  /** How often each row counts; rows with a weight of 0 or none are left out, and standard scaling counts by weight. */
  rowWeights?: NumericColumn | undefined
}

/** Categories of one column that are told apart by columns of 0 and 1; more would be names rather than groups. */
export const MOST_ENCODED_LEVELS = 100

/**
 * Turns feature columns into the matrix a method computes on, yielding after each column.
 * Numbers become weight·(x − center) / scale. Of a column of categories every category in use becomes a column that is
 * weight/√2 in its rows and 0 in others, so that two rows of different categories are `weight` apart; a missing category is
 * replaced by the most frequent one where numbers are replaced.
 * @param columns of the same length; NaN, infinite values and codes below 0 count as missing
 * @throws tooFewColumns, columnNotNumeric, columnEmpty, tooFewRows, columnConstant, logOfNegative, valuesTooLarge, tooManyLevelsToEncode
 * Cost: O(n·d); `robust` scaling and `median` add a sort per column, `yeo-johnson` about 30 passes.
 */
export function* prepareFeatures(
  columns: readonly Column[],
  policy: FeaturePolicy,
  needs: FeatureNeeds,
): Generator<Progress, PreparedFeatures, void> {
  const used = columns.map((column) => requireKind(column, needs))
  requireColumns(used, needs)
  const { rows, dropped } = usableRows(used, policy.missing, needs.rowWeights)
  const nAll = used[0] ? lengthOf(used[0]) : 0
  requireRows(rows.length, nAll, needs)
  const levels = used.map((column) => (column.kind === 'categorical' ? levelsInUse(column, rows) : null))
  const width = levels.reduce((sum, codes) => sum + (codes?.length ?? 1), 0)
  const matrix = createMatrix(rows.length, width, true)
  const preparation: FeaturePreparation[] = []
  for (const [c, column] of used.entries()) {
    const isRefused = !(needs.allowsConstants && policy.scaling === 'none' && policy.transform !== 'yeo-johnson')
    if (column.kind === 'numeric') {
      const at = preparation.length
      preparation.push(prepareColumn(column, rows, policy, matrix, at, isRefused, needs.rowWeights))
    } else preparation.push(...encodeColumn(column, levels[c] ?? [], rows, policy, matrix, preparation.length))
    yield { stage: 'preparing', fraction: (c + 1) / used.length }
  }
  return { matrix, rows, preparation, dropped }
}

function requireKind(column: Column, { encodesCategories }: FeatureNeeds): Column {
  if (column.kind === 'numeric' || encodesCategories) return column
  throw failure('columnNotNumeric', { column: column.name }, { column: column.name })
}

function lengthOf(column: Column): number {
  return column.kind === 'numeric' ? column.values.length : column.codes.length
}

/** True where a row has a value. */
function hasValue(column: Column, row: number): boolean {
  return column.kind === 'numeric' ? Number.isFinite(column.values[row]) : (column.codes[row] as number) >= 0
}

function requireColumns(columns: readonly Column[], { methodId, minColumns = 1 }: FeatureNeeds): void {
  if (columns.length >= minColumns) return
  const method = text(`methods.${methodId}.name`)
  throw failure('tooFewColumns', { method, needed: minColumns, given: columns.length })
}

/** @throws tooFewRows */
export function requireRows(used: number, all: number, { methodId, minRows = 2 }: FeatureNeeds): void {
  if (used >= minRows) return
  const method = text(`methods.${methodId}.name`)
  throw failure('tooFewRows', { method, needed: minRows, used, all })
}

/** All rows, or with `drop` those that have every value; of these, those that count at all. */
export function usableRows(
  columns: readonly Column[],
  missing: FeaturePolicy['missing'] | 'pairwise',
  weights: NumericColumn | undefined,
): Pick<PreparedFeatures, 'rows' | 'dropped'> {
  const nRows = columns[0] ? lengthOf(columns[0]) : 0
  const rows = new Int32Array(nRows)
  let [used, incomplete, weightless] = [0, 0, 0]
  for (let i = 0; i < nRows; i++) {
    const has = (column: Column) => hasValue(column, i)
    if (!(missing === 'drop' ? columns.every(has) : missing !== 'pairwise' || columns.some(has))) incomplete++
    else if (weights && !counts(weights, i)) weightless++
    else rows[used++] = i
  }
  const dropped = [
    { reason: text('analysis.dropped.missingValue'), rows: incomplete },
    { reason: text('analysis.dropped.noWeight'), rows: weightless },
  ]
  return { rows: rows.subarray(0, used), dropped: dropped.filter(({ rows: count }) => count > 0) }
}

function counts({ name, values }: NumericColumn, row: number): boolean {
  const weight = values[row] as number
  if (weight < 0) throw failure('weightNegative', { column: name, value: weight, row: row + 1 }, { column: name, row })
  return Number.isFinite(weight) && weight > 0
}

/** Codes that occur in some rows, ascending. */
function levelsInUse({ name, codes, levels }: CategoricalColumn, rows: Int32Array): number[] {
  const seen = new Uint8Array(levels.length)
  for (const row of rows) {
    const code = codes[row] as number
    if (code >= 0) seen[code] = 1
  }
  const used = [...seen.keys()].filter((code) => seen[code] === 1)
  if (used.length === 0) throw failure('columnEmpty', { column: name }, { column: name })
  if (used.length < 2)
    throw failure('columnConstant', { column: name, value: levels[used[0] ?? 0] ?? '' }, { column: name })
  const most = MOST_ENCODED_LEVELS
  if (used.length > most)
    throw failure('tooManyLevelsToEncode', { column: name, levels: used.length, most }, { column: name })
  return used
}

function encodeColumn(
  { name, codes, levels }: CategoricalColumn,
  used: readonly number[],
  rows: Int32Array,
  { missing, weights }: FeaturePolicy,
  { data, nColumns }: Matrix,
  first: number,
): FeaturePreparation[] {
  const place = new Map(used.map((code, at) => [code, at]))
  const counts = new Array<number>(used.length).fill(0)
  const places = Int32Array.from(rows, (row) => place.get(codes[row] as number) ?? -1)
  for (const at of places) if (at >= 0) counts[at] = (counts[at] as number) + 1
  const usual = counts.indexOf(Math.max(...counts))
  const scale = Math.SQRT2 / (weights?.[name] ?? 1)
  let filled = 0
  for (const [i, at] of places.entries()) {
    if (at < 0) filled++
    data[i * nColumns + first + (at < 0 ? usual : at)] = 1 / scale
  }
  const fillOf = (at: number) => (missing === 'drop' ? null : at === usual ? 1 : 0)
  const same = { transform: 'none' as const, lambda: null, center: 0, scale, usedStandardDeviation: false }
  return used.map((code, at) => ({
    ...{ name, level: levels[code] ?? '', fill: fillOf(at), filled: at === usual ? filled : 0, ...same },
  }))
}

function prepareColumn(
  column: NumericColumn,
  rows: Int32Array,
  policy: FeaturePolicy,
  matrix: Matrix,
  position: number,
  refusesConstants: boolean,
  rowWeights: NumericColumn | undefined,
): FeaturePreparation {
  const { values, fill, filled } = filledValues(column, rows, policy.missing)
  if (refusesConstants) requireVariation(values, column.name)
  const lambda = policy.transform === 'yeo-johnson' ? yeoJohnsonLambda(values) : null
  applyTransform(values, policy.transform, lambda, column.name)
  const isWeighted = rowWeights && policy.scaling === 'standard'
  const found = isWeighted
    ? weightedScaling(values, rows, rowWeights, column.name)
    : scalingOf(values, policy.scaling, column.name)
  const { center, usedStandardDeviation } = found
  const scale = found.scale / (policy.weights?.[column.name] ?? 1)
  const { data, nColumns } = matrix
  for (let i = 0; i < values.length; i++) {
    const placed = ((values[i] as number) - center) / scale
    if (!(Math.abs(placed) <= LARGEST)) throw tooLarge(column.name, values)
    data[i * nColumns + position] = placed
  }
  const { transform } = policy
  return { name: column.name, fill, filled, transform, lambda, center, scale, usedStandardDeviation }
}

/** A column's values in the rows used, with the missing ones replaced. */
function filledValues(column: NumericColumn, rows: Int32Array, missing: FeaturePolicy['missing']) {
  const values = new Float64Array(rows.length)
  for (let i = 0; i < rows.length; i++) values[i] = column.values[rows[i] as number] as number
  if (!values.some(Number.isFinite)) throw failure('columnEmpty', { column: column.name }, { column: column.name })
  if (missing === 'drop') return { values, fill: null, filled: 0 }
  const present = values.filter(Number.isFinite)
  const fill = missing === 'mean' ? mean(present) : median(present)
  for (let i = 0; i < values.length; i++) if (!Number.isFinite(values[i])) values[i] = fill
  return { values, fill, filled: values.length - present.length }
}

/** A column in its own units after the transform; NaN where it is missing and nothing is to be filled in. */
export function transformed(
  column: NumericColumn,
  transform: FeaturePolicy['transform'],
  missing: FeaturePolicy['missing'],
): Float64Array {
  const rows = Int32Array.from(column.values.keys())
  const { values } = filledValues(column, rows, missing)
  const lambda = transform === 'yeo-johnson' ? yeoJohnsonLambda(values.filter(Number.isFinite)) : null
  applyTransform(values, transform, lambda, column.name)
  return values.map((value) => (Number.isFinite(value) ? value : Number.NaN))
}

function requireVariation(values: Float64Array, column: string): void {
  const { min, max } = range(values)
  if (min === max) throw failure('columnConstant', { column, value: min }, { column })
}

function applyTransform(
  values: Float64Array,
  transform: FeaturePolicy['transform'],
  lambda: number | null,
  column: string,
): void {
  if (transform === 'log1p') {
    const { min } = range(values)
    if (min <= -1) throw failure('logOfNegative', { column, value: min }, { column, parameter: 'transform' })
    for (let i = 0; i < values.length; i++) values[i] = Math.log1p(values[i] as number)
  }
  if (lambda !== null) for (let i = 0; i < values.length; i++) values[i] = yeoJohnson(values[i] as number, lambda)
}

/** The squares of larger numbers, and the sums of those, are beyond what can be computed with. */
const LARGEST = 1e140

function tooLarge(column: string, values: Float64Array): AppException {
  const { min, max } = range(values)
  return failure('valuesTooLarge', { column, value: Math.abs(min) > Math.abs(max) ? min : max }, { column })
}

/** Mean and population standard deviation with every row as often as its weight. */
function weightedScaling(values: Float64Array, rows: Int32Array, weights: NumericColumn, column: string) {
  const weightOf = (i: number) => weights.values[rows[i] as number] as number
  let [total, sum] = [0, 0]
  for (let i = 0; i < values.length; i++) {
    total += weightOf(i)
    sum += weightOf(i) * (values[i] as number)
  }
  const center = sum / total
  let squares = 0
  for (let i = 0; i < values.length; i++) squares += weightOf(i) * ((values[i] as number) - center) ** 2
  const scale = Math.sqrt(squares / total)
  if (!Number.isFinite(scale)) throw tooLarge(column, values)
  if (!(scale > 0)) throw failure('columnConstant', { column, value: values[0] ?? 0 }, { column })
  return { center, scale, usedStandardDeviation: false }
}

/** A robust scale of 0 (most values equal) falls back to the population standard deviation. */
function scalingOf(values: Float64Array, scaling: FeaturePolicy['scaling'], column: string) {
  const found = scalingParameters(values, scaling)
  if (found.scale > 0) return { ...found, usedStandardDeviation: false }
  const spread = moments(values).populationSd
  if (!Number.isFinite(spread)) throw tooLarge(column, values)
  if (!(spread > 0)) throw failure('columnConstant', { column, value: values[0] ?? 0 }, { column })
  return { center: found.center, scale: spread, usedStandardDeviation: true }
}

/** Takes a value of the space used back to the units of its column. */
export function toOriginalUnits(value: number, { transform, lambda, center, scale }: FeaturePreparation): number {
  const transformed = value * scale + center
  if (transform === 'log1p') return Math.expm1(transformed)
  return lambda === null ? transformed : inverseYeoJohnson(transformed, lambda)
}

/** What a column of the space is called: the column's name, with the category where it tells one from the others. */
export function featureLabel({ name, level }: Pick<FeaturePreparation, 'name' | 'level'>): string {
  return level === undefined ? name : `${name}: ${level}`
}

/** Takes points (rows × features) of the space used back to original units. */
export function matrixInOriginalUnits(points: Matrix, preparation: readonly FeaturePreparation[]): Matrix {
  const original = createMatrix(points.nRows, points.nColumns)
  for (let i = 0; i < original.data.length; i++) {
    const feature = preparation[i % points.nColumns] as FeaturePreparation
    original.data[i] = toOriginalUnits(points.data[i] as number, feature)
  }
  return original
}
