import { z } from 'zod'
import type { TextValue } from '../../contract/text'
import type { Matrix } from '../../dataset/column'
import { float64Schema, int32Schema } from '../../methods/result-schemas'
import type { Calibration, CalibrationKind } from '../calibration/calibration'
import type { PredictiveTask } from '../estimator'
import type { ClassificationMetrics, ConfusionMatrix } from '../metrics/binary-metrics'
import type { ClassificationCurves } from '../metrics/curves'
import type { Intervals } from '../metrics/intervals'
import type { ClassCounts } from '../metrics/multiclass-metrics'
import type { RegressionMetrics } from '../metrics/regression-metrics'
import type { FittedPipeline } from '../pipeline/pipeline'
import type { Setting } from '../tuning/search-space'
import type { Tuning } from '../tuning/tuning'
import type { Counterfactual } from './counterfactual'

/** Every measure of either task; those of the other task are absent. */
export type PredictiveMetrics = Partial<ClassificationMetrics & RegressionMetrics>

/** Something a reader must know; its words are `predict.notice.<id>`. */
export interface Remark {
  id: string
  level: 'info' | 'warning'
  values: Record<string, TextValue>
}

export interface ThresholdChoice {
  value: number
  kind: 'fixed' | 'capacity' | 'benefit' | 'boundary'
  /** Test rows at or above it. */
  flagged: number
  /** Benefit minus cost on the test rows, when both are known. */
  profit: number | null
}

export interface CrossValidationFold {
  repeat: number
  fold: number
  n: number
  metrics: PredictiveMetrics
  baseline: PredictiveMetrics
  /** What a search inside this fold's training rows chose, and its loss there. */
  tuned?: { setting: Setting; loss: number }
}

export interface CrossValidation {
  kind: 'stratified' | 'time' | 'group' | 'given'
  folds: CrossValidationFold[]
  mean: PredictiveMetrics
  standardDeviation: PredictiveMetrics
}

/** How far probabilities were off on the test rows, without and with calibration. */
export interface CalibrationReport {
  kind: CalibrationKind
  before: Pick<PredictiveMetrics, 'ece' | 'brier' | 'logLoss'>
  after: Pick<PredictiveMetrics, 'ece' | 'brier' | 'logLoss'>
  /** Points of the curve without calibration, by bins of probability; empty with more than two classes. */
  curve: ClassificationCurves['calibration']['uniform']
}

/** The model beside what one gets without any: on the test rows, and fold by fold with a test of the difference. */
export interface BaselineComparison {
  kind: 'prior' | 'mean'
  metrics: PredictiveMetrics
  /** What the test compares: the smaller loss, or the larger area. */
  comparisons: { metric: 'logLoss' | 'rocAuc' | 'rmse'; difference: number; t: number; p: number }[]
  /** Whether the model is better beyond chance; null when that was not tested. */
  isBeaten: boolean | null
}

export interface Importance {
  feature: string
  /** How much the measure worsens when the column is shuffled. */
  mean: number
  standardDeviation: number
}

export interface Dependence {
  feature: string
  /** Numbers, or levels of a category. */
  values: (number | string)[]
  /** Mean prediction when every row had that value. */
  mean: number[]
  /** The same for single rows. */
  rows: number[][]
}

export interface Subgroup {
  feature: string
  level: string
  n: number
  /** Share of the positive class, or the mean target. */
  actual: number
  predicted: number
  rocAuc: number | null
  recall: number | null
  precision: number | null
  mae: number | null
}

export interface Leak {
  kind: 'tellsAll' | 'identifier' | 'afterOutcome' | 'duplicates' | 'overlap'
  column: string | null
  /** Area under the ROC curve of the column alone, squared correlation, or share of rows. */
  strength: number
}

/** Why a row was given its probability: its strongest columns, with what each adds. */
export interface RowReasons {
  row: number
  score: number
  /** Of more than two classes the one predicted, for which the reasons speak. */
  class?: string
  reasons: { column: string; value: string | number | null; contribution: number }[]
  /** The smallest change after which the model would say otherwise; null when there is none or it was not sought. */
  change: Counterfactual | null
}

