/** How near predicted numbers come. */
export interface RegressionMetrics {
  mae: number | null
  rmse: number | null
  /** Mean of |error| / |target|; null when a target is 0. */
  mape: number | null
  /** 1 − squared errors / squared deviations from the mean; null when all targets are equal. */
  r2: number | null
}

/**
 * Measures of a regression.
 * @param counts how often each row counts; once when null
 */
export function regressionMetrics(
  predicted: ArrayLike<number>,
  truth: ArrayLike<number>,
  counts: Float64Array | null = null,
): RegressionMetrics {
  const n = truth.length
  let [total, mean] = [0, 0]
  for (let i = 0; i < n; i++) {
    const count = counts ? (counts[i] as number) : 1
    total += count
    mean += count * (truth[i] as number)
  }
  if (total === 0) return { mae: null, rmse: null, mape: null, r2: null }
  mean /= total
  let [absolute, squares, relative, deviations] = [0, 0, 0, 0]
  for (let i = 0; i < n; i++) {
    const count = counts ? (counts[i] as number) : 1
    if (count === 0) continue
    const target = truth[i] as number
    const error = (predicted[i] as number) - target
    absolute += count * Math.abs(error)
    squares += count * error * error
    relative += count * Math.abs(error / target)
    deviations += count * (target - mean) ** 2
  }
  return {
    mae: absolute / total,
    rmse: Math.sqrt(squares / total),
    mape: Number.isFinite(relative) ? relative / total : null,
    r2: deviations > 0 ? 1 - squares / deviations : null,
  }
}
