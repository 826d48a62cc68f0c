import type { Column } from '@shared/dataset/column'
import { createRandom } from '@shared/math/random'
import { pca } from '@shared/methods/pca'
import { describe, expect, test } from 'vitest'
import { inputOf, numericColumn, runMethod } from '../contract/harness'

/** Six columns that follow two hidden ones, 300 rows; row 7 breaks the pattern. */
const random = createRandom(21)
const n = 300
const hidden = [0, 1].map(() => Float64Array.from({ length: n }, () => random.normal()))
const features = Array.from({ length: 6 }, (_, j) => {
  const source = hidden[j < 3 ? 0 : 1] as Float64Array
  return numericColumn(
    `x${j}`,
    source.map((value) => value + 0.3 * random.normal()),
  )
})
const broken = features[0] as Extract<Column, { kind: 'numeric' }>
broken.values[7] = 12
const side = numericColumn(
  'side',
  (hidden[0] as Float64Array).map((value) => 2 * value + 1),
)
const group: Column = {
  kind: 'categorical',
  name: 'group',
  measureType: 'nominal',
  levels: ['high', 'low'],
  codes: Int32Array.from(hidden[0] as Float64Array, (value) => (value > 0 ? 0 : 1)),
}

const run = (params: Record<string, unknown>) =>
  runMethod(pca, inputOf({ features, supplementary: [side, group] }), params).result
const all = run({})

describe('principal components', () => {
  test('as many as are stronger than chance are found, and kept on request', () => {
    expect(all.suggested).toEqual({ kaiser: 2, parallel: 2 })
    expect(run({ nComponents: 'parallel' }).components.nRows).toBe(2)
    expect(run({ nComponents: 'kaiser' }).components.nRows).toBe(2)
  })

  test('contributions of a component and qualities of a column add up to 1', () => {
    for (let c = 0; c < 6; c++) {
      let sum = 0
      for (let j = 0; j < 6; j++) sum += all.contributions.data[j * 6 + c] as number
      expect(sum).toBeCloseTo(1, 12)
    }
    for (let j = 0; j < 6; j++) {
      expect(all.cos2.data.subarray(j * 6, j * 6 + 6).reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 12)
    }
  })

  test('varimax gives each hidden column its own component, and explains as much', () => {
    const { rotation, explainedVariance } = run({ nComponents: 2, rotation: 'varimax' })
    const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0)
    expect(total(rotation?.explainedVariance ?? [])).toBeCloseTo(total(explainedVariance), 10)
    for (let j = 0; j < 6; j++) {
      const row = Array.from(rotation?.loadings.data.subarray(j * 2, j * 2 + 2) ?? [], Math.abs)
      expect(Math.max(...row)).toBeGreaterThan(0.85)
      expect(Math.min(...row)).toBeLessThan(0.2)
    }
  })

  test('a row that breaks the pattern is the farthest out by Q', () => {
    const { qResiduals, limits } = run({ nComponents: 2 })
    expect(qResiduals.indexOf(Math.max(...qResiduals))).toBe(7)
    expect(qResiduals[7]).toBeGreaterThan(limits.qResiduals ?? Number.POSITIVE_INFINITY)
    expect(Math.max(...all.qResiduals)).toBe(0)
  })

  test('T² over all components is the squared Mahalanobis distance: it adds up to (n − 1) · d', () => {
    expect(all.hotellingT2.reduce((sum, value) => sum + value, 0)).toBeCloseTo((n - 1) * 6, 6)
  })

  test('columns shown beside change nothing and are placed by what they go with', () => {
    const alone = runMethod(pca, inputOf({ features }), {}).result
    expect(all.scores).toEqual(alone.scores)
    const [numbers, categories] = all.supplementary
    const own = numbers?.kind === 'numeric' ? numbers.correlations.map(Math.abs) : []
    expect(Math.max(own[0] ?? 0, own[1] ?? 0)).toBeGreaterThan(0.7)
    expect(categories).toMatchObject({ kind: 'categorical', column: 'group' })
    const counts = categories?.kind === 'categorical' ? categories.counts : []
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(n)
  })
})
