import { z } from 'zod'
import type { Matrix } from '../../dataset/column'
import { CHUNK_ROWS } from '../../math/chunks'
import { type KChoice, kChoiceSchema } from '../../segments/choose-by-silhouette'
import { mixedInputs, type Segmentation, segmentationShape, weightInput } from '../../segments/segmentation'
import { defineMethod } from '../define-method'
import { encodingParams } from '../mixed-params'
import { matrixSchema } from '../result-schemas'

export const params = z.object({
  /** Number of segments; `auto` takes the one from 2 to 8 with the best silhouette. */
  k: z.union([z.int().min(2).max(1000), z.literal('auto')]).default('auto'),
  ...encodingParams,
  /** `auto`: all columns, but with an automatic k only those that can tell groups apart (see `tellingColumns`). */
  columnsUsed: z.enum(['auto', 'all', 'telling']).default('auto'),
  nInit: z.int().min(1).max(10_000).default(10),
  maxIterations: z.int().min(1).max(100_000).default(300),
  /** Stops when the centres' squared shifts add up to no more than this share of the columns' mean variance. */
  tolerance: z.number().min(0).max(1).default(1e-4),
  /** k rows of coordinates in the space used; instead of seeding. */
  initialCenters: z.array(z.array(z.number())).min(2).optional(),
  /** Rows per batch: instead of going through all rows, only where there are more of them; null: always all rows. */
  miniBatch: z.int().min(100).max(1_000_000).nullable().default(null),
})
export type KMeansParams = z.output<typeof params>

export interface KMeansResult extends Segmentation {
  /** k × d in the space used (after transform and scaling). */
  clusterCenters: Matrix
  /** The same points in the units of the columns. */
  clusterCentersOriginal: Matrix
  /** Sum of squared distances to the own centre, in the space used. */
  inertia: number
  nIter: number
  converged: boolean
  /** Rows on which the starts were compared first; null when every start went through all rows. */
  startSampleSize: number | null
  /** Starts that went through all rows. */
  startsFinished: number
  kChoice: KChoice | null
  /** Columns given that were not used. */
  leftOut: string[]
  /** Sum of the weights in each segment; absent without weights of rows. */
  weightPerCluster?: number[] | undefined
  /** What small batches cost against all rows, see `miniBatchKMeans`; absent where all rows were gone through. */
  miniBatch?: { batchRows: number; loss: number; lossRows: number } | undefined
}

const result: z.ZodType<KMeansResult> = z.object({
  ...segmentationShape,
  clusterCenters: matrixSchema,
  clusterCentersOriginal: matrixSchema,
  inertia: z.number(),
  nIter: z.int(),
  converged: z.boolean(),
  startSampleSize: z.int().nullable(),
  startsFinished: z.int(),
  kChoice: kChoiceSchema.nullable(),
  leftOut: z.array(z.string()),
  weightPerCluster: z.array(z.number()).optional(),
  miniBatch: z.object({ batchRows: z.int(), loss: z.number(), lossRows: z.int() }).optional(),
})

export const spec = defineMethod({
  id: 'k-means',
  family: 'segments',
  inputs: { ...mixedInputs, weight: weightInput },
  params,
  result,
  perRow: ['labels', 'scores'],
  segmentLabels: 'labels',
  references: [
    {
      citation:
        'Lloyd, S. P. (1982). Least squares quantization in PCM. IEEE Transactions on Information Theory, 28(2).',
      variant: 'Lloyd',
    },
    {
      citation: 'Arthur, D. & Vassilvitskii, S. (2007). k-means++: The advantages of careful seeding. SODA ’07.',
      variant: 'greedy k-means++',
    },
    {
      citation: 'Sculley, D. (2010). Web-scale k-means clustering. WWW ’10.',
      variant: 'mini-batch, only when asked for',
    },
    { citation: 'Hamerly, G. (2010). Making k-means even faster. SDM 2010.', variant: 'one bound per row' },
    { citation: 'Newling, J. & Fleuret, F. (2016). Fast k-means with accurate bounds. ICML 2016.' },
    {
      citation: 'Hartigan, J. A. (1975). Clustering Algorithms. Wiley.',
      variant: 'single transfers, up to 65,536 rows',
    },
    {
      citation:
        'Rousseeuw, P. J. (1987). Silhouettes: a graphical aid to the interpretation and validation of cluster analysis. Journal of Computational and Applied Mathematics, 20.',
    },
  ],
  primaryParams: ['k', 'transform', 'scaling'],
  estimate: (nRows, nColumns, { k, nInit }) => {
    const segments = typeof k === 'number' ? k : 5
    const rowsToFit = Math.min(nRows, CHUNK_ROWS) * nInit + (nRows > CHUNK_ROWS ? 3 * nRows : 0)
    const silhouettes = Math.min(nRows, 20_000) ** 2 * nColumns * 1e-9
    return {
      seconds: 0.05 + rowsToFit * (2 + nColumns) * (2 + segments) * 5e-9 + silhouettes,
      bytes: nRows * (nColumns * 20 + 80),
    }
  },
})
