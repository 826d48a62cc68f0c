import fs from 'node:fs'
import * as xlsx from '@e965/xlsx'
import type { DashboardContent, TileContent } from '@shared/dashboard/dashboard'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startImport } from '../../../electron/engine/handlers/import-handlers'
import { listeningEngine } from './listening-engine'

const { engine, place, call, finished } = listeningEngine()

async function sqlNumber(sql: string): Promise<number> {
  const { rows } = await call('console/run', { queryId: 'test', sql })
  return rows[0]?.[0] as number
}

const orders = Array.from({ length: 300 }, (_, i) => {
  const month = String((i % 12) + 1).padStart(2, '0')
  return `O${i},2024-${month}-${String((i % 28) + 1).padStart(2, '0')},${['North', 'South', '=East'][i % 3]},${(i * 7) % 53}`
})
const visits = Array.from({ length: 40 }, (_, i) => `V${i},${['North', 'South'][i % 2]}`)
const north = {
  id: 'f',
  dataset: 'orders',
  condition: { column: 'region', is: 'oneOf' as const, values: ['North'] },
  enabled: true,
}
const small = {
  id: 'g',
  dataset: 'orders',
  condition: { column: 'amount', is: 'less' as const, value: 20 },
  enabled: true,
}
const metric: TileContent = { kind: 'metric', dataset: 'orders', column: 'amount', aggregate: 'sum' }

beforeAll(async () => {
  await engine.open({ path: place('dashboards.regulars'), create: true })
  fs.writeFileSync(place('orders.csv'), ['order,day,region,amount', ...orders].join('\n'))
  fs.writeFileSync(place('visits.csv'), ['visit,region', ...visits].join('\n'))
  await startImport(engine, { path: place('orders.csv'), dataset: 'orders' }).done
  await startImport(engine, { path: place('visits.csv'), dataset: 'visits' }).done
})
afterAll(() => engine.close())

test('a number is what SQL says, with all filters that its data have the column for', async () => {
  const all = await call('dashboard/tile', { content: metric, filters: [] })
  expect(all).toMatchObject({ kind: 'metric', value: await sqlNumber('SELECT sum(amount) FROM orders'), ignored: 0 })
  const some = await call('dashboard/tile', { content: metric, filters: [north, small] })
  const sql = "SELECT sum(amount) FROM orders WHERE region = 'North' AND amount < 20"
  expect(some).toMatchObject({ value: await sqlNumber(sql), ignored: 0 })
})

test('a filter acts on every dataset that shares its column, and is named where it cannot', async () => {
  const content: TileContent = { kind: 'metric', dataset: 'visits', aggregate: 'count' }
  const view = await call('dashboard/tile', { content, filters: [north, small] })
  expect(view).toMatchObject({ value: 20, ignored: 1 })
  const off = await call('dashboard/tile', { content, filters: [{ ...north, enabled: false }] })
  expect(off).toMatchObject({ value: 40, ignored: 0 })
})

test('a number by month is that of the latest one, beside the one before', async () => {
  const by = { column: 'day', unit: 'month' as const }
  const view = await call('dashboard/tile', { content: { ...metric, by }, filters: [] })
  const of = (month: string) => sqlNumber(`SELECT sum(amount) FROM orders WHERE day LIKE '2024-${month}-%'`)
  expect(view).toMatchObject({ value: await of('12'), before: await of('11'), span: { start: Date.UTC(2024, 11, 1) } })
})

test('a table has the largest groups, the rest together, and the total of all', async () => {
  const content: TileContent = {
    kind: 'table',
    dataset: 'orders',
    by: 'region',
    measures: [{ column: 'amount', aggregate: 'sum' }, { aggregate: 'count' }],
    columns: [],
    limit: 2,
  }
  const view = await call('dashboard/tile', { content, filters: [] })
  if (view.kind !== 'table' || view.table.type !== 'table') throw new Error('no table')
  const [first, second, others] = view.table.rows
  const sums = (
    await call('console/run', {
      queryId: 's',
      sql: 'SELECT region, sum(amount), count(*) FROM orders GROUP BY 1 ORDER BY 2 DESC',
    })
  ).rows
  expect([first, second]).toEqual(sums.slice(0, 2))
  expect(others?.slice(1)).toEqual(sums[2]?.slice(1))
  expect(view.table.totals?.slice(1)).toEqual([await sqlNumber('SELECT sum(amount) FROM orders'), 300])
})

async function keepDashboard(): Promise<string> {
  const spec = {
    type: 'bar' as const,
    dataset: 'orders',
    x: 'day',
    y: 'amount',
    color: 'region',
    dateUnit: 'month' as const,
  }
  const { id: chartId } = await call('chart/save', { name: 'Revenue by month', spec })
  const at = (x: number, y: number) => ({ x, y, w: 6, h: 4 })
  const content: DashboardContent = {
    tiles: [
      { id: 'a', place: at(0, 0), content: metric },
      { id: 'b', place: at(6, 0), content: { kind: 'chart', chartId } },
      { id: 'c', place: at(0, 4), content: { kind: 'chart', chartId: 'gone' } },
    ],
    filters: [north],
  }
  return (await call('dashboard/save', { title: 'Shop', content })).id
}

test('a dashboard and the charts on it are there when the workspace is opened again, removed charts too', async () => {
  const id = await keepDashboard()
  const [chart] = await call('chart/list', null)
  await call('chart/remove', { chartId: chart?.id ?? '' })
  await engine.close()
  await engine.open({ path: place('dashboards.regulars'), create: false })
  const kept = (await call('dashboard/list', null)).find((dashboard) => dashboard.id === id)
  expect(kept).toMatchObject({ title: 'Shop', content: { filters: [{ id: 'f' }] } })
  expect(await call('chart/restore', { chartId: chart?.id ?? '' })).toMatchObject({ name: 'Revenue by month' })
})

test('a workbook holds the numbers of every chart under the filters, and says what could not be computed', async () => {
  const dashboardId = (await call('dashboard/list', null))[0]?.id ?? ''
  engine.files.register('out', place('shop.xlsx'), 'write')
  const end = await finished(
    await call('dashboard/export', { dashboardId, token: 'out', format: 'xlsx', language: 'en' }),
  )
  expect(end.type).toBe('completed')
  const book = xlsx.read(fs.readFileSync(place('shop.xlsx')))
  const chart = book.SheetNames.find((name) => name.includes('Revenue by month')) ?? ''
  const rows = xlsx.utils.sheet_to_json<unknown[]>(book.Sheets[chart] as xlsx.WorkSheet, { header: 1 })
  const values = rows.flatMap((row) => (row[1] === 'North' ? [row[2] as number] : []))
  expect(values).toHaveLength(
    await sqlNumber("SELECT count(DISTINCT substr(day, 1, 7)) FROM orders WHERE region = 'North'"),
  )
  const total = await sqlNumber("SELECT sum(amount) FROM orders WHERE region = 'North'")
  expect(values.reduce((a, b) => a + b, 0)).toBe(total)
  const overview = JSON.stringify(
    xlsx.utils.sheet_to_json(book.Sheets[book.SheetNames[0] ?? ''] as xlsx.WorkSheet, { header: 1 }),
  )
  expect(overview).toContain(String(total))
  expect(overview).toContain('There is no chart')
})
