import { kMeans } from '@shared/methods/k-means'
import { explainRow } from '@shared/segments/explanation/explain-row'
import { describe, expect, test } from 'vitest'
import { createContext, inputOf, numericColumn, runMethod } from '../contract/harness'
import { plantSegments } from './planted-segments'

describe('why a row is in its segment', () => {
  const { columns } = plantSegments(5, { nRows: 300, separation: 3 })
  const { result } = runMethod(kMeans, inputOf({ features: columns }), { k: 3 }, createContext(2))
  const reasons = (row: number) =>
    explainRow(
      result.preparation,
      result.examples.means,
      result.labels[row] as number,
      columns.map(({ values }) => values[row] as number),
    )

  test('the nearest mean is that of the row’s own k-means segment', () => {
    for (let row = 0; row < 300; row++) {
      const { segment, distances } = reasons(row)
      expect(distances.indexOf(Math.min(...distances))).toBe(segment)
    }
  })

  test('the columns’ weights add up to the difference of the squared distances, strongest first', () => {
    for (let row = 0; row < 300; row += 17) {
      const { segment, distances, other, features } = reasons(row)
      const total = features.reduce((sum, { weight }) => sum + weight, 0)
      expect(total).toBeCloseTo(
        (distances[other as number] as number) ** 2 - (distances[segment as number] as number) ** 2,
        8,
      )
      const sizes = features.map(({ weight }) => Math.abs(weight))
      expect(sizes).toEqual([...sizes].sort((a, b) => b - a))
    }
  })

  test('a row without a value has no distances', () => {
    const values = columns.map((_, j) => (j === 0 ? Number.NaN : 1))
    expect(explainRow(result.preparation, result.examples.means, null, values)).toMatchObject({
      distances: [],
      other: null,
    })
  })
})

test('a column without variation does no harm unless it is scaled', () => {
  const { columns } = plantSegments(5, { nRows: 200, nNoise: 0 })
  const constant = numericColumn('same', new Float64Array(200).fill(7))
  const labels = (features: typeof columns, scaling: string) =>
    runMethod(kMeans, inputOf({ features }), { k: 4, scaling }, createContext(2)).result.labels
  expect(labels([...columns, constant], 'none')).toEqual(labels(columns, 'none'))
  expect(() => labels([...columns, constant], 'standard')).toThrow('errors.columnConstant')
})
