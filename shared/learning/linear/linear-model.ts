import type { Progress } from '../../contract/run-events'
import { createMatrix, type Matrix } from '../../dataset/column'
import { leastSquares } from '../../math/least-squares'
import { mean } from '../../math/sum'
import type { Contributions, TrainingData } from '../estimator'
import { aliasedColumns } from './aliased-columns'
import { linearSql } from './logistic-sql'
import { minimizePenalized } from './minimize-penalized'

export interface LinearPenalty {
  penalty: 'none' | 'l2' | 'l1' | 'elastic-net'
  alpha: number
  /** Weight of the losses against the penalty, instead of `alpha`. */
  C: number | null
  l1Ratio: number
}

/** A linear model: plain data. */
export interface LinearModel {
  featureNames: string[]
  /** d coefficients, the intercept last. */
  beta: Float64Array
  aliased: Uint8Array
  means: Float64Array
  targetMean: number
  /** (XᵀX)⁻¹ of the centred free columns, as the inverse of R; null when penalised. */
  inverse: Float64Array | null
}

/**
 * Fits a linear model on centred columns, so that the intercept is never penalised.
 * `none`: least squares by QR. `l2` (ridge): Σ r² + α·‖w‖². `l1` (lasso): Σ r² / 2n + α·‖w‖₁.
 * `elastic-net`: Σ r² / 2n + α·(ρ·‖w‖₁ + ½(1 − ρ)·‖w‖²). With C: penalty + C·½Σ r².
 * Cost: O(n·d²).
 */
export function* fitLinear(data: TrainingData, params: LinearPenalty): Generator<Progress, LinearModel, void> {
  const { x, y } = data
  const isPlain = params.penalty === 'none'
  const aliased = isPlain ? aliasedColumns(x) : new Uint8Array(x.nColumns)
  yield { stage: 'fit', fraction: 0.2 }
  const columns = Array.from({ length: x.nColumns }, (_, j) => columnOf(x, j))
  const means = Float64Array.from(columns, mean)
  const targetMean = mean(y)
  for (const [j, column] of columns.entries()) {
    for (let i = 0; i < column.length; i++) column[i] = (column[i] as number) - (means[j] as number)
  }
  const right = Float64Array.from(y, (value) => value - targetMean)
  yield { stage: 'fit', fraction: 0.4 }
  const { weights, inverse } = isPlain
    ? plainFit(columns, right, aliased)
    : { weights: yield* penalizedFit(columns, right, params), inverse: null }
  const beta = new Float64Array(x.nColumns + 1)
  beta.set(weights)
  beta[x.nColumns] = weights.reduce((rest, weight, j) => rest - weight * (means[j] as number), targetMean)
  return { featureNames: [...data.featureNames], beta, aliased, means, targetMean, inverse }
}

export function columnOf({ data, nRows, nColumns }: Matrix, j: number): Float64Array {
  const values = new Float64Array(nRows)
  for (let i = 0; i < nRows; i++) values[i] = data[i * nColumns + j] as number
  return values
}

/** Free columns lie in the order of all; should they still depend on each other, the last ones are let go. */
function plainFit(columns: Float64Array[], right: Float64Array, aliased: Uint8Array) {
  for (let most = Math.max(0, right.length - 1); ; ) {
    const free = columns.flatMap((_, j) => (aliased[j] ? [] : [j])).slice(0, most)
    for (let j = 0; j < columns.length; j++) if (!free.includes(j)) aliased[j] = 1
    const copies = free.map((j) => (columns[j] as Float64Array).slice())
    const found = leastSquares(copies, right.slice())
    const weights = new Float64Array(columns.length)
    if (found) for (const [k, j] of free.entries()) weights[j] = found.beta[k] as number
    if (found && weights.every(Number.isFinite)) return { weights, inverse: found.inverse }
    most = free.length - 1
    if (most < 0) return { weights: new Float64Array(columns.length), inverse: new Float64Array(0) }
  }
}

function* penalizedFit(
  columns: readonly Float64Array[],
  right: Float64Array,
  { penalty, alpha, C, l1Ratio }: LinearPenalty,
): Generator<Progress, Float64Array, void> {
  const d = columns.length
  const gram = new Float64Array(d * d)
  const products = new Float64Array(d)
  for (let a = 0; a < d; a++) {
    products[a] = dot(columns[a] as Float64Array, right)
    for (let b = 0; b <= a; b++) {
      gram[a * d + b] = dot(columns[a] as Float64Array, columns[b] as Float64Array)
      gram[b * d + a] = gram[a * d + b] as number
    }
  }
  const weight = C !== null ? 1 / C : penalty === 'l2' ? alpha : alpha * right.length
  const ratio = penalty === 'l1' ? 1 : penalty === 'elastic-net' ? l1Ratio : 0
  const steps = minimizePenalized({
    start: new Float64Array(d),
    l1: new Float64Array(d).fill(weight * ratio),
    l2: new Float64Array(d).fill(weight * (1 - ratio)),
    fixed: new Uint8Array(d),
    at: (beta) => {
      const gradient = new Float64Array(d)
      let loss = 0
      for (let a = 0; a < d; a++) {
        let slope = 0
        for (let b = 0; b < d; b++) slope += (gram[a * d + b] as number) * (beta[b] as number)
        loss += (beta[a] as number) * (0.5 * slope - (products[a] as number))
        gradient[a] = slope - (products[a] as number)
      }
      return { loss, gradient, hessian: gram.slice() }
    },
  })
  let step = steps.next()
  while (!step.done) {
    yield { stage: 'fit', fraction: 0.7 }
    step = steps.next()
  }
  return step.value.beta
}

function dot(a: Float64Array, b: Float64Array): number {
  let total = 0
  for (let i = 0; i < a.length; i++) total += (a[i] as number) * (b[i] as number)
  return total
}

/** Rows × 1 predicted targets. */
export function predictLinear({ beta }: LinearModel, { data, nRows, nColumns }: Matrix): Matrix {
  const predicted = createMatrix(nRows, 1)
  for (let i = 0; i < nRows; i++) {
    let value = beta[nColumns] as number
    for (let j = 0; j < nColumns; j++) value += (beta[j] as number) * (data[i * nColumns + j] as number)
    predicted.data[i] = value
  }
  return predicted
}

/** What each feature adds against a row of mean values: βⱼ·(xⱼ − mean). */
export function explainLinear({ beta, means, targetMean }: LinearModel, x: Matrix): Contributions {
  const values = createMatrix(x.nRows, x.nColumns)
  for (let at = 0; at < values.data.length; at++) {
    const j = at % x.nColumns
    values.data[at] = (beta[j] as number) * ((x.data[at] as number) - (means[j] as number))
  }
  return { space: 'target', base: targetMean, values }
}

export function linearToSql({ beta }: LinearModel, features: readonly string[]): string[] {
  return [linearSql(beta, features)]
}
