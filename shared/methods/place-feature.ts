import { type AppException, failure } from '../contract/app-error'
import type { Matrix, NumericColumn } from '../dataset/column'
import { moments } from '../math/moments'
import { median } from '../math/quantile'
import { range, scalingParameters } from '../math/scaling'
import { mean } from '../math/sum'
import { yeoJohnson, yeoJohnsonLambda } from '../math/yeo-johnson'
import type { FeaturePolicy, FeaturePreparation } from './feature-policy'

/** Fills, transforms, centres and scales a column of numbers and writes it to the matrix; says what was done. */
export function prepareColumn(
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
