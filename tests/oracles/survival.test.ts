import { survival } from '@shared/methods/survival'
import { describe, expect, test } from 'vitest'
import { categoricalColumn, inputOf, numericColumn, runMethod } from '../contract/harness'
import { hasOracles, readPlainCsv, reference } from './oracles'

interface Group {
  levels: string[]
  n: number[]
  observed: number[]
  expected: number[]
  logrank_chi2: number
  df: number
  p: number
  peto_chi2: number
  median: Record<string, number | null>
  surv_at: Record<string, number[]>
}
interface Cox {
  coef: number[]
  se: number[]
  p: number[]
  hr: number[]
  loglik: [number, number]
  concordance: number
  lr_chi2: number
}
interface Reference {
  survival: {
    km: Record<string, number[]> & { median: number | null; rmean: number }
    km_plain: { lower: number[]; upper: number[] }
    km_loglog: { lower: (number | null)[]; upper: (number | null)[] }
    by: Record<string, Group>
    cox: { efron: Cox; breslow: Cox }
  }
}

const surveyed = [1, 6, 12, 24, 36, 48, 60, 72]

function telco() {
  const { header, rows } = readPlainCsv('telco', 'Telco-Customer-Churn.csv')
  const cells = (name: string) => rows.map((row) => row[header.indexOf(name)] as string)
  const words = (name: string) => categoricalColumn(name, cells(name))
  const flag = (name: string, level: string) =>
    numericColumn(
      `${name}=${level}`,
      cells(name).map((cell) => (cell === level ? 1 : 0)),
    )
  const numbers = (name: string) => numericColumn(name, cells(name).map(Number))
  return { words, flag, numbers, duration: [numbers('tenure')], event: [words('Churn')] }
}

/** Largest difference of values that are numbers; places where either is none must agree. */
function difference(found: ArrayLike<number>, expected: readonly (number | null)[]): number {
  expect(found.length).toBe(expected.length)
  return Math.max(
    ...expected.map((value, i) => {
      const mine = found[i] as number
      if (value === null || Number.isNaN(mine))
        return value === null && Number.isNaN(mine) ? 0 : Number.POSITIVE_INFINITY
      return Math.abs(mine - value)
    }),
  )
}

// Oracle: R survival (scripts/rchecks.R). Tolerances: curves 1e-10, log-rank 1e-8 relative, Cox 1e-6.
describe.skipIf(!hasOracles)('survival against R', () => {
  const expected = hasOracles ? reference<Reference>('r_checks').survival : ({} as Reference['survival'])

  test('Kaplan–Meier: risk sets, events, survival, standard errors, mean and bands on all scales', () => {
    const { duration, event } = telco()
    const run = (params = {}) => runMethod(survival, inputOf({ duration, event }), params).result
    const result = run()
    const { km } = expected
    expect(result.eventValue).toBe('Yes')
    expect(Array.from(result.time)).toEqual(km.time)
    expect(Array.from(result.atRisk)).toEqual(km.n_risk)
    expect(Array.from(result.events)).toEqual(km.n_event)
    expect(difference(result.survival, km.surv as number[])).toBeLessThan(1e-10)
    const errors = result.standardError.filter((_, k) => (result.events[k] as number) > 0)
    expect(difference(errors, km.std_err_S as number[])).toBeLessThan(1e-10)
    expect(difference(result.lower, km.lower_log as number[])).toBeLessThan(1e-10)
    expect(difference(result.upper, km.upper_log as number[])).toBeLessThan(1e-10)
    expect(result.summary.median).toBe(km.median)
    expect(Math.abs(result.summary.restrictedMean - km.rmean)).toBeLessThan(1e-9)
    const plain = run({ bands: 'plain' })
    expect(difference(plain.lower, expected.km_plain.lower)).toBeLessThan(1e-10)
    expect(difference(plain.upper, expected.km_plain.upper)).toBeLessThan(1e-10)
    const logLog = run({ bands: 'log-log' })
    expect(difference(logLog.lower, expected.km_loglog.lower)).toBeLessThan(1e-10)
    expect(difference(logLog.upper, expected.km_loglog.upper)).toBeLessThan(1e-10)
  })

  test.each(['Contract', 'InternetService', 'gender'])(
    '%s: log-rank, Peto–Peto, medians and curves per group',
    (name) => {
      const { duration, event, words } = telco()
      const group = expected.by[name] as Group
      const run = (params = {}) =>
        runMethod(survival, inputOf({ duration, event, group: [words(name)] }), params).result
      const { groups, logRank } = run()
      expect(groups.map((one) => one.name)).toEqual(group.levels)
      expect(groups.map(({ n }) => n)).toEqual(group.n)
      expect(groups.map(({ nEvents }) => nEvents)).toEqual(group.observed)
      for (const [i, value] of group.expected.entries()) {
        expect(Math.abs((groups[i]?.expected as number) / value - 1)).toBeLessThan(1e-8)
      }
      expect(logRank?.df).toBe(group.df)
      expect(Math.abs((logRank?.chi2 as number) / group.logrank_chi2 - 1)).toBeLessThan(1e-8)
      expect(Math.abs((logRank?.p as number) - group.p)).toBeLessThan(1e-8 * Math.max(group.p, 1e-300))
      const peto = run({ comparison: 'peto-peto' }).logRank?.chi2 as number
      expect(Math.abs(peto / group.peto_chi2 - 1)).toBeLessThan(1e-8)
      for (const one of groups) {
        expect(one.median).toBe(group.median[one.name] ?? null)
        for (const [i, time] of surveyed.entries()) {
          const at = one.time.findLastIndex((value) => value <= time)
          expect(Math.abs((one.survival[at] as number) - (group.surv_at[one.name]?.[i] as number))).toBeLessThan(1e-10)
        }
      }
    },
  )

  test.each(['efron', 'breslow'] as const)('Cox model, %s ties', (ties) => {
    const { duration, event, flag, numbers } = telco()
    const covariates = [
      numbers('MonthlyCharges'),
      flag('Contract', 'One year'),
      flag('Contract', 'Two year'),
      flag('InternetService', 'Fiber optic'),
      flag('InternetService', 'No'),
      numbers('SeniorCitizen'),
    ]
    const { cox } = runMethod(survival, inputOf({ duration, event, covariates }), { ties }).result
    const reference = expected.cox[ties]
    for (const [j, term] of (cox?.terms ?? []).entries()) {
      expect(Math.abs(term.coefficient - (reference.coef[j] as number))).toBeLessThan(1e-6)
      expect(Math.abs(term.standardError - (reference.se[j] as number))).toBeLessThan(1e-6)
      expect(Math.abs(term.hazardRatio - (reference.hr[j] as number))).toBeLessThan(1e-5)
      expect(Math.abs(term.p - (reference.p[j] as number))).toBeLessThan(1e-6)
    }
    expect(Math.abs((cox?.nullLogLikelihood as number) - reference.loglik[0])).toBeLessThan(1e-6)
    expect(Math.abs((cox?.logLikelihood as number) - reference.loglik[1])).toBeLessThan(1e-6)
    expect(Math.abs((cox?.chi2 as number) - reference.lr_chi2)).toBeLessThan(1e-6)
    expect(Math.abs((cox?.concordance as number) - reference.concordance)).toBeLessThan(1e-9)
  })
})
