import { z } from 'zod'
import { type Text, textSchema } from '../../contract/text'
import { mixedInputs } from '../../segments/segmentation'
import { type SpacePolicy, spacePolicySchema } from '../../segments/space-policy'
import type { Votes } from '../../segments/suggest-k'
import { defineMethod } from '../define-method'
import { type FeaturePreparation, featurePreparationSchema } from '../feature-policy'
import { encodingParams } from '../mixed-params'

export const params = z.object({
  kMin: z.int().min(1).max(100).default(2),
  /** `auto`: 10, or as many as there are different rows. */
  kMax: z.union([z.int().min(2).max(100), z.literal('auto')]).default('auto'),
  ...encodingParams,
  nInit: z.int().min(1).max(1000).default(5),
  /** Sets of evenly spread points the gap statistic compares with; 0 leaves it out. */
  gapReferences: z.int().min(0).max(500).default(20),
  /** Bootstrap samples that stability is measured on; 0 leaves it out. */
  resamples: z.int().min(0).max(500).default(10),
})
export type ChooseKParams = z.output<typeof params>

/** Every criterion by number of segments. */
export interface Curves {
  k: number[]
  inertia: number[]
  silhouette: (number | null)[]
  calinskiHarabasz: (number | null)[]
  daviesBouldin: (number | null)[]
  gap: (number | null)[]
  gapStandardError: (number | null)[]
  /** Mean over the segments of the bootstrap Jaccard index. */
  stability: (number | null)[]
  /** The same for every segment, by k. */
  stabilityPerCluster: number[][]
  /** How clear the valley between the two least separate neighbours is; from 1 on every segment is a hump of its own. */
  separation: (number | null)[]
}

export interface ChooseKResult extends Curves {
  /** The number each criterion favours. */
  votes: Votes
  suggestedK: number
  reason: Text
  /** Columns that cannot tell groups apart: of one hump, and unrelated to all others. */
  leftOut: string[]
  /** The criteria without those columns, on which the suggestion rests; null when none is left out. */
  withoutThem: Curves | null
  /**
   * Weights of columns that bring them into units of how much rows differ inside groups, for k-means' `weights`, where the
   * suggestion rests on them; absent where it does not.
   */
  weights?: Record<string, number> | undefined
  /** Rows the gap statistic and stability were measured on. */
  sampleSize: number
  silhouetteSampleSize: number
  preparation: FeaturePreparation[]
  /** How rows were compared; absent where that was by numbers of equal weight alone. */
  policy?: SpacePolicy | undefined
}

const maybe = z.array(z.number().nullable())
const vote = z.int().optional()
const curves = {
  k: z.array(z.int()),
  inertia: z.array(z.number()),
  silhouette: maybe,
  calinskiHarabasz: maybe,
  daviesBouldin: maybe,
  gap: maybe,
  gapStandardError: maybe,
  stability: maybe,
  stabilityPerCluster: z.array(z.array(z.number())),
  separation: maybe,
}
const result: z.ZodType<ChooseKResult> = z.object({
  ...curves,
  votes: z.object({
    silhouette: vote,
    calinskiHarabasz: vote,
    daviesBouldin: vote,
    gap: vote,
    stability: vote,
    separation: vote,
  }),
  leftOut: z.array(z.string()),
  withoutThem: z.object(curves).nullable(),
  weights: z.record(z.string(), z.number()).optional(),
  suggestedK: z.int(),
  reason: textSchema,
  sampleSize: z.int(),
  silhouetteSampleSize: z.int(),
  preparation: z.array(featurePreparationSchema),
  policy: spacePolicySchema.optional(),
}) as z.ZodType<ChooseKResult>

export const spec = defineMethod({
  id: 'choose-k',
  family: 'segments',
  inputs: { features: mixedInputs.features },
  params,
  result,
  perRow: [],
  references: [
    { citation: 'Rousseeuw, P. J. (1987). Silhouettes. Journal of Computational and Applied Mathematics, 20.' },
    {
      citation:
        'Calinski, T. & Harabasz, J. (1974). A dendrite method for cluster analysis. Communications in Statistics, 3.',
    },
    { citation: 'Davies, D. L. & Bouldin, D. W. (1979). A cluster separation measure. IEEE TPAMI, 1(2).' },
    {
      citation:
        'Tibshirani, R., Walther, G. & Hastie, T. (2001). Estimating the number of clusters in a data set via the gap statistic. Journal of the Royal Statistical Society B, 63.',
      variant: 'log inertia, uniform in the bounding box, first k with gap(k) ≥ gap(k + 1) − s(k + 1)',
    },
    {
      citation:
        'Hennig, C. (2007). Cluster-wise assessment of cluster stability. Computational Statistics & Data Analysis, 52.',
      variant: 'bootstrap, mean Jaccard index',
    },
    {
      citation: 'Hartigan, J. A. & Hartigan, P. M. (1985). The dip test of unimodality. Annals of Statistics, 13.',
      variant: 'between neighbouring segments, along the line through their centres; and of each column',
    },
  ],
  primaryParams: ['kMin', 'kMax', 'transform', 'scaling'],
  estimate: (nRows, nColumns, { kMin, kMax, nInit, gapReferences, resamples }) => {
    const most = kMax === 'auto' ? 10 : kMax
    const counts = Math.max(1, most - kMin + 1)
    const perRow = (5 + nColumns) * (2 + most) * 5e-9
    const sample = Math.min(nRows, 2000)
    return {
      seconds:
        counts *
        (nRows * nInit * perRow +
          sample * (3 * gapReferences + 10 * resamples) * perRow +
          sample ** 2 * nColumns * 1e-9),
      bytes: nRows * (nColumns * 16 + 60),
    }
  },
})
