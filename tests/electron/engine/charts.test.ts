import fs from 'node:fs'
import type { ChartSpec } from '@shared/charts/chart-spec'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startImport } from '../../../electron/engine/handlers/import-handlers'
import { listeningEngine } from './listening-engine'

const { engine, place, call, finished } = listeningEngine()

const orders = Array.from({ length: 240 }, (_, i) => {
  const month = String((i % 12) + 1).padStart(2, '0')
  return `O${i},2024-${month}-${String((i % 28) + 1).padStart(2, '0')},${['North', 'South', '=East'][i % 3]},${(i * 7) % 53}`
})

async function importOrders(rows: readonly string[]): Promise<void> {
  fs.writeFileSync(place('orders.csv'), ['order,day,region,amount', ...rows].join('\n'))
  await startImport(engine, { path: place('orders.csv'), dataset: 'orders' }).done
}

const spec: ChartSpec = { type: 'bar', dataset: 'orders', x: 'day', y: 'amount', color: 'region', dateUnit: 'month' }

function writeTo(name: string): string {
  const token = name
  engine.files.register(token, place(name), 'write')
  return token
}

beforeAll(async () => {
  await engine.open({ path: place('charts.regulars'), create: true })
  await importOrders(orders)
})
afterAll(() => engine.close())

test('a chart that is kept is there with the same spec when the workspace is opened again', async () => {
  const kept = await call('chart/save', { name: 'Revenue', spec })
  await engine.close()
  await engine.open({ path: place('charts.regulars'), create: false })
  const [chart] = await call('chart/list', null)
  expect(chart).toMatchObject({ id: kept.id, name: 'Revenue', dataset: 'orders', stale: false })
  expect(chart?.spec).toEqual({ ...spec, dataset: kept.datasetId })
})

test('a chart is stale while its dataset has a revision it was not seen with', async () => {
  const [chart] = await call('chart/list', null)
  await importOrders(orders.slice(0, 120))
  expect((await call('chart/list', null))[0]).toMatchObject({ id: chart?.id, stale: true })
  expect(await call('chart/seen', { chartId: chart?.id ?? '' })).toMatchObject({ stale: false })
  await importOrders(orders)
})

test('a removed chart can be brought back, and is gone for good once the workspace was closed', async () => {
  const { id } = await call('chart/save', { name: 'Short-lived', spec })
  const names = async () => (await call('chart/list', null)).map(({ name }) => name)
  await call('chart/remove', { chartId: id })
  expect(await names()).not.toContain('Short-lived')
  await call('chart/restore', { chartId: id })
  expect(await names()).toContain('Short-lived')
  await call('chart/remove', { chartId: id })
  await engine.close()
  await engine.open({ path: place('charts.regulars'), create: false })
  await expect(call('chart/restore', { chartId: id })).rejects.toThrow('chartUnknown')
})

test('conditions take the rows that SQL finds', async () => {
  const filter = { all: [{ column: 'region', is: 'oneOf' as const, values: ['North', 'South'] }] }
  const drawn = await call('chart/draw', { ...spec, filter: { any: [...filter.all] } })
  const sql = "SELECT count(*) FROM orders WHERE region IN ('North', 'South')"
  const [[count]] = (await call('console/run', { queryId: 'count', sql })).rows as [[number]]
  expect(drawn.rows).toBe(count)
})

test('the numbers of a chart are what SQL sums up, and no cell of the file acts as a formula', async () => {
  const token = writeTo('numbers.csv')
  await finished(await call('chart/export', { spec, token, format: 'csv', language: 'en' }))
  const [header, ...lines] = fs.readFileSync(place('numbers.csv'), 'utf8').trimEnd().split(/\r?\n/)
  expect(header).toBe('\uFEFFday,region,Sum of amount')
  expect(lines.some((line) => line.includes(",'=East,"))).toBe(true)
  const sql = "SELECT substr(day, 1, 7) || '-01', region, sum(amount) FROM orders GROUP BY 1, 2 ORDER BY 1, 2"
  const wanted = (await call('console/run', { queryId: 'sums', sql })).rows.map((row) => row.join(','))
  expect(lines.map((line) => line.replace("'=", '=')).sort()).toEqual(wanted.sort())
})

test('the numbers of a large chart are not written once that is stopped, and no draft is left', async () => {
  const lines = Array.from({ length: 150_000 }, (_, i) => `${i},${(i * 7919) % 10_007}`)
  fs.writeFileSync(place('points.csv'), ['x,y', ...lines].join('\n'))
  await startImport(engine, { path: place('points.csv'), dataset: 'points' }).done
  const many: ChartSpec = { type: 'scatter', dataset: 'points', x: 'x', y: 'y' }
  const { jobId } = await call('chart/export', {
    spec: many,
    token: writeTo('many.xlsx'),
    format: 'xlsx',
    language: 'en',
  })
  const drafts = () => fs.readdirSync(place('.')).filter((name) => name.includes('many.xlsx'))
  await expect.poll(drafts, { timeout: 20_000, interval: 5 }).not.toEqual([])
  await call('job/cancel', { jobId })
  const lastOf = () => engine.jobs.list().findLast((event) => event.jobId === jobId)?.type
  await expect.poll(lastOf, { timeout: 5000, interval: 5 }).toBe('cancelled')
  expect(drafts()).toEqual([])
})
