import { jsonResult } from '@shared/dataset/result-arrays'
import { cohortRetention } from '@shared/methods/cohort-retention'
import { describe, expect, test } from 'vitest'
import { runMethod } from '../contract/harness'
import { hasOracles, reference } from './oracles'
import { cdnow, onlineRetail } from './transaction-data'

interface Reference {
  cohorts: string[]
  offsets: number[]
  active: number[][]
  size: number[]
  retention: number[][]
  revenue: number[][]
}

// Oracle: pandas 1.5.3 (scripts/rfm_clv.py). Tolerance: exact; revenue 1e-6.
describe.skipIf(!hasOracles)('cohorts against pandas', () => {
  test.each([
    { name: 'cohort_cdnow', input: cdnow },
    { name: 'cohort_online_retail', input: onlineRetail },
  ])('$name: cohorts, sizes, active customers, retention and revenue', ({ name, input }) => {
    const expected = reference<Reference>(name)
    const { result } = runMethod(cohortRetention, input())
    const found = jsonResult(result) as unknown as Reference & { sizes: number[] }
    expect(found.cohorts).toEqual(expected.cohorts)
    expect(found.sizes).toEqual(expected.size)
    expect(found.active).toEqual(expected.active)
    expect(found.retention).toEqual(expected.retention)
    for (const [i, row] of expected.revenue.entries()) {
      for (const [k, value] of row.entries())
        expect(Math.abs((found.revenue[i]?.[k] as number) - value)).toBeLessThan(1e-6)
    }
    const total = found.revenue.flat().reduce((sum, value) => sum + value, 0)
    expect(Math.abs(total - result.audit.all.amount)).toBeLessThan(1e-6)
  })
})
