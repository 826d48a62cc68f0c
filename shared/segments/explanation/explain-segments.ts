import { z } from 'zod'
import type { Progress } from '../../contract/run-events'
import type { Column } from '../../dataset/column'
import { measureTypeSchema } from '../../dataset/schema'
import { benjaminiHochberg, holm } from '../../math/hypothesis/adjust-p-values'
import { drawSample } from '../../math/silhouette'
import { comparable } from './comparable'
import { conditionSchema } from './conditions'
import {
  type ExplainedFeature,
  type FeatureDifference,
  nominalDifferences,
  numericDifferences,
} from './feature-differences'
import { findRules, participatingRows, type SegmentRule } from './find-rules'

/** Why segments are what they are: where each differs from the rest, and a short rule for each. */
export interface SegmentExplanation {
  features: ExplainedFeature[]
  /** Rows that the rank tests were made on. */
  rankedRows: number
  rules: SegmentRule[]
}

const maybe = z.number().nullable()
const difference: z.ZodType<FeatureDifference> = z.object({
  effect: maybe,
  inside: maybe,
  outside: maybe,
  level: z.string().nullable(),
  statistic: maybe,
  degrees: maybe,
  p: maybe,
  rankP: maybe,
  pAdjusted: maybe,
  pHolm: maybe,
})
const rule: z.ZodType<SegmentRule> = z.object({
  segment: z.int(),
  conditions: z.array(conditionSchema),
  coverage: z.number(),
  precision: z.number(),
  support: z.int(),
})
export const segmentExplanationSchema: z.ZodType<SegmentExplanation> = z.object({
  features: z.array(
    z.object({
      name: z.string(),
      kind: z.enum(['numeric', 'nominal']),
      measureType: measureTypeSchema,
      shaped: z.boolean(),
      segments: z.array(difference),
    }),
  ),
  rankedRows: z.int(),
  rules: z.array(rule),
})

/** Rank tests sort, so above this many rows they are made on rows drawn by the seed. */
const RANKED_ROWS = 50_000

/**
 * Explains any labels over any columns.
 * @param features columns that the segments were made from; rules are sought in them
 * @param others columns to compare segments in besides
 * @param labels one per row, 0 … k − 1; −1 is no segment but takes part, lesser labels do not
 * Cost: O(n) per column and rule; see `findRules`.
 */
export function* explainSegments(
  features: readonly Column[],
  others: readonly Column[],
  labels: Int32Array,
  nClusters: number,
  seed: number,
): Generator<Progress, SegmentExplanation, void> {
  const shaping = features.map(comparable)
  const names = new Set(shaping.map(({ name }) => name))
  const further = others.filter(({ name }) => !names.has(name)).map(comparable)
  const ranked = drawSample(participatingRows(labels), RANKED_ROWS, seed)
  const explained: ExplainedFeature[] = []
  for (const column of [...shaping, ...further]) {
    explained.push(explainFeature(column, names.has(column.name), labels, nClusters, ranked))
    yield { stage: 'differences', fraction: null }
  }
  correct(explained.flatMap(({ segments }) => segments))
  const rules = yield* findRules(shaping.length > 0 ? shaping : further, labels, nClusters, seed)
  return { features: explained, rankedRows: ranked.length, rules }
}

function explainFeature(
  column: Column,
  shaped: boolean,
  labels: Int32Array,
  nClusters: number,
  ranked: Int32Array,
): ExplainedFeature {
  const { name, measureType } = column
  if (column.kind === 'categorical') {
    return { name, kind: 'nominal', measureType, shaped, segments: nominalDifferences(column, labels, nClusters) }
  }
  const segments = numericDifferences(column, labels, nClusters, ranked)
  return { name, kind: 'numeric', measureType, shaped, segments }
}

/** Fills in the p-values corrected over everything that was tested. */
function correct(differences: readonly FeatureDifference[]): void {
  const tested = differences.filter(({ p }) => p !== null)
  const values = tested.map(({ p }) => p as number)
  const [adjusted, held] = [benjaminiHochberg(values), holm(values)]
  for (const [i, one] of tested.entries()) {
    one.pAdjusted = adjusted[i] as number
    one.pHolm = held[i] as number
  }
}
