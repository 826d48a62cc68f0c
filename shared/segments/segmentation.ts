import { z } from 'zod'
import type { Progress } from '../contract/run-events'
import type { Matrix } from '../dataset/column'
import { componentScores, principalComponents } from '../math/principal-components'
import type { RowSpace } from '../math/row-space'
import { silhouette } from '../math/silhouette'
import { silhouetteOfSpace } from '../math/silhouette-of-space'
import type { InputRole, MethodContext, MethodInput } from '../methods/define-method'
import { type FeaturePreparation, featurePreparationSchema } from '../methods/feature-policy'
import type { PreparedSpace } from '../methods/prepare-space'
import { int32Schema, matrixSchema } from '../methods/result-schemas'
import { spreadLabels, spreadMatrix } from '../methods/spread-rows'
import { explainSegments, type SegmentExplanation, segmentExplanationSchema } from './explanation/explain-segments'
import { type ExampleRows, exampleRowsSchema, findExampleRows } from './explanation/typical-rows'
import { profileSegments, type SegmentProfile, segmentProfileSchema } from './segment-profile'
import { type SilhouetteSample, silhouetteSample, silhouetteSampleSchema } from './silhouette-sample'
import { type SpacePolicy, spacePolicySchema } from './space-policy'

/** The columns that segments are made from, numbers alone, and those they are described by. */
export const segmentInputs = {
  features: {
    count: 'many',
    required: true,
    measureTypes: ['continuous', 'ordinal'],
    as: 'numeric',
    prefer: ['amount', 'quantity'],
  },
  profile: {
    count: 'many',
    required: false,
    measureTypes: ['continuous', 'ordinal', 'nominal', 'time'],
    as: 'any',
  },
} as const satisfies Record<string, InputRole>

/** The same for methods that compare categories as well; only numbers are proposed. */
export const mixedInputs = {
  ...segmentInputs,
  features: { ...segmentInputs.features, measureTypes: ['continuous', 'ordinal', 'nominal'], as: 'mixed' },
} as const satisfies Record<string, InputRole>

/** How often each row counts. */
export const weightInput = {
  count: 'one',
  required: false,
  measureTypes: ['continuous', 'ordinal'],
  as: 'numeric',
  prefer: [],
} as const satisfies InputRole

/** What every method that makes segments has in its result. */
export interface Segmentation {
  /** Segment per row, 0 the largest, −1 noise; `NO_LABEL` where the row was dropped. */
  labels: Int32Array
  /** Rows per segment, without noise. */
  sizes: number[]
  silhouette: number | null
  silhouettePerCluster: (number | null)[]
  /** Rows the silhouette was measured on; less than the rows in segments when a sample was drawn. */
  silhouetteSampleSize: number
  /** Some of those rows with their silhouettes; absent in older results. */
  silhouettes?: SilhouetteSample | undefined
  /** Sum of squared distances of the rows used to their mean, in the space used. */
  totalInertia: number
  /** n × 2 coordinates on the first principal components of the space used, and their shares of its variance. */
  scores: Matrix
  explainedVarianceRatio: number[]
  preparation: FeaturePreparation[]
  /** How rows were compared; absent where that was by numbers of equal weight alone. */
  policy?: SpacePolicy | undefined
  profile: SegmentProfile
  explanation: SegmentExplanation
  examples: ExampleRows
}

/** The part of a result's schema that describes a `Segmentation`. */
export const segmentationShape = {
  labels: int32Schema,
  sizes: z.array(z.int()),
  silhouette: z.number().nullable(),
  silhouettePerCluster: z.array(z.number().nullable()),
  silhouetteSampleSize: z.int(),
  silhouettes: silhouetteSampleSchema.optional(),
  totalInertia: z.number(),
  scores: matrixSchema,
  explainedVarianceRatio: z.array(z.number()),
  preparation: z.array(featurePreparationSchema),
  policy: spacePolicySchema.optional(),
  profile: segmentProfileSchema,
  explanation: segmentExplanationSchema,
  examples: exampleRowsSchema,
}

/**
 * Describes a partition of prepared rows: quality, a plane to look at it in, the profile of every segment, and why it is one.
 * @param labels one per prepared row, 0 … k − 1 or −1
 * @param input the run's columns: roles `features` and `profile` are profiled
 * Cost: O(min(n, 20,000)²·d + n·d²).
 */
export function* describeSegmentation(
  { matrix, rows, preparation, policy, space }: PreparedSpace & { space?: RowSpace },
  labels: Int32Array,
  nClusters: number,
  input: MethodInput,
  context: MethodContext,
): Generator<Progress, Segmentation, void> {
  const byGower = policy?.distance === 'gower' ? space : undefined
  const quality = byGower
    ? yield* silhouetteOfSpace(byGower, labels, nClusters, context.seed)
    : yield* silhouette(matrix, labels, nClusters, context)
  const spread = spreadLabels(labels, rows, input.nRows)
  const { features = [], profile = [] } = input.columns
  const plane = planeOf(matrix, rows, input.nRows, context)
  const used = new Set((policy?.columns ?? preparation).map(({ name }) => name))
  const shaping = features.filter(({ name }) => used.has(name))
  const rowIdOf = (row: number) => input.rowIds[rows[row] as number] as number
  return {
    labels: spread,
    sizes: sizesOf(labels, nClusters),
    silhouette: quality.mean,
    silhouettePerCluster: quality.perCluster,
    silhouetteSampleSize: quality.rows.length,
    silhouettes: silhouetteSample(quality, labels, nClusters, rowIdOf),
    ...plane,
    preparation,
    ...(policy ? { policy } : {}),
    profile: yield* profileSegments([...features, ...profile], spread, nClusters),
    explanation: yield* explainSegments(shaping, [...features, ...profile], spread, nClusters, context.seed),
    examples: yield* findExampleRows(matrix, labels, nClusters, rowIdOf, context.seed),
  }
}

/** Rows per segment. */
export function sizesOf(labels: Int32Array, nClusters: number): number[] {
  const sizes = new Array<number>(nClusters).fill(0)
  for (const label of labels) if (label >= 0) sizes[label] = (sizes[label] as number) + 1
  return sizes
}

function planeOf(matrix: Matrix, rows: Int32Array, nRows: number, { parallel }: MethodContext) {
  const found = principalComponents(matrix, Math.min(2, matrix.nColumns), parallel)
  const total = found.variances.reduce((sum, variance) => sum + variance, 0)
  return {
    totalInertia: total * (matrix.nRows - 1),
    scores: spreadMatrix(componentScores(matrix, found, parallel), rows, nRows),
    explainedVarianceRatio: Array.from(found.variances.subarray(0, found.components.nRows), (value) => value / total),
  }
}
