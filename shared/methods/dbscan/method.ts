import { z } from 'zod'
import { mixedInputs, type Segmentation, segmentationShape } from '../../segments/segmentation'
import { defineMethod } from '../define-method'
import { distanceParams, gowerReference } from '../mixed-params'
import { float64Schema } from '../result-schemas'

export const params = z.object({
  /** Radius in the space used; `auto` takes the knee of the k-distance curve. */
  eps: z.union([z.number().positive(), z.literal('auto')]).default('auto'),
  /** Rows within the radius, the row itself included, that make it a core row. */
  minPoints: z.int().min(1).max(10_000).default(5),
  ...distanceParams,
})
export type DbscanParams = z.output<typeof params>

export interface DbscanResult extends Segmentation {
  eps: number
  nClusters: number
  nNoise: number
  nCore: number
  /** Ascending: distance of each row used, above 20,000 of as many drawn, to its (minPoints − 1)-th nearest other row. */
  kDistance: Float64Array
  suggestedEps: number
}

const result: z.ZodType<DbscanResult> = z.object({
  ...segmentationShape,
  eps: z.number(),
  nClusters: z.int(),
  nNoise: z.int(),
  nCore: z.int(),
  kDistance: float64Schema,
  suggestedEps: z.number(),
})

export const spec = defineMethod({
  id: 'dbscan',
  family: 'segments',
  inputs: mixedInputs,
  params,
  result,
  perRow: ['labels', 'scores'],
  segmentLabels: 'labels',
  references: [
    {
      citation:
        'Ester, M., Kriegel, H.-P., Sander, J. & Xu, X. (1996). A density-based algorithm for discovering clusters in large spatial databases with noise. KDD-96.',
      variant: 'minPoints counts the row itself; distance ≤ eps',
    },
    {
      citation:
        'Friedman, J. H., Bentley, J. L. & Finkel, R. A. (1977). An algorithm for finding best matches in logarithmic expected time. ACM TOMS, 3(3).',
      variant: 'k-d tree',
    },
    gowerReference,
  ],
  primaryParams: ['eps', 'minPoints', 'distance', 'transform', 'scaling'],
  estimate: (nRows, nColumns) => ({
    seconds: 0.05 + nRows * nColumns * 3e-6 * (nColumns > 8 ? Math.sqrt(nRows) / 10 : 1),
    bytes: nRows * (nColumns * 24 + 60),
  }),
})