/** What is needed to predict other rows. */
export interface FittedModel {
  pipeline: FittedPipeline
  model: unknown
  calibration?: Calibration | null
  classes: string[]
  /** Quantiles of numbers and shares of levels in training, against which later data are held. */
  training: TrainingColumn[]
}

export interface TrainingColumn {
  name: string
  /** Edges between tenths of a number's training values; null for a category. */
  edges: number[] | null
  levels: string[] | null
  /** Share of the training rows per bin or level; the last is missing values. */
  shares: number[]
}

export interface PredictiveResult {
  task: PredictiveTask
  target: string
  /** Empty for a regression; the positive class comes last of two. */
  classes: string[]
  positive: string | null
  nTrain: number
  nTest: number
  /** Share of the positive class (or mean target) among training rows. */
  trainRate: number
  split: 'rows' | 'stratified' | 'time' | 'group' | 'none'
  /** Dataset rows of the test, in the order of `probabilities` and `predictions`. */
  testRows: Int32Array
  metrics: PredictiveMetrics
  confidence: Intervals<PredictiveMetrics>
  threshold: ThresholdChoice | null
  confusionMatrix: ConfusionMatrix | ClassCounts | null
  /** Of the positive class, or test rows × classes where there are more than two; null for a regression. */
  probabilities: Float64Array | Matrix | null
  /** Predicted targets, or positions in `classes`. */
  predictions: Float64Array | Int32Array
  /** Targets of the test rows; NaN where unknown. */
  actual: Float64Array
  curves: ClassificationCurves | null
  crossValidation: CrossValidation | null
  baseline: BaselineComparison
  importance: Importance[]
  termImportance: Importance[]
  partialDependence: Dependence[]
  subgroups: Subgroup[]
  leaks: Leak[]
  reasons: RowReasons[]
  remarks: Remark[]
  /** Per row of the run its probability or prediction: from the model for rows it did not learn from, else from the folds. */
  rowScores: Float64Array
  fitted: FittedModel
  /** What a search for settings tried and chose; absent in runs of earlier versions. */
  tuning?: Tuning | null
  calibration?: CalibrationReport | null
}

const plain = <T>() => z.custom<T>((value) => typeof value === 'object')

/** Fields of the result, for use in a method's `result`. */
export const predictiveShape = {
  task: z.enum(['classification', 'regression']),
  target: z.string(),
  classes: z.array(z.string()),
  positive: z.string().nullable(),
  nTrain: z.int(),
  nTest: z.int(),
  trainRate: z.number(),
  split: z.enum(['rows', 'stratified', 'time', 'group', 'none']),
  testRows: int32Schema,
  metrics: plain<PredictiveMetrics>(),
  confidence: plain<Intervals<PredictiveMetrics>>(),
  threshold: plain<ThresholdChoice>().nullable(),
  confusionMatrix: plain<ConfusionMatrix | ClassCounts>().nullable(),
  probabilities: plain<Float64Array | Matrix>().nullable(),
  predictions: z.union([float64Schema, int32Schema]),
  actual: float64Schema,
  curves: plain<ClassificationCurves>().nullable(),
  crossValidation: plain<CrossValidation>().nullable(),
  baseline: plain<BaselineComparison>(),
  importance: z.array(plain<Importance>()),
  termImportance: z.array(plain<Importance>()),
  partialDependence: z.array(plain<Dependence>()),
  subgroups: z.array(plain<Subgroup>()),
  leaks: z.array(plain<Leak>()),
  reasons: z.array(plain<RowReasons>()),
  remarks: z.array(
    z.object({ id: z.string(), level: z.enum(['info', 'warning']), values: z.record(z.string(), z.unknown()) }),
  ),
  rowScores: float64Schema,
  fitted: plain<FittedModel>(),
  tuning: plain<Tuning>().nullable().optional(),
  calibration: plain<CalibrationReport>().nullable().optional(),
}
