import type { Progress } from '../../contract/run-events'
import { text } from '../../contract/text'
import { createMatrix, type Matrix } from '../../dataset/column'
import { hotellingLimit, residualLimit } from '../../math/outlier-limits'
import { parallelEigenvalues } from '../../math/parallel-analysis'
import { componentScores, type PrincipalComponents, principalComponents } from '../../math/principal-components'
import { varimax } from '../../math/varimax'
import type { MethodContext, MethodInput, Outcome } from '../define-method'
import { parameterInvalid } from '../parse-params'
import { prepareFeatures } from '../prepare-features'
import { spreadMatrix } from '../spread-rows'
import type { PcaParams, PcaResult } from './method'
import { rowDistances } from './row-distances'
import { placeColumn } from './supplementary-columns'

/** Rows below the limits of T² and Q when nothing is unusual. */
const LIMIT_SHARE = 0.99
const CHANCE_QUANTILE = 0.95

/**
 * Principal components of prepared columns; see `principalComponents`.
 * @throws what `prepareFeatures` throws; parameterInvalid when there are fewer columns than components
 * Cost: O(n·d² + draws·d³).
 */
export function* compute(
  input: MethodInput,
  params: PcaParams,
  { parallel, random }: MethodContext,
): Generator<Progress, Outcome<PcaResult>, void> {
  const policy = { ...params, transform: 'none' as const }
  const needs = { methodId: 'pca', minColumns: 2 }
  const features = input.columns['features'] ?? []
  const { matrix, rows, preparation, dropped } = yield* prepareFeatures(features, policy, needs)
  requireComponents(params, matrix.nColumns)
  yield { stage: 'components', fraction: 0.3 }
  const all = principalComponents(matrix, matrix.nColumns, parallel)
  const chance = yield* chanceOf(all, matrix.nRows, params, random)
  const suggested = suggestions(all.variances, chance)
  const nComponents = componentCount(params, matrix.nColumns, suggested)
  const found = { ...all, components: firstRows(all.components, nComponents) }
  yield { stage: 'components', fraction: 0.7 }
  const usedScores = componentScores(matrix, found, parallel)
  yield { stage: 'components', fraction: 0.8 }
  const distances = rowDistances(matrix, all.mean, usedScores, all.variances)
  const eigenvalues = Array.from(all.variances)
  const total = eigenvalues.reduce((sum, value) => sum + value, 0)
  const explainedVariance = eigenvalues.slice(0, nComponents)
  const limit = (value: number) => (Number.isFinite(value) ? value : null)
  const result: PcaResult = {
    components: found.components,
    explainedVariance,
    explainedVarianceRatio: explainedVariance.map((value) => value / total),
    scores: spreadMatrix(usedScores, rows, input.nRows),
    mean: preparation.map(({ center, scale }, j) => center + (all.mean[j] as number) * scale),
    scale: preparation.map(({ scale }) => scale),
    eigenvalues,
    preparation,
    ...columnShares(all, nComponents),
    suggested,
    chanceEigenvalues: Array.from(chance),
    rotation: params.rotation === 'varimax' ? rotated(found, explainedVariance, total) : null,
    hotellingT2: spreadValues(distances.hotellingT2, rows, input.nRows),
    qResiduals: spreadValues(distances.qResiduals, rows, input.nRows),
    limits: {
      hotellingT2: limit(hotellingLimit(matrix.nRows, nComponents, LIMIT_SHARE)),
      qResiduals: limit(residualLimit(eigenvalues.slice(nComponents), LIMIT_SHARE)),
      share: LIMIT_SHARE,
    },
    supplementary: (input.columns['supplementary'] ?? []).map((column) => placeColumn(column, usedScores, rows)),
  }
  const rowsDropped = input.nRows - rows.length
  return { result, diagnostics: { rowsUsed: rows.length, rowsDropped, dropped, converged: null, iterations: null } }
}

