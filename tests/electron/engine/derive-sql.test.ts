import fs from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startImport } from '../../../electron/engine/handlers/import-handlers'
import { listeningEngine } from './listening-engine'

const { engine, place, call, finished } = listeningEngine()

const rows = async (sql: string) => (await call('console/run', { queryId: 'test', sql })).rows

async function importShop(lines: readonly string[]): Promise<void> {
  fs.writeFileSync(place('sales.csv'), ['customer,date,amount', ...lines].join('\n'))
  await startImport(engine, { path: place('sales.csv'), dataset: 'sales' }).done
}

const lines = ['a,2024-01-01,10.10', 'b,2024-01-05,20', 'a,2024-02-01,5.05', 'c,2024-02-02,']
const sql = 'SELECT customer, max(date) AS date, sum(amount) AS amount, count(*) FROM "sales" GROUP BY customer'

beforeAll(async () => {
  await engine.open({ path: place('sql.regulars'), create: true })
  await importShop(lines)
})
afterAll(() => engine.close())

test('an answer that is kept holds what the question answers, with the meaning of the columns it came from', async () => {
  expect(await finished(await call('console/keep', { sql, name: 'best' }))).toMatchObject({ type: 'completed' })
  expect(await rows('SELECT customer, date, amount, "count(*)" FROM best')).toEqual(await rows(sql))
  const best = (await call('dataset/list', null)).find(({ name }) => name === 'best')
  expect(best?.columns.map(({ name, storage }) => [name, storage])).toEqual([
    ['customer', 'text'],
    ['date', 'date'],
    ['amount', 'real'],
    ['count(*)', 'integer'],
  ])
  expect(best?.madeBy).toBe('sql')
})

test('it is stale once a dataset that it asked has changed, and asks again when it is refreshed', async () => {
  expect(await call('derive/origin', { dataset: 'best' })).toMatchObject({ kind: 'sql', stale: false, sql })
  await importShop([...lines, 'd,2024-03-01,99'])
  expect(await call('derive/origin', { dataset: 'best' })).toMatchObject({ stale: true })
  expect(await finished(await call('derive/refresh', { dataset: 'best' }))).toMatchObject({ type: 'completed' })
  expect(await rows('SELECT customer, date, amount, "count(*)" FROM best')).toEqual(await rows(sql))
  expect(await call('derive/origin', { dataset: 'best' })).toMatchObject({ stale: false })
})

test('what is refused leaves no dataset', async () => {
  const before = (await call('dataset/list', null)).length
  for (const wrong of ['DELETE FROM sales', 'SELECT * FROM sales WHERE 0', 'SELECT nothing FROM sales']) {
    expect((await finished(await call('console/keep', { sql: wrong, name: 'none' }))).type).toBe('failed')
  }
  expect(await call('dataset/list', null)).toHaveLength(before)
})
