import { setImmediate } from 'node:timers/promises'
import { createRandom } from '@shared/math/random'
import { chooseK } from '@shared/methods/choose-k'
import { kMeans } from '@shared/methods/k-means'
import { tellingColumns } from '@shared/segments/telling-columns'
import { describe, expect, test } from 'vitest'
import { createContext, inputOf, numericColumn, runMethod } from '../contract/harness'
import { adjustedRandIndex } from '../math/adjusted-rand-index'
import { plantSegments } from './planted-segments'

/** Segments of 5 to 40 % in correlated columns, 6 standard deviations apart at the least, beside as many or more columns of noise. */
const kinds = [
  { nNoise: 5, shares: [0.4, 0.25, 0.2, 0.1, 0.05] },
  { nNoise: 8, shares: [0.4, 0.35, 0.2, 0.05] },
  { nNoise: 0, shares: [0.4, 0.25, 0.2, 0.1, 0.05] },
  { nNoise: 4, shares: [0.4, 0.3, 0.3] },
]
const cases = Array.from({ length: 8 }, (_, i) => ({ seed: i + 1, ...(kinds[(i + 1) % 4] as (typeof kinds)[number]) }))

describe('planted segments', () => {
  test.each(cases)(
    'seed $seed, $nNoise columns of noise: number, members and rules are found',
    {
      timeout: 120_000,
    },
    async ({ seed, ...planted }) => {
      await setImmediate()
      const { columns, labels, features } = plantSegments(seed, { ...planted, separation: 6, correlation: 0.4 })
      const input = inputOf({ features: columns })
      const suggestion = runMethod(chooseK, input, { gapReferences: 0, kMax: 8 }, createContext(seed)).result
      expect(suggestion.suggestedK).toBe(planted.shares.length)
      expect(suggestion.leftOut).toEqual(columns.slice(features.length).map(({ name }) => name))
      const asSuggested = { k: suggestion.suggestedK, columnsUsed: 'telling', weights: suggestion.weights ?? {} }
      for (const params of [asSuggested, {}]) {
        const { result } = runMethod(kMeans, input, params, createContext(seed))
        expect(result.sizes).toHaveLength(planted.shares.length)
        expect(adjustedRandIndex([...result.labels], [...labels])).toBeGreaterThanOrEqual(0.95)
        for (const { conditions, coverage, precision } of result.explanation.rules) {
          expect((2 * coverage * precision) / (coverage + precision), 'F1 of the rule').toBeGreaterThan(0.75)
          for (const { column } of conditions) expect(features).toContain(column)
        }
      }
    },
  )

  test('with an automatic number k-means leaves noise out by itself, and says so', () => {
    const { columns, labels, features } = plantSegments(4, { separation: 9, nNoise: 8 })
    const { result } = runMethod(kMeans, inputOf({ features: columns }), {}, createContext(4))
    expect(result.leftOut).toHaveLength(8)
    expect(result.preparation.map(({ name }) => name)).toEqual(features)
    expect(adjustedRandIndex([...result.labels], [...labels])).toBeGreaterThanOrEqual(0.99)
  })
})

describe('telling columns', () => {
  const random = createRandom(31)
  const draw = (value: (i: number) => number) =>
    numericColumn(
      'x',
      Array.from({ length: 800 }, (_, i) => value(i)),
    )

  test('a column of several humps counts even when it is unrelated to all others', () => {
    const alone = draw(() => random.normal() + 8 * random.integer(2))
    const related = draw(() => random.normal())
    const like = numericColumn(
      'y',
      related.values.map((value) => value + random.normal()),
    )
    const noise = draw(() => random.next())
    expect(tellingColumns([alone, related, like, noise], 1)).toEqual([true, true, true, false])
  })

  test('where no column tells anything, all count', () => {
    expect(tellingColumns([draw(random.next), draw(random.next), draw(random.next)], 1)).toEqual([true, true, true])
  })
})
