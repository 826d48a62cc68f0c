import { z } from 'zod'
import type { Matrix } from '../../dataset/column'
import { defineMethod } from '../define-method'
import { float64Schema, matrixSchema } from '../result-schemas'

export const params = z.object({
  nComponents: z.int().min(1).max(50).default(5),
  /** Rows with a missing value are left out, or filled: the mean of numbers, a category of its own for words. */
  missing: z.enum(['drop', 'fill']).default('drop'),
})
export type FamdParams = z.output<typeof params>

/** A column of numbers: its correlation with each component. */
export interface NumberPlace {
  column: string
  mean: number
  standardDeviation: number
  correlations: number[]
}

/** A category: where its rows lie on average, and what it contributes. */
export interface CategoryPlace {
  column: string
  level: string
  count: number
  coordinates: number[]
}

export interface FamdResult {
  /** All columns numbers: principal components; all words: multiple correspondences; else both at once. */
  kind: 'pca' | 'mca' | 'famd'
  /** Variances along all components, divisor n, descending, without those that are always 0. */
  eigenvalues: number[]
  explainedVariance: number[]
  explainedVarianceRatio: number[]
  /** n × m. */
  scores: Matrix
  numbers: NumberPlace[]
  categories: CategoryPlace[]
  /** Per column, in the order given: share of it that each of the m components carries (r² or η²). */
  columnLinks: { column: string; shares: number[] }[]
  /** Inertias in the scale of multiple correspondence analysis (eigenvalue / number of columns); null unless all are words. */
  mcaInertia: number[] | null
  /** n; how well the m components carry a row (cos²). */
  cos2: Float64Array
}

const numbers = z.array(z.number())
const result: z.ZodType<FamdResult> = z.object({
  kind: z.enum(['pca', 'mca', 'famd']),
  eigenvalues: numbers,
  explainedVariance: numbers,
  explainedVarianceRatio: numbers,
  scores: matrixSchema,
  numbers: z.array(
    z.object({ column: z.string(), mean: z.number(), standardDeviation: z.number(), correlations: numbers }),
  ),
  categories: z.array(z.object({ column: z.string(), level: z.string(), count: z.number(), coordinates: numbers })),
  columnLinks: z.array(z.object({ column: z.string(), shares: numbers })),
  mcaInertia: numbers.nullable(),
  cos2: float64Schema,
})

export const spec = defineMethod({
  id: 'famd',
  family: 'explore',
  inputs: {
    features: {
      count: 'many',
      required: true,
      min: 2,
      measureTypes: ['continuous', 'ordinal', 'nominal'],
      as: 'any',
      prefer: ['amount', 'category', 'region'],
    },
  },
  params,
  result,
  perRow: ['scores', 'cos2'],
  references: [
    {
      citation: 'Pagès, J. (2004). Analyse factorielle de données mixtes. Revue de statistique appliquée, 52(4).',
      variant: 'columns of numbers standardised with divisor n, categories weighted by 1/√share',
    },
    { citation: 'Greenacre, M. (2007). Correspondence analysis in practice. Chapman & Hall.', variant: 'MCA' },
  ],
  primaryParams: ['nComponents', 'missing'],
  estimate: (nRows, nColumns) => ({
    seconds: 0.05 + nRows * (4 * nColumns) ** 2 * 3e-9,
    bytes: nRows * nColumns * 64,
  }),
})
