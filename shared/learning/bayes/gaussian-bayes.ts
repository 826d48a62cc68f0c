import { createMatrix, type Matrix } from '../../dataset/column'
import type { TrainingData } from '../estimator'
import { classPrior } from './log-probabilities'

export interface GaussianBayes {
  kind: 'gaussian'
  prior: Float64Array
  /** classes × d. */
  means: Matrix
  /** classes × d, the smoothing added. */
  variances: Matrix
  /** What was added to every variance. */
  epsilon: number
}

/**
 * Each column normal within each class, columns independent.
 * @param smoothing share of the largest variance of all columns that is added to every variance
 * Cost: O(n·d). Source: scikit-learn's GaussianNB (divisor n).
 */
export function fitGaussianBayes({ x, y, nClasses, weights }: TrainingData, smoothing: number): GaussianBayes {
  const { nRows: n, nColumns: d } = x
  const means = createMatrix(nClasses, d)
  const variances = createMatrix(nClasses, d)
  const totals = new Float64Array(nClasses)
  const weight = (i: number) => (weights ? (weights[i] as number) : 1)
  for (let i = 0; i < n; i++) {
    const c = y[i] as number
    totals[c] = (totals[c] as number) + weight(i)
    for (let j = 0; j < d; j++) add(means, c, j, weight(i) * (x.data[i * d + j] as number))
  }
  for (let at = 0; at < means.data.length; at++)
    means.data[at] = (means.data[at] as number) / (totals[Math.floor(at / d)] as number)
  for (let i = 0; i < n; i++) {
    const c = y[i] as number
    for (let j = 0; j < d; j++) {
      const gap = (x.data[i * d + j] as number) - (means.data[c * d + j] as number)
      add(variances, c, j, weight(i) * gap * gap)
    }
  }
  const epsilon = smoothing * largestVariance(x)
  for (let at = 0; at < variances.data.length; at++)
    variances.data[at] = (variances.data[at] as number) / (totals[Math.floor(at / d)] as number) + epsilon
  return { kind: 'gaussian', prior: classPrior(y, nClasses, weights), means, variances, epsilon }
}

function add({ data, nColumns }: Matrix, row: number, column: number, value: number): void {
  const at = row * nColumns + column
  data[at] = (data[at] as number) + value
}

function largestVariance({ data, nRows, nColumns }: Matrix): number {
  let largest = 0
  for (let j = 0; j < nColumns; j++) {
    let mean = 0
    for (let i = 0; i < nRows; i++) mean += data[i * nColumns + j] as number
    mean /= nRows
    let squares = 0
    for (let i = 0; i < nRows; i++) squares += ((data[i * nColumns + j] as number) - mean) ** 2
    largest = Math.max(largest, squares / nRows)
  }
  return largest
}

/** Joint log likelihood of each class: n × classes. */
export function gaussianLogs({ prior, means, variances }: GaussianBayes, x: Matrix): Matrix {
  const { nRows: n, nColumns: d } = x
  const logs = createMatrix(n, prior.length)
  const constants = prior.map((share, c) => {
    let sum = Math.log(share)
    for (let j = 0; j < d; j++) sum -= 0.5 * Math.log(2 * Math.PI * (variances.data[c * d + j] as number))
    return sum
  })
  for (let i = 0; i < n; i++)
    for (let c = 0; c < prior.length; c++) {
      let sum = constants[c] as number
      for (let j = 0; j < d; j++) {
        const gap = (x.data[i * d + j] as number) - (means.data[c * d + j] as number)
        sum -= (0.5 * gap * gap) / (variances.data[c * d + j] as number)
      }
      logs.data[i * prior.length + c] = sum
    }
  return logs
}
