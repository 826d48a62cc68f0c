import { recordObjects } from '@shared/dataset/records'
import { bgNbd } from '@shared/methods/bg-nbd'
import { mbgNbd } from '@shared/methods/mbg-nbd'
import { paretoNbd } from '@shared/methods/pareto-nbd'
import { betaGeometric } from '@shared/repeat-buying/beta-geometric'
import { paretoNbdModel } from '@shared/repeat-buying/pareto-nbd'
import { purchaseRows } from '@shared/repeat-buying/purchase-rows'
import { expectedPurchases, type RepeatModel } from '@shared/repeat-buying/repeat-model'
import { parseDay } from '@shared/transactions/calendar'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createContext, inputOf, numericColumn, runMethod } from '../contract/harness'
import { simulatedBuyers } from '../repeat-buying/simulated-buyers'
import { refused } from '../transactions/refused'

const models: [string, RepeatModel][] = [
  ['bg-nbd', betaGeometric(false)],
  ['mbg-nbd', betaGeometric(true)],
  ['pareto-nbd', paretoNbdModel],
]
const parameter = fc.double({ min: 0.05, max: 20, noNaN: true })
const parameters = fc.tuple(parameter, parameter, parameter, parameter).map((values) => Float64Array.from(values))
/** x, tx, T of one customer. */
const history = fc
  .tuple(
    fc.integer({ min: 0, max: 30 }),
    fc.double({ min: 0.01, max: 1, noNaN: true }),
    fc.double({ min: 1, max: 100, noNaN: true }),
  )
  .map(([x, share, T]) => ({ x, tx: x === 0 ? 0 : share * T, T }))

describe.each(models)('%s', (_, model) => {
  test('the gradient is the slope of the likelihood', () => {
    fc.assert(
      fc.property(parameters, history, (at, { x, tx, T }) => {
        const rows = purchaseRows(Float64Array.of(x), Float64Array.of(tx), Float64Array.of(T))
        const gradient = new Float64Array(4)
        const value = model.logLikelihood(rows, at, gradient)
        for (let j = 0; j < 4; j++) {
          const h = 1e-5 * (at[j] as number)
          const [above, below] = [h, -h].map((step) =>
            model.logLikelihood(
              rows,
              at.map((p, i) => (i === j ? p + step : p)),
              new Float64Array(4),
            ),
          ) as [number, number]
          const slope = (above - below) / (2 * h)
          expect(Math.abs(slope - (gradient[j] as number))).toBeLessThan(
            1e-4 * (1 + Math.abs(slope)) + (1e-10 * Math.abs(value)) / h,
          )
        }
      }),
    )
  })

  test('P(alive) lies in (0, 1] and falls with the time since the last purchase', () => {
    fc.assert(
      fc.property(parameters, history, (at, { x, tx, T }) => {
        const now = model.pAlive(at, x, tx, T)
        const later = model.pAlive(at, x, tx, T + 10)
        expect(now).toBeGreaterThan(0)
        expect(now).toBeLessThanOrEqual(1)
        expect(later).toBeLessThanOrEqual(now + 1e-12)
      }),
    )
  })

  test('expected purchases begin at 0 and grow with the time ahead', () => {
    fc.assert(
      fc.property(parameters, history, (at, { x, tx, T }) => {
        const ahead = [0, 1, 5, 30].map((t) => expectedPurchases(model, at, x, tx, T, t))
        expect(ahead[0]).toBe(0)
        for (let i = 1; i < ahead.length; i++) {
          expect(ahead[i]).toBeGreaterThanOrEqual((ahead[i - 1] as number) * (1 - 1e-7))
          expect(Number.isFinite(ahead[i])).toBe(true)
        }
      }),
    )
  })

  test('over a short time, expected purchases are P(alive) · mean rate · time', () => {
    const at = Float64Array.of(0.4, 5, 0.9, 2)
    const rate = model.whileAlive(at, 3, 40, 1e-4) / 1e-4
    expect(Math.abs(rate / ((0.4 + 3) / (5 + 40)) - 1)).toBeLessThan(1e-3)
  })
})

describe('BG/NBD around a = 1, where its formula is 0/0', () => {
  test('expectations pass through smoothly', () => {
    const model = betaGeometric(false)
    const at = (a: number) => model.whileAlive(Float64Array.of(0.3, 5, a, 2), 2, 30, 26)
    expect(Math.abs(at(1) / ((at(1 - 1e-3) + at(1 + 1e-3)) / 2) - 1)).toBeLessThan(1e-6)
    expect(Math.abs(at(1) / at(1 + 1.01e-4) - 1)).toBeLessThan(1e-4)
  })
})

