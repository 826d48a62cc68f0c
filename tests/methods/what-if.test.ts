import { whatIf } from '@shared/methods/what-if'
import { campaignValue } from '@shared/methods/what-if/campaign-value'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { inputOf, runMethod } from '../contract/harness'
import { refused } from '../transactions/refused'

const base = {
  customers: 1000,
  revenue: 500,
  margin: 0.3,
  discountRate: 0.1,
  retentionRate: 0.7,
  campaignCost: 10,
  retentionLift: 0.05,
  revenueLift: 0,
}

describe('what if', () => {
  test('150 a year at 70 % retention and 10 % is worth 262.50, at 75 % it is 321.43', () => {
    const found = campaignValue(base)
    expect(found.clv).toBeCloseTo((150 * 0.7) / 0.4, 9)
    expect(found.clvAfter).toBeCloseTo((150 * 0.75) / 0.35, 9)
    expect(found.gain).toBeCloseTo(1000 * (found.clvAfter - found.clv - 10), 6)
    expect(found.return).toBeCloseTo(found.gain / 10_000, 9)
  })

  test('at the break-even cost, and at the break-even rise, nothing is gained', () => {
    const number = (min: number, max: number) => fc.double({ min, max, noNaN: true })
    const scenarios = fc.record({
      customers: fc.integer({ min: 1, max: 100_000 }),
      revenue: number(1, 10_000),
      margin: number(0.01, 1),
      discountRate: number(0.01, 1),
      retentionRate: number(0, 0.9),
      campaignCost: number(0, 50),
      retentionLift: number(0, 0.1),
      revenueLift: number(0, 0.5),
    })
    fc.assert(
      fc.property(scenarios, (scenario) => {
        const { breakEvenCost, breakEvenLift, clvAfter } = campaignValue(scenario)
        const scale = scenario.customers * Math.max(1, clvAfter)
        expect(Math.abs(campaignValue({ ...scenario, campaignCost: breakEvenCost }).gain) / scale).toBeLessThan(1e-9)
        if (breakEvenLift === null) return
        const even = campaignValue({ ...scenario, retentionLift: breakEvenLift })
        expect(Math.abs(even.gain) / scale).toBeLessThan(1e-9)
      }),
    )
  })

  test('a scenario assumes what the parameters say, but for what it says itself', () => {
    const scenarios = [{ name: 'cheap', campaignCost: 1 }]
    const { result } = runMethod(whatIf, inputOf({}), { ...base, scenarios })
    expect(result.scenarios.map(({ name }) => name)).toEqual([null, 'cheap'])
    expect(result.scenarios[1]).toMatchObject({ ...base, campaignCost: 1 })
    expect((result.scenarios[1]?.gain ?? 0) - (result.scenarios[0]?.gain ?? 0)).toBeCloseTo(9000, 6)
  })

  test('retention that reaches one plus the discount rate has no limit and is refused', () => {
    expect(() => runMethod(whatIf, inputOf({}), { retentionRate: 1, discountRate: 0 })).toThrow(
      refused('parameterInvalid', { parameter: 'retentionRate' }),
    )
  })
})
