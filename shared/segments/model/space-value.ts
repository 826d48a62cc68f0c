import type { Column } from '../../dataset/column'
import { yeoJohnson } from '../../math/yeo-johnson'
import type { FeaturePreparation } from '../../methods/feature-policy'

/** One column as a segmentation takes it: filled, transformed, then (x − center) / scale. */
export type ModelFeature = Pick<
  FeaturePreparation,
  'name' | 'level' | 'fill' | 'transform' | 'lambda' | 'center' | 'scale'
>

/** A value in the space used, by the very steps of `prepareFeatures`; NaN where it is missing or cannot be transformed. */
export function spaceValue({ fill, transform, lambda, center, scale }: ModelFeature, given: number): number {
  const value = Number.isFinite(given) ? given : (fill ?? Number.NaN)
  const transformed = transform === 'log1p' ? Math.log1p(value) : lambda === null ? value : yeoJohnson(value, lambda)
  return (transformed - center) / scale
}

/** What of a column a feature looks at: its numbers, or 1 for its category and 0 for others; NaN where missing. */
export function featureValues({ level }: Pick<ModelFeature, 'level'>, column: Column): Float64Array {
  if (level === undefined)
    return column.kind === 'numeric' ? column.values : new Float64Array(column.codes.length).fill(Number.NaN)
  if (column.kind === 'numeric') {
    return column.values.map((value) => (Number.isFinite(value) ? (String(value) === level ? 1 : 0) : Number.NaN))
  }
  const own = column.levels.indexOf(level)
  return Float64Array.from(column.codes, (code) => (code < 0 ? Number.NaN : code === own ? 1 : 0))
}
