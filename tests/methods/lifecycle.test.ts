import { recordObjects } from '@shared/dataset/records'
import { lifecycle } from '@shared/methods/lifecycle'
import { stages } from '@shared/methods/lifecycle/stages'
import { parseDay } from '@shared/transactions/calendar'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { categoricalColumn, inputOf, numericColumn, runMethod } from '../contract/harness'

function shop(lines: readonly (readonly [string, number])[]) {
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
  })
}

const start = parseDay('2024-01-01') as number
const buys = (customer: string, days: readonly number[]) => days.map((day) => [customer, start + day] as const)

describe('lifecycle', () => {
  test('each stage by its rule, on the customer’s own rhythm', () => {
    const lines = [
      ...buys('steady', [0, 30, 60, 90, 120, 150]),
      ...buys('growing', [0, 60, 120, 140, 150]),
      ...buys('gone', [0, 10, 20, 30]),
      ...buys('second', [100, 140]),
      ...buys('new', [150]),
    ]
    const { result } = runMethod(lifecycle, shop(lines))
    const found = Object.fromEntries(recordObjects(result.customers).map(({ id, stage }) => [id, stage]))
    expect(found).toEqual({
      steady: 'maintenance',
      growing: 'growth',
      gone: 'leaving',
      second: 'confirmation',
      new: 'introduction',
    })
    expect(recordObjects(result.customers)[2]).toMatchObject({ purchases: 4, recency: 120, interval: 10 })
    const patient = runMethod(lifecycle, shop(lines), { leavingAfter: 13 }).result
    expect(recordObjects(patient.customers)[2]).toMatchObject({ stage: 'maintenance' })
  })

  test('a monthly history ends at the snapshot; who left comes back as another stage', () => {
    const lines = [...buys('a', [0, 5, 120, 123]), ...buys('b', [0, 5, 10, 123])]
    const { result } = runMethod(lifecycle, shop(lines), { snapshotDate: '2024-05-05' })
    expect(result.periods).toEqual(['2024-01', '2024-02', '2024-03', '2024-04', '2024-05'])
    const ofLast = Array.from(result.counts.data.slice(-5))
    expect(ofLast.reduce((sum, count) => sum + count, 0)).toBe(2)
    const flows = recordObjects(result.flows).filter(({ period }) => period === '2024-05')
    expect(flows.some(({ from }) => from === 'leaving')).toBe(true)
  })

  test('every customer is in one stage at every end of a period, and flows add up to the stages', () => {
    const day = fc.integer({ min: 0, max: 400 })
    const lines = fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c', 'd'), day), { minLength: 1, maxLength: 40 })
    fc.assert(
      fc.property(lines, (given) => {
        const { result } = runMethod(lifecycle, shop(given.map(([customer, at]) => [customer, start + at])))
        const flows = recordObjects(result.flows)
        for (const [p, period] of result.periods.entries()) {
          for (const [s, stage] of stages.entries()) {
            const into = flows.filter((flow) => flow.period === period && flow.to === stage)
            const count = into.reduce((sum, flow) => sum + (flow.count as number), 0)
            expect(count).toBe(result.counts.data[p * stages.length + s])
          }
        }
        expect(result.stages.reduce((sum, { count }) => sum + count, 0)).toBe(new Set(given.map(([id]) => id)).size)
      }),
    )
  })
})
