import { z } from 'zod'
import type { Matrix } from '../../dataset/column'
import { type TreeTop, treeTopSchema } from '../../math/hierarchical/tree-top'
import { type KChoice, kChoiceSchema } from '../../segments/choose-by-silhouette'
import { mixedInputs, type Segmentation, segmentationShape } from '../../segments/segmentation'
import { defineMethod } from '../define-method'
import { distanceParams, gowerReference } from '../mixed-params'
import { float64Schema, matrixSchema } from '../result-schemas'

/** Up to this many rows the tree is exact. */
export const EXACT_ROWS = 20_000

export const params = z.object({
  linkage: z.enum(['ward', 'average', 'complete', 'single']).default('ward'),
  /** Number of segments; `auto` takes the one from 2 to 8 with the best silhouette. */
  k: z.union([z.int().min(1).max(1000), z.literal('auto')]).default('auto'),
  /** Instead of k: merges up to this height are done. */
  height: z.number().min(0).optional(),
  ...distanceParams,
})
export type HierarchicalParams = z.output<typeof params>

export interface HierarchicalResult extends Segmentation {
  /** Ascending; one less than the points of the tree. */
  mergeHeights: Float64Array
  /** The nodes joined: below m points, m + i what merge i made. */
  merges: Matrix
  /** Between the last merge done and the first one left out. */
  cutHeight: number
  /** Points the tree was built on when there were too many rows; null when every row is one. */
  representatives: number | null
  treeTop: TreeTop
  kChoice: KChoice | null
}

const result: z.ZodType<HierarchicalResult> = z.object({
  ...segmentationShape,
  mergeHeights: float64Schema,
  merges: matrixSchema,
  cutHeight: z.number(),
  representatives: z.int().nullable(),
  treeTop: treeTopSchema,
  kChoice: kChoiceSchema.nullable(),
})

export const spec = defineMethod({
  id: 'hierarchical',
  family: 'segments',
  inputs: mixedInputs,
  params,
  result,
  perRow: ['labels', 'scores'],
  segmentLabels: 'labels',
  references: [
    {
      citation:
        'Ward, J. H. (1963). Hierarchical grouping to optimize an objective function. Journal of the American Statistical Association, 58.',
      variant: 'heights √(2·ΔSS) ("ward.D2")',
    },
    {
      citation:
        'Lance, G. N. & Williams, W. T. (1967). A general theory of classificatory sorting strategies. Computer Journal, 9.',
    },
    {
      citation:
        'Murtagh, F. (1983). A survey of recent advances in hierarchical clustering algorithms. Computer Journal, 26.',
      variant: 'nearest-neighbour chain',
    },
    {
      citation:
        'Gower, J. C. & Ross, G. J. S. (1969). Minimum spanning trees and single linkage cluster analysis. Applied Statistics, 18.',
    },
    gowerReference,
  ],
  primaryParams: ['k', 'linkage', 'distance', 'transform', 'scaling'],
  estimate: (nRows, nColumns, { linkage }) => {
    const points = nRows > EXACT_ROWS ? 1000 : nRows
    const usesMatrix = linkage === 'average' || linkage === 'complete'
    return {
      seconds:
        0.05 +
        points ** 2 * (nColumns * 2e-9 + (usesMatrix ? 6e-8 : 0)) +
        (nRows > EXACT_ROWS ? nRows * nColumns * 3e-6 : 0),
      bytes: nRows * (nColumns * 16 + 40) + (usesMatrix ? 4 * points ** 2 : 0),
    }
  },
})
