import { rankScores } from '../metrics/ranked-scores'
import type { PredictiveParams } from './params'
import type { ThresholdChoice } from './result'

/** Probabilities of rows the model did not learn from, with their classes where known. */
export interface HonestScores {
  scores: Float64Array
  y: Float64Array
}

/**
 * The threshold from which a row counts as positive.
 * Capacity: the probability of the last row that can still be contacted, among all rows with an honest probability.
 * Benefit: where benefit minus cost is largest among the rows of the folds, never on the test rows; without folds
 * cost / benefit, which is right for calibrated probabilities. Else the fixed one, or where none is given the line that the
 * model itself draws.
 * @param boundary probability at that line; null where there is none
 */
export function chooseThreshold(
  params: Pick<PredictiveParams, 'threshold' | 'capacity' | 'contactBenefit' | 'contactCost'>,
  all: Float64Array,
  folds: HonestScores | null,
  boundary: number | null = null,
): Pick<ThresholdChoice, 'value' | 'kind'> {
  const { capacity, contactBenefit, contactCost } = params
  if (capacity !== null) return { value: valueOfRank(all, capacity), kind: 'capacity' }
  if (contactBenefit === null || contactCost === null) {
    const isOwn = params.threshold === null && boundary !== null
    return { value: params.threshold ?? boundary ?? 0.5, kind: isOwn ? 'boundary' : 'fixed' }
  }
  const value = folds ? mostProfitable(folds, contactBenefit, contactCost) : Math.min(1, contactCost / contactBenefit)
  return { value, kind: 'benefit' }
}

/** The so-many-th highest score; a NaN is no score. */
function valueOfRank(scores: Float64Array, rank: number): number {
  const known = scores.filter((score) => !Number.isNaN(score)).sort()
  return known[Math.max(0, known.length - rank)] ?? 0
}

function mostProfitable({ scores, y }: HonestScores, benefit: number, cost: number): number {
  const ranked = rankScores(scores, y)
  let [profit, best, threshold] = [0, 0, 1]
  for (let i = 0; i < scores.length; i++) {
    profit += (ranked.labels[i] === 1 ? benefit : 0) - cost
    const isLast = i + 1 === scores.length || ranked.scores[i + 1] !== ranked.scores[i]
    if (isLast && profit > best) [best, threshold] = [profit, ranked.scores[i] as number]
  }
  return threshold
}
