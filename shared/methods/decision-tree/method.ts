import { z } from 'zod'
import type { PredictiveResult } from '../../learning/predictive/result'
import type { TreeRule } from '../../learning/trees/tree-rules'

export const params = {
  criterion: z.enum(['gini', 'entropy']).default('gini'),
  maxDepth: z.int().min(1).nullable().default(5),
  minSamplesLeaf: z.int().min(1).default(20),
  minSamplesSplit: z.int().min(2).default(2),
  /** A leaf must be worth so much of the mean impurity; 0 prunes nothing. */
  ccpAlpha: z.number().min(0).default(0),
}

/** A node as the command line writes it; children by their position in the list. */
export interface TreeNode {
  /** Null in a leaf. */
  term: string | null
  threshold: number | null
  left: number | null
  right: number | null
  nSamples: number
  impurity: number
  /** Shares by class, or the mean. */
  value: number[]
}

/** How much of the impurity the splits at an encoded column take away. */
export interface ImpurityImportance {
  term: string
  importance: number
}

export interface DecisionTreeOwn {
  nLeaves: number
  depth: number
  rules: TreeRule[]
  tree: TreeNode[]
  impurityImportance: ImpurityImportance[]
}

export type TreeResult = PredictiveResult & DecisionTreeOwn

export const impurityImportanceSchema: z.ZodType<ImpurityImportance[]> = z.array(
  z.object({ term: z.string(), importance: z.number() }),
)

export const shape = {
  nLeaves: z.int(),
  depth: z.int(),
  rules: z.array(
    z.object({
      conditions: z.array(z.object({ feature: z.string(), operator: z.enum(['<=', '>']), threshold: z.number() })),
      value: z.array(z.number()),
      nSamples: z.int(),
    }),
  ),
  tree: z.array(
    z.object({
      term: z.string().nullable(),
      threshold: z.number().nullable(),
      left: z.int().nullable(),
      right: z.int().nullable(),
      nSamples: z.int(),
      impurity: z.number(),
      value: z.array(z.number()),
    }),
  ),
  impurityImportance: impurityImportanceSchema,
}
