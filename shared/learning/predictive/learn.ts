import type { Progress } from '../../contract/run-events'
import { createMatrix } from '../../dataset/column'
import { type Calibration, calibratedValue, fitCalibration } from '../calibration/calibration'
import { tune } from '../tuning/tune'
import type { Tuning } from '../tuning/tuning'
import { canLearn, drawFolds, partsOf } from './draw-folds'
import type { PredictiveParams } from './params'
import { type Learner, predictRows, type Trained, train } from './train'

/** All that was learned from some rows: settings, pipeline, model and how its probabilities are to be read. */
export interface Learned<P, M> extends Trained<M> {
  /** The parameters learned with: those chosen, where a search chose. */
  params: P
  tuning: Tuning | null
  calibration: Calibration | null
  /** Probability at which the model itself draws the line between two classes; null where it draws none. */
  boundary: number | null
}

/** Folds in which rows are predicted that calibration learns from. */
const CALIBRATION_FOLDS = 5
const streams = { tuning: 4, calibration: 5 } as const

/**
 * Chooses settings, fits pipeline and model, and calibrates, all from the same rows; nothing of other rows is looked at.
 * @param stream which of the run's random streams to draw from
 * Cost: 1 fit; 6 with calibration; and those of the search.
 */
export function* learn<P extends PredictiveParams, M>(
  learner: Learner<P, M>,
  rows: Int32Array,
  stream: number,
): Generator<Progress, Learned<P, M>, void> {
  const random = learner.context.random.fork(stream)
  const tuning = yield* tune(learner, rows, random.fork(streams.tuning))
  const chosen = tuning ? { ...learner, params: { ...learner.params, ...tuning.chosen } } : learner
  const trained = yield* train(chosen, rows, stream)
  const inner = { ...chosen, context: { ...chosen.context, random: random.fork(streams.calibration) } }
  const calibration = yield* calibrate(inner, rows)
  const boundary = chosen.estimator.boundary?.(trained.model) ?? null
  const [curve] = calibration?.curves ?? []
  return {
    ...trained,
    ...{ params: chosen.params, tuning, calibration },
    boundary: boundary !== null && curve ? calibratedValue(curve, boundary) : boundary,
  }
}

/** Learns to read probabilities from those that models of the other folds give to each row. */
function* calibrate<P extends PredictiveParams, M>(
  learner: Learner<P, M>,
  rows: Int32Array,
): Generator<Progress, Calibration | null, void> {
  const { params, target, context, apart } = learner
  if (params.calibration === 'none' || target.nClasses === 0) return null
  const y = Float64Array.from(rows, (row) => target.y[row] as number)
  const folds = drawFolds({ train: rows, ...apart }, y, target.nClasses, CALIBRATION_FOLDS, context.random.fork(1))
  if (!folds) return null
  const kept: { places: Int32Array; data: Float64Array }[] = []
  for (let fold = 0; fold < folds.count; fold++) {
    const parts = partsOf(rows, folds, fold)
    if (!canLearn(parts.train, target)) continue
    const trained = yield* train(learner, parts.train, 10 + fold)
    kept.push({ places: parts.places, data: predictRows(learner, trained, parts.test).predicted.data })
  }
  const known = kept.flatMap(({ places }) => Array.from(places, (place) => y[place] as number))
  if (known.length === 0) return null
  const predicted = createMatrix(known.length, target.nClasses)
  let at = 0
  for (const { data } of kept) {
    predicted.data.set(data, at)
    at += data.length
  }
  return fitCalibration(params.calibration, predicted, Float64Array.from(known))
}
