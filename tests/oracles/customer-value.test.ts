import { customerValue } from '@shared/methods/customer-value'
import { describe, expect, test } from 'vitest'
import { inputOf, numericColumn, runMethod } from '../contract/harness'
import { hasOracles, reference } from './oracles'
import { cdnow, onlineRetail } from './transaction-data'

interface Flows {
  flows: number[]
  rate: number
  end_of_period_t1: number
  beginning_of_period_t0: number
  undiscounted: number
  terms_t1: number[]
}
type Reference = Record<string, Flows> & {
  customer_value: { examples: { revenue: number; cost: number; value: number }[] }
}

// Oracle: exact rational arithmetic (scripts/worked.py). Tolerance: 1e-9.
describe.skipIf(!hasOracles)('customer value against the worked examples', () => {
  const expected = hasOracles ? reference<Reference>('worked_examples') : ({} as Reference)
  const names = ['clv_10000_8000_12000_15000', 'clv_900_720_1080', 'clv_900_720_1080_1350_1620']

  test.each(names)('%s: both timings and every term', (name) => {
    const { flows: cashFlows, rate: discountRate, ...values } = expected[name] as Flows
    const totalOf = (params: Record<string, unknown>) =>
      runMethod(customerValue, inputOf({}), { cashFlows, discountRate, ...params }).result
    const end = totalOf({})
    expect(Math.abs(end.total - values.end_of_period_t1)).toBeLessThan(1e-9)
    for (const [i, term] of values.terms_t1.entries()) {
      expect(Math.abs((end.periodValues?.[i]?.value as number) - term)).toBeLessThan(1e-9)
    }
    const beginning = totalOf({ variant: 'discounted', timing: 'beginning' })
    expect(Math.abs(beginning.total - values.beginning_of_period_t0)).toBeLessThan(1e-9)
    expect(totalOf({ variant: 'cumulative' }).total).toBe(values.undiscounted)
  })

  test('revenue − cost', () => {
    const { examples } = expected.customer_value
    const input = inputOf({
      customer: [numericColumn('customer', examples.keys(), 'id')],
      date: [
        numericColumn(
          'date',
          examples.map(() => 0),
          'time',
        ),
      ],
      amount: [
        numericColumn(
          'amount',
          examples.map(({ revenue }) => revenue),
        ),
      ],
      cost: [
        numericColumn(
          'cost',
          examples.map(({ cost }) => cost),
        ),
      ],
    })
    const { result } = runMethod(customerValue, input, { variant: 'margin' })
    expect(Array.from(result.customers.fields.value as Float64Array)).toEqual(examples.map(({ value }) => value))
  })
})

describe.skipIf(!hasOracles)('customer value reconciles', () => {
  test.each([
    { name: 'CDNOW', input: cdnow },
    { name: 'online shop', input: onlineRetail },
  ])('$name: Σ customers = Σ grades = Σ transactions, to the cent', ({ input }) => {
    const { result } = runMethod(customerValue, input(), { variant: 'cumulative' })
    const cents = (values: Iterable<number>) =>
      Math.round(100 * Array.from(values).reduce((sum, value) => sum + value, 0))
    const all = Math.round(100 * (result.audit?.all.amount ?? 0))
    expect(Math.round(100 * result.total)).toBe(all)
    expect(cents(result.customers.fields.value as Float64Array)).toBe(all)
    expect(cents(result.grades.map(({ value }) => value))).toBe(all)
    expect(cents((result.periodValues ?? []).map(({ value }) => value))).toBe(all)
  })
})