describe('fits', () => {
  const truth = { r: 0.4, alpha: 5, a: 0.8, b: 2.5 }

  test('BG/NBD finds the parameters that made the data, within four standard errors', () => {
    const { result, diagnostics } = runMethod(bgNbd, simulatedBuyers(8000, truth))
    expect(diagnostics.converged).toBe(true)
    for (const [name, value] of Object.entries(truth)) {
      const error = result.standardErrors[name] as number
      expect(error).toBeGreaterThan(0)
      expect(Math.abs((result.parameters[name] as number) - value)).toBeLessThan(4 * error)
    }
    expect(result.total.value).toBeGreaterThan(0)
  })

  test('the unit of time changes the scale alone', () => {
    const input = simulatedBuyers(1500, truth)
    const inDays = inputOf(
      Object.fromEntries(
        Object.entries(input.columns).map(([role, [column]]) => {
          const factor = role === 'recency' || role === 'T' ? 7 : 1
          const values = column?.kind === 'numeric' ? column.values.map((value) => value * factor) : []
          return [role, [numericColumn(role, values)]]
        }),
      ),
    )
    for (const method of [bgNbd, mbgNbd, paretoNbd]) {
      const weeks = runMethod(method, input, { horizon: 26 }).result
      const days = runMethod(method, inDays, { horizon: 182, timeUnit: 'day' }).result
      expect(Math.abs((days.parameters.r as number) / (weeks.parameters.r as number) - 1)).toBeLessThan(1e-3)
      expect(Math.abs(days.total.expectedPurchases / weeks.total.expectedPurchases - 1)).toBeLessThan(1e-4)
      expect(Math.abs((days.total.value as number) / (weeks.total.value as number) - 1)).toBeLessThan(1e-3)
    }
  })

  test('a penalty draws parameters towards 0', () => {
    const input = simulatedBuyers(300, truth)
    const [free, held] = [0, 0.1].map((penalty) => runMethod(bgNbd, input, { penalty }).result)
    expect(held?.parameters.alpha).toBeLessThan(free?.parameters.alpha as number)
    expect(held?.logLikelihood).toBeLessThan(free?.logLikelihood as number)
  })

  test('a run is stopped between steps', () => {
    const input = simulatedBuyers(300, truth)
    let calls = 0
    const context = createContext(1, () => ++calls > 1)
    expect(() => runMethod(bgNbd, input, {}, context)).toThrow(refused('cancelled'))
  })
})

describe('data that are too thin or cannot be are refused with a reason', () => {
  const summary = (frequency: number[], recency: number[], T: number[]) =>
    inputOf({
      frequency: [numericColumn('x', frequency)],
      recency: [numericColumn('tx', recency)],
      T: [numericColumn('T', T)],
    })
  const run =
    (input: ReturnType<typeof summary>, params = {}) =>
    () =>
      runMethod(bgNbd, input, params)

  test('few repeat buyers, impossible summaries, missing columns, an early end of calibration', () => {
    expect(run(summary([0, 0, 1], [0, 0, 2], [5, 5, 5]))).toThrow(refused('tooFewRepeatBuyers'))
    expect(run(summary([1.5], [1], [5]))).toThrow(refused('summaryInvalid', { row: 0 }))
    expect(run(summary([0, 1], [0, 6], [5, 5]))).toThrow(refused('summaryInvalid', { row: 1 }))
    expect(run(summary([0], [2], [5]))).toThrow(refused('summaryInvalid'))
    expect(run(inputOf({ frequency: [numericColumn('x', [1])] }))).toThrow(
      refused('purchaseColumnsMissing', { parameter: 'recency' }),
    )
    expect(run(inputOf({ customer: [numericColumn('c', [1])] }))).toThrow(
      refused('purchaseColumnsMissing', { parameter: 'date' }),
    )
    const date = [numericColumn('date', [(parseDay('2024-02-01') as number) * 86_400_000], 'time')]
    const one = inputOf({ customer: [numericColumn('c', [1])], date })
    expect(run(one, { calibrationEnd: '2024-01-01' })).toThrow(refused('calibrationBeforeData'))
    expect(run(one)).toThrow(refused('tooFewRepeatBuyers'))
  })

  test('a customer with a million orders is one row with a finite likelihood', () => {
    const model = betaGeometric(false)
    const rows = purchaseRows(Float64Array.of(1e6, 0), Float64Array.of(900, 0), Float64Array.of(1000, 10))
    const gradient = new Float64Array(4)
    expect(Number.isFinite(model.logLikelihood(rows, Float64Array.of(0.3, 5, 0.8, 2), gradient))).toBe(true)
    expect(gradient.every(Number.isFinite)).toBe(true)
    const paretoGradient = new Float64Array(4)
    expect(Number.isFinite(paretoNbdModel.logLikelihood(rows, Float64Array.of(0.3, 5, 0.8, 2), paretoGradient))).toBe(
      true,
    )
    expect(paretoGradient.every(Number.isFinite)).toBe(true)
  })
})

describe('transactions', () => {
  /** Customer i buys on i + 1 days, two rows each day; refunds are no purchases. */
  function shop(n: number) {
    const rows = Array.from({ length: n }, (_, customer) =>
      Array.from({ length: 2 * (customer % 6) + 2 }, (_, k) => ({ customer, day: 20_000 + 5 * Math.floor(k / 2) })),
    ).flat()
    const refund = rows.map(({ customer }) => ({ customer, day: 20_100 }))
    const all = [...rows, ...refund]
    return inputOf({
      customer: [
        numericColumn(
          'customer',
          all.map(({ customer }) => customer),
        ),
      ],
      date: [
        numericColumn(
          'date',
          all.map(({ day }) => day * 86_400_000),
          'time',
        ),
      ],
      amount: [
        numericColumn(
          'amount',
          all.map((_, i) => (i < rows.length ? 10 + (i % 7) : -1)),
        ),
      ],
    })
  }

  test('purchases on one day count once, and refunds do not count', () => {
    const { result } = runMethod(bgNbd, shop(60), { timeUnit: 'day' })
    const customers = recordObjects(result.customers)
    expect(customers.map(({ frequency }) => frequency)).toEqual(Array.from({ length: 60 }, (_, i) => i % 6))
    expect(customers[5]).toMatchObject({ frequency: 5, recency: 25, T: 100 })
  })
})
