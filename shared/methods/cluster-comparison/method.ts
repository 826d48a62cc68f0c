import { z } from 'zod'
import type { Matrix } from '../../dataset/column'
import type { PartitionAgreement } from '../../math/partition-agreement'
import { defineMethod, type InputRole } from '../define-method'
import { matrixSchema } from '../result-schemas'

export const params = z.object({})
export type ClusterComparisonParams = z.output<typeof params>

export interface ClusterComparisonResult extends PartitionAgreement {
  /** First × second: rows in both. */
  crosstab: Matrix
  firstLevels: string[]
  secondLevels: string[]
}

const index = z.number()
const result: z.ZodType<ClusterComparisonResult> = z.object({
  rand: index,
  adjustedRand: index,
  mutualInformation: index,
  nmi: index,
  ami: index,
  homogeneity: index,
  completeness: index,
  vMeasure: index,
  fowlkesMallows: index,
  purity: index,
  crosstab: matrixSchema,
  firstLevels: z.array(z.string()),
  secondLevels: z.array(z.string()),
})

const partition: InputRole = {
  count: 'one',
  required: true,
  measureTypes: ['nominal', 'ordinal', 'continuous', 'id', 'text'],
  as: 'categorical',
  prefer: ['category'],
}

export const spec = defineMethod({
  id: 'cluster-comparison',
  family: 'segments',
  inputs: { first: partition, second: partition },
  params,
  result,
  perRow: [],
  references: [
    {
      citation: 'Hubert, L. & Arabie, P. (1985). Comparing partitions. Journal of Classification, 2.',
      variant: 'adjusted Rand index',
    },
    {
      citation:
        'Vinh, N. X., Epps, J. & Bailey, J. (2010). Information theoretic measures for clusterings comparison. Journal of Machine Learning Research, 11.',
      variant: 'normalised and adjusted by the arithmetic mean of the entropies',
    },
    {
      citation:
        'Rosenberg, A. & Hirschberg, J. (2007). V-measure: a conditional entropy-based external cluster evaluation measure. EMNLP-CoNLL.',
    },
    {
      citation:
        'Fowlkes, E. B. & Mallows, C. L. (1983). A method for comparing two hierarchical clusterings. Journal of the American Statistical Association, 78.',
    },
  ],
  primaryParams: [],
})
