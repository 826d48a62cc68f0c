import { correctedFoldTest, delongTest, holm, mcNemarTest } from '@shared/learning/metrics/compare-models'
import { createRandom } from '@shared/math/random'
import { modelComparison } from '@shared/methods/model-comparison'
import { describe, expect, test } from 'vitest'
import { categoricalColumn, inputOf, numericColumn, runMethod } from '../contract/harness'

const rowsOf = (n: number) => Array.from({ length: n }, (_, i) => i)

describe('tests of a difference', () => {
  // By hand: mean 0.02, sd 0.0158114, error 0.0158114 · √(1/5 + 1/4) = 0.0106066, t = 1.885618 with 4 degrees.
  test('corrected resampled t', () => {
    const found = correctedFoldTest([0, 0.01, 0.02, 0.03, 0.04], 0.25)
    expect(found?.difference).toBeCloseTo(0.02, 12)
    expect(found?.statistic).toBeCloseTo(1.8856180831641267, 10)
    expect(found?.p).toBeGreaterThan(0.13)
    expect(found?.p).toBeLessThan(0.135)
  })

  // By the binomial: 2 · (C(12,0) + C(12,1) + C(12,2)) / 4096 = 158 / 4096.
  test('McNemar, exact', () => {
    const truth = new Array<number>(40).fill(1)
    const first = truth.map((_, i) => (i < 2 ? 1 : i < 12 ? 0 : 1))
    const second = truth.map((_, i) => (i < 2 ? 0 : 1))
    expect(mcNemarTest(first, second, truth)).toEqual({
      onlyFirst: 2,
      onlySecond: 10,
      p: expect.closeTo(158 / 4096, 12),
    })
    expect(mcNemarTest(truth, truth, truth)).toEqual({ onlyFirst: 0, onlySecond: 0, p: 1 })
  })

  test('DeLong: areas by counting pairs; no difference from itself; symmetric', () => {
    const random = createRandom(3)
    const labels = rowsOf(120).map(() => random.integer(2))
    const scores = (effect: number) =>
      Float64Array.from(labels, (own) => Math.round(4 * (effect * own + random.normal())) / 4)
    const [a, b] = [scores(1.5), scores(0.5)]
    const area = (s: Float64Array) => {
      let [won, all] = [0, 0]
      for (const i of labels.keys())
        for (const j of labels.keys()) {
          if (labels[i] !== 1 || labels[j] !== 0) continue
          all++
          won += (s[i] as number) > (s[j] as number) ? 1 : s[i] === s[j] ? 0.5 : 0
        }
      return won / all
    }
    const found = delongTest(a, b, labels)
    expect(found?.difference).toBeCloseTo(area(a) - area(b), 12)
    expect(delongTest(b, a, labels)?.statistic).toBeCloseTo(-(found?.statistic as number), 12)
    expect(delongTest(a, a, labels)).toEqual({ difference: 0, statistic: 0, p: 1 })
  })

  test('DeLong holds its level: of 200 pairs without a difference about one in twenty is called one', () => {
    const random = createRandom(11)
    const claims = rowsOf(200).filter(() => {
      const labels = rowsOf(150).map(() => random.integer(2))
      const scores = () => Float64Array.from(labels, (own) => own + random.normal())
      return (delongTest(scores(), scores(), labels)?.p as number) < 0.05
    })
    expect(claims.length).toBeGreaterThan(2)
    expect(claims.length).toBeLessThan(20)
  })

  test('Holm: the smallest p times all, none smaller than the one before', () => {
    expect(holm([0.01, 0.04, 0.03])).toEqual([0.03, 0.06, 0.06])
  })
})

function customers(n: number, seed: number, effect: number) {
  const random = createRandom(seed)
  const [a, b] = [rowsOf(n).map(() => random.normal()), rowsOf(n).map(() => random.normal())]
  const y = a.map((value, i) => (random.next() < 1 / (1 + Math.exp(-effect * value * (b[i] as number))) ? 'yes' : 'no'))
  const features = [numericColumn('a', a), numericColumn('b', b)]
  return inputOf({ target: [categoricalColumn('left', y)], features })
}

describe('models compared', () => {
  test('a joint effect is found by trees and not by a straight line, beyond chance', () => {
    const methods = ['logistic-regression', 'gradient-boosting']
    const { result } = runMethod(modelComparison, customers(1500, 1, 3), { methods })
    expect(result.models.map(({ method }) => method)).toEqual(['gradient-boosting', 'logistic-regression'])
    const [pair] = result.pairs
    expect(pair?.folds?.difference).toBeGreaterThan(0)
    expect(pair?.folds?.p).toBeLessThan(0.01)
    expect(pair?.area?.p).toBeLessThan(0.01)
    expect(pair?.right?.p).toBeLessThan(0.01)
    expect(result.models.map(({ beatsBaseline }) => beatsBaseline)).toEqual([true, false])
  })

  test('of pure noise no pair differs for the better and nothing beats the baseline, in 9 of 10 seeds or more', () => {
    const claims = rowsOf(10).filter((seed) => {
      const methods = ['logistic-regression', 'decision-tree']
      const { models } = runMethod(modelComparison, customers(250, seed + 70, 0), { methods }).result
      return models[0]?.beatsBaseline
    })
    expect(claims.length).toBeLessThanOrEqual(1)
  })

  test('what does not fit the target is left out, and fewer than two are refused', () => {
    const input = customers(200, 5, 2)
    expect(
      runMethod(modelComparison, input, { methods: ['linear-regression', 'logistic-regression', 'naive-bayes'] }).result
        .unfit,
    ).toEqual(['linear-regression'])
    expect(() => runMethod(modelComparison, input, { methods: ['linear-regression', 'svm'] })).toThrow()
  })
})
