import { betaGeometric } from '@shared/repeat-buying/beta-geometric'
import { calibrateCounts } from '@shared/repeat-buying/calibrate-counts'
import { paretoNbdModel } from '@shared/repeat-buying/pareto-nbd'
import { expectedPurchases, type RepeatModel } from '@shared/repeat-buying/repeat-model'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

const models: [string, RepeatModel][] = [
  ['BG/NBD', betaGeometric(false)],
  ['MBG/NBD', betaGeometric(true)],
  ['Pareto/NBD', paretoNbdModel],
]
const shape = fc.double({ min: 0.3, max: 3, noNaN: true })
const parameters = fc
  .tuple(shape, fc.double({ min: 1, max: 20, noNaN: true }), shape, fc.double({ min: 1.2, max: 15, noNaN: true }))
  .map((values) => Float64Array.from(values))

describe.each(models)('%s: probabilities of repeat purchases', (_name, model) => {
  test('add up to 1, and their mean is the expectation', () => {
    fc.assert(
      fc.property(parameters, fc.double({ min: 0.5, max: 15, noNaN: true }), (at, t) => {
        const counts = model.counts(at, t, 1500)
        const sum = counts.reduce((all, probability) => all + probability, 0)
        const mean = counts.reduce((all, probability, x) => all + x * probability, 0)
        expect(Math.abs(sum - 1)).toBeLessThan(1e-4)
        const expected = expectedPurchases(model, at, 0, 0, 0, t)
        expect(Math.abs(mean / expected - 1)).toBeLessThan(2e-2)
      }),
      { numRuns: 40 },
    )
  })

  test('expected customers are as many as there are', () => {
    const frequency = Float64Array.of(0, 0, 1, 9, 3, 12)
    const T = Float64Array.of(1, 5, 8, 20, 21, 30)
    const found = calibrateCounts({ frequency, T }, model, Float64Array.of(0.5, 5, 0.8, 2.5))
    expect(found.map(({ actual }) => actual)).toEqual([2, 1, 0, 1, 0, 0, 0, 2])
    expect(found.reduce((sum, { expected }) => sum + expected, 0)).toBeCloseTo(6, 6)
  })
})
