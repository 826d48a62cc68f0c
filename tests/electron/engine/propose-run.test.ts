import type { ColumnProfile } from '@shared/contract/channels'
import type { Dataset, MeasureType, StorageType } from '@shared/dataset/schema'
import { methodOf } from '@shared/methods/registry'
import { describe, expect, test } from 'vitest'
import { proposeRun } from '../../../electron/engine/propose-run'

interface Given {
  name: string
  measureType: MeasureType
  distinct?: number
  skewness?: number
  min?: number
}

const storages: Record<MeasureType, StorageType> = {
  continuous: 'real',
  ordinal: 'integer',
  nominal: 'text',
  id: 'text',
  time: 'date',
  text: 'text',
}

function propose(methodId: string, given: readonly Given[], target?: 'kinds') {
  const dataset: Dataset = {
    id: 'd',
    name: 'shop',
    revision: 1,
    nRows: 500,
    columns: given.map(({ name, measureType }) => ({
      name,
      measureType,
      storage: storages[measureType],
      role: null,
      missing: 0,
    })),
    grain: 'customer',
    customerKey: 'customer',
    createdAt: '2024-03-05',
    source: null,
    rowsRead: 500,
    rowsRejected: 0,
  }
  const profile: ColumnProfile[] = given.map(({ name, distinct = 300, skewness = 0, min = 0 }) => ({
    name,
    missing: 0,
    distinct,
    mean: 1,
    sd: 1,
    min,
    median: 1,
    max: 9,
    skewness,
    histogram: null,
    top: [],
  }))
  return proposeRun(methodOf(methodId), dataset, profile, target)
}

const customer: Given = { name: 'customer', measureType: 'id', distinct: 500 }
const spend: Given = { name: 'spend', measureType: 'continuous' }
const visits: Given = { name: 'visits', measureType: 'continuous' }

describe('a proposal', () => {
  test('takes measurements and leaves out what names rows and what never varies', () => {
    const constant: Given = { name: 'year', measureType: 'continuous', distinct: 1 }
    const { request } = propose('k-means', [customer, spend, visits, constant])
    expect(request.columns['features']).toEqual(['spend', 'visits'])
  })

  test('describes categories, but no nominal column that names things', () => {
    const name: Given = { name: 'name', measureType: 'nominal', distinct: 480 }
    const city: Given = { name: 'city', measureType: 'nominal', distinct: 8 }
    const { request } = propose('describe', [customer, name, city, spend])
    expect([request.columns['columns']].flat()).toEqual(expect.arrayContaining(['city', 'spend']))
    expect([request.columns['columns']].flat()).not.toContain('name')
  })

  test('gives a reason for every choice', () => {
    const { request, reasons } = propose('k-means', [spend, { ...visits, skewness: 4 }])
    expect(reasons.map(({ about }) => about)).toEqual(
      expect.arrayContaining([...Object.keys(request.columns).map((role) => `columns.${role}`), 'params.transform']),
    )
  })

  test.each([
    [{ skewness: 4, min: 0 }, 'log1p'],
    [{ skewness: 4, min: -3 }, 'yeo-johnson'],
    [{ skewness: -4, min: 0 }, 'yeo-johnson'],
    [{ skewness: 0.5, min: 0 }, 'none'],
  ])('for %j the transform is %s', (shape, transform) => {
    const { request } = propose('k-means', [spend, { ...visits, ...shape }])
    expect(request.params).toMatchObject({ transform })
  })

  test('asked for kinds, a column of three kinds or more is predicted, and it does not explain itself', () => {
    const left: Given = { name: 'left', measureType: 'nominal', distinct: 2 }
    const plan: Given = { name: 'plan', measureType: 'nominal', distinct: 4 }
    const city: Given = { name: 'city', measureType: 'nominal', distinct: 40 }
    const { request } = propose('auto', [customer, left, city, plan, spend, visits], 'kinds')
    expect(request.columns['target']).toBe('plan')
    expect(request.columns['features']).not.toContain('plan')
    expect(request.columns['features']).toContain('left')
  })
})
