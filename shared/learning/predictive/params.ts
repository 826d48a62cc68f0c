import { z } from 'zod'
import type { CalibrationKind } from '../calibration/calibration'
import type { ScalingKind } from '../estimator'
import type { Balancing } from '../pipeline/balance'
import type { PipelinePolicy } from '../pipeline/pipeline'
import type { TuningKind } from '../tuning/tuning'

const rows = z.array(z.int().min(0))

/** What a method sets of the parameters that all predictive methods share. */
export interface PredictiveDefaults {
  scaling: ScalingKind
  split?: 'stratified' | 'none'
  /** False for methods that only tell classes apart, or only predict numbers. */
  hasBothTasks?: boolean
  handlesMissing?: boolean
  /** False where nothing can be searched for. */
  canTune?: boolean
  /** False where there are no probabilities to calibrate. */
  canCalibrate?: boolean
  /** True where the model itself draws a line between two classes, which is then the threshold unless one is given. */
  hasBoundary?: boolean
}

/** Parameters of the search for settings. */
const tuneParams = {
  tune: z.enum(['none', 'random', 'successive-halving']).default('none'),
  /** Settings tried at most, the given one among them. */
  nCandidates: z.int().min(2).max(500).default(20),
  /** Folds inside the training rows on which each setting is tried. */
  tuneFolds: z.int().min(2).max(10).default(3),
  /** Seconds that the search may be expected to take on one core; without it all settings are tried. */
  tuneBudget: z.number().gt(0).max(86_400).nullable().default(null),
  /** Chooses anew inside every fold of the cross-validation, so that the folds judge the choice, too. */
  nested: z.boolean().default(true),
}
const calibrationParams = { calibration: z.enum(['none', 'sigmoid', 'isotonic']).default('none') }

/** What the parameters are that a method does not offer. */
export const withoutChoice = {
  ...{ tune: 'none', nCandidates: 2, tuneFolds: 2, tuneBudget: null, nested: true },
  calibration: 'none',
} as const

const splitSchema = z.union([
  z.enum(['stratified', 'time', 'group', 'none']),
  z.strictObject({ trainRows: rows, testRows: rows }),
  z.strictObject({ kind: z.enum(['stratified', 'none']), testShare: z.number().gt(0).lt(1).optional() }),
  z.strictObject({
    kind: z.literal('time'),
    column: z.string().min(1).optional(),
    testShare: z.number().gt(0).lt(1).optional(),
    from: z.iso.date().optional(),
  }),
  z.strictObject({
    kind: z.literal('group'),
    column: z.string().min(1).optional(),
    testShare: z.number().gt(0).lt(1).optional(),
  }),
])
export type SplitChoice = z.output<typeof splitSchema>

/** The parameters that all predictive methods share, with the defaults a method sets. */
export function predictiveParams({
  scaling,
  split = 'stratified',
  handlesMissing = false,
  canTune = true,
  canCalibrate = true,
  hasBoundary = false,
}: PredictiveDefaults) {
  return {
    /** The class whose probability is asked for; recognised when null. */
    positive: z
      .union([z.string().min(1), z.number()])
      .nullable()
      .default(null),
    /** `auto`: numbers that measure are predicted, kinds are told apart. */
    task: z.enum(['auto', 'classification', 'regression']).default('auto'),
    split: splitSchema.default(split),
    testShare: z.number().gt(0).lt(1).default(0.2),
    /** Folds of the cross-validation; 0 for none, or the fold of each training row. */
    folds: z.union([z.int().min(0).max(20), z.array(z.int().min(0).max(99))]).default(5),
    repeats: z.int().min(1).max(20).default(1),
    encoding: z.enum(['one-hot', 'target', 'frequency']).default('one-hot'),
    maxLevels: z.int().min(2).max(1000).default(50),
    scaling: z.enum(['none', 'standard', 'min-max', 'robust']).default(scaling),
    missing: z
      .enum(['median', 'mean', 'mode', 'constant', 'drop', ...(handlesMissing ? (['keep'] as const) : [])])
      .default(handlesMissing ? ('keep' as 'median') : 'median'),
    fillValue: z.number().default(0),
    missingIndicator: z.boolean().default(false),
    selection: z.int().min(1).nullable().default(null),
    balancing: z.enum(['none', 'class-weights', 'smote']).default('none'),
    threshold: hasBoundary ? z.number().min(0).max(1).nullable().default(null) : z.number().min(0).max(1).default(0.5),
    /** So many can be contacted: the threshold is then set by their number. */
    capacity: z.int().min(1).nullable().default(null),
    /** What it brings to contact one of the positive class, and what every contact costs. */
    contactBenefit: z.number().gt(0).nullable().default(null),
    contactCost: z.number().min(0).nullable().default(null),
    /** Columns that a proposed change leaves as they are; those that nobody can change when null. */
    fixed: z.array(z.string().min(1)).nullable().default(null),
    ...(canCalibrate ? calibrationParams : {}),
    ...(canTune ? tuneParams : {}),
  }
}

/** The parameters that all predictive methods share. */
export interface PredictiveParams extends Omit<PipelinePolicy, 'missing' | 'degree'> {
  positive: string | number | null
  task: 'auto' | 'classification' | 'regression'
  split: SplitChoice
  testShare: number
  folds: number | number[]
  repeats: number
  missing: PipelinePolicy['missing'] | 'drop'
  balancing: Balancing
  /** Null: where the model itself draws the line. */
  threshold: number | null
  capacity: number | null
  contactBenefit: number | null
  contactCost: number | null
  fixed: string[] | null
  calibration: 'none' | CalibrationKind
  tune: 'none' | TuningKind
  nCandidates: number
  tuneFolds: number
  tuneBudget: number | null
  nested: boolean
  /** Only of methods with polynomial terms. */
  degree?: number
}

/** The policy of the pipeline; rows with gaps were dropped before, when that was asked for. */
export function pipelinePolicy(params: PredictiveParams): PipelinePolicy {
  const { missing } = params
  return { ...params, missing: missing === 'drop' ? 'median' : missing, degree: params.degree ?? 1 }
}
