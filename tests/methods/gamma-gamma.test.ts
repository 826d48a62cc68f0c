import { recordObjects } from '@shared/dataset/records'
import { gammaGamma } from '@shared/methods/gamma-gamma'
import { gammaGammaLikelihood } from '@shared/repeat-buying/gamma-gamma-model'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { inputOf, numericColumn, runMethod } from '../contract/harness'
import { simulatedBuyers } from '../repeat-buying/simulated-buyers'
import { refused } from '../transactions/refused'

const spend = (frequency: number[], monetary: number[]) =>
  inputOf({ frequency: [numericColumn('x', frequency)], monetary: [numericColumn('m', monetary)] })

describe('gamma-gamma', () => {
  test('the gradient is the slope of the likelihood', () => {
    const value = fc.double({ min: 0.2, max: 20, noNaN: true })
    fc.assert(
      fc.property(fc.tuple(value, value, value), fc.integer({ min: 1, max: 40 }), value, (at, x, m) => {
        const rows = { x: Float64Array.of(x), m: Float64Array.of(m) }
        const parameters = Float64Array.from(at)
        const gradient = new Float64Array(3)
        gammaGammaLikelihood(rows, parameters, gradient)
        for (let j = 0; j < 3; j++) {
          const h = 1e-5 * (at[j] as number)
          const [above, below] = [h, -h].map((step) =>
            gammaGammaLikelihood(
              rows,
              parameters.map((p, i) => (i === j ? p + step : p)),
              new Float64Array(3),
            ),
          ) as [number, number]
          const slope = (above - below) / (2 * h)
          expect(Math.abs(slope - (gradient[j] as number))).toBeLessThan(1e-5 * (1 + Math.abs(slope)) + 1e-9 / h)
        }
      }),
    )
  })

  test('expected spend lies between a customer’s own mean and that of all', () => {
    const { result } = runMethod(gammaGamma, simulatedBuyers(3000, { r: 0.8, alpha: 5, a: 0.3, b: 3 }))
    const all = result.populationMean as number
    for (const { frequency, monetary, expectedSpend } of recordObjects(result.customers) as Record<string, number>[]) {
      if (frequency === 0) expect(expectedSpend).toBeCloseTo(all, 9)
      else {
        const [low, high] = [Math.min(all, monetary as number), Math.max(all, monetary as number)]
        expect(expectedSpend).toBeGreaterThanOrEqual(low - 1e-9)
        expect(expectedSpend).toBeLessThanOrEqual(high + 1e-9)
      }
    }
  })

  test('the currency changes the scale alone', () => {
    const input = simulatedBuyers(800, { r: 0.8, alpha: 5, a: 0.3, b: 3 })
    const column = input.columns.monetary?.[0]
    const values = column?.kind === 'numeric' ? column.values : new Float64Array(0)
    const inCents = {
      ...input,
      columns: {
        ...input.columns,
        monetary: [
          numericColumn(
            'm',
            values.map((m) => 100 * m),
          ),
        ],
      },
    }
    const [euros, cents] = [input, inCents].map((one) => runMethod(gammaGamma, one).result)
    expect((cents?.parameters.gamma as number) / (euros?.parameters.gamma as number)).toBeCloseTo(100, 2)
    expect(cents?.parameters.p).toBeCloseTo(euros?.parameters.p as number, 4)
  })

  test('thin or constant data are refused with a reason', () => {
    expect(() => runMethod(gammaGamma, spend([1, 2], [5, 6]))).toThrow(refused('tooFewRepeatBuyers'))
    const same = spend(new Array(20).fill(2), new Array(20).fill(5))
    expect(() => runMethod(gammaGamma, same)).toThrow(refused('spendConstant'))
    expect(() => runMethod(gammaGamma, inputOf({ frequency: [numericColumn('x', [1])] }))).toThrow(
      refused('purchaseColumnsMissing', { parameter: 'monetary' }),
    )
  })
})
