import { recordObjects } from '@shared/dataset/records'
import { rfm } from '@shared/methods/rfm'
import type { RfmResult } from '@shared/methods/rfm/method'
import { describe, expect, test } from 'vitest'
import { runMethod } from '../contract/harness'
import { hasOracles, reference } from './oracles'
import { cdnow, onlineRetail } from './transaction-data'

interface Customer {
  id: number
  recency: number
  frequency: number
  monetary: number
  R: number
  F: number
  M: number
  R_avg: number
  F_avg: number
  M_avg: number
  RFM: number
}
interface Reference {
  n: number
  totals: { frequency: number; monetary: number }
  rfm_cell_counts: Record<string, number>
  score_counts: Record<string, Record<string, number>>
  customers: Customer[]
}

function customersById(result: RfmResult): Map<number, Record<string, unknown>> {
  return new Map(recordObjects(result.customers).map((record) => [record.id as number, record]))
}

function counts(scores: readonly unknown[]): Record<string, number> {
  const found: Record<string, number> = {}
  for (const score of scores) found[String(score)] = (found[String(score)] ?? 0) + 1
  return found
}

// Oracle: pandas 1.5.3 ranks (scripts/rfm_clv.py). Tolerance: scores exact, monetary 1e-6.
describe.skipIf(!hasOracles)('rfm against pandas', () => {
  const cases = [
    { name: 'rfm_cdnow', input: cdnow, snapshotDate: '1998-07-01' },
    { name: 'rfm_online_retail', input: onlineRetail, snapshotDate: '2011-12-10' },
  ]

  test.each(cases)('$name: values and scores by rank of every customer', ({ name, input, snapshotDate }) => {
    const expected = reference<Reference>(name)
    const { result } = runMethod(rfm, input(), { snapshotDate, ties: 'customer' })
    const found = customersById(result)
    expect(found.size).toBe(expected.n)
    for (const customer of expected.customers) {
      const { id, recency, frequency, R, F, M, RFM } = customer
      expect(found.get(id)).toMatchObject({ recency, frequency, r: R, f: F, m: M, cell: String(RFM) })
      expect(Math.abs((found.get(id)?.monetary as number) - customer.monetary)).toBeLessThan(1e-6)
    }
    expect(Object.fromEntries(result.cells.map(({ cell, count }) => [cell, count]))).toEqual(expected.rfm_cell_counts)
    expect(result.total.orders).toBe(expected.totals.frequency)
    expect(Math.abs(result.total.value - expected.totals.monetary)).toBeLessThan(1e-6)
  })

  test.each(cases)('$name: scores by mean rank', ({ name, input, snapshotDate }) => {
    const expected = reference<Reference>(name)
    const { result } = runMethod(rfm, input(), { snapshotDate, ties: 'average' })
    const found = customersById(result)
    for (const { id, R_avg: r, F_avg: f, M_avg: m } of expected.customers)
      expect(found.get(id)).toMatchObject({ r, f, m })
    const records = recordObjects(result.customers)
    for (const score of ['r', 'f', 'm'] as const) {
      expect(counts(records.map((record) => record[score]))).toEqual(
        expected.score_counts[`${score.toUpperCase()}_avg`],
      )
    }
  })

  test('CDNOW lists customers by id, so that order of appearance gives the same scores', () => {
    const byId = runMethod(rfm, cdnow(), { snapshotDate: '1998-07-01', ties: 'customer' }).result
    const byAppearance = runMethod(rfm, cdnow(), { snapshotDate: '1998-07-01' }).result
    expect(byAppearance.customers).toEqual(byId.customers)
  })

  test.each(cases)(
    '$name: cells, segments and customers add up to the total, to the cent',
    ({ input, snapshotDate }) => {
      const { result } = runMethod(rfm, input(), { snapshotDate })
      const sum = (values: readonly number[]) => Math.round(values.reduce((total, value) => total + value, 0) * 100)
      const cents = Math.round(result.audit.all.amount * 100)
      expect(sum(result.cells.map(({ value }) => value))).toBe(cents)
      expect(sum(result.segments.map(({ value }) => value))).toBe(cents)
      expect(sum(Array.from(result.customers.fields.monetary as Float64Array))).toBe(cents)
    },
  )
})
