import { z } from 'zod'
import type { Matrix } from '../../dataset/column'
import { defineMethod } from '../define-method'
import { type FeaturePreparation, featureParams, featurePreparationSchema } from '../prepare-features'
import { matrixSchema } from '../result-schemas'

export const params = z.object({
  /** How many components are kept. */
  nComponents: z.union([z.int().min(1), z.literal('all')]).default('all'),
  /** Columns are always centred; this is the unit they are measured in. */
  scaling: featureParams.scaling,
  missing: featureParams.missing,
})
export type PcaParams = z.output<typeof params>

export interface PcaResult {
  /** m × d: one row per component, a unit vector over the columns, its entry of largest absolute value positive. */
  components: Matrix
  /** Variance along each component, divisor n − 1. */
  explainedVariance: number[]
  explainedVarianceRatio: number[]
  /** n × m coordinates of the rows; NaN where the row was dropped. */
  scores: Matrix
  /** Column means and the units they were divided by: scores = ((x − mean) / scale) · componentsᵀ. */
  mean: number[]
  scale: number[]
  /** Variances along all d components, for the scree plot. */
  eigenvalues: number[]
  preparation: FeaturePreparation[]
}

const numbers = z.array(z.number())
const result: z.ZodType<PcaResult> = z.object({
  components: matrixSchema,
  explainedVariance: numbers,
  explainedVarianceRatio: numbers,
  scores: matrixSchema,
  mean: numbers,
  scale: numbers,
  eigenvalues: numbers,
  preparation: z.array(featurePreparationSchema),
})

export const spec = defineMethod({
  id: 'pca',
  family: 'explore',
  inputs: {
    features: {
      count: 'many',
      required: true,
      min: 2,
      measureTypes: ['continuous', 'ordinal'],
      as: 'numeric',
      prefer: ['amount', 'quantity'],
    },
  },
  params,
  result,
  perRow: ['scores'],
  references: [
    {
      citation:
        'Pearson, K. (1901). On lines and planes of closest fit to systems of points in space. Philosophical Magazine, 2(11).',
    },
    {
      citation:
        'Hotelling, H. (1933). Analysis of a complex of statistical variables into principal components. Journal of Educational Psychology, 24.',
      variant: 'eigenvectors of the covariance matrix, divisor n − 1',
    },
  ],
  primaryParams: ['nComponents', 'scaling'],
  estimate: (nRows, nColumns) => ({
    seconds: 0.02 + nRows * nColumns ** 2 * 3e-9 + nColumns ** 3 * 2e-8,
    bytes: nRows * nColumns * 32,
  }),
})
