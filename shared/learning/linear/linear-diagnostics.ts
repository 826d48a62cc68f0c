import type { Matrix } from '../../dataset/column'
import { chiSquaredTail } from '../../math/chi-squared'
import { leastSquares } from '../../math/least-squares'
import { moments } from '../../math/moments'
import { fisherTail, studentQuantile } from '../../math/student-t'
import { studentTwoSided } from '../../math/student-tail'
import { mean, sum } from '../../math/sum'
import type { TrainingData } from '../estimator'
import { columnOf, type LinearModel, predictLinear } from './linear-model'

export interface LinearCoefficient {
  term: string
  estimate: number
  standardError: number | null
  t: number | null
  p: number | null
  ciLow: number | null
  ciHigh: number | null
  /** Per standard deviation of the term, in standard deviations of the target. */
  standardized: number | null
  /** Variance inflation factor. */
  vif: number | null
}

export interface LinearDiagnostics {
  /** About 2 where neighbouring residuals have nothing to do with each other. */
  durbinWatson: number | null
  /** Residuals of unequal spread (studentised, Koenker). */
  breuschPagan: { statistic: number; p: number } | null
  /** Residuals that are not normal. */
  jarqueBera: { statistic: number; p: number } | null
  maxLeverage: number | null
  maxCook: number | null
  /** Training rows with the largest Cook distance, as positions among them. */
  influential: { row: number; cook: number; leverage: number; residual: number }[]
}

export interface LinearFit {
  intercept: number
  intercepts: LinearCoefficient[]
  coefficients: LinearCoefficient[]
  /** On the training rows. */
  r2: number | null
  adjustedR2: number | null
  fStatistic: number | null
  fP: number | null
  sigma: number | null
  logLikelihood: number | null
  aic: number | null
  bic: number | null
  diagnostics: LinearDiagnostics
}

/** Rows listed with their influence. */
const INFLUENTIAL = 10

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null)

/**
 * What least squares says of its coefficients and of its own assumptions, on the training rows.
 * AIC and BIC count the coefficients, not the variance. Source: Weisberg (2005), "Applied Linear Regression"; Koenker (1981).
 * Cost: O(n·d²).
 */
export function describeLinear(model: LinearModel, { x, y }: TrainingData): LinearFit {
  const n = y.length
  const fitted = predictLinear(model, x).data
  const residuals = y.map((value, i) => value - (fitted[i] as number))
  const squares = sum(residuals.map((value) => value * value))
  const total = sum(y.map((value) => (value - model.targetMean) ** 2))
  const free = model.featureNames.flatMap((_, j) => (model.aliased[j] ? [] : [j]))
  const k = free.length
  const degrees = n - k - 1
  const sigma = degrees > 0 && model.inverse ? Math.sqrt(squares / degrees) : Number.NaN
  const r2 = total > 0 ? 1 - squares / total : Number.NaN
  const f = k > 0 ? (total - squares) / k / (squares / degrees) : Number.NaN
  const logLikelihood = (-n / 2) * (Math.log(2 * Math.PI) + Math.log(squares / n) + 1)
  const { terms, intercept } = coefficientsOf(model, x, y, free, sigma, degrees)
  const isTested = model.inverse !== null && degrees > 0
  return {
    intercept: model.beta.at(-1) as number,
    intercepts: [intercept],
    coefficients: terms,
    r2: finite(r2),
    adjustedR2: degrees > 0 ? finite(1 - ((1 - r2) * (n - 1)) / degrees) : null,
    fStatistic: isTested ? finite(f) : null,
    fP: isTested && Number.isFinite(f) ? fisherTail(f, k, degrees) : null,
    sigma: finite(sigma),
    logLikelihood: finite(logLikelihood),
    aic: finite(2 * (k + 1) - 2 * logLikelihood),
    bic: finite(Math.log(n) * (k + 1) - 2 * logLikelihood),
    diagnostics: diagnose(model, x, free, residuals, sigma),
  }
}

function coefficientsOf(
  { featureNames, beta, means, inverse }: LinearModel,
  x: Matrix,
  y: Float64Array,
  free: readonly number[],
  sigma: number,
  degrees: number,
) {
  const k = free.length
  const quantile = degrees > 0 ? studentQuantile(0.975, degrees) : Number.NaN
  const targetSd = moments(y).sd
  // Rows of R⁻¹: the variance of a coefficient is σ² times the squared length of its row.
  const rowOf = (place: number) => (inverse ? inverse.subarray(place * k, (place + 1) * k) : new Float64Array(0))
  const describe = (
    term: string,
    estimate: number,
    error: number,
    more: Partial<LinearCoefficient>,
  ): LinearCoefficient => {
    const t = estimate / error
    return {
      term,
      estimate,
      standardError: finite(error),
      t: finite(t),
      p: Number.isFinite(t) ? studentTwoSided(t, degrees) : null,
      ciLow: finite(estimate - quantile * error),
      ciHigh: finite(estimate + quantile * error),
      standardized: null,
      vif: null,
      ...more,
    }
  }
  const terms = featureNames.map((term, j) => {
    const { populationSd, sd } = moments(columnOf(x, j))
    const place = free.indexOf(j)
    const length = place < 0 || !inverse ? Number.NaN : sum(rowOf(place).map((value) => value * value))
    return describe(term, beta[j] as number, sigma * Math.sqrt(length), {
      standardized: finite(((beta[j] as number) * sd) / targetSd),
      vif: finite(length * y.length * populationSd ** 2),
    })
  })
  // Of the intercept: 1/n + x̄ᵀ(XᵀX)⁻¹x̄.
  const atMeans = new Float64Array(k)
  for (const [place, j] of free.entries()) {
    for (const [c, value] of rowOf(place).entries()) atMeans[c] = (atMeans[c] as number) + value * (means[j] as number)
  }
  const variance = inverse ? 1 / y.length + sum(atMeans.map((value) => value * value)) : Number.NaN
  return { terms, intercept: describe('intercept', beta.at(-1) as number, sigma * Math.sqrt(variance), {}) }
}

