import { z } from 'zod'
import { type ReachabilitySample, reachabilitySampleSchema } from '../../math/density/reachability-sample'
import { mixedInputs, type Segmentation, segmentationShape } from '../../segments/segmentation'
import { defineMethod } from '../define-method'
import { distanceParams, gowerReference } from '../mixed-params'
import { float64Schema } from '../result-schemas'

export const params = z.object({
  /** Fewest rows of a segment; `auto` takes 1 % of the rows, at least 5. */
  minClusterSize: z.union([z.int().min(2).max(100_000), z.literal('auto')]).default('auto'),
  /** Rows, the row itself included, whose distance is its core distance; `auto` takes minClusterSize. */
  minPoints: z.union([z.int().min(1).max(10_000), z.literal('auto')]).default('auto'),
  ...distanceParams,
})
export type HdbscanParams = z.output<typeof params>

export interface HdbscanResult extends Segmentation {
  nClusters: number
  nNoise: number
  minClusterSize: number
  minPoints: number
  /** Per row how firmly it belongs to its segment, 0 for noise; NaN where the row was dropped. */
  probabilities: Float64Array
  /** Excess of mass of each segment. */
  stabilities: number[]
  /** Rows side by side as the hierarchy joins them, for the reachability plot; absent in older results. */
  reachability?: ReachabilitySample | undefined
}

const result: z.ZodType<HdbscanResult> = z.object({
  ...segmentationShape,
  nClusters: z.int(),
  nNoise: z.int(),
  minClusterSize: z.int(),
  minPoints: z.int(),
  probabilities: float64Schema,
  stabilities: z.array(z.number()),
  reachability: reachabilitySampleSchema.optional(),
})

export const spec = defineMethod({
  id: 'hdbscan',
  family: 'segments',
  inputs: mixedInputs,
  params,
  result,
  perRow: ['labels', 'scores', 'probabilities'],
  segmentLabels: 'labels',
  references: [
    {
      citation:
        'Campello, R. J. G. B., Moulavi, D. & Sander, J. (2013). Density-based clustering based on hierarchical density estimates. PAKDD 2013.',
      variant: 'minPoints counts the row itself',
    },
    {
      citation:
        'Campello, R. J. G. B., Moulavi, D., Zimek, A. & Sander, J. (2015). Hierarchical density estimates for data clustering, visualization, and outlier detection. ACM TKDD, 10(1).',
      variant: 'excess of mass, no single segment',
    },
    {
      citation: 'March, W. B., Ram, P. & Gray, A. G. (2010). Fast Euclidean minimum spanning tree. KDD ’10.',
      variant: 'Boruvka',
    },
    gowerReference,
  ],
  primaryParams: ['minClusterSize', 'minPoints', 'distance', 'transform', 'scaling'],
  estimate: (nRows, nColumns) => ({
    seconds: 0.05 + nRows * nColumns * 2e-5 * (nColumns > 4 ? Math.sqrt(nRows) / 10 : 1),
    bytes: nRows * (nColumns * 24 + 120),
  }),
})
