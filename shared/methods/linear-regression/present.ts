import type { NoticeElement, ResultElement, TableElement } from '../../contract/result-elements'
import { literal, quantity, text } from '../../contract/text'
import type { PredictiveResult } from '../../learning/predictive/result'
import { methodWords, wordsAt } from '../../transactions/method-words'
import type { LinearOwn } from './method'

const { at, notice } = methodWords('linear-regression')
const { column } = wordsAt('predict')

type Result = PredictiveResult & LinearOwn

/** Below this p an assumption is taken to be broken; from this VIF on columns say nearly the same; beyond this distance a row rules. */
const BROKEN = 0.01
const INFLATED = 10
const RULING = 1

/** Coefficients, how well they fit, and whether the assumptions behind their errors hold. */
export function present(result: Result): ResultElement[] {
  return [...notices(result), coefficientTable(result), checkTable(result)]
}

function notices({ diagnostics, coefficients, aliased, nTrain }: Result): NoticeElement[] {
  const { breuschPagan, jarqueBera, durbinWatson, maxCook } = diagnostics
  const inflated = coefficients.filter(({ vif }) => (vif ?? 0) > INFLATED).map(({ term }) => literal(term))
  const dependent = durbinWatson !== null && (durbinWatson < 1.5 || durbinWatson > 2.5)
  return [
    ...(aliased.length > 0 ? [notice('aliased', 'info', { terms: aliased.map(literal) })] : []),
    ...(breuschPagan && breuschPagan.p < BROKEN ? [notice('unequal', 'warning')] : []),
    ...(jarqueBera && jarqueBera.p < BROKEN && nTrain < 200 ? [notice('notNormal', 'warning')] : []),
    ...(dependent ? [notice('dependent', 'info', { value: quantity(durbinWatson, 'number', 2) })] : []),
    ...(inflated.length > 0 ? [notice('inflated', 'warning', { terms: inflated })] : []),
    ...((maxCook ?? 0) > RULING ? [notice('influential', 'warning', { cook: quantity(maxCook, 'number', 2) })] : []),
  ]
}

function coefficientTable({ intercepts, coefficients }: Result): TableElement {
  const decimals = { decimals: 4 }
  return {
    type: 'table',
    id: 'coefficients',
    title: at('table.coefficients'),
    caption: at('table.coefficientsCaption'),
    columns: [
      column('term'),
      column('estimate', 'number', decimals),
      column('standardError', 'number', decimals),
      column('t', 'number', { decimals: 2 }),
      column('p', 'number', decimals),
      column('ciLow', 'number', decimals),
      column('ciHigh', 'number', decimals),
      column('standardized', 'number', { decimals: 3 }),
      column('vif', 'number', { decimals: 1 }),
    ],
    rows: [...intercepts, ...coefficients].map((one) => [
      one.term === 'intercept' ? text('methods.linear-regression.result.intercept') : one.term,
      one.estimate,
      one.standardError,
      one.t,
      one.p,
      one.ciLow,
      one.ciHigh,
      one.standardized,
      one.vif,
    ]),
  }
}

function checkTable(result: Result): TableElement {
  const { diagnostics } = result
  const rows: (readonly [string, number | null, number | null])[] = [
    ['r2', result.r2, null],
    ['adjustedR2', result.adjustedR2, null],
    ['fStatistic', result.fStatistic, result.fP],
    ['sigma', result.sigma, null],
    ['aic', result.aic, null],
    ['bic', result.bic, null],
    ['durbinWatson', diagnostics.durbinWatson, null],
    ['breuschPagan', diagnostics.breuschPagan?.statistic ?? null, diagnostics.breuschPagan?.p ?? null],
    ['jarqueBera', diagnostics.jarqueBera?.statistic ?? null, diagnostics.jarqueBera?.p ?? null],
    ['maxLeverage', diagnostics.maxLeverage, null],
    ['maxCook', diagnostics.maxCook, null],
  ]
  return {
    type: 'table',
    id: 'checks',
    title: at('table.checks'),
    columns: [
      column('measure'),
      column('value', 'number', { decimals: 4 }),
      column('p', 'number', { decimals: 4 }),
      column('meaning'),
    ],
    rows: rows.map(([name, value, p]) => [at(`check.${name}.label`), value, p, at(`check.${name}.meaning`)]),
  }
}