function diagnose(
  model: LinearModel,
  x: Matrix,
  free: readonly number[],
  residuals: Float64Array,
  sigma: number,
): LinearDiagnostics {
  const n = residuals.length
  const squares = residuals.map((value) => value * value)
  const total = sum(squares)
  let jumps = 0
  for (let i = 1; i < n; i++) jumps += ((residuals[i] as number) - (residuals[i - 1] as number)) ** 2
  const influence = influenceOf(model, x, free, residuals, sigma)
  return {
    durbinWatson: total > 0 ? jumps / total : null,
    breuschPagan: model.inverse && total > 0 ? breuschPagan(model, x, free, squares) : null,
    jarqueBera: total > 0 && n > 3 ? jarqueBera(residuals) : null,
    maxLeverage: influence ? Math.max(...influence.map(({ leverage }) => leverage)) : null,
    maxCook: influence?.[0]?.cook ?? null,
    influential: influence?.slice(0, INFLUENTIAL) ?? [],
  }
}

/** n·R² of the squared residuals on the columns. */
function breuschPagan(model: LinearModel, x: Matrix, free: readonly number[], squares: Float64Array) {
  const center = mean(squares)
  const columns = free.map((j) => columnOf(x, j).map((value) => value - (model.means[j] as number)))
  const right = squares.map((value) => value - center)
  const total = sum(right.map((value) => value * value))
  const found = leastSquares(
    columns.map((column) => column.slice()),
    right.slice(),
  )
  if (!found || total === 0) return null
  const explained = right.map((_, i) => {
    let value = 0
    for (const [k, column] of columns.entries()) value += (found.beta[k] as number) * (column[i] as number)
    return value
  })
  const statistic = (squares.length * sum(explained.map((value) => value * value))) / total
  return { statistic, p: chiSquaredTail(statistic, free.length) }
}

function jarqueBera(residuals: Float64Array) {
  const n = residuals.length
  const center = mean(residuals)
  const power = (exponent: number) => sum(residuals.map((value) => (value - center) ** exponent)) / n
  const variance = power(2)
  const statistic = (n / 6) * (power(3) ** 2 / variance ** 3 + (power(4) / variance ** 2 - 3) ** 2 / 4)
  return { statistic, p: chiSquaredTail(statistic, 2) }
}

/** Leverage and Cook's distance of every training row, the largest distance first; null where the fit has none. */
function influenceOf(
  { inverse, means }: LinearModel,
  { data, nColumns, nRows }: Matrix,
  free: readonly number[],
  residuals: Float64Array,
  sigma: number,
) {
  const k = free.length
  if (!inverse || !(sigma > 0)) return null
  const most: LinearDiagnostics['influential'] = []
  const found = Array.from({ length: nRows }, (_, i) => i)
  const leverages = new Float64Array(nRows)
  const cooks = new Float64Array(nRows)
  const line = new Float64Array(k)
  for (let i = 0; i < nRows; i++) {
    line.fill(0)
    for (const [place, j] of free.entries()) {
      const value = (data[i * nColumns + j] as number) - (means[j] as number)
      for (let c = place; c < k; c++) line[c] = (line[c] as number) + value * (inverse[place * k + c] as number)
    }
    let leverage = 1 / nRows
    for (let c = 0; c < k; c++) leverage += (line[c] as number) ** 2
    leverages[i] = leverage
    const rest = 1 - leverage
    cooks[i] = rest > 1e-12 ? (((residuals[i] as number) / sigma) ** 2 * leverage) / (rest * rest * (k + 1)) : 0
  }
  found.sort((a, b) => (cooks[b] as number) - (cooks[a] as number) || a - b)
  const widest = leverages.indexOf(leverages.reduce((largest, value) => Math.max(largest, value), 0))
  for (const i of [...new Set([...found.slice(0, INFLUENTIAL), widest])]) {
    most.push({ row: i, cook: cooks[i] as number, leverage: leverages[i] as number, residual: residuals[i] as number })
  }
  return most
}
