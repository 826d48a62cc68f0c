import type { Column } from '@shared/dataset/column'
import { kNearest } from '@shared/methods/k-nearest'
import { linearRegression } from '@shared/methods/linear-regression'
import { describe, expect, test } from 'vitest'
import { categoricalColumn, inputOf, numericColumn, runMethod } from '../contract/harness'
import { churnInput, churnSplit } from './churn-input'
import { hasOracles, readPlainCsv, reference } from './oracles'

interface Ols {
  n: number
  terms: string[]
  coef: number[]
  se: number[]
  t: number[]
  p: number[]
  ci95_low: number[]
  ci95_high: number[]
  standardised_beta: number[]
  r2: number
  adj_r2: number
  f: number
  f_p: number
  sigma: number
  loglik: number
  aic_statsmodels: number
  bic_statsmodels: number
  vif: number[]
  durbin_watson: number
  breusch_pagan_lm: number
  breusch_pagan_p: number
  residual_first10: number[]
  cooks_max: number
  cooks_argmax: number
  leverage_max: number
  mae: number
  rmse: number
  'ridge_alpha1.0_standardised_x': Penalized
  'ridge_alpha10.0_standardised_x': Penalized
  lasso_standardised_x: Penalized & { alpha: number }
}
interface Penalized {
  intercept: number
  coef: number[]
}
interface Polynomial {
  coef_increasing_powers: number[]
  se: number[]
  r2: number
}
interface RegressionReference {
  ols: Record<string, Ols>
  poly: Record<string, Record<string, Polynomial>>
}
interface RReference {
  lm: Record<string, { coef: number[]; se: number[]; t: number[]; p: number[]; r2: number; f: number }>
}

const longley = ['GNP.deflator', 'GNP', 'Unemployed', 'Armed.Forces', 'Population', 'Year', 'Employed']
const sets: Record<string, { file: string[]; target: string; numbers: string[]; kinds?: string[]; names?: string[] }> =
  {
    wholesale_grocery: {
      file: ['wholesale', 'Wholesale customers data.csv'],
      target: 'Grocery',
      numbers: ['Milk', 'Detergents_Paper', 'Fresh', 'Frozen'],
    },
    longley: { file: ['regression', 'longley.csv'], target: 'Employed', numbers: longley.slice(0, 6), names: longley },
    insurance_charges: {
      file: ['regression', 'insurance.csv'],
      target: 'charges',
      numbers: ['age', 'bmi', 'children'],
      kinds: ['smoker', 'sex', 'region'],
    },
    insurance_age: { file: ['regression', 'insurance.csv'], target: 'charges', numbers: ['age'] },
    mall_age_score: { file: ['mall', 'Mall_Customers.csv'], target: 'Spending Score (1-100)', numbers: ['Age'] },
  }

function inputFor(name: string) {
  const { file, target, numbers, kinds = [], names } = sets[name] as (typeof sets)[string]
  const read = readPlainCsv(...file)
  const header = names ?? read.header
  const rows = names ? [read.header, ...read.rows] : read.rows
  const cells = (column: string) => rows.map((row) => row[header.indexOf(column)] as string)
  const features: Column[] = [
    ...numbers.map((column) => numericColumn(column, cells(column).map(Number))),
    ...kinds.map((column) => categoricalColumn(column, cells(column))),
  ]
  return inputOf({ target: [numericColumn(target, cells(target).map(Number))], features })
}

function close(found: number | null | undefined, expected: number, relative: number, what: string): void {
  expect(Math.abs((found as number) - expected), `${what}: ${found} for ${expected}`).toBeLessThanOrEqual(
    relative * Math.abs(expected) + 1e-290,
  )
}

