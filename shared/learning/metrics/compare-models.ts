import { chiSquaredTail } from '../../math/chi-squared'
import { moments } from '../../math/moments'
import { studentTwoSided } from '../../math/student-tail'
import { placementValues } from '../metrics/intervals'

/** A difference of two models with what speaks against chance. */
export interface DifferenceTest {
  difference: number
  /** t of the folds, z of the areas. */
  statistic: number
  p: number
}

/**
 * Whether two models differ over the same folds. Folds share training rows, so that their differences hang together: the variance
 * of their mean is corrected for that.
 * @param differences one per fold
 * @param testPerTrain rows of a test fold per row of its training fold
 * @returns null with fewer than two folds
 * Source: Nadeau & Bengio (2003), "Inference for the generalization error".
 */
export function correctedFoldTest(differences: readonly number[], testPerTrain: number): DifferenceTest | null {
  const k = differences.length
  if (k < 2) return null
  const { mean: difference, sd } = moments(Float64Array.from(differences))
  const error = sd * Math.sqrt(1 / k + testPerTrain)
  if (!(error > 0)) return { difference, statistic: 0, p: difference === 0 ? 1 : 0 }
  const statistic = difference / error
  return { difference, statistic, p: studentTwoSided(statistic, k - 1) }
}

/**
 * Whether two areas under the ROC curve of the same rows differ.
 * @param labels per row 1 or 0
 * @returns null when a class has fewer than two rows
 * Source: DeLong, DeLong & Clarke-Pearson (1988). Cost: O(n log n).
 */
export function delongTest(
  first: Float64Array,
  second: Float64Array,
  labels: ArrayLike<number>,
): DifferenceTest | null {
  const [a, b] = [placementValues(first, labels), placementValues(second, labels)]
  if (a.above.length < 2 || a.below.length < 2) return null
  const over = moments(a.above.map((value, i) => value - (b.above[i] as number)))
  const under = moments(a.below.map((value, i) => value - (b.below[i] as number)))
  const difference = over.mean
  const error = Math.sqrt(over.sd ** 2 / a.above.length + under.sd ** 2 / a.below.length)
  if (!(error > 0)) return { difference, statistic: 0, p: difference === 0 ? 1 : 0 }
  const statistic = difference / error
  return { difference, statistic, p: chiSquaredTail(statistic * statistic, 1) }
}

/** Up to so many rows on which just one is right the binomial sum is exact. */
const EXACT_ROWS = 1000

/** Rows that one model has right and the other wrong, and how unlikely that split would be were both equally good. */
export interface McNemarTest {
  onlyFirst: number
  onlySecond: number
  p: number
}

/**
 * Whether two models are right equally often on the same rows: exactly up to 1,000 differing rows, else by χ² with continuity
 * correction.
 * Source: McNemar (1947); exact form by the binomial distribution.
 */
export function mcNemarTest(
  first: ArrayLike<number>,
  second: ArrayLike<number>,
  truth: ArrayLike<number>,
): McNemarTest {
  let [onlyFirst, onlySecond] = [0, 0]
  for (let i = 0; i < truth.length; i++) {
    const [a, b] = [first[i] === truth[i], second[i] === truth[i]]
    if (a && !b) onlyFirst++
    if (b && !a) onlySecond++
  }
  const n = onlyFirst + onlySecond
  if (n === 0) return { onlyFirst, onlySecond, p: 1 }
  if (n > EXACT_ROWS) {
    const gap = Math.max(0, Math.abs(onlyFirst - onlySecond) - 1)
    return { onlyFirst, onlySecond, p: chiSquaredTail((gap * gap) / n, 1) }
  }
  return { onlyFirst, onlySecond, p: Math.min(1, 2 * fairCoinUpTo(Math.min(onlyFirst, onlySecond), n)) }
}

/** Chance of at most k heads in n throws. */
function fairCoinUpTo(k: number, n: number): number {
  let log = -n * Math.LN2
  let sum = Math.exp(log)
  for (let i = 1; i <= k; i++) {
    log += Math.log((n - i + 1) / i)
    sum += Math.exp(log)
  }
  return sum
}

/** p values adjusted so that all of them together err at most as often as one. Source: Holm (1979). */
export function holm(values: readonly number[]): number[] {
  const order = [...values.keys()].sort((a, b) => (values[a] as number) - (values[b] as number))
  const adjusted = new Array<number>(values.length).fill(1)
  let most = 0
  for (const [rank, at] of order.entries()) {
    most = Math.max(most, Math.min(1, (values.length - rank) * (values[at] as number)))
    adjusted[at] = most
  }
  return adjusted
}
