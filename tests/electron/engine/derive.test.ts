import fs from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startImport } from '../../../electron/engine/handlers/import-handlers'
import { listeningEngine } from './listening-engine'

const { engine, place, call, finished } = listeningEngine()

const lines = ['customer,date,amount', 'a,2024-01-01,10.10', 'b,2024-01-05,20', 'a,2024-02-01,5.05', ',2024-02-02,1']

async function importShop(rows: readonly string[]): Promise<void> {
  fs.writeFileSync(place('sales.csv'), rows.join('\n'))
  await startImport(engine, { path: place('sales.csv'), dataset: 'sales' }).done
}

const rollUp = {
  kind: 'roll-up-customers',
  params: { customer: 'customer', date: 'date', amount: 'amount' },
}

async function rows(sql: string): Promise<unknown[][]> {
  return (await call('console/run', { queryId: 'test', sql })).rows
}

beforeAll(async () => {
  await engine.open({ path: place('derive.regulars'), create: true })
  await importShop(lines)
})
afterAll(() => engine.close())

test('a preview says what would come out and where every cent went, and makes nothing', async () => {
  const preview = await call('derive/preview', { dataset: 'sales', steps: [rollUp] })
  expect(preview.nRows).toBe(2)
  expect(preview.columns[0]).toMatchObject({ name: 'customer', role: 'customer', measureType: 'id' })
  expect(preview.notes.map((note) => ('key' in note ? note.key : ''))).toContain('roll-up.notes.dropped')
  expect((await call('dataset/list', undefined)).map(({ name }) => name)).toEqual(['sales'])
})

test('purchases become a dataset of customers, which follows when purchases change', async () => {
  const request = { dataset: 'sales', steps: [rollUp], kind: 'roll-up', name: 'buyers' }
  const meaning = { grain: 'customer' as const, customerKey: 'customer' }
  const end = await finished(await call('derive/create', { ...request, ...meaning }))
  expect(end.type).toBe('completed')
  const made = (await call('dataset/list', undefined)).find(({ name }) => name === 'buyers')
  expect(made).toMatchObject({ grain: 'customer', customerKey: 'customer', madeBy: 'roll-up', nRows: 2, revision: 1 })
  expect(await rows('SELECT customer, orders, monetary FROM buyers ORDER BY _row')).toEqual([
    ['a', 2, 15.15],
    ['b', 1, 20],
  ])
  expect(await call('derive/origin', { dataset: 'buyers' })).toMatchObject({ kind: 'roll-up', stale: false })

  const columns = { columns: [{ from: 'amount', to: 'paid' }] }
  const { changeRecipe } = await import('../../../electron/engine/change-recipe')
  await (await changeRecipe(engine, 'sales', () => [{ kind: 'rename-columns', params: columns }])).done
  expect(await call('derive/origin', { dataset: 'buyers' })).toMatchObject({ stale: true })
  // The column that it was made of has another name now: it is said, and what was there stays.
  const failed = await finished(await call('derive/refresh', { dataset: 'buyers' }))
  expect(failed).toMatchObject({ type: 'failed', error: { code: 'stepFailed', column: 'amount' } })
  expect(await rows('SELECT count(*) FROM buyers')).toEqual([[2]])

  await (await changeRecipe(engine, 'sales', () => [])).done
  await finished(await call('derive/refresh', { dataset: 'buyers' }))
  expect(await call('derive/origin', { dataset: 'buyers' })).toMatchObject({ stale: false })
  expect(await rows('SELECT sum(monetary) FROM buyers')).toEqual([[35.15]])
})

test('what was imported has no origin and cannot be made again', async () => {
  expect(await call('derive/origin', { dataset: 'sales' })).toBeNull()
  await expect(call('derive/refresh', { dataset: 'sales' })).rejects.toThrow('datasetNotDerived')
})