// Oracles: statsmodels 0.13, scikit-learn 1.2 (scripts/regression.py) and R's lm (scripts/rchecks.R). Tolerance 1e-7 relative.
describe.skipIf(!hasOracles)('linear regression against statsmodels, R and scikit-learn', () => {
  const { ols, poly } = hasOracles ? reference<RegressionReference>('regression') : { ols: {}, poly: {} }
  const { lm } = hasOracles ? reference<RReference>('r_checks') : { lm: {} as RReference['lm'] }

  test.each(['wholesale_grocery', 'insurance_charges', 'longley'])(
    '%s: coefficients, tests, fit, diagnostics',
    (name) => {
      const result = runMethod(linearRegression, inputFor(name), { folds: 0 }).result
      const expected = ols[name] as Ols
      // smoker first in the reference's list of dummies, by level after it
      const byTerm = new Map([...result.intercepts, ...result.coefficients].map((one) => [one.term, one]))
      expect(byTerm.size).toBe(expected.terms.length)
      for (const [i, term] of expected.terms.entries()) {
        const found = byTerm.get(term === 'const' ? 'intercept' : term)
        close(found?.estimate, expected.coef[i] as number, 1e-7, `${term} estimate`)
        close(found?.standardError, expected.se[i] as number, 1e-7, `${term} error`)
        close(found?.t, expected.t[i] as number, 1e-7, `${term} t`)
        close(found?.p, expected.p[i] as number, 1e-6, `${term} p`)
        close(found?.ciLow, expected.ci95_low[i] as number, 1e-6, `${term} low`)
        close(found?.ciHigh, expected.ci95_high[i] as number, 1e-6, `${term} high`)
        const ours = lm[name]
        close(found?.estimate, ours?.coef[i] as number, 1e-7, `${term} estimate in R`)
        close(found?.standardError, ours?.se[i] as number, 1e-7, `${term} error in R`)
        if (i === 0) continue
        close(found?.standardized, expected.standardised_beta[i - 1] as number, 1e-7, `${term} standardised`)
        close(found?.vif, expected.vif[i - 1] as number, 1e-6, `${term} vif`)
      }
      close(result.r2, expected.r2, 1e-9, 'r2')
      close(result.adjustedR2, expected.adj_r2, 1e-9, 'adjusted r2')
      close(result.fStatistic, expected.f, 1e-7, 'F')
      if (expected.f_p > 1e-300) close(result.fP, expected.f_p, 1e-6, 'p of F')
      close(result.sigma, expected.sigma, 1e-8, 'sigma')
      close(result.logLikelihood, expected.loglik, 1e-9, 'log-likelihood')
      close(result.aic, expected.aic_statsmodels, 1e-9, 'AIC')
      close(result.bic, expected.bic_statsmodels, 1e-9, 'BIC')
      const { diagnostics } = result
      close(diagnostics.durbinWatson, expected.durbin_watson, 1e-7, 'Durbin–Watson')
      close(diagnostics.breuschPagan?.statistic, expected.breusch_pagan_lm, 1e-6, 'Breusch–Pagan')
      close(diagnostics.breuschPagan?.p, expected.breusch_pagan_p, 1e-5, 'p of Breusch–Pagan')
      close(diagnostics.maxCook, expected.cooks_max, 1e-6, 'Cook')
      expect(diagnostics.influential[0]?.row).toBe(expected.cooks_argmax)
      close(diagnostics.maxLeverage, expected.leverage_max, 1e-7, 'leverage')
      close(result.metrics.mae, expected.mae, 1e-7, 'mae')
      close(result.metrics.rmse, expected.rmse, 1e-7, 'rmse')
    },
  )

  test.each(['wholesale_grocery', 'longley'])('%s: ridge and lasso on scaled columns', (name) => {
    const expected = ols[name] as Ols
    const cases = [
      ['ridge', 1, expected['ridge_alpha1.0_standardised_x']],
      ['ridge', 10, expected['ridge_alpha10.0_standardised_x']],
      ['lasso', expected.lasso_standardised_x.alpha, expected.lasso_standardised_x],
    ] as const
    for (const [penalty, alpha, reference] of cases) {
      const params = { penalty, alpha, scaling: 'standard', folds: 0 }
      const result = runMethod(linearRegression, inputFor(name), params).result
      close(result.intercept, reference.intercept, 1e-9, `${penalty} intercept`)
      const largest = Math.max(...reference.coef.map(Math.abs))
      for (const [j, value] of reference.coef.entries()) {
        const gap = Math.abs((result.coefficients[j]?.estimate as number) - value)
        expect(gap / largest, `${penalty} ${alpha} ${j}`).toBeLessThan(1e-6)
      }
    }
  })

  test.each(['insurance_age', 'mall_age_score'])('%s: polynomials', (name) => {
    for (const [degree, expected] of Object.entries(poly[name] ?? {})) {
      const result = runMethod(linearRegression, inputFor(name), { degree: Number(degree), folds: 0 }).result
      const found = [...result.intercepts, ...result.coefficients]
      for (const [i, value] of expected.coef_increasing_powers.entries()) {
        close(found[i]?.estimate, value, 1e-5, `degree ${degree}, power ${i}`)
        close(found[i]?.standardError, expected.se[i] as number, 1e-5, `degree ${degree}, error ${i}`)
      }
      close(result.r2, expected.r2, 1e-7, 'r2')
    }
  })
})

// Oracle: scikit-learn 1.2 (scripts/churn.py). Equally near rows make neighbours ambiguous: area 0.005, accuracy 0.01.
describe.skipIf(!hasOracles)('nearest neighbours on the fixed churn split', () => {
  test.each([5, 15])('k = %i', { timeout: 120_000 }, (k) => {
    const expected = reference<Record<string, { test: { roc_auc: number; accuracy: number } }>>('churn_models')
    const params = { k, folds: 0, split: churnSplit().rows }
    const { metrics } = runMethod(kNearest, churnInput(), params).result
    expect(Math.abs((metrics.rocAuc as number) - (expected[`knn_${k}`]?.test.roc_auc as number))).toBeLessThan(0.005)
    expect(Math.abs((metrics.accuracy as number) - (expected[`knn_${k}`]?.test.accuracy as number))).toBeLessThan(0.01)
  })
})
