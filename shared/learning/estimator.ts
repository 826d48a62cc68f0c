import type { Progress } from '../contract/run-events'
import type { Matrix } from '../dataset/column'
import type { MethodContext } from '../methods/define-method'

export type PredictiveTask = 'classification' | 'regression'
export type ScalingKind = 'none' | 'standard' | 'min-max' | 'robust'

/** What an estimator learns from: the rows of one training fold, encoded by a pipeline that saw no others. */
export interface TrainingData {
  /** nSamples × nFeatures, row by row, on shared memory. NaN only where the estimator handles missing values. */
  x: Matrix
  /** Names of the encoded columns: `column` for numbers, `column=level` for one level of a category. */
  featureNames: readonly string[]
  /** Per row its class, 0 … nClasses − 1, or the target of a regression; on shared memory. */
  y: Float64Array
  /** 0 for a regression. With two classes, class 1 is the positive one. */
  nClasses: number
  /** Per row how much it counts; null when all count alike. On shared memory. */
  weights: Float64Array | null
}

/** What each encoded column adds to the answer for each row: base + sum over columns = the answer in `space`. */
export interface Contributions {
  /** `log-odds` of the class asked for, its `probability`, or the `target` of a regression. */
  space: 'log-odds' | 'probability' | 'target'
  /** The answer before anything is known of the row. */
  base: number
  /** nSamples × nFeatures. */
  values: Matrix
}

/**
 * A way to learn. P is what of the method's parameters it needs; M is what was learned: plain data (numbers, strings,
 * lists, typed arrays, matrices), so that it can be stored with the run and predict later.
 */
export interface Estimator<P, M> {
  id: string
  tasks: readonly PredictiveTask[]
  /** True when NaN in `x` is understood; otherwise gaps are always filled before. */
  handlesMissing: boolean
  defaultScaling: ScalingKind
  /** Learns from one fold. Long loops yield; random numbers come from `context.random`, kernels run by `context.parallel`. */
  fit(data: TrainingData, params: P, context: MethodContext): Generator<Progress, M, void>
  /** nSamples × nClasses probabilities (rows add up to 1), or nSamples × 1 predicted targets. */
  predict(model: M, x: Matrix): Matrix
  /** Additive reasons, exact in their space, for the class asked for (1 with two classes, 0 for a regression); null where the model has none. */
  explain?(model: M, x: Matrix, classIndex: number): Contributions | null
  /** Of two classes the probability at which the model itself draws the line, where that is not 0.5. */
  boundary?(model: M): number | null
  /** One SQL expression per column of `predict`, from one expression per encoded column. */
  toSql?(model: M, features: readonly string[]): string[]
}
