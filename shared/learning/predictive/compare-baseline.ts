import type { Matrix } from '../../dataset/column'
import { studentTail } from '../../math/student-t'
import { constantPrediction, type Validated } from './cross-validate'
import { measure, type Truth } from './evaluate'
import type { BaselineComparison, PredictiveMetrics } from './result'

/** A model is said to be better only below this p: a false alarm costs a shop its trust. */
export const BASELINE_SIGNIFICANCE = 0.01

/**
 * Holds a model against what one gets without any: the shares of the classes, or the mean, of the training rows.
 * Folds share training rows, so that their differences hang together: the variance of their mean is corrected for that.
 * Source: Nadeau & Bengio (2003), "Inference for the generalization error".
 */
export function compareBaseline(
  trainY: Float64Array,
  truth: Truth,
  threshold: number,
  validated: Validated | null,
): BaselineComparison {
  const constant: Matrix = constantPrediction(trainY, truth.nClasses, truth.y.length)
  const metrics = truth.y.length > 0 ? measure(constant, truth, threshold) : {}
  const kind = truth.nClasses === 0 ? 'mean' : 'prior'
  if (!validated) return { kind, metrics, comparisons: [], isBeaten: null }
  const names = truth.nClasses === 0 ? (['rmse'] as const) : (['logLoss', 'rocAuc'] as const)
  const comparisons = names.flatMap((metric) => compareFolds(metric, validated) ?? [])
  const isBeaten = comparisons.some(({ p }) => p < BASELINE_SIGNIFICANCE / comparisons.length)
  return { kind, metrics, comparisons, isBeaten: comparisons.length > 0 ? isBeaten : null }
}

/** What two ways of computing the same may differ by. */
const ROUNDING = 1e-12

function compareFolds(
  metric: 'logLoss' | 'rocAuc' | 'rmse',
  { summary, trainPerTest }: Validated,
): BaselineComparison['comparisons'][number] | null {
  const sign = metric === 'rocAuc' ? 1 : -1
  const differences = summary.folds.flatMap(({ metrics, baseline }) => {
    const [model, constant] = [measuredBy(metrics, metric), measuredBy(baseline, metric)]
    return model === null || constant === null ? [] : [sign * (model - constant)]
  })
  const k = differences.length
  if (k < 2) return null
  const difference = differences.reduce((sum, value) => sum + value, 0) / k
  const variance = differences.reduce((sum, value) => sum + (value - difference) ** 2, 0) / (k - 1)
  const error = Math.sqrt(variance * (1 / k + 1 / trainPerTest))
  // Differences of rounding alone are none.
  if (!(error > ROUNDING)) return { metric, difference, t: 0, p: difference > ROUNDING ? 0 : 1 }
  const t = difference / error
  return { metric, difference, t, p: studentTail(t, k - 1) }
}

function measuredBy(metrics: PredictiveMetrics, metric: 'logLoss' | 'rocAuc' | 'rmse'): number | null {
  return metrics[metric] ?? null
}
