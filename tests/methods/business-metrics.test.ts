import { recordObjects } from '@shared/dataset/records'
import { businessMetrics } from '@shared/methods/business-metrics'
import { parseDay } from '@shared/transactions/calendar'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { categoricalColumn, inputOf, numericColumn, runMethod } from '../contract/harness'
import { refused } from '../transactions/refused'

type Line = readonly [customer: string, day: number, amount: number]

function shop(lines: readonly Line[]) {
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
        lines.map(([, day]) => day * 86_400_000),
        'time',
      ),
    ],
    amount: [
      numericColumn(
        'amount',
        lines.map(([, , amount]) => amount),
      ),
    ],
  })
}

const on = (customer: string, date: string, amount: number): Line => [customer, parseDay(date) as number, amount]

const lines = [
  on('a', '2024-01-05', 100),
  on('a', '2024-02-05', 150),
  on('a', '2024-02-06', -20),
  on('b', '2024-01-31', 50),
  on('b', '2024-03-01', 60),
  on('c', '2024-02-29', 10),
  on('c', '2024-03-31', 5),
]

describe('business metrics', () => {
  test('new, retained, reactivated and lost customers, and the bridge between months', () => {
    const { result } = runMethod(businessMetrics, shop(lines))
    const [january, february, march] = recordObjects(result.periods)
    expect(january).toMatchObject({
      period: '2024-01',
      customers: 2,
      newCustomers: 2,
      retentionRate: null,
      revenue: 150,
    })
    expect(february).toMatchObject({
      customers: 2,
      newCustomers: 1,
      retainedCustomers: 1,
      lostCustomers: 1,
      retentionRate: 0.5,
      churnRate: 0.5,
      purchases: 160,
      refunds: -20,
      revenue: 140,
      newRevenue: 10,
      growth: 50,
      lostRevenue: 50,
    })
    expect(march).toMatchObject({ retainedCustomers: 1, reactivatedCustomers: 1, lostCustomers: 1, decline: 5 })
    expect(result.totals).toMatchObject({ customers: 3, orders: 6, repurchaseRate: 1, interpurchaseMedian: 31 })
    expect(result.lastIncomplete).toBe(false)
  })

  test('from shows later periods alone, without taking old customers for new', () => {
    const { result } = runMethod(businessMetrics, shop(lines), { from: '2024-02-01' })
    expect(recordObjects(result.periods)[0]).toMatchObject({ period: '2024-02', newCustomers: 1, retainedCustomers: 1 })
    expect(() => runMethod(businessMetrics, shop(lines), { from: '2025-01-01' })).toThrow(refused('fromAfterData'))
  })

  test('payback: the first period in which the mean contribution so far reaches the cost', () => {
    const cost = (acquisitionCost: number) =>
      runMethod(businessMetrics, shop(lines), { acquisitionCost, margin: 0.5 }).result.payback?.periods
    // Per customer: (100 + 50 + 10)/3 · ½ at once; then (130 + 0 + 5)/3 · ½ more.
    expect(cost(26)).toBe(1)
    expect(cost(27)).toBe(2)
    expect(cost(1000)).toBeNull()
  })

  test('the bridge leads from each period’s purchases to the next, and customers are counted once, to the cent', () => {
    const line = fc.tuple(
      fc.constantFrom('a', 'b', 'c'),
      fc.integer({ min: 0, max: 300 }),
      fc.integer({ min: -300, max: 90_000 }),
    )
    fc.assert(
      fc.property(fc.array(line, { maxLength: 50 }), (given) => {
        const all = [...given, ['a', 3, 100] as const]
        const { result } = runMethod(
          businessMetrics,
          shop(all.map(([c, day, cents]) => [c, 19_000 + day, cents / 100])),
        )
        const periods = recordObjects(result.periods) as Record<string, number>[]
        const cents = (row: Record<string, number> | undefined, name: string) => Math.round((row?.[name] ?? 0) * 100)
        for (const [i, row] of periods.entries()) {
          const before = periods[i - 1]
          const gains = cents(row, 'newRevenue') + cents(row, 'reactivatedRevenue') + cents(row, 'growth')
          const losses = cents(row, 'decline') + cents(row, 'lostRevenue')
          expect(cents(before, 'purchases') + gains - losses).toBe(cents(row, 'purchases'))
          const came =
            (row.newCustomers as number) + (row.retainedCustomers as number) + (row.reactivatedCustomers as number)
          expect(came).toBe(row.customers)
          expect((row.retainedCustomers as number) + (row.lostCustomers as number)).toBe(before?.customers ?? 0)
        }
        const total = periods.reduce((sum, row) => sum + cents(row, 'revenue'), 0)
        expect(total).toBe(all.reduce((sum, [, , value]) => sum + value, 0))
        expect(Math.round(result.totals.revenue * 100)).toBe(total)
      }),
    )
  })
})
