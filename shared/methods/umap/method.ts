import { z } from 'zod'
import type { Matrix } from '../../dataset/column'
import { defineMethod } from '../define-method'
import { type FeaturePreparation, featureParams, featurePreparationSchema } from '../feature-policy'
import { matrixSchema } from '../result-schemas'

/** Rows that are laid out at most; of more, a seeded sample is. */
export const mostRows = 20_000

export const params = z.object({
  /** How many neighbours a row is kept close to: few show detail, many the whole. */
  nNeighbors: z.int().min(2).max(200).default(15),
  /** How close points may lie, in the units of the map. */
  minDist: z.number().min(0).max(0.99).default(0.1),
  nEpochs: z.int().min(10).max(2000).nullable().default(null),
  ...featureParams,
})
export type UmapParams = z.output<typeof params>

export interface UmapResult {
  /** n × 2; NaN where a row was dropped or is not in the sample. */
  embedding: Matrix
  nEpochs: number
  /** Rows laid out. */
  nShown: number
  /** Share of each row's nearest neighbours in the columns that are among its nearest in the map, on average. */
  neighboursKept: number
  preparation: FeaturePreparation[]
}

const result: z.ZodType<UmapResult> = z.object({
  embedding: matrixSchema,
  nEpochs: z.int(),
  nShown: z.int(),
  neighboursKept: z.number(),
  preparation: z.array(featurePreparationSchema),
})

export const spec = defineMethod({
  id: 'umap',
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
  perRow: ['embedding'],
  references: [
    {
      citation:
        'McInnes, L., Healy, J. & Melville, J. (2018). UMAP: Uniform manifold approximation and projection for dimension reduction. arXiv:1802.03426.',
      variant: 'umap-js, exact neighbours, random start from the seed',
    },
  ],
  primaryParams: ['nNeighbors', 'minDist'],
  estimate: (nRows) => {
    const n = Math.min(nRows, mostRows)
    return { seconds: 0.3 + n * 1.2e-3, bytes: n * 4000 }
  },
})
