import type { Matrix } from '../../dataset/column'
import type { Random } from '../../math/random'
import { binaryMetrics, confusionAt } from '../metrics/binary-metrics'
import { type ClassificationCurves, classificationCurves } from '../metrics/curves'
import { binaryIntervals, bootstrapIntervals, type Intervals } from '../metrics/intervals'
import { multiclassMetrics } from '../metrics/multiclass-metrics'
import { rankScores } from '../metrics/ranked-scores'
import { regressionMetrics } from '../metrics/regression-metrics'
import type { PredictiveMetrics, PredictiveResult } from './result'

/** What predictions are held against. */
export interface Truth {
  y: Float64Array
  nClasses: number
  classes: readonly string[]
}

/** One number per row to sort by: the probability of the last of two classes, the highest of several, or the prediction. */
export function scoresOf({ data, nRows, nColumns }: Matrix): Float64Array {
  if (nColumns === 1) return data.slice()
  const scores = new Float64Array(nRows)
  for (let i = 0; i < nRows; i++) {
    if (nColumns === 2) scores[i] = data[i * 2 + 1] as number
    else for (let k = 0; k < nColumns; k++) scores[i] = Math.max(scores[i] as number, data[i * nColumns + k] as number)
  }
  return scores
}

/** The measures of predictions, without intervals. */
export function measure(predicted: Matrix, { y, nClasses, classes }: Truth, threshold: number): PredictiveMetrics {
  if (nClasses === 0) return { ...regressionMetrics(predicted.data, y) }
  if (nClasses === 2) return { ...binaryMetrics(rankScores(scoresOf(predicted), y), threshold) }
  return { ...multiclassMetrics(predicted, y, classes).metrics }
}

interface Evaluation {
  metrics: PredictiveMetrics
  confidence: Intervals<PredictiveMetrics>
  confusionMatrix: PredictiveResult['confusionMatrix']
  curves: ClassificationCurves | null
}

/** The curves of two classes; null otherwise. */
export function evaluateCurves(predicted: Matrix, { y, nClasses }: Truth): ClassificationCurves | null {
  return nClasses === 2 ? classificationCurves(rankScores(scoresOf(predicted), y)) : null
}

/** The measures of predictions with their intervals, and the curves. */
export function evaluate(predicted: Matrix, truth: Truth, threshold: number, random: Random): Evaluation {
  const { y, nClasses, classes } = truth
  const metrics = measure(predicted, truth, threshold)
  if (nClasses === 2) {
    const ranked = rankScores(scoresOf(predicted), y)
    return {
      metrics,
      confidence: binaryIntervals(ranked, threshold, random) as Intervals<PredictiveMetrics>,
      confusionMatrix: confusionAt(ranked, threshold),
      curves: evaluateCurves(predicted, truth),
    }
  }
  const again = (counts: Float64Array): PredictiveMetrics =>
    nClasses === 0
      ? regressionMetrics(predicted.data, y, counts)
      : multiclassMetrics(predicted, y, classes, counts).metrics
  const confidence = bootstrapIntervals(y.length, random, again) as Intervals<PredictiveMetrics>
  const confusionMatrix = nClasses === 0 ? null : multiclassMetrics(predicted, y, classes).confusion
  return { metrics, confidence, confusionMatrix, curves: null }
}
