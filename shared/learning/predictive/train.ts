import type { Progress } from '../../contract/run-events'
import type { Column, Matrix } from '../../dataset/column'
import { sharedFloats } from '../../math/chunks'
import type { MethodContext } from '../../methods/define-method'
import { applyCalibration, type Calibration } from '../calibration/calibration'
import type { Estimator, TrainingData } from '../estimator'
import { balance } from '../pipeline/balance'
import { encodeRows } from '../pipeline/encode'
import { fitPipeline } from '../pipeline/fit-pipeline'
import type { EncodingReport, FittedPipeline } from '../pipeline/pipeline'
import type { SearchSpace } from '../tuning/search-space'
import type { Split } from './make-split'
import { type PredictiveParams, pipelinePolicy } from './params'
import type { Target } from './read-target'

/** What every fit of one run shares. */
export interface Learner<P extends PredictiveParams, M> {
  estimator: Estimator<P, M>
  columns: readonly Column[]
  target: Target
  params: P
  context: MethodContext
  /** What keeps folds apart: times or groups of the rows. */
  apart: Pick<Split, 'times' | 'groups'>
  /** What a search for settings may try. */
  space: SearchSpace
  /** Expected seconds of one fit on one core. */
  secondsPerFit(nRows: number, nColumns: number, params: P): number
}

/** A pipeline and a model that learned from the same rows. */
export interface Trained<M> {
  pipeline: FittedPipeline
  model: M
  /** As the estimator got it, balancing included. */
  data: TrainingData
}

/**
 * Fits pipeline and model on some rows; nothing of other rows is looked at.
 * @param stream which of the run's random streams to draw from
 */
export function* train<P extends PredictiveParams, M>(
  learner: Learner<P, M>,
  rows: Int32Array,
  stream: number,
): Generator<Progress, Trained<M>, void> {
  const { estimator, columns, target, params, context } = learner
  const random = context.random.fork(stream)
  const y = sharedFloats(rows.length)
  for (let i = 0; i < rows.length; i++) y[i] = target.y[rows[i] as number] as number
  const input = { columns, rows, y, nClasses: target.nClasses }
  const { pipeline, matrix } = fitPipeline(input, pipelinePolicy(params), random.fork(1))
  yield { stage: 'fit', fraction: null }
  const plain: TrainingData = { x: matrix, featureNames: pipeline.terms, y, nClasses: target.nClasses, weights: null }
  const data = balance(plain, params.balancing, random.fork(2))
  const model = yield* estimator.fit(data, params, { ...context, random: random.fork(3) })
  return { pipeline, model, data }
}

/** What an estimator says of encoded rows, calibrated where that was learned. */
export function predictWith<M>(
  estimator: Pick<Estimator<never, M>, 'predict'>,
  { model, calibration = null }: { model: M; calibration?: Calibration | null | undefined },
  x: Matrix,
): Matrix {
  const predicted = estimator.predict(model, x)
  return calibration ? applyCalibration(calibration, predicted) : predicted
}

/** Predictions for other rows. */
export function predictRows<P extends PredictiveParams, M>(
  { estimator, columns }: Pick<Learner<P, M>, 'estimator' | 'columns'>,
  trained: Pick<Trained<M>, 'pipeline' | 'model'> & { calibration?: Calibration | null },
  rows: Int32Array,
): { predicted: Matrix; matrix: Matrix; report: EncodingReport } {
  const { matrix, report } = encodeRows(trained.pipeline, columns, rows)
  return { predicted: predictWith(estimator, trained, matrix), matrix, report }
}

/** Drives a part of a run, whose progress counts from `start` to `end` of the whole. */
export function* within<T>(
  steps: Generator<Progress, T, void>,
  stage: string,
  start: number,
  end: number,
): Generator<Progress, T, void> {
  let step = steps.next()
  while (!step.done) {
    const inner = step.value.fraction ?? 0
    const { note, stage: own } = step.value
    const fraction = Math.min(1, start + (end - start) * inner)
    yield note ? { stage: own, fraction, note } : { stage, fraction }
    step = steps.next()
  }
  return step.value
}
