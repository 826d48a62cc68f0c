import { z } from 'zod'
import type { Matrix } from '../../dataset/column'
import { defineMethod } from '../define-method'
import { type FeaturePreparation, featureParams, featurePreparationSchema } from '../feature-policy'
import { float64Schema, matrixSchema } from '../result-schemas'

export const params = z.object({
  /** How many components are kept: a number, all, or as many as a rule finds worth it. */
  nComponents: z.union([z.int().min(1), z.enum(['all', 'kaiser', 'parallel'])]).default('all'),
  /** Columns are always centred; this is the unit they are measured in. */
  scaling: featureParams.scaling,
  missing: featureParams.missing,
  /** Varimax turns the components kept, so that each is made of few columns. */
  rotation: z.enum(['none', 'varimax']).default('none'),
  /** Chance data drawn for parallel analysis. */
  parallelDraws: z.int().min(20).max(5000).default(200),
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
  /** d × m: share of each component that is this column's; a component's add up to 1. */
  contributions: Matrix
  /** d × m: share of each column's variance that the component carries; over all components a column's add up to 1. */
  cos2: Matrix
  /** How many components are stronger than the average column (Kaiser), and than chance alone (parallel analysis). */
  suggested: { kaiser: number; parallel: number }
  /** Eigenvalues that chance stays below 95 times of 100. */
  chanceEigenvalues: number[]
  /** The components after varimax: loadings d × m in units of correlation when columns are standardised, their variances, the m × m rotation. */
  rotation: { loadings: Matrix; explainedVariance: number[]; explainedVarianceRatio: number[]; matrix: Matrix } | null
  /** n; how far out a row lies within the components kept (Hotelling's T²); NaN where the row was dropped. */
  hotellingT2: Float64Array
  /** n; squared distance from them (Q, squared prediction error). */
  qResiduals: Float64Array
  /** What 99 % of rows stay below; null where it is not defined. */
  limits: { hotellingT2: number | null; qResiduals: number | null; share: number }
  supplementary: SupplementaryColumn[]
}

/** A column that took no part: its correlations with the m components, or where its categories lie on average. */
export type SupplementaryColumn =
  | { column: string; kind: 'numeric'; correlations: number[] }
  | { column: string; kind: 'categorical'; levels: string[]; counts: number[]; coordinates: number[][] }

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
  contributions: matrixSchema,
  cos2: matrixSchema,
  suggested: z.object({ kaiser: z.int(), parallel: z.int() }),
  chanceEigenvalues: numbers,
  rotation: z
    .object({
      loadings: matrixSchema,
      explainedVariance: numbers,
      explainedVarianceRatio: numbers,
      matrix: matrixSchema,
    })
    .nullable(),
  hotellingT2: float64Schema,
  qResiduals: float64Schema,
  limits: z.object({ hotellingT2: z.number().nullable(), qResiduals: z.number().nullable(), share: z.number() }),
  supplementary: z.array(
    z.union([
      z.object({ column: z.string(), kind: z.literal('numeric'), correlations: numbers }),
      z.object({
        column: z.string(),
        kind: z.literal('categorical'),
        levels: z.array(z.string()),
        counts: numbers,
        coordinates: z.array(numbers),
      }),
    ]),
  ),
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
    supplementary: {
      count: 'many',
      required: false,
      measureTypes: ['continuous', 'ordinal', 'nominal'],
      as: 'any',
      prefer: [],
    },
  },
  params,
  result,
  perRow: ['scores', 'hotellingT2', 'qResiduals'],
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
    {
      citation:
        'Horn, J. L. (1965). A rationale and test for the number of factors in factor analysis. Psychometrika, 30.',
      variant: 'parallel analysis, 95th percentile',
    },
    {
      citation:
        'Kaiser, H. F. (1958). The varimax criterion for analytic rotation in factor analysis. Psychometrika, 23.',
      variant: 'with Kaiser normalisation',
    },
    {
      citation:
        'Jackson, J. E. & Mudholkar, G. S. (1979). Control procedures for residuals associated with principal component analysis. Technometrics, 21.',
      variant: 'limit of Q; T² by the beta distribution (Tracy, Young & Mason, 1992)',
    },
  ],
  primaryParams: ['nComponents', 'scaling'],
  estimate: (nRows, nColumns) => ({
    seconds: 0.02 + nRows * nColumns ** 2 * 3e-9 + nColumns ** 3 * 2e-8,
    bytes: nRows * nColumns * 32,
  }),
})
