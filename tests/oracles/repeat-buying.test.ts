import { type Records, recordObjects } from '@shared/dataset/records'
import { bgNbd } from '@shared/methods/bg-nbd'
import type { Method, MethodInput } from '@shared/methods/define-method'
import { gammaGamma } from '@shared/methods/gamma-gamma'
import { mbgNbd } from '@shared/methods/mbg-nbd'
import { paretoNbd } from '@shared/methods/pareto-nbd'
import { betaGeometric } from '@shared/repeat-buying/beta-geometric'
import { paretoNbdModel } from '@shared/repeat-buying/pareto-nbd'
import { purchaseRows } from '@shared/repeat-buying/purchase-rows'
import { expectedPurchases } from '@shared/repeat-buying/repeat-model'
import type { RepeatBuyingResult } from '@shared/repeat-buying/result'
import { describe, expect, test } from 'vitest'
import { inputOf, numericColumn, runMethod } from '../contract/harness'
import { hasOracles, numericColumns, reference } from './oracles'
import { cdnow, onlineRetail } from './transaction-data'

interface Customer {
  id: number
  x: number
  t_x: number
  T: number
  [measure: string]: number
}
interface Reference {
  n: number
  bgnbd: Record<string, number>
  pareto_nbd: Record<string, number>
  bgnbd_loglik_at: Record<string, number>[]
  pareto_nbd_loglik_at: Record<string, number>[]
  customers: Customer[]
  totals: Record<string, number>
  bg_unconditional: Record<string, number>
  gamma_gamma: Record<string, number> & { customers: { id: number; expected_mean: number }[] }
  'clv_12x4.345w_1pct': { first20: { id: number; clv: number }[]; total: number }
  published: Record<string, Record<string, number>>
  holdout_39_weeks: Record<string, number>
  summary_first20: { id: number; x: number; t_x: number; T: number; m: number }[]
}

function cdnowSummary(): MethodInput {
  const names = ['ID', 'x', 't_x', 'T', 'zbar']
  const [id, x, tx, T, m] = numericColumns(['cdnow', 'cdnow_customers_summary_with_transactions.csv'], names)
  const column = (name: string, values: Float64Array | undefined) => [numericColumn(name, values ?? [])]
  return inputOf({
    customer: column('ID', id),
    frequency: column('x', x),
    recency: column('t_x', tx),
    T: column('T', T),
    monetary: column('zbar', m),
  })
}

function relative(found: number, expected: number): number {
  return Math.abs(found / expected - 1)
}

function byId(records: Records): Map<number, Record<string, number>> {
  return new Map(recordObjects(records).map((record) => [record.id as number, record as Record<string, number>]))
}

const fitted = [
  { method: bgNbd, key: 'bgnbd', prefix: 'bg' },
  { method: paretoNbd, key: 'pareto_nbd', prefix: 'pn' },
] as const
const data = [
  { name: 'btyd_cdnow_summary', input: cdnowSummary, params: {} },
  { name: 'btyd_cdnow_transactions', input: cdnow, params: { calibrationEnd: '1997-09-30' } },
]
const cases = data.flatMap((set) => fitted.map((model) => ({ ...set, ...model, id: model.method.id })))

