import { jsonResult } from '@shared/dataset/result-arrays'
import { cohortRetention } from '@shared/methods/cohort-retention'
import { parseDay } from '@shared/transactions/calendar'
import { describe, expect, test } from 'vitest'
import { categoricalColumn, inputOf, numericColumn, runMethod } from '../contract/harness'
import { refused } from '../transactions/refused'

const dates = (name: string, written: readonly string[]) =>
  numericColumn(
    name,
    written.map((date) => (parseDay(date) as number) * 86_400_000),
    'time',
  )

const lines = [
  ['a', '2024-01-31', 10],
  ['a', '2024-02-01', 5],
  ['a', '2024-02-29', -2],
  ['b', '2024-01-01', 20],
  ['b', '2024-03-31', 7],
  ['c', '2024-02-10', 1],
  ['d', '2024-02-11', -9],
] as const

const input = inputOf({
  customer: [
    categoricalColumn(
      'customer',
      lines.map(([customer]) => customer),
    ),
  ],
  date: [
    dates(
      'date',
      lines.map(([, date]) => date),
    ),
  ],
  amount: [
    numericColumn(
      'amount',
      lines.map(([, , amount]) => amount),
    ),
  ],
})

describe('cohort retention', () => {
  test('a month is a month of the calendar; refunds count in revenue alone', () => {
    const { result } = runMethod(cohortRetention, input)
    expect(jsonResult(result)).toMatchObject({
      cohorts: ['2024-01', '2024-02'],
      sizes: [2, 1],
      active: [
        [2, 1, 1],
        [1, 0, 0],
      ],
      revenue: [
        [30, 3, 7],
        [1, 0, 0],
      ],
      observed: [2, 1],
      overall: { retention: [1, 1 / 3, 0.5], customers: [3, 3, 2] },
      withoutPurchase: { customers: 1, amount: -9 },
    })
  })

  test('quarters, and another date than the first purchase', () => {
    expect(runMethod(cohortRetention, input, { period: 'quarter' }).result.cohorts).toEqual(['2024-Q1'])
    const joined = dates(
      'joined',
      lines.map(([customer]) => (customer === 'a' ? '2023-12-24' : '2024-01-05')),
    )
    const { result } = runMethod(cohortRetention, { ...input, columns: { ...input.columns, cohortDate: [joined] } })
    expect(jsonResult(result)).toMatchObject({
      cohorts: ['2023-12', '2024-01'],
      sizes: [1, 2],
      active: [
        [0, 1, 1, 0],
        [1, 1, 1, 0],
      ],
    })
  })

  test('a table without end is refused', () => {
    const far = Array.from({ length: 3000 }, (_, i) => i)
    const many = inputOf({
      customer: [numericColumn('customer', far)],
      date: [
        numericColumn(
          'date',
          far.map((day) => day * 86_400_000),
          'time',
        ),
      ],
    })
    expect(() => runMethod(cohortRetention, many, { period: 'day' })).toThrow(refused('tooManyPeriods'))
    expect(runMethod(cohortRetention, many).result.revenue).toBeNull()
  })
})
