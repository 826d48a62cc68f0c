/** Scores from the highest down, each with whether its row is positive. Rows of equal score keep their order. */
export interface RankedScores {
  scores: Float64Array
  /** 1 where the row is positive. */
  labels: Uint8Array
  /** Position of each among the rows given. */
  order: Int32Array
  nPositive: number
}

/**
 * Sorts scores for every measure that only asks who comes first.
 * @param scores finite numbers
 * @param labels as many; 1 is positive
 * Cost: O(n log n).
 */
export function rankScores(scores: ArrayLike<number>, labels: ArrayLike<number>): RankedScores {
  const n = scores.length
  const order = descendingOrder(scores)
  const ranked = { scores: new Float64Array(n), labels: new Uint8Array(n), order, nPositive: 0 }
  for (let i = 0; i < n; i++) {
    const row = order[i] as number
    ranked.scores[i] = scores[row] as number
    ranked.labels[i] = labels[row] === 1 ? 1 : 0
    ranked.nPositive += ranked.labels[i] as number
  }
  return ranked
}

/** Rows from the highest score down; of equal ones the first comes first. */
function descendingOrder(scores: ArrayLike<number>): Int32Array {
  const order = Int32Array.from({ length: scores.length }, (_, i) => i)
  return order.sort((a, b) => (scores[b] as number) - (scores[a] as number) || a - b)
}

/** Rows at or above each different score, the highest first: where a threshold can lie. */
export interface CumulatedScores {
  thresholds: Float64Array
  truePositives: Float64Array
  falsePositives: Float64Array
}

/**
 * Counts of rows at or above each different score.
 * @param counts how often each ranked row counts; once when null
 */
export function cumulateScores({ scores, labels }: RankedScores, counts: Float64Array | null): CumulatedScores {
  const n = scores.length
  const thresholds = new Float64Array(n)
  const truePositives = new Float64Array(n)
  const falsePositives = new Float64Array(n)
  let [size, tp, fp] = [0, 0, 0]
  for (let i = 0; i < n; i++) {
    const count = counts ? (counts[i] as number) : 1
    if (labels[i] === 1) tp += count
    else fp += count
    if (i + 1 < n && scores[i + 1] === scores[i]) continue
    thresholds[size] = scores[i] as number
    truePositives[size] = tp
    falsePositives[size++] = fp
  }
  return {
    thresholds: thresholds.subarray(0, size),
    truePositives: truePositives.subarray(0, size),
    falsePositives: falsePositives.subarray(0, size),
  }
}
