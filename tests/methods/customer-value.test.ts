import { recordObjects } from '@shared/dataset/records'
import { translate } from '@shared/locales/translate'
import { lorenzCurve, shareOfTop } from '@shared/math/lorenz-curve'
import { customerValue } from '@shared/methods/customer-value'
import { parseDay } from '@shared/transactions/calendar'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { categoricalColumn, inputOf, numericColumn, presentContext, runMethod } from '../contract/harness'
import { refused } from '../transactions/refused'

type Line = [customer: string, date: string, amount: number, cost: number]

const lines: Line[] = [
  ['a', '2023-02-10', 100, 60],
  ['a', '2024-02-09', 50, 10],
  ['a', '2024-02-10', 200, 100],
  ['a', '2024-03-01', -20, 0],
  ['b', '2024-02-29', 10, 12],
]

function shop(withCost = true) {
  return inputOf({
    customer: [
      categoricalColumn(
        'customer',
        lines.map(([customer]) => customer),
      ),
    ],
    date: [
      numericColumn(
        'date',
        lines.map(([, date]) => (parseDay(date) as number) * 86_400_000),
        'time',
      ),
    ],
    amount: [
      numericColumn(
        'amount',
        lines.map(([, , amount]) => amount),
      ),
    ],
    ...(withCost
      ? {
          cost: [
            numericColumn(
              'cost',
              lines.map(([, , , cost]) => cost),
            ),
          ],
        }
      : {}),
  })
}

const valuesOf = (params: Record<string, unknown>, withCost = true) =>
  recordObjects(runMethod(customerValue, shop(withCost), params).result.customers).map(({ value }) => value as number)

describe('customer value of transactions', () => {
  test('t counts whole years from each customer’s own first purchase', () => {
    const [a, b] = valuesOf({ discountRate: 0.1 })
    expect(a).toBeCloseTo((40 + 40) / 1.1 + (100 - 20) / 1.1 ** 2, 12)
    expect(b).toBeCloseTo(-2 / 1.1, 12)
    const [first] = valuesOf({ discountRate: 0.1, timing: 'beginning' })
    expect(first).toBeCloseTo(80 + 80 / 1.1, 12)
  })

  test('monthly periods convert the annual rate', () => {
    const [a] = valuesOf({ discountRate: 0.1, period: 'month' })
    const at = (t: number) => 1.1 ** (-t / 12)
    expect(a).toBeCloseTo(40 * at(1) + 40 * at(12) + 80 * at(13), 10)
  })

  test('periods limit what is counted', () => {
    expect(valuesOf({ discountRate: 0.1, periods: 1 })[0]).toBeCloseTo(80 / 1.1, 12)
  })

  test('margin, single purchase and growth', () => {
    expect(valuesOf({ variant: 'margin' })).toEqual([160, -2])
    expect(valuesOf({ variant: 'margin', margin: 0.3 }, false)).toEqual([99, 3])
    expect(valuesOf({ variant: 'single' })).toEqual([100, -2])
    expect(valuesOf({ variant: 'single', purchase: 'mean' })).toEqual([60, -2])
    expect(valuesOf({ variant: 'growth', growthRate: 0.1, periods: 2 })[0]).toBeCloseTo(160 * 1.21, 10)
  })

  test('with retention: the mean margin per period times r / (1 + d − r)', () => {
    const [a] = valuesOf({ variant: 'retention', retentionRate: 0.8, discountRate: 0.1 })
    expect(a).toBeCloseTo((80 * 0.8) / 0.3, 10)
  })

  test('what cannot be is refused by name', () => {
    const run =
      (params: Record<string, unknown>, input = shop()) =>
      () =>
        runMethod(customerValue, input, params)
    expect(run({ cashFlows: [1] })).toThrow(refused('cashFlowsWithColumns'))
    expect(run({}, inputOf({}))).toThrow(refused('transactionColumnsMissing'))
    expect(run({ margin: 2 }, shop(false))).toThrow(refused('parameterInvalid', { parameter: 'margin' }))
    const noLimit = { variant: 'retention', retentionRate: 1, discountRate: 0 }
    expect(run(noLimit)).toThrow(refused('parameterInvalid', { parameter: 'retentionRate' }))
    expect(run({ gradeLimits: [0.9, 0.5] })).toThrow(refused('parameterInvalid', { parameter: 'gradeLimits' }))
  })
})

describe('the calculator without columns', () => {
  test('shows the formula with its numbers, in both languages', () => {
    const params = { cashFlows: [900, 720, 1080], discountRate: 0.1 }
    const input = inputOf({})
    const outcome = runMethod(customerValue, input, params)
    const elements = customerValue.present(
      outcome.result,
      presentContext(customerValue as never, input, params, outcome) as never,
    )
    const formula = elements.find((element) => element.type === 'text' && element.style === 'formula')
    if (formula?.type !== 'text') throw new Error('there is no formula')
    expect(translate(formula.text, 'en')).toMatch(
      /900.00 \/ \(1 \+ 10.00%\)\^1 \+ .*818.18.*595.04.*811.42.* = .*2,224.64$/,
    )
    expect(translate(formula.text, 'zh-CN')).toContain('2,224.64')
  })

  test('a margin alone, with retention', () => {
    const params = { variant: 'retention', margin: 100, retentionRate: 0.8, discountRate: 0.1 }
    expect(runMethod(customerValue, inputOf({}), params).result.total).toBeCloseTo(80 / 0.3, 10)
    const early = { ...params, timing: 'beginning' }
    expect(runMethod(customerValue, inputOf({}), early).result.total).toBeCloseTo(110 / 0.3, 10)
  })

  test('a later payment is never worth more, whatever the positive rate', () => {
    const flows = fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 20 })
    fc.assert(
      fc.property(flows, fc.double({ min: 0, max: 2, noNaN: true }), (cashFlows, discountRate) => {
        const total = (timing: string) =>
          runMethod(customerValue, inputOf({}), { cashFlows, discountRate, timing }).result.total
        expect(total('end')).toBeLessThanOrEqual(total('beginning') + 1e-9)
      }),
    )
  })
})

describe('lorenzCurve', () => {
  test('equal values have no concentration; one owner of everything has (n − 1) / n', () => {
    expect(lorenzCurve(new Float64Array(10).fill(3))?.gini).toBeCloseTo(0, 12)
    const one = lorenzCurve(Float64Array.of(0, 0, 0, 8))
    expect(one?.gini).toBeCloseTo(0.75, 12)
    expect(one && shareOfTop(one, 0.25)).toBe(1)
    expect(lorenzCurve(Float64Array.of(-1, 0))).toBeNull()
  })
})
