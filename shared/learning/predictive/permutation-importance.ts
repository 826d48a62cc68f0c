import type { Matrix } from '../../dataset/column'
import type { Random } from '../../math/random'
import { rankMetrics } from '../metrics/binary-metrics'
import { multiclassMetrics } from '../metrics/multiclass-metrics'
import { rankScores } from '../metrics/ranked-scores'
import { regressionMetrics } from '../metrics/regression-metrics'
import { shuffled } from '../pipeline/folds'
import { scoresOf, type Truth } from './evaluate'
import type { Importance } from './result'

/** What importance is measured by: larger is better. */
function quality(predicted: Matrix, { y, nClasses, classes }: Truth): number {
  if (nClasses === 0) return -(regressionMetrics(predicted.data, y).rmse ?? 0)
  if (nClasses === 2) return rankMetrics(rankScores(scoresOf(predicted), y)).rocAuc ?? 0
  return -(multiclassMetrics(predicted, y, classes).metrics.logLoss ?? 0)
}

/**
 * How much worse predictions get when columns are shuffled among rows: the area under the ROC curve for two classes,
 * the logarithmic loss for more, the root mean squared error for numbers.
 * @param matrix encoded rows; shuffled and put back
 * @param groups encoded columns that are shuffled together, by name
 * Source: Breiman (2001), "Random forests"; Fisher, Rudin & Dominici (2019). Cost: O(groups·repeats) predictions of all rows.
 */
export function* permutationImportance(
  predict: (x: Matrix) => Matrix,
  matrix: Matrix,
  truth: Truth,
  groups: readonly { name: string; places: readonly number[] }[],
  repeats: number,
  random: Random,
): Generator<number, Importance[], void> {
  const { data, nRows, nColumns } = matrix
  const intact = quality(predict(matrix), truth)
  const found: Importance[] = []
  for (const [at, { name, places }] of groups.entries()) {
    const kept = places.map((place) =>
      Float64Array.from({ length: nRows }, (_, i) => data[i * nColumns + place] as number),
    )
    const losses: number[] = []
    for (let repeat = 0; repeat < repeats; repeat++) {
      const order = shuffled(nRows, random)
      writeBack(matrix, places, kept, (i) => order[i] as number)
      losses.push(intact - quality(predict(matrix), truth))
    }
    writeBack(matrix, places, kept, (i) => i)
    found.push({ feature: name, ...meanAndSpread(losses) })
    yield (at + 1) / groups.length
  }
  return found.sort((a, b) => b.mean - a.mean)
}

function writeBack(
  { data, nRows, nColumns }: Matrix,
  places: readonly number[],
  values: readonly Float64Array[],
  from: (i: number) => number,
): void {
  for (const [k, place] of places.entries()) {
    const column = values[k] as Float64Array
    for (let i = 0; i < nRows; i++) data[i * nColumns + place] = column[from(i)] as number
  }
}

function meanAndSpread(values: readonly number[]): { mean: number; standardDeviation: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  return { mean, standardDeviation: Math.sqrt(squares / values.length) }
}
