import type { Progress } from '../../contract/run-events'
import { createMatrix, type Matrix } from '../../dataset/column'
import { canLearn, countClasses, drawFolds, type Parts, partsOf } from './draw-folds'
import { measure } from './evaluate'
import { type Learned, learn } from './learn'
import type { Split } from './make-split'
import type { PredictiveParams } from './params'
import type { CrossValidation, PredictiveMetrics } from './result'
import { type Learner, predictRows, within } from './train'

/** Cross-validation with what it predicted for rows it had not seen. */
export interface Validated {
  summary: CrossValidation
  /** Training rows × outputs, from the first repeat; NaN for rows that no fold tested. */
  outOfFold: Matrix
  /** Rows of a training fold per row of its test fold. */
  trainPerTest: number
}

/** Streams of random numbers from here on are the folds'. */
const FOLD_STREAMS = 1000

/**
 * Learns on all folds but one and predicts that one, in turn.
 * @returns null when no folds are asked for, or classes have too few rows for two
 */
export function* crossValidate<P extends PredictiveParams, M>(
  learner: Learner<P, M>,
  split: Split,
  progress: { start: number; end: number },
): Generator<Progress, Validated | null, void> {
  const { params, target } = learner
  const y = Float64Array.from(split.train, (row) => target.y[row] as number)
  const found: CrossValidation['folds'] = []
  const outOfFold = createMatrix(split.train.length, Math.max(1, target.nClasses))
  outOfFold.data.fill(Number.NaN)
  let kind: CrossValidation['kind'] | null = null
  let trainPerTest = 1
  const repeats = Array.isArray(params.folds) || split.times ? 1 : params.repeats
  for (let repeat = 0; repeat < repeats; repeat++) {
    const folds = drawFolds(split, y, target.nClasses, params.folds, learner.context.random.fork(50 + repeat))
    if (!folds) return null
    kind = folds.kind
    for (let fold = 0; fold < folds.count; fold++) {
      const parts = partsOf(split.train, folds, fold)
      if (!canLearn(parts.train, target)) continue
      const done = (repeat * folds.count + fold) / (repeats * folds.count)
      const span = (progress.end - progress.start) / (repeats * folds.count)
      const start = progress.start + (progress.end - progress.start) * done
      const steps = learn(learner, parts.train, FOLD_STREAMS + repeat * 100 + fold)
      const trained = yield* within(steps, 'crossValidation', start, start + span)
      const { predicted } = predictRows(learner, trained, parts.test)
      if (repeat === 0) keep(outOfFold, predicted, parts.places)
      trainPerTest = parts.train.length / parts.test.length
      found.push({
        ...{ repeat, fold, n: parts.test.length },
        ...foldMetrics(predicted, parts, learner, trained),
        ...(trained.tuning ? { tuned: { setting: trained.tuning.chosen, loss: trained.tuning.loss } } : {}),
      })
    }
  }
  if (kind === null || found.length < 2) return null
  return { summary: { kind, folds: found, ...summarise(found) }, outOfFold, trainPerTest }
}

function keep(target: Matrix, predicted: Matrix, places: Int32Array): void {
  const { nColumns } = target
  for (let i = 0; i < places.length; i++) {
    target.data.set(predicted.data.subarray(i * nColumns, (i + 1) * nColumns), (places[i] as number) * nColumns)
  }
}

function foldMetrics<P extends PredictiveParams, M>(
  predicted: Matrix,
  { train: learnt, test }: Parts,
  { target, params }: Learner<P, M>,
  { boundary }: Learned<P, M>,
): { metrics: PredictiveMetrics; baseline: PredictiveMetrics } {
  const truth = { ...target, y: Float64Array.from(test, (row) => target.y[row] as number) }
  const constant = constantPrediction(
    Float64Array.from(learnt, (row) => target.y[row] as number),
    target.nClasses,
    test.length,
  )
  const threshold = params.threshold ?? boundary ?? 0.5
  return {
    metrics: measure(predicted, truth, threshold),
    baseline: measure(constant, truth, threshold),
  }
}

/** What one predicts without any model: the shares of the classes, or the mean, of the training rows. */
export function constantPrediction(y: Float64Array, nClasses: number, nRows: number): Matrix {
  const shares =
    nClasses === 0
      ? [y.reduce((sum, value) => sum + value, 0) / y.length]
      : countClasses(y, nClasses).map((count) => count / y.length)
  const constant = createMatrix(nRows, shares.length)
  for (let i = 0; i < constant.data.length; i++) constant.data[i] = shares[i % shares.length] as number
  return constant
}

function summarise(folds: CrossValidation['folds']): Pick<CrossValidation, 'mean' | 'standardDeviation'> {
  const names = Object.keys(folds[0]?.metrics ?? {}) as (keyof PredictiveMetrics)[]
  const mean: PredictiveMetrics = {}
  const standardDeviation: PredictiveMetrics = {}
  for (const name of names) {
    const values = folds.map(({ metrics }) => metrics[name]).filter((value) => typeof value === 'number')
    if (values.length === 0) continue
    const center = values.reduce((sum, value) => sum + value, 0) / values.length
    mean[name] = center
    const squares = values.reduce((sum, value) => sum + (value - center) ** 2, 0)
    standardDeviation[name] = values.length > 1 ? Math.sqrt(squares / (values.length - 1)) : null
  }
  return { mean, standardDeviation }
}
