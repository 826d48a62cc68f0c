import { createMatrix, type Matrix } from '../../dataset/column'
import type { Boosting } from './grow-boosting'
import { leafOf } from './trees'

/** What the trees add up to for each row: nSamples × nOutputs; log-odds, log-shares but for a constant, or targets. */
export function boostedMargins({ trees, nOutputs, start }: Boosting, x: Matrix): Matrix {
  const margins = createMatrix(x.nRows, nOutputs)
  for (let at = 0; at < margins.data.length; at++) margins.data[at] = start[at % nOutputs] as number
  for (let t = 0; t < trees.roots.length; t++) {
    for (let i = 0; i < x.nRows; i++) {
      const at = i * nOutputs + (t % nOutputs)
      const leaf = leafOf(trees, trees.roots[t] as number, x.data, i * x.nColumns)
      margins.data[at] = (margins.data[at] as number) + (trees.value[leaf] as number)
    }
  }
  return margins
}

/**
 * Answers from margins.
 * @param nClasses 0 for a regression
 * @returns nSamples × nClasses probabilities, or nSamples × 1 targets
 */
export function boostedAnswers(margins: Matrix, nClasses: number): Matrix {
  if (nClasses === 0) return margins
  const answers = createMatrix(margins.nRows, nClasses)
  const { nColumns: k, data } = margins
  for (let i = 0; i < margins.nRows; i++) {
    if (nClasses === 2) {
      const p = 1 / (1 + Math.exp(-(data[i] as number)))
      answers.data[2 * i] = 1 - p
      answers.data[2 * i + 1] = p
    } else answers.data.set(shares(data.subarray(i * k, i * k + k)), i * k)
  }
  return answers
}

function shares(raw: Float64Array): Float64Array {
  const most = raw.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY)
  const powers = raw.map((value) => Math.exp(value - most))
  const total = powers.reduce((sum, power) => sum + power, 0)
  return powers.map((power) => power / total)
}
