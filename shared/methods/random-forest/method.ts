import { z } from 'zod'
import { type ImpurityImportance, impurityImportanceSchema } from '../decision-tree/method'

export const params = {
  nTrees: z.int().min(1).max(2000).default(300),
  maxDepth: z.int().min(1).nullable().default(null),
  minSamplesLeaf: z.int().min(1).default(5),
  /** A rule, a number of encoded columns, or below 1 a share of them. */
  maxFeatures: z.union([z.enum(['auto', 'sqrt', 'log2', 'all']), z.number().gt(0)]).default('auto'),
}

/** What trees that did not see a training row say of it: a test without rows kept aside. */
export interface OutOfBagScore {
  accuracy: number | null
  rocAuc: number | null
  logLoss: number | null
  r2: number | null
}

export interface RandomForestOwn {
  nTrees: number
  /** Leaves per tree, on average. */
  meanLeaves: number
  /** True when values were put into at most 255 bins first. */
  binned: boolean
  outOfBag: OutOfBagScore
  impurityImportance: ImpurityImportance[]
}

const measure = z.number().nullable()

export const shape = {
  nTrees: z.int(),
  meanLeaves: z.number(),
  binned: z.boolean(),
  outOfBag: z.object({ accuracy: measure, rocAuc: measure, logLoss: measure, r2: measure }),
  impurityImportance: impurityImportanceSchema,
}
