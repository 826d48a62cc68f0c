import { z } from 'zod'
import { failure } from '../contract/app-error'
import type { Progress } from '../contract/run-events'
import { type Text, text } from '../contract/text'
import { type Column, createMatrix, type Matrix, type NumericColumn } from '../dataset/column'
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
}

/** What was done to one column: fill, then transform, then (x − center) / scale. */
export interface FeaturePreparation {
  name: string
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
interface FeatureNeeds {
  methodId: string
  minColumns?: number
  minRows?: number
  /** A column without variation does no harm where distances are measured, as long as nothing is divided by its spread. */
  allowsConstants?: boolean
}

/**
 * Turns feature columns into the matrix a method computes on, yielding after each column.
 * @param columns numeric columns of the same length; NaN and infinite values count as missing
 * @throws tooFewColumns, columnNotNumeric, columnEmpty, tooFewRows, columnConstant, logOfNegative
 * Cost: O(n·d); `robust` scaling and `median` add a sort per column, `yeo-johnson` about 30 passes.
 */
export function* prepareFeatures(
  columns: readonly Column[],
  policy: FeaturePolicy,
  needs: FeatureNeeds,
): Generator<Progress, PreparedFeatures, void> {
  const numeric = columns.map(requireNumeric)
  requireColumns(numeric, needs)
  const rows = usableRows(numeric, policy.missing)
  const nAll = numeric[0]?.values.length ?? 0
  requireRows(rows.length, nAll, needs)
  const matrix = createMatrix(rows.length, numeric.length, true)
  const preparation: FeaturePreparation[] = []
  for (const column of numeric) {
    const isRefused = !(needs.allowsConstants && policy.scaling === 'none' && policy.transform !== 'yeo-johnson')
    preparation.push(prepareColumn(column, rows, policy, matrix, preparation.length, isRefused))
    yield { stage: 'preparing', fraction: preparation.length / numeric.length }
  }
  const droppedRows = nAll - rows.length
  const reason = text('analysis.dropped.missingValue')
  return { matrix, rows, preparation, dropped: droppedRows > 0 ? [{ reason, rows: droppedRows }] : [] }
}

function requireNumeric(column: Column): NumericColumn {
  if (column.kind === 'numeric') return column
  throw failure('columnNotNumeric', { column: column.name }, { column: column.name })
}

function requireColumns(columns: readonly NumericColumn[], { methodId, minColumns = 1 }: FeatureNeeds): void {
  if (columns.length >= minColumns) return
  const method = text(`methods.${methodId}.name`)
  throw failure('tooFewColumns', { method, needed: minColumns, given: columns.length })
}

function requireRows(used: number, all: number, { methodId, minRows = 2 }: FeatureNeeds): void {
  if (used >= minRows) return
  const method = text(`methods.${methodId}.name`)
  throw failure('tooFewRows', { method, needed: minRows, used, all })
}

/** All rows, or with `drop` those that have every value. */
function usableRows(columns: readonly NumericColumn[], missing: FeaturePolicy['missing']): Int32Array {
  const nRows = columns[0]?.values.length ?? 0
  const rows = new Int32Array(nRows)
  let used = 0
  for (let i = 0; i < nRows; i++) {
    if (missing === 'drop' && !columns.every((column) => Number.isFinite(column.values[i]))) continue
    rows[used++] = i
  }
  return rows.subarray(0, used)
}

function prepareColumn(
  column: NumericColumn,
  rows: Int32Array,
  policy: FeaturePolicy,
  matrix: Matrix,
  position: number,
  refusesConstants: boolean,
): FeaturePreparation {
  const { values, fill, filled } = filledValues(column, rows, policy.missing)
  if (refusesConstants) requireVariation(values, column.name)
  const lambda = policy.transform === 'yeo-johnson' ? yeoJohnsonLambda(values) : null
  applyTransform(values, policy.transform, lambda, column.name)
  const { center, scale, usedStandardDeviation } = scalingOf(values, policy.scaling, column.name)
  const { data, nColumns } = matrix
  for (let i = 0; i < values.length; i++) data[i * nColumns + position] = ((values[i] as number) - center) / scale
  const { transform } = policy
  return { name: column.name, fill, filled, transform, lambda, center, scale, usedStandardDeviation }
}

/** A column's values in the rows used, with the missing ones replaced. */
function filledValues(column: NumericColumn, rows: Int32Array, missing: FeaturePolicy['missing']) {
  const values = new Float64Array(rows.length)
  for (let i = 0; i < rows.length; i++) values[i] = column.values[rows[i] as number] as number
  const present = values.filter(Number.isFinite)
  if (present.length === 0) throw failure('columnEmpty', { column: column.name }, { column: column.name })
  if (missing === 'drop') return { values, fill: null, filled: 0 }
  const fill = missing === 'mean' ? mean(present) : median(present)
  for (let i = 0; i < values.length; i++) if (!Number.isFinite(values[i])) values[i] = fill
  return { values, fill, filled: values.length - present.length }
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

/** A robust scale of 0 (most values equal) falls back to the population standard deviation. */
function scalingOf(values: Float64Array, scaling: FeaturePolicy['scaling'], column: string) {
  const found = scalingParameters(values, scaling)
  if (found.scale > 0) return { ...found, usedStandardDeviation: false }
  const spread = moments(values).populationSd
  if (!(spread > 0)) throw failure('columnConstant', { column, value: values[0] ?? 0 }, { column })
  return { center: found.center, scale: spread, usedStandardDeviation: true }
}

/** Takes a value of the space used back to the units of its column. */
export function toOriginalUnits(value: number, { transform, lambda, center, scale }: FeaturePreparation): number {
  const transformed = value * scale + center
  if (transform === 'log1p') return Math.expm1(transformed)
  return lambda === null ? transformed : inverseYeoJohnson(transformed, lambda)
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
