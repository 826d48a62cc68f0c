import type { Column } from '../../dataset/column'
import type { ScalingKind } from '../estimator'

/** How columns become what an estimator computes on. */
export interface PipelinePolicy {
  /** What stands for a missing number; `keep` leaves it missing, for estimators that understand that. */
  missing: 'median' | 'mean' | 'mode' | 'constant' | 'keep'
  fillValue: number
  /** Adds a 0/1 column that says where a value was missing. */
  missingIndicator: boolean
  encoding: 'one-hot' | 'target' | 'frequency'
  /** A category of more levels is coded by its target instead of one column per level. */
  maxLevels: number
  scaling: ScalingKind
  /** Keeps so many encoded columns, those that go best with the target; all when null. */
  selection: number | null
  /** Powers of each number that are added. */
  degree: number
}

/** What a pipeline learns from: columns of all rows, and which of them it may look at. */
export interface PipelineInput {
  columns: readonly Column[]
  /** Training rows. */
  rows: Int32Array
  /** Per training row its class or target. */
  y: Float64Array
  nClasses: number
}

interface FittedScale {
  center: number
  scale: number
}

/** A number: gaps filled, powers taken, each power scaled. */
export interface NumberStep {
  kind: 'number'
  name: string
  /** Null where missing values are kept. */
  fill: number | null
  filled: number
  indicator: boolean
  powers: FittedScale[]
}

/** A category as one 0/1 column per level but the first, which is the reference. */
export interface LevelsStep {
  kind: 'levels'
  name: string
  levels: string[]
  /** The level that stands for a missing value. */
  fill: string
  filled: number
  indicator: boolean
}

/** A category as numbers: what its level's rows were like, or how many there were. */
export interface CodedStep extends FittedScale {
  kind: 'coded'
  name: string
  how: 'target' | 'frequency'
  levels: string[]
  /** Levels × outputs: one output, or one per class but the first. */
  values: Float64Array
  nOutputs: number
  /** For missing and unknown levels; one per output. */
  otherwise: Float64Array
  filled: number
  /** True when there were too many levels for one column each. */
  tooMany: boolean
}

/** A column that says nothing, or names the row. */
export interface DroppedStep {
  kind: 'dropped'
  name: string
  reason: 'constant' | 'empty' | 'identifier'
}

export type PipelineStep = NumberStep | LevelsStep | CodedStep | DroppedStep

/** Everything learned from training rows that is needed to encode other rows: plain data, stored with the run. */
export interface FittedPipeline {
  steps: PipelineStep[]
  /** Names of the encoded columns: `column`, `column=level`, `column^2`. */
  terms: string[]
  /** Which step each encoded column comes from. */
  stepOfTerm: number[]
  /** Which of all encoded columns are kept; null for all of them. */
  selected: number[] | null
}

/** Names of what a step makes. */
export function termsOf(step: PipelineStep): string[] {
  if (step.kind === 'dropped') return []
  const { name } = step
  if (step.kind === 'coded') {
    return step.nOutputs === 1 ? [name] : Array.from({ length: step.nOutputs }, (_, k) => `${name}~${k + 1}`)
  }
  const missing = step.indicator ? [`${name} missing`] : []
  if (step.kind === 'levels') return [...step.levels.slice(1).map((level) => `${name}=${level}`), ...missing]
  return [...step.powers.map((_, p) => (p === 0 ? name : `${name}^${p + 1}`)), ...missing]
}

/** What was met on the way that a reader must know. */
export interface EncodingReport {
  /** Levels that no training row had. */
  unknown: { column: string; levels: string[]; rows: number }[]
  /** Columns of the pipeline that are not there. */
  missingColumns: string[]
}
