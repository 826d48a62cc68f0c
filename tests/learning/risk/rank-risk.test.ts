import { chosenRows, type RiskRows, rankRisk, riskOutlook } from '@shared/learning/risk/rank-risk'
import { riskChoiceSchema } from '@shared/learning/risk/risk-choice'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

const choiceOf = (part: object) => riskChoiceSchema.parse(part)

/** Customers with a probability, a worth that may be missing, and an outcome that may be unknown. */
const customers = fc
  .array(
    fc.record({
      p: fc.integer({ min: 0, max: 100 }),
      worth: fc.option(fc.integer({ min: -10, max: 100 })),
      outcome: fc.constantFrom(0, 1, Number.NaN),
    }),
    { minLength: 1, maxLength: 40 },
  )
  .map(
    (list): RiskRows => ({
      probability: Float64Array.from(list, ({ p }) => p / 100),
      isHonest: new Uint8Array(list.length).fill(1),
      value: Float64Array.from(list, ({ worth }) => worth ?? Number.NaN),
      outcome: Float64Array.from(list, ({ outcome }) => outcome),
    }),
  )

describe('rankRisk', () => {
  test('nobody left out is riskier than somebody on the list, and the list is as long as the capacity', () => {
    fc.assert(
      fc.property(customers, fc.integer({ min: 1, max: 50 }), fc.boolean(), (rows, count, leaveOutKnown) => {
        const choice = choiceOf({ limit: { kind: 'capacity', count }, leaveOutKnown })
        const ranked = rankRisk(rows, choice)
        const chosen = chosenRows(rows, ranked, choice)
        const allowed = [...rows.probability.keys()].filter((row) => !leaveOutKnown || rows.outcome?.[row] !== 1)
        expect(chosen.length).toBe(Math.min(count, allowed.length))
        expect(ranked.rows.length + ranked.nKnown).toBe(rows.probability.length)
        const others = allowed.filter((row) => !chosen.includes(row))
        const least = Math.min(...Array.from(chosen, (row) => ranked.risk[row] as number))
        for (const row of others) expect(ranked.risk[row] as number).toBeLessThanOrEqual(least)
      }),
    )
  })

  test('what is caught and right is what one counts by hand', () => {
    fc.assert(
      fc.property(customers, fc.integer({ min: 1, max: 50 }), (rows, count) => {
        const choice = choiceOf({ limit: { kind: 'capacity', count }, leaveOutKnown: false })
        const ranked = rankRisk({ ...rows, value: null }, choice)
        const chosen = chosenRows({ ...rows, value: null }, ranked, choice)
        const { measured, expected, risk } = riskOutlook({ ...rows, value: null }, ranked, chosen, choice)
        const known = [...rows.probability.keys()].filter((row) => !Number.isNaN(rows.outcome?.[row]))
        const reached = known.filter((row) => (rows.probability[row] as number) >= (risk ?? 2))
        if (known.length === 0) {
          expect(measured).toBeNull()
          return
        }
        expect(measured?.positives).toBe(known.filter((row) => rows.outcome?.[row] === 1).length)
        expect(measured?.reached).toBe(reached.length)
        expect(measured?.caught).toBe(reached.filter((row) => rows.outcome?.[row] === 1).length)
        expect(expected).toBeCloseTo(
          Array.from(chosen, (row) => rows.probability[row] as number).reduce((sum, p) => sum + p, 0),
          12,
        )
      }),
    )
  })

  test('all whose contact pays: one more or one fewer never brings more', () => {
    fc.assert(
      fc.property(customers, fc.integer({ min: 0, max: 20 }), (rows, cost) => {
        const choice = choiceOf({ limit: { kind: 'benefit' }, cost, successRate: 0.5 })
        const ranked = rankRisk(rows, choice)
        const chosen = chosenRows(rows, ranked, choice)
        const gain = (row: number) =>
          (rows.probability[row] as number) * Math.max(0, rows.value?.[row] || 0) * 0.5 - cost
        for (const row of ranked.rows) expect(gain(row) > 0).toBe(chosen.includes(row))
        const { saved } = riskOutlook(rows, ranked, chosen, choice)
        expect(saved).toBeCloseTo(
          chosen.reduce((sum, row) => sum + gain(row), 0),
          9,
        )
      }),
    )
  })

  test('a row that the model learned from measures nothing', () => {
    const rows: RiskRows = {
      probability: Float64Array.of(0.9, 0.8),
      isHonest: Uint8Array.of(0, 1),
      value: null,
      outcome: Float64Array.of(1, 0),
    }
    const choice = choiceOf({ limit: { kind: 'threshold', probability: 0.5 }, leaveOutKnown: false })
    const ranked = rankRisk(rows, choice)
    const { measured } = riskOutlook(rows, ranked, chosenRows(rows, ranked, choice), choice)
    expect(measured).toMatchObject({ rows: 1, positives: 0, reached: 1, caught: 0 })
  })
})
