import type { Column } from '@shared/dataset/column'
import { createRandom } from '@shared/math/random'
import { chooseK } from '@shared/methods/choose-k'
import { dbscan } from '@shared/methods/dbscan'
import { hdbscan } from '@shared/methods/hdbscan'
import { hierarchical } from '@shared/methods/hierarchical'
import { kMeans } from '@shared/methods/k-means'
import { kMedoids } from '@shared/methods/k-medoids'
import { prepareEncoded, prepareMeasured } from '@shared/methods/prepare-space'
import { assignRows } from '@shared/segments/model/assign-rows'
import { segmentModel } from '@shared/segments/model/segment-model'
import { describe, expect, test } from 'vitest'
import { categoricalColumn, drive, inputOf, numericColumn, presentContext, runMethod } from '../contract/harness'
import { adjustedRandIndex } from '../math/adjusted-rand-index'

/** Four groups: two by age, each parted by plan; a colour that tells nothing. */
function customers(n = 400): { columns: Column[]; labels: number[] } {
  const random = createRandom(9)
  const labels = Array.from({ length: n }, (_, i) => i % 4)
  const ages = labels.map((label) => (label < 2 ? 25 : 60) + 2 * random.normal())
  const spend = labels.map((label) => (label < 2 ? 100 : 400) + 20 * random.normal())
  const plans = labels.map((label) => (label % 2 === 0 ? 'basic' : 'gold'))
  const channels = labels.map((label) => (label % 2 === 0 ? 'shop' : 'web'))
  return {
    columns: [
      numericColumn('age', ages),
      numericColumn('spend', spend),
      categoricalColumn('plan', plans),
      categoricalColumn('channel', channels),
    ],
    labels,
  }
}

const { columns, labels } = customers()
const input = inputOf({ features: columns })
const ari = (found: Int32Array) => adjustedRandIndex([...found], labels)
const auto = { transform: 'none', scaling: 'standard', missing: 'auto', distance: 'auto', weights: {} } as const

