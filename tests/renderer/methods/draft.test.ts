import type { MethodDescriptor, RunSummary } from '@shared/contract/workspace'
import type { Dataset } from '@shared/dataset/schema'
import { expect, test } from 'vitest'
import { offeredColumns, searchColumns } from '../../../renderer/src/methods/columns/offered-columns'
import { checkDraft, draftOf, lastRequest } from '../../../renderer/src/methods/draft'
import { newRunAddress } from '../../../renderer/src/methods/run-addresses'
import { suitedDataset } from '../../../renderer/src/methods/suited-dataset'
import { fileName } from '../../../renderer/src/results/export-rows'
import { moveItem } from '../../../renderer/src/screens/reports/move-item'

const column = (name: string, measureType: Dataset['columns'][number]['measureType'], storage = 'real') =>
  ({ name, measureType, storage, role: null, missing: 0 }) as Dataset['columns'][number]
const dataset = {
  id: 'd',
  name: 'customers',
  columns: [column('age', 'continuous'), column('city', 'nominal', 'text'), column('id', 'id', 'text')],
} as unknown as Dataset

const features: MethodDescriptor['inputs'][string] = {
  count: 'many',
  required: true,
  min: 2,
  measureTypes: ['continuous'],
  as: 'numeric',
}
const method: MethodDescriptor = {
  id: 'm',
  family: 'segments',
  inputs: { features },
  params: { properties: { k: { type: 'integer', minimum: 2, default: 3 } } },
  perRow: [],
  primaryParams: ['k'],
  references: [],
}

const run = (startedAt: string, features: string[]) =>
  ({
    methodId: 'm',
    datasetId: 'd',
    startedAt,
    request: draftOf({ methodId: 'm', dataset: 'd', columns: { features } }, 'd'),
  }) as RunSummary

test('the latest request is remembered, unless a column of it is gone', () => {
  const runs = [run('2026-01-01', ['age']), run('2026-03-01', ['gone']), run('2026-02-01', ['age', 'city'])]
  expect(lastRequest(runs, 'm', dataset)?.columns).toEqual({ features: ['age', 'city'] })
  expect(lastRequest(runs, 'other', dataset)).toBeUndefined()
})

test('a draft is checked role by role and parameter by parameter', () => {
  const draft = draftOf(
    { methodId: 'm', dataset: 'd', columns: { features: ['age'] }, params: { k: 1 }, seed: -1 },
    'd',
  )
  expect(Object.keys(checkDraft(method, draft))).toEqual(['columns.features', 'params.k', 'seed'])
  const good = draftOf({ methodId: 'm', dataset: 'd', columns: { features: ['age', 'city'] }, params: { k: 2 } }, 'd')
  expect(checkDraft(method, good)).toEqual({})
})

test('an optional role may stay empty, a required one may not', () => {
  const optional = { ...method, inputs: { features: { ...features, required: false } } }
  const draft = draftOf({ methodId: 'm', dataset: 'd' }, 'd')
  expect(checkDraft(optional, draft)).toEqual({})
  expect(Object.keys(checkDraft(method, draft))).toEqual(['columns.features'])
})

test('a numeric role is offered columns of its kinds first and never text', () => {
  const { suited, others } = offeredColumns(dataset.columns, features)
  expect(suited.map(({ name }) => name)).toEqual(['age'])
  expect(others).toEqual([])
  expect(offeredColumns(dataset.columns, { ...features, as: 'any' }).others.map(({ name }) => name)).toEqual([
    'city',
    'id',
  ])
})

test('every word that is typed must be in the name', () => {
  const columns = [{ name: 'Total spend 2024' }, { name: 'total visits' }]
  expect(searchColumns(columns, 'spend total')).toEqual([columns[0]])
  expect(searchColumns(columns, ' ')).toEqual(columns)
})

test('the address of a form carries what it begins with', () => {
  expect(newRunAddress('k-means', { dataset: 'a b', job: 'j' })).toBe('/run/new/k-means?dataset=a+b&job=j')
  expect(newRunAddress('k-means', { from: 'r' })).toBe('/run/new/k-means?from=r')
  expect(newRunAddress('k-means', {})).toBe('/run/new/k-means')
})

test('a suggested file name can be a file name on every system', () => {
  expect(fileName('a/b: "c" <d>|e?*')).toBe('a b c d e')
  expect(fileName('///')).toBe('Regulars')
  expect(fileName('客户 – 分群 1')).toBe('客户 – 分群 1')
})

test('moving an entry keeps all entries, and the ends are the ends', () => {
  expect(moveItem(['a', 'b', 'c'], 0, 2)).toEqual(['b', 'c', 'a'])
  expect(moveItem(['a', 'b', 'c'], 2, 0)).toEqual(['c', 'a', 'b'])
  expect(moveItem(['a', 'b'], 0, -1)).toEqual(['a', 'b'])
  expect(moveItem(['a', 'b'], 1, 9)).toEqual(['a', 'b'])
  expect(moveItem(['a'], 5, 0)).toEqual(['a'])
})

test('a method that rolls up to customers is asked of purchases, any other of customers', () => {
  const datasetOf = (id: string, grain: Dataset['grain'], createdAt: string) =>
    ({ ...dataset, id, grain, createdAt, columns: [...dataset.columns, column('age2', 'continuous')] }) as Dataset
  const customers = datasetOf('customers', 'customer', '2026-01-01')
  const purchases = datasetOf('purchases', 'order-line', '2026-02-01')
  const rollUp: MethodDescriptor = {
    ...method,
    inputs: { customer: { count: 'one', required: true, measureTypes: ['id'], as: 'any', prefer: ['customer'] } },
  }
  expect(suitedDataset(method, [purchases, customers])?.id).toBe('customers')
  expect(suitedDataset(rollUp, [customers, purchases])?.id).toBe('purchases')
  expect(suitedDataset(method, [{ ...customers, columns: [] }, purchases])?.id).toBe('purchases')
  expect(suitedDataset(method, [])).toBeUndefined()
})
