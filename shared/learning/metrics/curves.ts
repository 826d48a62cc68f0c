import { cumulateScores, type RankedScores } from './ranked-scores'

/** ROC: from (0, 0) on, one point per different score; `thresholds` begins with the second point. */
export interface RocCurve {
  fpr: Float64Array
  tpr: Float64Array
  thresholds: Float64Array
}

/** Precision and recall from the lowest threshold up; the last point, (1, 0), has none. */
export interface PrecisionRecallCurve {
  precision: Float64Array
  recall: Float64Array
  thresholds: Float64Array
}

/** A tenth of the rows, those with the highest scores first. */
export interface Decile {
  decile: number
  n: number
  positives: number
  rate: number
  /** How many times the overall rate. */
  lift: number
  /** Share of all positives in this and the deciles before. */
  cumulativeGain: number
  cumulativeLift: number
}

export interface CalibrationBin {
  n: number
  meanPredicted: number
  fractionPositive: number
}

export interface ClassificationCurves {
  roc: RocCurve
  pr: PrecisionRecallCurve
  lift: Decile[]
  calibration: { uniform: CalibrationBin[]; quantile: CalibrationBin[] }
}

const BINS = 10

/**
 * The curves of a classifier of two classes; all points are kept.
 * @returns null when a class is absent
 */
export function classificationCurves(ranked: RankedScores): ClassificationCurves | null {
  if (ranked.nPositive === 0 || ranked.nPositive === ranked.scores.length) return null
  return {
    roc: rocCurve(ranked),
    pr: precisionRecallCurve(ranked),
    lift: deciles(ranked),
    calibration: { uniform: uniformBins(ranked), quantile: quantileBins(ranked) },
  }
}

function rocCurve(ranked: RankedScores): RocCurve {
  const { thresholds, truePositives, falsePositives } = cumulateScores(ranked, null)
  const size = thresholds.length
  const fpr = new Float64Array(size + 1)
  const tpr = new Float64Array(size + 1)
  for (let i = 0; i < size; i++) {
    fpr[i + 1] = (falsePositives[i] as number) / (falsePositives[size - 1] as number)
    tpr[i + 1] = (truePositives[i] as number) / (truePositives[size - 1] as number)
  }
  return { fpr, tpr, thresholds: thresholds.slice() }
}

function precisionRecallCurve(ranked: RankedScores): PrecisionRecallCurve {
  const { thresholds, truePositives, falsePositives } = cumulateScores(ranked, null)
  const size = thresholds.length
  const precision = new Float64Array(size + 1)
  const recall = new Float64Array(size + 1)
  for (let i = 0; i < size; i++) {
    const tp = truePositives[size - 1 - i] as number
    precision[i] = tp / (tp + (falsePositives[size - 1 - i] as number))
    recall[i] = tp / ranked.nPositive
  }
  precision[size] = 1
  return { precision, recall, thresholds: thresholds.slice().reverse() }
}

/** Tenths of the rows, cut at ⌊n·i/10⌋; empty ones are left out. */
function deciles({ labels, nPositive }: RankedScores): Decile[] {
  const n = labels.length
  const found: Decile[] = []
  let before = 0
  for (let i = 0; i < BINS; i++) {
    const [start, end] = [Math.floor((n * i) / BINS), Math.floor((n * (i + 1)) / BINS)]
    if (end === start) continue
    let positives = 0
    for (let row = start; row < end; row++) positives += labels[row] as number
    before += positives
    const overall = nPositive / n
    found.push({
      decile: i + 1,
      n: end - start,
      positives,
      rate: positives / (end - start),
      lift: positives / (end - start) / overall,
      cumulativeGain: before / nPositive,
      cumulativeLift: before / end / overall,
    })
  }
  return found
}

/** Bins of equal width that hold rows, as scikit-learn makes them: a value on an edge belongs to the bin below. */
function uniformBins(ranked: RankedScores): CalibrationBin[] {
  const edges = Array.from({ length: BINS - 1 }, (_, i) => (i + 1) * (1 / BINS))
  return binned(ranked, (p) => edges.filter((edge) => edge < p).length)
}

/** Bins between tenths of the probabilities, as scikit-learn makes them: a value on an edge belongs to the bin below. */
function quantileBins(ranked: RankedScores): CalibrationBin[] {
  const ascending = ranked.scores.slice().reverse()
  const edges = Array.from({ length: BINS - 1 }, (_, i) => {
    const position = ((ascending.length - 1) * (i + 1)) / BINS
    const below = Math.floor(position)
    const low = ascending[below] as number
    return low + ((ascending[Math.min(below + 1, ascending.length - 1)] as number) - low) * (position - below)
  })
  return binned(ranked, (p) => edges.filter((edge) => edge < p).length)
}

function binned({ scores, labels }: RankedScores, binOf: (p: number) => number): CalibrationBin[] {
  const sums = Array.from({ length: BINS }, () => ({ n: 0, predicted: 0, positives: 0 }))
  for (let i = 0; i < scores.length; i++) {
    const bin = sums[binOf(scores[i] as number)] as (typeof sums)[number]
    bin.n++
    bin.predicted += scores[i] as number
    bin.positives += labels[i] as number
  }
  return sums
    .filter(({ n }) => n > 0)
    .map(({ n, predicted, positives }) => ({ n, meanPredicted: predicted / n, fractionPositive: positives / n }))
}
