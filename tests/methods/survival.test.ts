import { createRandom } from '@shared/math/random'
import { survival } from '@shared/methods/survival'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { categoricalColumn, inputOf, numericColumn, runMethod } from '../contract/harness'
import { refused } from '../transactions/refused'

const row = fc.record({ duration: fc.integer({ min: 0, max: 20 }), happened: fc.boolean() })

function inputFrom(rows: readonly { duration: number; happened: boolean }[]) {
  return inputOf({
    duration: [
      numericColumn(
        'duration',
        rows.map(({ duration }) => duration),
      ),
    ],
    event: [
      numericColumn(
        'event',
        rows.map(({ happened }) => (happened ? 1 : 0)),
      ),
    ],
  })
}

describe('Kaplan–Meier', () => {
  test('survival falls from at most 1, stays within its band, and everybody is counted once', () => {
    fc.assert(
      fc.property(fc.array(row, { minLength: 2, maxLength: 60 }), (rows) => {
        const { result } = runMethod(survival, inputFrom(rows))
        const { survival: curve, lower, upper, events, censored } = result
        for (let k = 0; k < curve.length; k++) {
          expect(curve[k]).toBeLessThanOrEqual(k === 0 ? 1 : (curve[k - 1] as number))
          if (Number.isNaN(lower[k])) continue
          expect(lower[k]).toBeLessThanOrEqual((curve[k] as number) + 1e-12)
          expect(upper[k]).toBeGreaterThanOrEqual((curve[k] as number) - 1e-12)
        }
        const counted = [...events, ...censored].reduce((sum, count) => sum + count, 0)
        expect(counted).toBe(rows.length)
      }),
    )
  })

  test('without censoring it is the share still there, and the mean is the mean', () => {
    const durations = [1, 2, 2, 4, 7]
    const { result } = runMethod(survival, inputFrom(durations.map((duration) => ({ duration, happened: true }))))
    expect(Array.from(result.survival)).toEqual([0.8, expect.closeTo(0.4), expect.closeTo(0.2), 0])
    expect(result.summary.restrictedMean).toBeCloseTo(3.2, 12)
    expect(result.summary.median).toBe(2)
    expect(result.summary.rate).toBeCloseTo(5 / 16, 12)
  })

  test('the median lies halfway when exactly half are left between two events', () => {
    const rows = [1, 2, 3, 4].map((duration) => ({ duration, happened: true }))
    expect(runMethod(survival, inputFrom(rows)).result.summary.median).toBe(2.5)
  })
})

describe('events', () => {
  const duration = [numericColumn('months', [1, 2, 3, 4])]

  test('words for yes are recognised in both languages; others must be named', () => {
    const run = (words: string[], params = {}) =>
      runMethod(survival, inputOf({ duration, event: [categoricalColumn('churn', words)] }), params).result
    expect(run(['是', '否', '否', '是']).summary.nEvents).toBe(2)
    expect(run(['gone', 'here', 'here', 'gone'], { eventValue: 'gone' }).summary.nEvents).toBe(2)
    expect(() => run(['gone', 'here', 'here', 'gone'])).toThrow(refused('eventValueNeeded'))
    expect(() => run(['是', '否', '否', '是'], { eventValue: 'x' })).toThrow(refused('parameterInvalid'))
  })

  test('negative durations are refused with their row', () => {
    const input = inputOf({ duration: [numericColumn('months', [1, -2])], event: [numericColumn('churn', [1, 0])] })
    expect(() => runMethod(survival, input)).toThrow(refused('durationNegative', { row: 1 }))
  })
})

describe('Cox model', () => {
  /** Exponential durations; the effect of x is `early` before time 1 and `late` after it. */
  function simulated(n: number, early: number, late: number) {
    const random = createRandom(8)
    const x = Float64Array.from({ length: n }, () => random.integer(2))
    const times = x.map((value) => {
      const first = -Math.log1p(-random.next()) / Math.exp(early * value)
      return first < 1 ? first : 1 - Math.log1p(-random.next()) / Math.exp(late * value)
    })
    return inputOf({
      duration: [
        numericColumn(
          'duration',
          times.map((time) => Math.min(time, 3)),
        ),
      ],
      event: [
        numericColumn(
          'event',
          times.map((time) => (time < 3 ? 1 : 0)),
        ),
      ],
      covariates: [numericColumn('x', x)],
    })
  }

  test('finds the log hazard ratio that made the data, and sees that it is constant', () => {
    const [term] = runMethod(survival, simulated(4000, 0.7, 0.7)).result.cox?.terms ?? []
    expect(Math.abs((term?.coefficient as number) - 0.7)).toBeLessThan(4 * (term?.standardError as number))
    expect(term?.proportional?.p).toBeGreaterThan(0.001)
  })

  test('an effect that turns round is found by the test of proportional hazards', () => {
    const [term] = runMethod(survival, simulated(4000, 1, -1)).result.cox?.terms ?? []
    expect(term?.proportional?.p).toBeLessThan(1e-6)
    expect(term?.proportional?.correlation).toBeLessThan(0)
  })

  test('constant, collinear and too many influences leave the curve and say why', () => {
    const input = simulated(200, 0.5, 0.5)
    const problem = (covariates: ReturnType<typeof numericColumn>[]) =>
      runMethod(survival, { ...input, columns: { ...input.columns, covariates } }).result.coxProblem
    const x = input.columns.covariates?.[0] as ReturnType<typeof numericColumn>
    expect(problem([numericColumn('c', new Float64Array(200).fill(3))])).toBe('constant')
    expect(
      problem([
        x,
        numericColumn(
          'again',
          x.values.map((value) => 5 - 2 * value),
        ),
      ]),
    ).toBe('collinear')
  })
})