// Oracle: scipy 1.10.1, Nelder-Mead on the same likelihoods (scripts/rfm_clv.py). Tolerances as the reference states:
// log-likelihood 1e-3, parameters 2e-3 relative, P(alive) 1e-4, expectations 1e-3 relative.
describe.skipIf(!hasOracles)('models of repeat buying against scipy', () => {
  test.each(cases)('$id on $name: parameters, customers and totals', ({ name, input, params, method, key, prefix }) => {
    const expected = reference<Reference>(name)
    const run = (horizon: number) =>
      runMethod(method as Method<never, RepeatBuyingResult>, input(), { ...params, horizon }).result
    const result = run(39)
    expect(result.nCustomers).toBe(expected.n)
    expect(Math.abs(result.logLikelihood - (expected[key].loglik as number))).toBeLessThan(1e-3)
    for (const [parameter, value] of Object.entries(result.parameters)) {
      expect(relative(value, expected[key][parameter] as number)).toBeLessThan(2e-3)
    }
    const found = byId(result.customers)
    for (const customer of expected.customers) {
      const mine = found.get(customer.id) as Record<string, number>
      expect(mine.frequency).toBe(customer.x)
      expect(Math.abs((mine.pAlive as number) - (customer[`${prefix}_p_alive`] as number))).toBeLessThan(1e-4)
      expect(relative(mine.expectedPurchases as number, customer[`${prefix}_expected_39`] as number)).toBeLessThan(1e-3)
    }
    expect(relative(result.total.expectedPurchases, expected.totals[`${prefix}_expected_39`] as number)).toBeLessThan(
      1e-4,
    )
    expect(relative(result.total.alive, expected.totals[`${prefix}_p_alive_sum`] as number)).toBeLessThan(1e-4)
    const soon = run(13).total.expectedPurchases
    expect(relative(soon, expected.totals[`${prefix}_expected_13`] as number)).toBeLessThan(1e-4)
  })

  test.each(fitted.map(({ method, key }) => ({ id: method.id, key })))(
    '$id: the parameters published for CDNOW',
    ({ id, key }) => {
      const { published } = reference<Reference>('btyd_cdnow_summary')
      const method = id === 'bg-nbd' ? bgNbd : paretoNbd
      const { result } = runMethod(method, cdnowSummary())
      const { loglik, ...parameters } = published[key] as Record<string, number>
      for (const [name, value] of Object.entries(parameters)) {
        expect(relative(result.parameters[name] as number, value)).toBeLessThan(2e-3)
      }
      expect(Math.abs(result.logLikelihood - (loglik as number))).toBeLessThan(0.05)
    },
  )

  test('likelihoods at given parameters, 1e-9 relative', () => {
    const expected = reference<Reference>('btyd_cdnow_summary')
    const [x, tx, T] = numericColumns(['cdnow', 'cdnow_customers_summary.csv'], ['frequency', 'recency', 'T'])
    const rows = purchaseRows(x as Float64Array, tx as Float64Array, T as Float64Array)
    for (const [model, surface] of [
      [betaGeometric(false), expected.bgnbd_loglik_at],
      [paretoNbdModel, expected.pareto_nbd_loglik_at],
    ] as const) {
      for (const at of surface) {
        const parameters = Float64Array.from(model.names, (name) => at[name] as number)
        expect(relative(model.logLikelihood(rows, parameters, new Float64Array(4)), at.loglik as number)).toBeLessThan(
          1e-9,
        )
      }
    }
  })

  test('expected purchases of a new customer', () => {
    const { bgnbd, bg_unconditional: expected } = reference<Reference>('btyd_cdnow_summary')
    const model = betaGeometric(false)
    const parameters = Float64Array.from(model.names, (name) => bgnbd[name] as number)
    for (const [weeks, value] of Object.entries(expected)) {
      expect(relative(expectedPurchases(model, parameters, 0, 0, 0, Number(weeks)), value)).toBeLessThan(1e-9)
    }
  })

  test('the hold-out of CDNOW: sums and errors', () => {
    const expected = reference<Reference>('btyd_cdnow_transactions').holdout_39_weeks
    const { result } = runMethod(bgNbd, cdnow(), { calibrationEnd: '1997-09-30' })
    expect(result.holdout).toMatchObject({ actual: expected.actual_total })
    expect(relative(result.holdout?.predicted as number, expected.predicted_total as number)).toBeLessThan(1e-4)
    expect(relative(result.holdout?.mae as number, expected.mae as number)).toBeLessThan(1e-4)
    expect(relative(result.holdout?.rmse as number, expected.rmse as number)).toBeLessThan(1e-4)
    expect(result.holdout?.mae).toBeLessThan(result.holdout?.naiveMae as number)
    expect(result.tracking?.actual.at(-1)).toBeGreaterThan(4000)
  })

  test('a customer summary of transactions is exact', () => {
    const { result } = runMethod(bgNbd, cdnow(), { calibrationEnd: '1997-09-30' })
    const found = byId(result.customers)
    for (const { id, x, t_x, T, m } of reference<Reference>('btyd_cdnow_transactions').summary_first20) {
      const mine = found.get(id) as Record<string, number>
      expect(mine).toMatchObject({ frequency: x, recency: t_x, T })
      expect(Math.abs((mine.monetary as number) - m)).toBeLessThan(1e-9)
    }
  })

  // No drop-out can be seen here: the optimum lies at infinity. Tolerance: log-likelihood 0.02, expectations 1e-2 relative.
  test.each(fitted.map(({ method, key, prefix }) => ({ id: method.id, key, prefix })))(
    '$id on an online shop without drop-out: the likelihood’s limit, and it is said',
    ({ id, key, prefix }) => {
      const expected = reference<Reference>('btyd_online_retail')
      const method = id === 'bg-nbd' ? bgNbd : paretoNbd
      const { result } = runMethod(method, onlineRetail(), { calibrationEnd: '2011-09-09', horizon: 13 })
      expect(Math.abs(result.logLikelihood - (expected[key].loglik as number))).toBeLessThan(0.02)
      expect(result.atBoundary).toBe(true)
      expect(relative(result.total.expectedPurchases, expected.totals[`${prefix}_expected_13`] as number)).toBeLessThan(
        1e-2,
      )
    },
  )
})

