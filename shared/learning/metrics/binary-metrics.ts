import { cumulateScores, type RankedScores } from './ranked-scores'

/** Rows by what they are and what they were taken for. */
export interface ConfusionMatrix {
  tn: number
  fp: number
  fn: number
  tp: number
}

/** How good probabilities are; null where a measure is not defined, as when one class is absent. */
export interface ClassificationMetrics {
  accuracy: number | null
  balancedAccuracy: number | null
  precision: number | null
  recall: number | null
  specificity: number | null
  f1: number | null
  mcc: number | null
  rocAuc: number | null
  prAuc: number | null
  logLoss: number | null
  brier: number | null
  ks: number | null
  gini: number | null
  ece: number | null
}

/** Equal-width bins of the expected calibration error: [0, 0.1), …, [0.9, 1]. */
const ECE_BINS = 10
/** Probabilities nearer to 0 or 1 than this count as so near: the logarithm of 0 is no loss anyone can sum. */
const LEAST_PROBABILITY = 1e-15

/**
 * Counts of a threshold: a row is taken for positive when its score is at least the threshold.
 * @param counts how often each ranked row counts; once when null
 */
export function confusionAt(
  { scores, labels }: RankedScores,
  threshold: number,
  counts: Float64Array | null = null,
): ConfusionMatrix {
  const matrix = { tn: 0, fp: 0, fn: 0, tp: 0 }
  for (let i = 0; i < scores.length; i++) {
    const count = counts ? (counts[i] as number) : 1
    const isTaken = (scores[i] as number) >= threshold
    if (labels[i] === 1) matrix[isTaken ? 'tp' : 'fn'] += count
    else matrix[isTaken ? 'fp' : 'tn'] += count
  }
  return matrix
}

/**
 * Measures of a confusion matrix. Where a share has nothing to divide by it is 0, as scikit-learn has it.
 */
export function confusionMetrics({ tn, fp, fn, tp }: ConfusionMatrix) {
  const share = (part: number, whole: number) => (whole > 0 ? part / whole : 0)
  const recall = share(tp, tp + fn)
  const specificity = share(tn, tn + fp)
  const product = Math.sqrt(tp + fp) * Math.sqrt(tp + fn) * Math.sqrt(tn + fp) * Math.sqrt(tn + fn)
  return {
    accuracy: share(tp + tn, tn + fp + fn + tp),
    balancedAccuracy: tp + fn === 0 ? specificity : tn + fp === 0 ? recall : (recall + specificity) / 2,
    precision: share(tp, tp + fp),
    recall,
    specificity,
    f1: share(2 * tp, 2 * tp + fp + fn),
    mcc: product > 0 ? (tp * tn - fp * fn) / product : 0,
  }
}

/**
 * Measures of rank: area under the ROC curve (trapezia), average precision, the largest gap between the two classes'
 * distributions (Kolmogorov–Smirnov), and the Gini coefficient.
 * @returns nulls when a class is absent
 */
export function rankMetrics(ranked: RankedScores, counts: Float64Array | null = null) {
  const { truePositives, falsePositives } = cumulateScores(ranked, counts)
  const positives = truePositives.at(-1) ?? 0
  const negatives = falsePositives.at(-1) ?? 0
  if (positives === 0 || negatives === 0) return { rocAuc: null, prAuc: null, ks: null, gini: null }
  let [area, precision, ks, lastTrue, lastFalse] = [0, 0, 0, 0, 0]
  for (let i = 0; i < truePositives.length; i++) {
    const tp = truePositives[i] as number
    const fp = falsePositives[i] as number
    area += (fp - lastFalse) * (tp + lastTrue)
    if (tp > lastTrue) precision += ((tp - lastTrue) * tp) / (tp + fp)
    ks = Math.max(ks, tp / positives - fp / negatives)
    ;[lastTrue, lastFalse] = [tp, fp]
  }
  const rocAuc = area / (2 * positives * negatives)
  return { rocAuc, prAuc: precision / positives, ks, gini: 2 * rocAuc - 1 }
}

/** Measures of the probabilities themselves: logarithmic loss, Brier score, expected calibration error. */
export function probabilityMetrics({ scores, labels }: RankedScores, counts: Float64Array | null = null) {
  let [loss, squares, total] = [0, 0, 0]
  const bins = Array.from({ length: ECE_BINS }, () => ({ rows: 0, positives: 0, probability: 0 }))
  for (let i = 0; i < scores.length; i++) {
    const count = counts ? (counts[i] as number) : 1
    if (count === 0) continue
    const p = scores[i] as number
    const y = labels[i] as number
    const right = Math.min(1 - LEAST_PROBABILITY, Math.max(LEAST_PROBABILITY, y === 1 ? p : 1 - p))
    loss -= count * Math.log(right)
    squares += count * (p - y) ** 2
    total += count
    const bin = bins[Math.max(0, Math.min(ECE_BINS - 1, Math.floor(p * ECE_BINS)))] as (typeof bins)[number]
    bin.rows += count
    bin.positives += count * y
    bin.probability += count * p
  }
  if (total === 0) return { logLoss: null, brier: null, ece: null }
  const ece = bins.reduce((sum, bin) => sum + Math.abs(bin.positives - bin.probability), 0) / total
  return { logLoss: loss / total, brier: squares / total, ece }
}

/** Every measure of a classifier of two classes. */
export function binaryMetrics(
  ranked: RankedScores,
  threshold: number,
  counts: Float64Array | null = null,
): ClassificationMetrics {
  return {
    ...confusionMetrics(confusionAt(ranked, threshold, counts)),
    ...rankMetrics(ranked, counts),
    ...probabilityMetrics(ranked, counts),
  }
}
