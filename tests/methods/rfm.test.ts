import { recordObjects } from '@shared/dataset/records'
import { rfm } from '@shared/methods/rfm'
import { cellsOfRules, ruleOf, rulesOfCells, scoreOfFive, standardRules } from '@shared/methods/rfm/segments'
import { parseDay } from '@shared/transactions/calendar'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { categoricalColumn, inputOf, numericColumn, runMethod } from '../contract/harness'
import { refused } from '../transactions/refused'

type Line = [customer: string, date: string, amount: number]

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
  })
}

const lines: Line[] = [
  ['a', '2024-01-01', 10],
  ['a', '2024-02-28', 20.1],
  ['a', '2024-02-29', -5],
  ['b', '2024-02-29', 100],
  ['c', '2023-12-31', 1],
  ['d', '2024-01-10', -3],
]

describe('rfm', () => {
  test('refunds count in money alone, and a customer with refunds alone has no recency', () => {
    const { result } = runMethod(rfm, shop(lines), { snapshotDate: '2024-03-01', levels: 3 })
    const [a, b, , d] = recordObjects(result.customers)
    expect(a).toMatchObject({ id: 'a', recency: 2, frequency: 2, monetary: 25.1 })
    expect(b).toMatchObject({ recency: 1, frequency: 1 })
    expect(d).toMatchObject({ recency: null, frequency: 0, monetary: -3, r: 1, f: 1, m: 1 })
    expect(result.audit.refunds).toEqual({ rows: 2, amount: -8 })
  })

  test('rows after the snapshot are left out; without a snapshot it is the day after the last row', () => {
    expect(runMethod(rfm, shop(lines)).result.snapshotDate).toBe('2024-03-01')
    const { result, diagnostics } = runMethod(rfm, shop(lines), { snapshotDate: '2024-01-31' })
    expect(diagnostics.rowsDropped).toBe(3)
    expect(recordObjects(result.customers)[0]).toMatchObject({ id: 'a', recency: 30, monetary: 10 })
  })

  test('mean per order divides the sum by the orders; cells keep the sum', () => {
    const { result } = runMethod(rfm, shop(lines), { monetary: 'mean' })
    expect(recordObjects(result.customers)[0]).toMatchObject({ monetary: 12.55 })
    expect(result.cells.reduce((sum, { value }) => sum + value, 0)).toBeCloseTo(123.1, 9)
  })

  test('limits: frequency and money from a limit on, recency up to it', () => {
    const thresholds = { recency: [1, 2, 60], frequency: [1, 2, 3], monetary: [0, 25.1, 100] }
    const { result } = runMethod(rfm, shop(lines), { method: 'threshold', levels: 4, thresholds })
    const scores = recordObjects(result.customers).map(({ r, f, m }) => [r, f, m])
    expect(scores).toEqual([
      [3, 3, 3],
      [4, 2, 4],
      [1, 2, 2],
      [1, 1, 1],
    ])
    expect(() => runMethod(rfm, shop(lines), { method: 'threshold' })).toThrow(refused('parameterInvalid'))
  })

  test('k-means scores values that lie together alike', () => {
    const amounts = [1, 2, 1.5, 50, 51, 49, 900, 905]
    const input = shop(amounts.map((amount, i) => [`c${i}`, '2024-01-01', amount]))
    const { result } = runMethod(rfm, input, { method: 'k-means', levels: 3 })
    expect(recordObjects(result.customers).map(({ m }) => m)).toEqual([1, 1, 1, 2, 2, 2, 3, 3])
  })

  test('the standard rules cover every pair of scores, at every number of levels', () => {
    for (const levels of [3, 4, 5]) {
      for (let r = 1; r <= levels; r++) {
        for (let f = 1; f <= levels; f++) {
          const rule = ruleOf(standardRules, scoreOfFive(r, levels), scoreOfFive(f, levels), 1)
          expect(rule).toBeLessThan(standardRules.length)
        }
      }
    }
  })

  test('movement counts every customer once, those who came since in the last row', () => {
    const { result } = runMethod(rfm, shop(lines), { compareDate: '2024-01-05' })
    const counts = result.movement?.counts
    expect(counts?.data.reduce((sum, count) => sum + count, 0)).toBe(4)
    expect(counts?.data.slice(-11).reduce((sum, count) => sum + count, 0)).toBe(2)
    expect(() => runMethod(rfm, shop(lines), { compareDate: '2024-03-01' })).toThrow(refused('compareDateUnfit'))
  })

  test('cells painted one by one make the same segments as rules, within the thirty that are allowed', () => {
    expect(cellsOfRules(rulesOfCells(cellsOfRules(standardRules)))).toEqual(cellsOfRules(standardRules))
    const names = ['a', 'b', 'c', 'other']
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 25, maxLength: 25 }), (codes) => {
        const row = (r: number) => codes.slice(r * 5, r * 5 + 5).map((code) => names[code] as string)
        const cells = [0, 1, 2, 3, 4].map(row)
        const rules = rulesOfCells(cells)
        expect(rules.length).toBeLessThanOrEqual(25)
        expect(cellsOfRules(rules)).toEqual(cells)
      }),
    )
  })

  test('several rules of one name make one segment', () => {
    const segments = [
      { segment: 'recent', recency: [5, 5], frequency: [1, 5] },
      { segment: 'past', recency: [1, 3], frequency: [1, 5] },
      { segment: 'recent', recency: [4, 4], frequency: [1, 5] },
    ]
    const params = { segments, compareDate: '2024-02-01' }
    const { result } = runMethod(rfm, shop(lines), params)
    expect(result.segments.map(({ segment }) => segment)).toEqual(['recent', 'past'])
    expect(result.segments.reduce((sum, { count }) => sum + count, 0)).toBe(result.total.customers)
    expect(result.movement?.counts.nColumns).toBe(3)
  })

  test('rules of one’s own: the first that applies counts, the rest is "other"', () => {
    const segments = [{ segment: '大客户', recency: [1, 5], frequency: [1, 5], monetary: [4, 5] }]
    const { result } = runMethod(rfm, shop(lines), { segments })
    expect(result.segments.map(({ segment, count }) => [segment, count])).toEqual([
      ['大客户', 2],
      ['other', 2],
    ])
  })
})
