import type { Matrix } from '../../dataset/column'
import { type ClassificationMetrics, rankMetrics } from './binary-metrics'
import { rankScores } from './ranked-scores'

/** Rows by true class (row) and predicted class (column), in the order of the classes. */
export interface ClassCounts {
  labels: string[]
  counts: number[][]
}

/** The class of the highest probability per row; the first of equals. */
export function likeliestClasses({ data, nRows, nColumns }: Matrix): Int32Array {
  const classes = new Int32Array(nRows)
  for (let i = 0; i < nRows; i++) {
    let best = 0
    for (let k = 1; k < nColumns; k++) {
      if ((data[i * nColumns + k] as number) > (data[i * nColumns + best] as number)) best = k
    }
    classes[i] = best
  }
  return classes
}

/** @param weights how often each row counts; once when null */
function countClasses(
  truth: ArrayLike<number>,
  predicted: Int32Array,
  nClasses: number,
  weights: Float64Array | null,
): number[][] {
  const counts = Array.from({ length: nClasses }, () => new Array<number>(nClasses).fill(0))
  for (let i = 0; i < predicted.length; i++) {
    const row = counts[truth[i] as number] as number[]
    row[predicted[i] as number] = (row[predicted[i] as number] as number) + (weights ? (weights[i] as number) : 1)
  }
  return counts
}

/**
 * Measures of a classifier of several classes. Precision, recall, specificity, F1, the two areas and KS are means over
 * classes, each against the rest (macro); the calibration error is that of the likeliest class; the Brier score sums over classes.
 * @param probabilities n × nClasses
 * @param truth class per row
 * @param weights how often each row counts; once when null (areas and KS then stay out)
 */
export function multiclassMetrics(
  probabilities: Matrix,
  truth: ArrayLike<number>,
  labels: readonly string[],
  weights: Float64Array | null = null,
): { metrics: ClassificationMetrics; confusion: ClassCounts } {
  const predicted = likeliestClasses(probabilities)
  const counts = countClasses(truth, predicted, labels.length, weights)
  const areas = weights
    ? { rocAuc: null, prAuc: null, ks: null, gini: null }
    : areasAgainstRest(probabilities, truth, labels.length)
  const metrics = { ...countMetrics(counts), ...areas, ...lossMetrics(probabilities, truth, predicted, weights) }
  return { metrics, confusion: { labels: [...labels], counts } }
}

function countMetrics(counts: number[][]) {
  const sizes = counts.map((row) => row.reduce((sum, value) => sum + value, 0))
  const taken = counts.map((_, k) => counts.reduce((sum, row) => sum + (row[k] as number), 0))
  const total = sizes.reduce((sum, value) => sum + value, 0)
  const right = counts.map((row, k) => row[k] as number)
  const correct = right.reduce((sum, value) => sum + value, 0)
  const ratio = (part: number, whole: number) => (whole > 0 ? part / whole : 0)
  const mean = (values: number[]) =>
    ratio(
      values.reduce((sum, value) => sum + value, 0),
      values.length,
    )
  const present = counts.map((_, k) => k).filter((k) => (sizes[k] as number) + (taken[k] as number) > 0)
  const at = (values: readonly number[], k: number) => values[k] as number
  const recalls = present.filter((k) => at(sizes, k) > 0).map((k) => ratio(at(right, k), at(sizes, k)))
  const products = (a: number[], b: number[]) => a.reduce((sum, value, k) => sum + value * at(b, k), 0)
  const spread = Math.sqrt(total ** 2 - products(taken, taken)) * Math.sqrt(total ** 2 - products(sizes, sizes))
  return {
    accuracy: ratio(correct, total),
    balancedAccuracy: mean(recalls),
    precision: mean(present.map((k) => ratio(at(right, k), at(taken, k)))),
    recall: mean(present.map((k) => ratio(at(right, k), at(sizes, k)))),
    specificity: mean(
      present.map((k) => ratio(total - at(sizes, k) - at(taken, k) + at(right, k), total - at(sizes, k))),
    ),
    f1: mean(present.map((k) => ratio(2 * at(right, k), at(sizes, k) + at(taken, k)))),
    // Gorodkin (2004): the correlation of two classifications.
    mcc: spread > 0 ? (correct * total - products(taken, sizes)) / spread : 0,
  }
}

function areasAgainstRest({ data, nRows, nColumns }: Matrix, truth: ArrayLike<number>, nClasses: number) {
  const found = Array.from({ length: nClasses }, (_, k) => {
    const scores = Float64Array.from({ length: nRows }, (_value, i) => data[i * nColumns + k] as number)
    const own = Uint8Array.from({ length: nRows }, (_value, i) => (truth[i] === k ? 1 : 0))
    return rankMetrics(rankScores(scores, own))
  })
  const mean = (name: 'rocAuc' | 'prAuc' | 'ks' | 'gini') => {
    const values = found.map((one) => one[name]).filter((value) => value !== null)
    return values.length === nClasses ? values.reduce((sum, value) => sum + value, 0) / nClasses : null
  }
  return { rocAuc: mean('rocAuc'), prAuc: mean('prAuc'), ks: mean('ks'), gini: mean('gini') }
}

function lossMetrics(
  { data, nRows, nColumns }: Matrix,
  truth: ArrayLike<number>,
  predicted: Int32Array,
  weights: Float64Array | null,
) {
  let [loss, squares, total] = [0, 0, 0]
  const gaps = new Float64Array(10)
  for (let i = 0; i < nRows; i++) {
    const weight = weights ? (weights[i] as number) : 1
    const own = truth[i] as number
    loss -= weight * Math.log(Math.max(1e-15, data[i * nColumns + own] as number))
    for (let k = 0; k < nColumns; k++) {
      squares += weight * ((data[i * nColumns + k] as number) - (k === own ? 1 : 0)) ** 2
    }
    const highest = data[i * nColumns + (predicted[i] as number)] as number
    const bin = Math.min(9, Math.floor(highest * 10))
    gaps[bin] = (gaps[bin] as number) + weight * ((predicted[i] === own ? 1 : 0) - highest)
    total += weight
  }
  if (total === 0) return { logLoss: null, brier: null, ece: null }
  const ece = gaps.reduce((sum, gap) => sum + Math.abs(gap), 0) / total
  return { logLoss: loss / total, brier: squares / total, ece }
}