function requireComponents({ nComponents }: PcaParams, nColumns: number): void {
  if (typeof nComponents !== 'number' || nComponents <= nColumns) return
  throw parameterInvalid(
    'pca',
    'nComponents',
    text('errors.constraint.atMostColumns', { columns: nColumns }),
    nComponents,
  )
}

function componentCount({ nComponents }: PcaParams, nColumns: number, suggested: PcaResult['suggested']): number {
  if (typeof nComponents === 'number') return nComponents
  return nComponents === 'all' ? nColumns : Math.max(1, suggested[nComponents])
}

function* chanceOf(
  { variances, components }: PrincipalComponents,
  nRows: number,
  { scaling, parallelDraws }: PcaParams,
  random: MethodContext['random'],
): Generator<Progress, Float64Array, void> {
  const d = variances.length
  const ofColumns = Float64Array.from({ length: d }, (_, j) =>
    variances.reduce((sum, value, c) => sum + value * (components.data[c * d + j] as number) ** 2, 0),
  )
  const shape = { nRows, variances: ofColumns, correlation: scaling === 'standard' }
  const draws = parallelEigenvalues(shape, parallelDraws, CHANCE_QUANTILE, random.fork(1))
  for (;;) {
    const { value, done } = draws.next()
    if (done) return value
    yield { stage: 'components', fraction: 0.3 + 0.4 * value }
  }
}

/** Kaiser: above the average variance of a column. Parallel analysis: the first ones that are all above chance. */
function suggestions(variances: Float64Array, chance: Float64Array): PcaResult['suggested'] {
  const average = variances.reduce((sum, value) => sum + value, 0) / variances.length
  const kaiser = variances.filter((value) => value > average * (1 + 1e-9)).length
  const weak = variances.findIndex((value, c) => !(value > (chance[c] as number)))
  return { kaiser, parallel: weak < 0 ? variances.length : weak }
}

function firstRows({ nColumns, data }: Matrix, nRows: number): Matrix {
  const first = createMatrix(nRows, nColumns)
  first.data.set(data.subarray(0, nRows * nColumns))
  return first
}

function columnShares(
  { components, variances }: PrincipalComponents,
  m: number,
): Pick<PcaResult, 'contributions' | 'cos2'> {
  const d = components.nColumns
  const contributions = createMatrix(d, m)
  const cos2 = createMatrix(d, m)
  for (let j = 0; j < d; j++) {
    const part = (c: number) => (components.data[c * d + j] as number) ** 2
    const variance = variances.reduce((sum, value, c) => sum + value * part(c), 0)
    for (let c = 0; c < m; c++) {
      contributions.data[j * m + c] = part(c)
      cos2.data[j * m + c] = variance > 0 ? ((variances[c] as number) * part(c)) / variance : 0
    }
  }
  return { contributions, cos2 }
}

function rotated({ components }: PrincipalComponents, variances: number[], total: number): PcaResult['rotation'] {
  const { nRows: m, nColumns: d } = components
  const loadings = createMatrix(d, m)
  for (let j = 0; j < d; j++)
    for (let c = 0; c < m; c++)
      loadings.data[j * m + c] = (components.data[c * d + j] as number) * Math.sqrt(variances[c] as number)
  const { loadings: turned, rotation } = varimax(loadings)
  const explainedVariance = Array.from({ length: m }, (_, c) => {
    let sum = 0
    for (let j = 0; j < d; j++) sum += (turned.data[j * m + c] as number) ** 2
    return sum
  })
  const explainedVarianceRatio = explainedVariance.map((value) => value / total)
  return { loadings: turned, explainedVariance, explainedVarianceRatio, matrix: rotation }
}

function spreadValues(values: Float64Array, rows: Int32Array, nRows: number): Float64Array {
  const spread = new Float64Array(nRows).fill(Number.NaN)
  for (let i = 0; i < rows.length; i++) spread[rows[i] as number] = values[i] as number
  return spread
}
