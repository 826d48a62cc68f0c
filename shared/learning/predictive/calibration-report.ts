import type { Truth } from './evaluate'
import { evaluateCurves, measure } from './evaluate'
import type { Learned } from './learn'
import type { PredictiveParams } from './params'
import type { CalibrationReport, PredictiveMetrics } from './result'
import { type Learner, predictRows } from './train'

/**
 * How far probabilities are off on the test rows, without and with calibration.
 * @param rows tested rows whose class is known, in the order of `truth`
 * @returns null where nothing was calibrated
 */
export function calibrationReport<P extends PredictiveParams, M>(
  learner: Learner<P, M>,
  learned: Learned<P, M>,
  rows: Int32Array,
  truth: Truth,
): CalibrationReport | null {
  if (!learned.calibration || rows.length === 0) return null
  const raw = predictRows(learner, { ...learned, calibration: null }, rows).predicted
  const calibrated = predictRows(learner, learned, rows).predicted
  const errors = ({ ece = null, brier = null, logLoss = null }: PredictiveMetrics) => ({ ece, brier, logLoss })
  return {
    kind: learned.calibration.kind,
    before: errors(measure(raw, truth, 0.5)),
    after: errors(measure(calibrated, truth, 0.5)),
    curve: evaluateCurves(raw, truth)?.calibration.uniform ?? [],
  }
}
