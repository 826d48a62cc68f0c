import { histogram } from '@shared/math/histogram'
import { minimize } from '@shared/math/minimize'
import { moments } from '@shared/math/moments'
import { pearson } from '@shared/math/pearson'
import { median, quantile } from '@shared/math/quantile'
import { averageRanks } from '@shared/math/ranks'
import { scalingParameters } from '@shared/math/scaling'
import { mean, sum } from '@shared/math/sum'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

const floats = (...values: number[]) => Float64Array.from(values)
const samples = fc.array(fc.double({ noNaN: true, min: -1e6, max: 1e6 }), { minLength: 2, maxLength: 60 })

describe('sum', () => {
  test('keeps small numbers beside large ones: 1 + 1e100 + 1 − 1e100 = 2', () => {
    expect(sum(floats(1, 1e100, 1, -1e100))).toBe(2)
  })
  test('ten million tenths make a million, to the last digit', () => {
    expect(sum(new Float64Array(10_000_000).fill(0.1))).toBe(1_000_000)
  })
  test('the mean of nothing is not a number', () => {
    expect(mean(floats())).toBeNaN()
  })
})

describe('quantile R-7', () => {
  // Oracle: R 4, quantile(c(1, 2, 4, 8, 16), c(0, .1, .25, .5, .9, 1)).
  test('interpolates between order statistics', () => {
    const sorted = floats(1, 2, 4, 8, 16)
    expect([0, 0.1, 0.25, 0.5, 0.9, 1].map((p) => quantile(sorted, p))).toEqual([1, 1.4, 2, 4, 12.8, 16])
  })
  test('lies between minimum and maximum and grows with p', () => {
    fc.assert(
      fc.property(
        samples,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (values, p, q) => {
          const sorted = Float64Array.from(values).sort()
          const [low, high] = [quantile(sorted, Math.min(p, q)), quantile(sorted, Math.max(p, q))]
          expect(low).toBeLessThanOrEqual(high + 1e-9 * Math.abs(high))
          expect(low).toBeGreaterThanOrEqual(sorted[0] as number)
          expect(high).toBeLessThanOrEqual(sorted.at(-1) as number)
        },
      ),
    )
  })
  test('the median leaves its input as it was', () => {
    const values = floats(3, 1, 2)
    expect(median(values)).toBe(2)
    expect([...values]).toEqual([3, 1, 2])
  })
})

describe('moments', () => {
  // Oracle: by hand, 2, 4, 4, 4, 5, 5, 7, 9: mean 5, population sd 2, g1 = (Σd³/8)/8 = 42/64.
  test('mean, standard deviations and skewness g1', () => {
    const found = moments(floats(2, 4, 4, 4, 5, 5, 7, 9))
    expect(found.mean).toBe(5)
    expect(found.populationSd).toBe(2)
    expect(found.sd).toBeCloseTo(Math.sqrt(32 / 7), 14)
    expect(found.skewness).toBeCloseTo(42 / 64, 14)
  })
  test('a large offset changes nothing but the mean', () => {
    const base = moments(floats(1, 2, 4, 9))
    const moved = moments(floats(1e9 + 1, 1e9 + 2, 1e9 + 4, 1e9 + 9))
    expect(moved.sd).toBe(base.sd)
    expect(moved.skewness).toBeCloseTo(base.skewness, 12)
  })
  test('equal values have no spread, also when their sum is not exact', () => {
    const found = moments(new Float64Array(1001).fill(0.1))
    expect(found.populationSd).toBe(0)
    expect(found.skewness).toBeNaN()
  })
})

describe('ranks and correlation', () => {
  test('equal values share the mean of their ranks', () => {
    expect([...averageRanks(floats(10, 20, 10, 30, 20, 20))]).toEqual([1.5, 4, 1.5, 6, 4, 4])
  })
  test('a straight line correlates perfectly, whatever its slope', () => {
    fc.assert(
      fc.property(samples, fc.double({ min: 0.01, max: 100, noNaN: true }), (values, slope) => {
        const x = Float64Array.from(values)
        fc.pre(moments(x).populationSd > 1e-3)
        expect(
          pearson(
            x,
            x.map((value) => slope * value + 3),
          ),
        ).toBeCloseTo(1, 9)
        expect(
          pearson(
            x,
            x.map((value) => -slope * value),
          ),
        ).toBeCloseTo(-1, 9)
      }),
    )
  })
  test('a constant correlates with nothing', () => {
    expect(pearson(floats(1, 2, 3), floats(5, 5, 5))).toBeNaN()
  })
  test('does not depend on units, however large', () => {
    expect(pearson(floats(1e150, 2e150, 4e150), floats(1, 2, 3))).toBeCloseTo(
      pearson(floats(1, 2, 4), floats(1, 2, 3)),
      12,
    )
  })
})

describe('scaling', () => {
  const values = floats(1, 2, 3, 4, 10)
  test('robust is median and interquartile range', () => {
    expect(scalingParameters(values, 'robust')).toEqual({ center: 3, scale: 2 })
  })
  test('min-max is minimum and range', () => {
    expect(scalingParameters(values, 'min-max')).toEqual({ center: 1, scale: 9 })
  })
  test('standard is mean and population standard deviation', () => {
    expect(scalingParameters(values, 'standard')).toEqual({ center: 4, scale: Math.sqrt(10) })
  })
})

describe('minimize', () => {
  test('finds the bottom of a parabola and of a cosine', () => {
    expect(minimize((x) => (x - 1.25) ** 2, -8, 8)).toBeCloseTo(1.25, 7)
    expect(minimize(Math.cos, 2, 5)).toBeCloseTo(Math.PI, 7)
  })
  test('finds a bottom at the edge', () => {
    expect(minimize((x) => x, 0, 1)).toBeCloseTo(0, 6)
  })
})

describe('histogram', () => {
  test('counts every value once, between its smallest and largest', () => {
    fc.assert(
      fc.property(samples, (values) => {
        const sorted = Float64Array.from(values).sort()
        const bins = histogram(sorted, new Set(values).size)
        if (bins === null) expect(sorted[0]).toBe(sorted.at(-1))
        else {
          expect(bins.counts.reduce((total, count) => total + count, 0)).toBe(values.length)
          expect(bins.edges.length).toBe(bins.counts.length + 1)
          expect(bins.edges).toEqual([...bins.edges].sort((a, b) => a - b))
        }
      }),
    )
  })
  test('few whole numbers get a bin each', () => {
    expect(histogram(floats(1, 1, 2, 5), 3)).toEqual({ edges: [0.5, 1.5, 2.5, 3.5, 4.5, 5.5], counts: [2, 1, 0, 0, 1] })
  })
})
