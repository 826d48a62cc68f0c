import { createMatrix, type Matrix } from '../dataset/column'
import { inverseYeoJohnson } from '../math/yeo-johnson'
import type { FeaturePreparation } from './feature-policy'

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
