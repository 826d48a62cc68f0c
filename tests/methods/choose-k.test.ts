import { createRandom } from '@shared/math/random'
import { chooseK } from '@shared/methods/choose-k'
import { describe, expect, test } from 'vitest'
import { createContext, inputOf, numericColumn, runMethod } from '../contract/harness'

/** Planted segments of 5 to 40 % in eight correlated columns, with a column of noise beside them. */
function planted(shares: readonly number[], seed: number, nRows = 600) {
  const random = createRandom(seed)
  const centers = shares.map(() => Array.from({ length: 8 }, () => 6 * random.normal()))
  const columns = Array.from({ length: 9 }, () => new Float64Array(nRows))
  const bounds = shares.map((_, i) => shares.slice(0, i + 1).reduce((sum, share) => sum + share, 0) * nRows)
  for (let i = 0; i < nRows; i++) {
    const center = centers[bounds.findIndex((bound) => i < bound)] ?? []
    const common = random.normal()
    for (const [j, column] of columns.entries()) {
      column[i] = j < 8 ? (center[j] as number) + 0.7 * random.normal() + 0.5 * common : random.normal()
    }
  }
  return columns.map((values, j) => numericColumn(`c${j}`, values))
}

describe('choose-k', () => {
  test.each([
    [4, [0.4, 0.3, 0.2, 0.1]],
    [5, [0.4, 0.25, 0.2, 0.1, 0.05]],
  ] as const)('finds %i planted segments', (k, shares) => {
    const found = [2, 3, 4].map((seed) => {
      const input = inputOf({ features: planted(shares, seed) })
      return runMethod(chooseK, input, { kMax: 8, gapReferences: 0, resamples: 8 }, createContext(seed)).result
        .suggestedK
    })
    expect(found).toEqual([k, k, k])
  })

  test('a range the wrong way round, or beyond the rows, is refused', () => {
    const input = inputOf({ features: planted([0.5, 0.5], 1, 20) })
    expect(() => runMethod(chooseK, input, { kMin: 5, kMax: 3 })).toThrow('errors.parameterInvalid')
    expect(() => runMethod(chooseK, input, { kMax: 50 })).toThrow('errors.parameterInvalid')
  })

  test('the reason says who agrees', () => {
    const { result } = runMethod(chooseK, inputOf({ features: planted([0.5, 0.3, 0.2], 4, 400) }), {
      gapReferences: 5,
      resamples: 5,
    })
    expect(result.suggestedK).toBe(3)
    expect(result.reason).toMatchObject({ key: 'methods.choose-k.result.reason.separate', values: { k: 3 } })
  })

  test('five rows are enough at the defaults', () => {
    const input = inputOf({ features: [numericColumn('x', [1, 2, 30, 31, 90]), numericColumn('y', [5, 4, 5, 9, 70])] })
    expect(runMethod(chooseK, input).result.k).toEqual([2, 3, 4, 5])
  })
})
