import { createRandom } from '@shared/math/random'
import { kMeans } from '@shared/methods/k-means'
import { kMedoids } from '@shared/methods/k-medoids'
import { describe, expect, test } from 'vitest'
import { inputOf, numericColumn, runMethod } from '../contract/harness'

/** Rows with whole weights, and the same rows as often as their weight says. */
function weightedAndRepeated(seed: number, n = 60) {
  const random = createRandom(seed)
  const x = Array.from({ length: n }, (_, i) => 6 * (i % 3) + random.normal())
  const y = Array.from({ length: n }, (_, i) => 4 * (i % 2) + random.normal())
  const weights = Array.from({ length: n }, () => 1 + random.integer(4))
  const repeat = (values: number[]) => values.flatMap((value, i) => new Array<number>(weights[i] as number).fill(value))
  const once = { features: [numericColumn('x', x), numericColumn('y', y)], weight: [numericColumn('w', weights)] }
  const often = { features: [numericColumn('x', repeat(x)), numericColumn('y', repeat(y))], weight: [] }
  return { weights, weighted: inputOf(once), repeated: inputOf(often), repeat }
}

describe('weights of rows', () => {
  test.each([1, 2, 3, 4, 5])('k-means, seed %i: whole weights are as many equal rows', (seed) => {
    const { weighted, repeated, repeat } = weightedAndRepeated(seed)
    const params = {
      k: 3,
      tolerance: 0,
      initialCenters: [
        [-1, 0],
        [0, 0],
        [1, 0],
      ],
    }
    const one = runMethod(kMeans, weighted, params).result
    const other = runMethod(kMeans, repeated, params).result
    expect(one.inertia).toBeCloseTo(other.inertia, 9)
    expect(one.totalInertia).toBeCloseTo(other.totalInertia, 9)
    const centres = ({ data, nColumns }: typeof one.clusterCenters) =>
      Array.from({ length: 3 }, (_, c) => [...data.subarray(c * nColumns, (c + 1) * nColumns)]).sort(
        (a, b) => (a[0] as number) - (b[0] as number),
      )
    for (const [c, centre] of centres(one.clusterCenters).entries()) {
      for (const [j, value] of centre.entries())
        expect(value).toBeCloseTo(centres(other.clusterCenters)[c]?.[j] as number, 9)
    }
    const same = new Map<number, number>()
    for (const [i, label] of repeat([...one.labels]).entries()) {
      expect(same.get(label) ?? other.labels[i]).toBe(other.labels[i])
      same.set(label, other.labels[i] as number)
    }
  })

  test.each([1, 2, 3, 4, 5])('k-means from its own starts, seed %i: as good as on repeated rows', (seed) => {
    const { weighted, repeated } = weightedAndRepeated(seed)
    const one = runMethod(kMeans, weighted, { k: 6, nInit: 30 }).result
    const other = runMethod(kMeans, repeated, { k: 6, nInit: 30 }).result
    expect(one.inertia / other.inertia).toBeLessThan(1.01)
  })

  test.each([1, 2, 3, 4, 5])('k-medoids, seed %i: whole weights are as many equal rows', (seed) => {
    const { weights, weighted, repeated } = weightedAndRepeated(seed)
    const params = { k: 3, scaling: 'none' }
    const one = runMethod(kMedoids, weighted, params).result
    const other = runMethod(kMedoids, repeated, params).result
    expect(one.cost).toBeCloseTo(other.cost, 9)
    expect(one.weightPerCluster?.reduce((sum, weight) => sum + weight, 0)).toBe(
      weights.reduce((sum, weight) => sum + weight, 0),
    )
    expect(one.meanDistance).toBeCloseTo(other.meanDistance, 9)
  })

  test('weights of 1 change nothing but what is said', () => {
    const { weighted } = weightedAndRepeated(7)
    const ones = numericColumn('w', new Array<number>(60).fill(1))
    const plain = runMethod(kMedoids, { ...weighted, columns: { ...weighted.columns, weight: [] } }, { k: 3 }).result
    const { weightPerCluster, totalInertia, ...rest } = runMethod(
      kMedoids,
      { ...weighted, columns: { ...weighted.columns, weight: [ones] } },
      { k: 3 },
    ).result
    expect(weightPerCluster).toEqual(plain.sizes)
    expect(totalInertia).toBeCloseTo(plain.totalInertia, 9)
    expect(rest.cost).toBe(plain.cost)
    expect(rest.labels).toEqual(plain.labels)
  })

  test('a row of weight 0 or none is left out and counted as such; a weight below 0 is refused', () => {
    const { weighted } = weightedAndRepeated(8)
    const some = (values: number[]) => ({
      ...weighted,
      columns: { ...weighted.columns, weight: [numericColumn('w', values)] },
    })
    const { result, diagnostics } = runMethod(kMeans, some([0, Number.NaN, ...new Array<number>(58).fill(2)]), { k: 2 })
    expect(diagnostics.rowsDropped).toBe(2)
    expect(result.sizes.reduce((sum, size) => sum + size, 0)).toBe(58)
    expect(() => runMethod(kMeans, some([-1, ...new Array<number>(59).fill(1)]), { k: 2 })).toThrow(
      expect.objectContaining({ error: expect.objectContaining({ code: 'weightNegative' }) }),
    )
  })
})

describe('small batches', () => {
  const random = createRandom(3)
  const n = 30_000
  const input = inputOf({
    features: [0, 1, 2, 3].map((j) =>
      numericColumn(
        `x${j}`,
        Array.from({ length: n }, (_, i) => 7 * ((i >> j) % 2) + random.normal()),
      ),
    ),
  })

  test('cost little, and the result says how much', () => {
    const full = runMethod(kMeans, input, { k: 16, scaling: 'none' }).result
    const { result } = runMethod(kMeans, input, { k: 16, scaling: 'none', miniBatch: 1000, nInit: 3 })
    expect(result.miniBatch?.batchRows).toBe(1000)
    expect(result.miniBatch?.loss).toBeGreaterThanOrEqual(0)
    expect(result.inertia / full.inertia).toBeLessThan(1.3)
    const gained = result.inertia / (1 + (result.miniBatch?.loss ?? 0))
    expect(gained / full.inertia).toBeGreaterThan(0.999)
    expect(runMethod(kMeans, input, { k: 16, scaling: 'none', miniBatch: 1000, nInit: 3 }).result).toEqual(result)
  })

  test('with no more rows than a batch has, all rows are gone through', () => {
    expect(runMethod(kMeans, input, { k: 2, miniBatch: n, nInit: 1 }).result.miniBatch).toBeUndefined()
  })
})
