import { yeoJohnson } from '../../math/yeo-johnson'
import type { FeaturePreparation } from '../../methods/prepare-features'

/** One column as a segmentation takes it: filled, transformed, then (x − center) / scale. */
export type ModelFeature = Pick<FeaturePreparation, 'name' | 'fill' | 'transform' | 'lambda' | 'center' | 'scale'>

/** A value in the space used, by the very steps of `prepareFeatures`; NaN where it is missing or cannot be transformed. */
export function spaceValue({ fill, transform, lambda, center, scale }: ModelFeature, given: number): number {
  const value = Number.isFinite(given) ? given : (fill ?? Number.NaN)
  const transformed = transform === 'log1p' ? Math.log1p(value) : lambda === null ? value : yeoJohnson(value, lambda)
  return (transformed - center) / scale
}
