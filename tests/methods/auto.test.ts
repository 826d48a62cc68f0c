import { createRandom } from '@shared/math/random'
import { auto } from '@shared/methods/auto'
import { describe, expect, test } from 'vitest'
import { categoricalColumn, inputOf, numericColumn, runMethod } from '../contract/harness'

/** 400 rows; the outcome follows the first column straight, or the first two as a pattern that no line can follow. */
function table(kind: 'straight' | 'checkered' | 'noise', seed: number) {
  const random = createRandom(seed)
  const columns = Array.from({ length: 4 }, () => Float64Array.from({ length: 400 }, () => random.normal()))
  const [a, b] = columns as [Float64Array, Float64Array]
  const outcome = Array.from({ length: 400 }, (_, i) => {
    const signal = kind === 'straight' ? (a[i] as number) : (a[i] as number) * (b[i] as number)
    if (kind === 'noise') return random.next() < 0.5
    return signal * 3 + random.normal() > 0
  })
  return inputOf({
    target: [
      categoricalColumn(
        'left',
        outcome.map((value) => (value ? 'yes' : 'no')),
      ),
    ],
    features: columns.map((values, j) => numericColumn(`x${j}`, values)),
  })
}

const run = (input: ReturnType<typeof table>, budgetSeconds = 60) =>
  runMethod(auto, input, { budgetSeconds, folds: 3, positive: 'yes' }).result

describe('the best honest model', () => {
  test('of a straight relation is the one that is easiest to read', () => {
    const result = run(table('straight', 1))
    expect(result.chosen).toBe('logistic-regression')
    expect(result.baseline.isBeaten).toBe(true)
  })

  test('of a pattern that no line follows is none of lines', () => {
    const result = run(table('checkered', 2))
    expect(result.chosen).not.toBe('logistic-regression')
    expect((result.metrics as { rocAuc: number }).rocAuc).toBeGreaterThan(0.8)
  })

  test('of pure noise is said not to beat the baseline', () => {
    expect(run(table('noise', 3)).baseline.isBeaten).toBe(false)
  })

  test('a small budget leaves slow models out, and says so', () => {
    const { trials } = run(table('straight', 4), 0.2)
    expect(trials.filter(({ loss }) => loss === null).length).toBeGreaterThan(0)
    expect(trials.some(({ loss }) => loss !== null)).toBe(true)
  })
})