describe('mixed data', () => {
  test.each([
    ['k-medoids', kMedoids, { k: 4 }],
    ['hierarchical, average', hierarchical, { k: 4, linkage: 'average' }],
    ['hierarchical, ward on columns of 0 and 1', hierarchical, { k: 4 }],
    ['dbscan', dbscan, { eps: 0.2 }],
    ['hdbscan', hdbscan, {}],
    ['k-means on columns of 0 and 1', kMeans, { k: 4 }],
  ] as const)(
    '%s finds groups that numbers and categories make together, and says how rows were compared',
    (_name, method, params) => {
      const outcome = runMethod(method as typeof kMedoids, input, params)
      const { result } = outcome
      expect(ari(result.labels)).toBeGreaterThan(0.95)
      expect(result.policy?.columns.map(({ kind }) => kind)).toEqual(['numeric', 'numeric', 'nominal', 'nominal'])
      const shown = (method as typeof kMedoids).present(
        result,
        presentContext(method as never, input, params, outcome) as never,
      )
      expect(shown.some(({ type, id }) => type === 'notice' && id === 'policy')).toBe(true)
    },
  )

  test('choose-k suggests the number of mixed groups', () => {
    expect(runMethod(chooseK, input, { gapReferences: 0, kMax: 7 }).result.suggestedK).toBe(4)
  })

  test('numbers alone: nothing about weights or categories is said, and weights of 1 change nothing', () => {
    const numbers = inputOf({ features: columns.slice(0, 2) })
    const plain = runMethod(kMedoids, numbers, { k: 2 }).result
    expect(plain.policy).toBeUndefined()
    expect(runMethod(kMedoids, numbers, { k: 2, weights: { age: 1 } }).result).toEqual(plain)
  })

  test('with Gower, the cost is the sum of distances to the medoids', () => {
    const { result } = runMethod(kMedoids, input, { k: 4 })
    const { space } = drive(prepareMeasured(columns, auto, { methodId: 'k-medoids' }))
    const cost = [...result.labels].reduce(
      (sum, label, i) => sum + space.distance(i, result.medoidRows[label] as number),
      0,
    )
    expect(result.cost).toBeCloseTo(cost, 9)
    expect(result.cost).toBeLessThan(drive(prepareMeasured(columns, auto, { methodId: 'k-medoids' })).space.nRows)
  })

  test('ordered columns count by rank, as R takes ordered factors', () => {
    const rating = numericColumn('rating', [1, 2, 5, 5], 'ordinal')
    const { space, policy } = drive(
      prepareMeasured([rating], { ...auto, distance: 'gower' }, { methodId: 'k-medoids' }),
    )
    expect(policy?.columns[0]?.kind).toBe('ordered')
    expect(space.distance(0, 1)).toBe(0.5)
    expect(space.distance(1, 2)).toBe(0.5)
  })

  test('missing values: skipped pair by pair with Gower; left out, or filled, when asked', () => {
    const age = numericColumn('age', [20, Number.NaN, 40, 30, Number.NaN, 20])
    const plan = categoricalColumn('plan', ['a', 'b', null, 'a', null, 'b'])
    const prepare = (missing: 'auto' | 'drop' | 'median') =>
      drive(prepareMeasured([age, plan], { ...auto, missing }, { methodId: 'k-medoids' }))
    expect([...prepare('auto').rows]).toEqual([0, 1, 2, 3, 5])
    expect(prepare('auto').space.distance(0, 1)).toBe(1)
    expect(prepare('auto').space.distance(0, 2)).toBe(1)
    expect([...prepare('drop').rows]).toEqual([0, 3, 5])
    expect(prepare('median').space.distance(0, 1)).toBe((0.25 + 1) / 2)
    expect(prepare('median').space.distance(2, 3)).toBe((0.5 + 0) / 2)
  })

  test('as columns of 0 and 1, two different categories are as far apart as their weight', () => {
    const policy = {
      transform: 'none',
      scaling: 'none',
      missing: 'drop',
      encoding: 'auto',
      weights: { plan: 3 },
    } as const
    const plan = categoricalColumn('plan', ['a', 'b', 'c', 'a'])
    const { matrix, preparation } = drive(prepareEncoded([plan], policy, { methodId: 'k-means' }))
    const gap = (a: number, b: number) =>
      Math.hypot(
        ...Array.from({ length: 3 }, (_, j) => (matrix.data[a * 3 + j] as number) - (matrix.data[b * 3 + j] as number)),
      )
    expect(gap(0, 1)).toBeCloseTo(3, 12)
    expect(gap(1, 2)).toBeCloseTo(3, 12)
    expect(gap(0, 3)).toBe(0)
    expect(preparation.map(({ name, level }) => `${name} ${level}`)).toEqual(['plan a', 'plan b', 'plan c'])
  })

  test('the centres of categories are shares, in original units', () => {
    const { result } = runMethod(kMeans, input, { k: 4 })
    const { data, nColumns } = result.clusterCentersOriginal
    for (let c = 0; c < 4; c++) {
      expect((data[c * nColumns + 2] as number) + (data[c * nColumns + 3] as number)).toBeCloseTo(1, 12)
    }
  })

  test('a stored k-means model puts every row where the run put it', () => {
    const { result } = runMethod(kMeans, input, { k: 4, weights: { plan: 2, age: 0.5 } })
    const model = segmentModel('k-means', result, String)
    expect([...assignRows(model, columns, 400).labels]).toEqual([...result.labels])
  })

  test('numbers marked as categories count as such when asked', () => {
    const region = numericColumn(
      'region',
      labels.map((label) => 10 * label),
      'nominal',
    )
    const given = inputOf({ features: [columns[0] as Column, region] })
    expect(runMethod(kMeans, given, { k: 4 }).result.policy).toBeUndefined()
    expect(runMethod(kMeans, given, { k: 4, encoding: 'one-hot' }).result.preparation).toHaveLength(5)
  })

  test.each([
    ['linkageNeedsEuclidean', hierarchical, { distance: 'gower' }],
    ['pairwiseNeedsGower', kMedoids, { distance: 'euclidean', missing: 'pairwise' }],
    ['weightColumnUnknown', kMedoids, { weights: { nowhere: 2 } }],
  ] as const)('what cannot be is refused: %s', (code, method, params) => {
    expect(() => runMethod(method as typeof kMedoids, input, params)).toThrow(
      expect.objectContaining({ error: expect.objectContaining({ code }) }),
    )
  })

  test('rows without any value: refused with the number of rows there are', () => {
    const empty = inputOf({
      features: [
        numericColumn('x', [Number.NaN, Number.NaN, Number.NaN]),
        numericColumn('y', [Number.NaN, Number.NaN, Number.NaN]),
      ],
    })
    expect(() => runMethod(kMedoids, empty, { distance: 'gower', k: 2 })).toThrow(
      expect.objectContaining({
        error: expect.objectContaining({
          code: 'tooFewRows',
          message: expect.objectContaining({ values: expect.objectContaining({ used: 0, all: 3 }) }),
        }),
      }),
    )
  })

  test('ten thousand categories: refused as columns, compared by Gower', () => {
    const names = Array.from({ length: 10_000 }, (_, i) => `c${i}`)
    const many = inputOf({
      features: [
        numericColumn(
          'x',
          names.map((_, i) => i % 7),
        ),
        categoricalColumn('name', names),
      ],
    })
    expect(() => runMethod(kMeans, many, { k: 2 })).toThrow(
      expect.objectContaining({ error: expect.objectContaining({ code: 'tooManyLevelsToEncode' }) }),
    )
  })
})
