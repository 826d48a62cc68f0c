import { z } from 'zod'
import { failure } from '../../contract/app-error'
import type { Matrix } from '../../dataset/column'
import { inverseCholesky } from '../../math/cholesky'
import { featureParams } from '../../methods/feature-policy'
import type { GaussianMixtureResult } from '../../methods/gaussian-mixture/method'
import type { KMeansResult } from '../../methods/k-means/method'
import type { KMedoidsResult } from '../../methods/k-medoids/method'
import type { SegmentTreeResult } from '../../methods/segment-tree/method'
import type { Segmentation } from '../segmentation'
import type { ModelFeature } from './space-value'

/** One column as the model takes it: filled, transformed, then (x − center) / scale. */
const modelFeature: z.ZodType<ModelFeature> = z.object({
  name: z.string(),
  /** Of categories: the one that counts 1, all others 0; absent for numbers. */
  level: z.string().optional(),
  /** What stands for a missing value; null: a row without a value gets no segment. */
  fill: z.number().nullable(),
  transform: featureParams.transform.unwrap(),
  lambda: z.number().nullable(),
  center: z.number(),
  scale: z.number(),
})

const numbers = z.array(z.number())

/** The nearest of some centres in the space used; the first of equals. */
const nearestCenter = z.object({
  kind: z.literal('nearest-center'),
  features: z.array(modelFeature),
  centers: z.array(numbers),
})

/** The component with the largest offset − ½·‖W(z − mean)‖²; the first of equals. */
const gaussianMixture = z.object({
  kind: z.literal('gaussian-mixture'),
  features: z.array(modelFeature),
  means: z.array(numbers),
  /** Per component the lower triangle W, row by row, with WᵀW the inverse covariance. */
  whitening: z.array(z.array(numbers)),
  /** ln weight − ½·ln determinant. */
  offsets: numbers,
})

/** Nodes from the root on: left where the column is at most the threshold, or is not the level. */
const tree = z.object({
  kind: z.literal('tree'),
  columns: z.array(z.string()),
  nodes: z.array(
    z.object({
      column: z.string().nullable(),
      level: z.string().nullable(),
      threshold: z.number().nullable(),
      left: z.int().nullable(),
      right: z.int().nullable(),
      label: z.int(),
    }),
  ),
})

/** What a segmentation learned, enough to say the segment of any new row. */
export const segmentModelSchema = z.object({
  format: z.literal('segment-model'),
  version: z.literal(1),
  methodId: z.string(),
  /** False where the nearest centre stands in for a method that has no such rule. */
  isExact: z.boolean(),
  /** Name by label, 0 … k − 1. */
  segments: z.array(z.string()),
  rule: z.discriminatedUnion('kind', [nearestCenter, gaussianMixture, tree]),
})
export type SegmentModel = z.infer<typeof segmentModelSchema>
export type NearestCenterRule = z.infer<typeof nearestCenter>
export type MixtureRule = z.infer<typeof gaussianMixture>
export type TreeRule = z.infer<typeof tree>

/**
 * The model inside a stored result.
 * @param segmentName of a label, as it is called now
 * @throws modelNone when the method makes no segments that new rows can be put into
 */
export function segmentModel(methodId: string, result: unknown, segmentName: (label: number) => string): SegmentModel {
  const found = ruleOf(methodId, result)
  if (!found) throw failure('modelNone', { method: { key: `methods.${methodId}.name` } })
  const segments = Array.from({ length: found.count }, (_, label) => segmentName(label))
  return { format: 'segment-model', version: 1, methodId, isExact: found.isExact, segments, rule: found.rule }
}

function ruleOf(
  methodId: string,
  result: unknown,
): { rule: SegmentModel['rule']; count: number; isExact: boolean } | null {
  if (methodId === 'segment-tree') return treeRule(result as SegmentTreeResult)
  if (methodId === 'gaussian-mixture') return mixtureRule(result as GaussianMixtureResult)
  if (methodId === 'k-means') return centerRule(result as KMeansResult, (result as KMeansResult).clusterCenters, true)
  if (methodId === 'k-medoids')
    return centerRule(
      result as KMedoidsResult,
      (result as KMedoidsResult).medoidsUsed,
      (result as KMedoidsResult).policy?.distance !== 'gower',
    )
  if (['hierarchical', 'dbscan', 'hdbscan'].includes(methodId)) {
    const found = result as Segmentation
    return found.sizes.length > 0 ? centerRule(found, found.examples.means, false) : null
  }
  return null
}

function centerRule(result: Segmentation, centers: Matrix, isExact: boolean) {
  const rule: NearestCenterRule = { kind: 'nearest-center', features: featuresOf(result), centers: rowsOf(centers) }
  return { rule, count: centers.nRows, isExact }
}

function featuresOf({ preparation }: Segmentation): ModelFeature[] {
  return preparation.map(({ name, level, fill, transform, lambda, center, scale }) => ({
    ...(level === undefined ? {} : { level }),
    ...{ name, fill, transform, lambda, center, scale },
  }))
}

function rowsOf({ data, nRows, nColumns }: Matrix): number[][] {
  return Array.from({ length: nRows }, (_, i) => Array.from(data.subarray(i * nColumns, (i + 1) * nColumns)))
}

function mixtureRule(result: GaussianMixtureResult) {
  const { means, covariances, weights } = result
  const d = means.nColumns
  const whitening: number[][][] = []
  const offsets: number[] = []
  for (const [c, weight] of weights.entries()) {
    const found = inverseCholesky(covariances.data.subarray(c * d * d, (c + 1) * d * d), d)
    if (!found) throw failure('covarianceSingular', {}, { parameter: 'regularization' })
    offsets.push(Math.log(weight) - found.logDeterminant / 2)
    whitening.push(
      Array.from({ length: d }, (_, row) => Array.from(found.inverse.subarray(row * d, row * d + row + 1))),
    )
  }
  const rule: MixtureRule = {
    ...{ kind: 'gaussian-mixture', features: featuresOf(result), means: rowsOf(means), whitening, offsets },
  }
  return { rule, count: weights.length, isExact: true }
}

function treeRule({ tree: stored, treeFeatures, classes }: SegmentTreeResult) {
  const nodes = Array.from(stored.feature, (j, node) => {
    const label = stored.label[node] as number
    const asked = treeFeatures[j]
    if (!asked) return { column: null, level: null, threshold: null, left: null, right: null, label }
    const { column, level } = asked
    const threshold = level === null ? (stored.threshold[node] as number) : null
    return { column, level, threshold, left: stored.left[node] as number, right: stored.right[node] as number, label }
  })
  const columns = [...new Set(treeFeatures.map(({ column }) => column))]
  const rule: TreeRule = { kind: 'tree', columns, nodes }
  return { rule, count: classes.length, isExact: true }
}

/** Columns that the model needs. */
export function modelColumns({ rule }: SegmentModel): string[] {
  return rule.kind === 'tree' ? rule.columns : [...new Set(rule.features.map(({ name }) => name))]
}
