import { recordObjects } from '@shared/dataset/records'
import { retentionList } from '@shared/methods/retention-list'
import { chooseContacts } from '@shared/methods/retention-list/choose-contacts'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { runMethod } from '../contract/harness'
import { simulatedBuyers } from '../repeat-buying/simulated-buyers'
import { refused } from '../transactions/refused'

describe('chooseContacts', () => {
  test('no other list under the budget brings more', () => {
    const gains = fc.array(fc.integer({ min: -20, max: 50 }), { minLength: 1, maxLength: 9 })
    fc.assert(
      fc.property(gains, fc.integer({ min: 1, max: 5 }), fc.integer({ min: 0, max: 40 }), (given, cost, budget) => {
        const { selected, contact } = chooseContacts(Float64Array.from(given), cost, budget)
        let best = 0
        for (let list = 0; list < 2 ** given.length; list++) {
          const chosen = given.filter((_, i) => (list >> i) & 1)
          if (chosen.length * cost <= budget)
            best = Math.max(
              best,
              chosen.reduce((sum, gain) => sum + gain, 0),
            )
        }
        expect(selected.gain).toBe(best)
        expect(selected.cost).toBeLessThanOrEqual(budget)
        expect(contact.reduce((sum, flag) => sum + flag, 0)).toBe(selected.contacts)
      }),
    )
  })
})

describe('retention list', () => {
  const input = simulatedBuyers(600, { r: 0.5, alpha: 5, a: 0.8, b: 2 })

  test('gain = (1 − P(alive)) · win-back rate · value if active − cost, and the list adds up', () => {
    const { result } = runMethod(retentionList, input, { contactCost: 2, winBackRate: 0.2, budget: 100, margin: 0.5 })
    const rows = recordObjects(result.customers) as Record<string, number>[]
    for (const { pAlive, valueIfActive, gain } of rows as { pAlive: number; valueIfActive: number; gain: number }[]) {
      expect(gain).toBeCloseTo((1 - pAlive) * 0.2 * valueIfActive - 2, 9)
    }
    const chosen = rows.filter(({ contact }) => contact === 1)
    expect(chosen.length).toBe(50)
    expect(chosen.every(({ rank }) => (rank as number) <= 50)).toBe(true)
    expect(chosen.reduce((sum, { gain }) => sum + (gain as number), 0)).toBeCloseTo(result.selected.gain, 9)
    expect(result.worthwhile.contacts).toBeGreaterThanOrEqual(50)
  })

  test('a contact that costs more than anybody is worth is not made', () => {
    const { result } = runMethod(retentionList, input, { contactCost: 1e9 })
    expect(result.selected).toEqual({ contacts: 0, cost: 0, gain: 0 })
  })

  test('without amounts it is refused', () => {
    const { monetary, ...columns } = input.columns
    expect(() => runMethod(retentionList, { ...input, columns })).toThrow(refused('spendNeeded'))
  })
})
