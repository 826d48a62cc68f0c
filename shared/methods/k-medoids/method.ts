import { z } from 'zod'
import type { Matrix } from '../../dataset/column'
import { type KChoice, kChoiceSchema } from '../../segments/choose-by-silhouette'
import { mixedInputs, type Segmentation, segmentationShape, weightInput } from '../../segments/segmentation'
import { defineMethod } from '../define-method'
import { distanceParams, gowerReference } from '../mixed-params'
import { matrixSchema } from '../result-schemas'

/** Up to this many rows every row is a candidate; above, medoids are sought in samples. */
export const EXACT_ROWS = 10_000

export const params = z.object({
  /** Number of segments; `auto` takes the one from 2 to 8 with the best silhouette. */
  k: z.union([z.int().min(1).max(200), z.literal('auto')]).default('auto'),
  ...distanceParams,
  nInit: z.int().min(1).max(1000).default(5),
})
export type KMedoidsParams = z.output<typeof params>

export interface KMedoidsResult extends Segmentation {
  /** 0-based dataset row of each segment's medoid. */
  medoidRows: number[]
  /** k × d: the medoids in the units of the columns. */
  medoids: Matrix
  /** The same points in the space used. */
  medoidsUsed: Matrix
  /** Sum of distances of the rows to their medoid, in the space used. */
  cost: number
  meanDistance: number
  /** Rows that candidates were taken from. */
  sampleSize: number
  kChoice: KChoice | null
  /** Sum of the weights in each segment; absent without weights of rows. */
  weightPerCluster?: number[] | undefined
}

const result: z.ZodType<KMedoidsResult> = z.object({
  ...segmentationShape,
  medoidRows: z.array(z.int()),
  medoids: matrixSchema,
  medoidsUsed: matrixSchema,
  cost: z.number(),
  meanDistance: z.number(),
  sampleSize: z.int(),
  kChoice: kChoiceSchema.nullable(),
  weightPerCluster: z.array(z.number()).optional(),
})

export const spec = defineMethod({
  id: 'k-medoids',
  family: 'segments',
  inputs: { ...mixedInputs, weight: weightInput },
  params,
  result,
  perRow: ['labels', 'scores'],
  segmentLabels: 'labels',
  references: [
    {
      citation: 'Kaufman, L. & Rousseeuw, P. J. (1990). Finding Groups in Data. Wiley.',
      variant: 'PAM',
    },
    {
      citation:
        'Schubert, E. & Rousseeuw, P. J. (2021). Fast and eager k-medoids clustering: O(k) runtime improvement of the PAM, CLARA, and CLARANS algorithms. Information Systems, 101.',
      variant: 'FasterPAM; above 10,000 rows on samples (CLARA)',
    },
    gowerReference,
  ],
  primaryParams: ['k', 'distance', 'transform', 'scaling'],
  estimate: (nRows, nColumns, { nInit }) => {
    const rows = Math.min(nRows, EXACT_ROWS)
    return { seconds: 0.05 + nInit * 3 * rows ** 2 * (nColumns + 4) * 1e-9, bytes: nRows * (nColumns * 16 + 60) }
  },
})
