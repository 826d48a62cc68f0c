import { z } from 'zod'
import { type Condition, conditionSchema } from '../../segments/explanation/conditions'
import { defineMethod } from '../define-method'
import { float64Schema, int32Schema } from '../result-schemas'

export const params = z.object({
  /** `auto`: text, categories and few different whole numbers are segments, everything else is an amount. */
  task: z.enum(['auto', 'segments', 'amount']).default('auto'),
  maxDepth: z.int().min(1).max(30).default(4),
  minSamplesLeaf: z.int().min(1).max(1_000_000).default(10),
  /** `auto`: Gini for segments, squared error for amounts. */
  criterion: z.enum(['auto', 'gini', 'entropy', 'squared-error']).default('auto'),
  /** Cost-complexity pruning: what a further leaf must take off the mean impurity (scikit-learn's ccp_alpha). */
  pruning: z.number().min(0).max(1e12).default(0),
})
export type SegmentTreeParams = z.output<typeof params>

/** A column of the tree's space: a column of numbers, or one level of a column of categories (1 where it is that). */
export interface TreeFeature {
  column: string
  level: string | null
}

/** One leaf in words. */
export interface LeafRule {
  /** Name of the segment that most of its rows are in; for an amount the number of the leaf, the highest first. */
  segment: string
  /** Mean of the amount; null for segments. */
  value: number | null
  conditions: Condition[]
  /** Share of the segment's rows in this leaf; of all rows, for an amount. */
  coverage: number
  /** Share of the leaf's rows that are in the segment; null for an amount. */
  precision: number | null
  /** Rows in the leaf. */
  support: number
}

/** The tree by node, root first; a row goes left where its value is at most the threshold. */
export interface StoredTree {
  /** Position in `treeFeatures`; −1 is a leaf. */
  feature: Int32Array
  threshold: Float64Array
  left: Int32Array
  right: Int32Array
  nSamples: Int32Array
  impurity: Float64Array
  /** Label of each node: its segment, or the number of its leaf (−1 for inner nodes of an amount). */
  label: Int32Array
}

export interface SegmentTreeResult {
  /** Per row the label the tree gives: position in `classes`, or the number of the leaf. */
  labels: Int32Array
  /** What labels stand for. */
  classes: string[]
  isAmount: boolean
  rules: LeafRule[]
  /** Share of the rows whose label the tree gives (accuracy); R² for an amount. */
  fidelity: number
  nLeaves: number
  depth: number
  tree: StoredTree
  treeFeatures: TreeFeature[]
  /** Share of the gain by column, adding up to 1. */
  importance: { column: string; share: number }[]
  /** Rows per label. */
  sizes: number[]
}

const result: z.ZodType<SegmentTreeResult> = z.object({
  labels: int32Schema,
  classes: z.array(z.string()),
  isAmount: z.boolean(),
  rules: z.array(
    z.object({
      segment: z.string(),
      value: z.number().nullable(),
      conditions: z.array(conditionSchema),
      coverage: z.number(),
      precision: z.number().nullable(),
      support: z.int(),
    }),
  ),
  fidelity: z.number(),
  nLeaves: z.int(),
  depth: z.int(),
  tree: z.object({
    feature: int32Schema,
    threshold: float64Schema,
    left: int32Schema,
    right: int32Schema,
    nSamples: int32Schema,
    impurity: float64Schema,
    label: int32Schema,
  }),
  treeFeatures: z.array(z.object({ column: z.string(), level: z.string().nullable() })),
  importance: z.array(z.object({ column: z.string(), share: z.number() })),
  sizes: z.array(z.int()),
})

export const spec = defineMethod({
  id: 'segment-tree',
  family: 'segments',
  inputs: {
    target: {
      count: 'one',
      required: true,
      measureTypes: ['nominal', 'ordinal', 'continuous'],
      as: 'any',
      prefer: ['category'],
    },
    features: { count: 'many', required: true, measureTypes: ['continuous', 'ordinal', 'nominal'], as: 'any' },
  },
  params,
  result,
  perRow: ['labels'],
  segmentLabels: 'labels',
  references: [
    {
      citation:
        'Breiman, L., Friedman, J. H., Olshen, R. A. & Stone, C. J. (1984). Classification and Regression Trees. Wadsworth.',
      variant: 'exact search, thresholds in the middle of gaps, minimal cost-complexity pruning',
    },
  ],
  primaryParams: ['maxDepth', 'minSamplesLeaf', 'task'],
  estimate: (nRows, nColumns, { maxDepth }) => ({
    seconds: 0.05 + nRows * nColumns * (2e-7 + maxDepth * 2e-8),
    bytes: nRows * (nColumns * 16 + 60),
  }),
})
