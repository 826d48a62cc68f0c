import { createMatrix } from '../../dataset/column'
import { symmetricEigen } from '../symmetric-eigen'

export interface LinearFit {
  intercept: number
  coefficients: Float64Array
}

const prior = 1e-6
const mostRounds = 300
const tolerance = 1e-3

/**
 * Linear regression whose shrinkage is found by maximising the evidence.
 * @param columns predictors, n values each, without NaN
 * @param target n values without NaN, n ≥ 1
 * Cost: O(n d² + d³). Source: MacKay (1992), "Bayesian interpolation"; Tipping (2001); the defaults and the order of updates of
 * scikit-learn's `BayesianRidge`.
 */
export function bayesianRidge(columns: readonly Float64Array[], target: Float64Array): LinearFit {
  const n = target.length
  const d = columns.length
  const means = columns.map(meanOf)
  const centre = meanOf(target)
  const { gram, product, squares } = momentsOf(columns, means, target, centre)
  const { values, vectors } = symmetricEigen(gram)
  const spread = values.map((value) => Math.max(0, value))
  const along = Float64Array.from({ length: d }, (_, k) => dot(vectors.data.subarray(k * d, (k + 1) * d), product))
  let alpha = 1 / (squares / n + Number.EPSILON)
  let lambda = 1
  let coefficients = new Float64Array(d)
  const solve = () => solveAlong(vectors.data, along, spread, lambda / alpha)
  for (let round = 0; round < mostRounds; round++) {
    const next = solve()
    const error = residual(gram.data, product, squares, next)
    const gamma = spread.reduce((sum, value) => sum + (alpha * value) / (lambda + alpha * value), 0)
    lambda = (gamma + 2 * prior) / (dot(next, next) + 2 * prior)
    alpha = (n - gamma + 2 * prior) / (error + 2 * prior)
    const moved = next.reduce((sum, value, i) => sum + Math.abs(value - (coefficients[i] as number)), 0)
    coefficients = next
    if (round > 0 && moved < tolerance) break
  }
  coefficients = solve()
  const intercept = centre - coefficients.reduce((sum, value, i) => sum + value * (means[i] as number), 0)
  return { intercept, coefficients }
}

function meanOf(values: Float64Array): number {
  let total = 0
  for (const value of values) total += value
  return total / values.length
}

function dot(a: Float64Array, b: Float64Array): number {
  let total = 0
  for (let i = 0; i < a.length; i++) total += (a[i] as number) * (b[i] as number)
  return total
}

/** X'X, X'y and y'y of centred columns. */
function momentsOf(columns: readonly Float64Array[], means: readonly number[], target: Float64Array, centre: number) {
  const d = columns.length
  const gram = createMatrix(d, d)
  const product = new Float64Array(d)
  let squares = 0
  for (let i = 0; i < target.length; i++) {
    const y = (target[i] as number) - centre
    squares += y * y
    for (let a = 0; a < d; a++) {
      const x = ((columns[a] as Float64Array)[i] as number) - (means[a] as number)
      product[a] = (product[a] as number) + x * y
      for (let b = a; b < d; b++) {
        const place = a * d + b
        gram.data[place] =
          (gram.data[place] as number) + x * (((columns[b] as Float64Array)[i] as number) - (means[b] as number))
      }
    }
  }
  for (let a = 0; a < d; a++) for (let b = 0; b < a; b++) gram.data[a * d + b] = gram.data[b * d + a] as number
  return { gram, product, squares }
}

function solveAlong(
  vectors: Float64Array,
  along: Float64Array,
  spread: Float64Array,
  ridge: number,
): Float64Array<ArrayBuffer> {
  const d = along.length
  const coefficients = new Float64Array(d)
  for (let k = 0; k < d; k++) {
    const weight = (along[k] as number) / ((spread[k] as number) + ridge)
    for (let j = 0; j < d; j++) coefficients[j] = (coefficients[j] as number) + weight * (vectors[k * d + j] as number)
  }
  return coefficients
}

/** Sum of squared errors, from the moments. */
function residual(gram: Float64Array, product: Float64Array, squares: number, coefficients: Float64Array): number {
  const d = coefficients.length
  let fitted = 0
  for (let a = 0; a < d; a++)
    fitted += (coefficients[a] as number) * dot(gram.subarray(a * d, (a + 1) * d), coefficients)
  return Math.max(0, squares - 2 * dot(coefficients, product) + fitted)
}
