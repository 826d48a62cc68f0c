import { z } from 'zod'
import type { Matrix } from '../../dataset/column'
import { type Segmentation, segmentationShape, segmentInputs } from '../../segments/segmentation'
import { defineMethod } from '../define-method'
import { featureParams } from '../feature-policy'
import { matrixSchema } from '../result-schemas'

export const params = z.object({
  /** Number of components; `auto` takes the one from 1 to 8 with the lowest BIC. */
  nComponents: z.union([z.int().min(1).max(200), z.literal('auto')]).default('auto'),
  covariance: z.enum(['full', 'diagonal', 'tied', 'spherical']).default('full'),
  nInit: z.int().min(1).max(1000).default(5),
  ...featureParams,
  maxIterations: z.int().min(1).max(100_000).default(1000),
  /** Least rise of the mean log-likelihood per row that is worth another step. */
  tolerance: z.number().positive().max(1).default(1e-7),
  /** Added to every variance, in the space used. */
  regularization: z.number().min(0).max(1).default(1e-6),
})
export type GaussianMixtureParams = z.output<typeof params>

/** What was tried when the number of components was left open. */
export interface BicChoice {
  nComponents: number[]
  bic: (number | null)[]
  sampleSize: number
}

export interface GaussianMixtureResult extends Segmentation {
  /** Share of each component, in the order of the segments. */
  weights: number[]
  /** k × d in the space used, and the same points in the units of the columns. */
  means: Matrix
  meansOriginal: Matrix
  /** k·d × d: the covariance matrices one below the other, in the space used. */
  covariances: Matrix
  /** n × k: probability of each segment for each row; NaN where the row was dropped. */
  probabilities: Matrix
  logLikelihood: number
  /** −2·logLikelihood + nParameters·ln n; lower is better. */
  bic: number
  /** −2·logLikelihood + 2·nParameters; lower is better. */
  aic: number
  nParameters: number
  /** Share of rows whose most probable segment has a probability below 0.8. */
  uncertainShare: number
  nIter: number
  converged: boolean
  choice: BicChoice | null
}

const result: z.ZodType<GaussianMixtureResult> = z.object({
  ...segmentationShape,
  weights: z.array(z.number()),
  means: matrixSchema,
  meansOriginal: matrixSchema,
  covariances: matrixSchema,
  probabilities: matrixSchema,
  logLikelihood: z.number(),
  bic: z.number(),
  aic: z.number(),
  nParameters: z.int(),
  uncertainShare: z.number(),
  nIter: z.int(),
  converged: z.boolean(),
  choice: z
    .object({ nComponents: z.array(z.int()), bic: z.array(z.number().nullable()), sampleSize: z.int() })
    .nullable(),
})

export const spec = defineMethod({
  id: 'gaussian-mixture',
  family: 'segments',
  inputs: segmentInputs,
  params,
  result,
  perRow: ['labels', 'scores', 'probabilities'],
  segmentLabels: 'labels',
  references: [
    {
      citation:
        'Dempster, A. P., Laird, N. M. & Rubin, D. B. (1977). Maximum likelihood from incomplete data via the EM algorithm. Journal of the Royal Statistical Society B, 39.',
      variant: 'EM, regularised variances',
    },
    { citation: 'McLachlan, G. & Peel, D. (2000). Finite Mixture Models. Wiley.' },
    {
      citation: 'Schwarz, G. (1978). Estimating the dimension of a model. Annals of Statistics, 6.',
      variant: 'BIC, lower is better',
    },
  ],
  primaryParams: ['nComponents', 'covariance', 'transform', 'scaling'],
  estimate: (nRows, nColumns, { nComponents, nInit }) => {
    const k = typeof nComponents === 'number' ? nComponents : 5
    const runs = nInit * (nRows <= 20_000 ? 4 : 1)
    return {
      seconds: 0.1 + nRows * runs * 60 * k * (nColumns ** 2 + 10) * 2e-9,
      bytes: nRows * (nColumns * 16 + k * 24 + 40),
    }
  },
})