describe.skipIf(!hasOracles)('gamma-gamma against scipy', () => {
  test.each([...data, { name: 'btyd_online_retail', input: onlineRetail, params: { calibrationEnd: '2011-09-09' } }])(
    '$name: parameters and customers',
    ({ name, input, params }) => {
      const expected = reference<Reference>(name).gamma_gamma
      const { result } = runMethod(gammaGamma, input(), params)
      expect(result.nCustomers).toBe(expected.n)
      expect(Math.abs(result.logLikelihood - (expected.loglik as number))).toBeLessThan(1e-3)
      for (const parameter of ['p', 'q', 'gamma'] as const) {
        expect(relative(result.parameters[parameter], expected[parameter] as number)).toBeLessThan(2e-3)
      }
      expect(relative(result.populationMean as number, expected.population_mean as number)).toBeLessThan(1e-3)
      expect(Math.abs((result.correlation as number) - (expected.corr_x_m as number))).toBeLessThan(1e-9)
      const found = byId(result.customers)
      for (const { id, expected_mean } of expected.customers) {
        expect(relative(found.get(id)?.expectedSpend as number, expected_mean)).toBeLessThan(1e-3)
      }
      expect(relative(result.meanExpectedSpend, expected.expected_mean_average as number)).toBeLessThan(1e-3)
    },
  )

  // The reference takes a month for 4.345 weeks, here it is 365/12 days: 5e-5 apart. Tolerance: 1e-3 relative.
  test('lifetime value over twelve months at 1 % a month', () => {
    const expected = reference<Reference>('btyd_cdnow_summary')['clv_12x4.345w_1pct']
    const { result } = runMethod(bgNbd, cdnowSummary(), { discountRate: 1.01 ** 12 - 1, valueMonths: 12 })
    const found = byId(result.customers)
    for (const { id, clv } of expected.first20) expect(relative(found.get(id)?.value as number, clv)).toBeLessThan(1e-3)
    expect(relative(result.total.value as number, expected.total)).toBeLessThan(1e-3)
  })

  test('MBG/NBD fits CDNOW about as well, and lets one-time buyers be lost', () => {
    const { result } = runMethod(mbgNbd, cdnowSummary())
    expect(result.logLikelihood).toBeGreaterThan(-9590)
    const once = byId(result.customers).get(3)
    expect(once?.frequency).toBe(0)
    expect(once?.pAlive).toBeLessThan(1)
  })
})
