import { toOriginalUnits } from '@shared/methods/original-units'
import { prepareFeatures } from '@shared/methods/prepare-features'
import { describe, expect, test } from 'vitest'
import { drive, numericColumn } from '../contract/harness'

const policy = { transform: 'none', scaling: 'standard', missing: 'drop' } as const
const needs = { methodId: 'k-means' }
const x = numericColumn('x', [1, 2, Number.NaN, 4, 9])
const y = numericColumn('y', [10, 20, 30, Number.POSITIVE_INFINITY, 50])

describe('preparing feature columns', () => {
  test('drop leaves out rows with a missing or infinite value, and counts them', () => {
    const { rows, dropped, matrix } = drive(prepareFeatures([x, y], policy, needs))
    expect([...rows]).toEqual([0, 1, 4])
    expect(dropped.map(({ rows: count }) => count)).toEqual([2])
    expect(matrix.nRows).toBe(3)
  })

  test.each([
    ['mean', 4, 27.5],
    ['median', 3, 25],
  ] as const)('%s fills what is missing and keeps every row', (missing, fillX, fillY) => {
    const { rows, preparation, matrix } = drive(prepareFeatures([x, y], { ...policy, scaling: 'none', missing }, needs))
    expect(rows.length).toBe(5)
    expect(preparation.map(({ fill, filled }) => [fill, filled])).toEqual([
      [fillX, 1],
      [fillY, 1],
    ])
    expect([matrix.data[4], matrix.data[7]]).toEqual([fillX, fillY])
  })

  test.each(['none', 'log1p', 'yeo-johnson'] as const)('%s: every value returns to its units', (transform) => {
    const column = numericColumn('spend', [0, 0.5, 3, 8, 1000])
    for (const scaling of ['none', 'standard', 'min-max', 'robust'] as const) {
      const { matrix, preparation } = drive(prepareFeatures([column], { ...policy, transform, scaling }, needs))
      for (const [i, value] of column.values.entries()) {
        const feature = preparation[0] as (typeof preparation)[number]
        expect(toOriginalUnits(matrix.data[i] as number, feature)).toBeCloseTo(value, 8)
      }
    }
  })

  test('what cannot be prepared is refused by name', () => {
    const constant = numericColumn('c', [3, 3, 3, 3, 3])
    const low = numericColumn('low', [-2, 0, 1, 2, 3])
    const empty = numericColumn('e', new Array(5).fill(Number.NaN))
    expect(() => drive(prepareFeatures([constant], policy, needs))).toThrow('errors.columnConstant')
    expect(() => drive(prepareFeatures([low], { ...policy, transform: 'log1p' }, needs))).toThrow(
      'errors.logOfNegative',
    )
    expect(() => drive(prepareFeatures([empty], { ...policy, missing: 'mean' }, needs))).toThrow('errors.columnEmpty')
    expect(() => drive(prepareFeatures([empty], policy, needs))).toThrow('errors.tooFewRows')
    expect(() => drive(prepareFeatures([], policy, needs))).toThrow('errors.tooFewColumns')
  })

  test('a robust scale of 0 falls back to the standard deviation and says so', () => {
    const column = numericColumn('mostly zero', [0, 0, 0, 0, 0, 0, 0, 10])
    const { preparation } = drive(prepareFeatures([column], { ...policy, scaling: 'robust' }, needs))
    expect(preparation[0]).toMatchObject({ center: 0, usedStandardDeviation: true })
    expect(preparation[0]?.scale).toBeCloseTo(Math.sqrt(12.5 - 1.25 ** 2), 12)
  })
})
