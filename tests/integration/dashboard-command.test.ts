import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import * as xlsx from '@e965/xlsx'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { document, refusal } from './command-line'

let folder = ''
let workspace = ''
const orders = Array.from({ length: 90 }, (_, i) => {
  const date = `2024-0${1 + (i % 4)}-${String(1 + (i % 20)).padStart(2, '0')}`
  return [`O${i}`, `C${i % 11}`, date, ['North', '南方', 'West'][i % 3], i * 7].join(',')
})

beforeAll(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'dashboard-'))
  workspace = path.join(folder, 'w.regulars')
  const file = path.join(folder, 'orders.csv')
  fs.writeFileSync(file, ['order_id,customer_id,date,region,amount', ...orders].join('\n'))
  await document('import', file, '--workspace', workspace, '--dataset', 'orders')
  await document('dashboard', 'create', '--workspace', workspace, '--dataset', 'orders', '--name', '门店')
}, 120_000)

afterAll(() => fs.rmSync(folder, { recursive: true, force: true }))

interface Listed {
  dashboards: { id: string; title: string; tiles: { kind: string; title: string; dataset: string }[]; filters: [] }[]
}

test('a dashboard that was made is listed with what its tiles show', async () => {
  const { dashboards } = await document<Listed>('dashboards', '--workspace', workspace)
  expect(dashboards).toHaveLength(1)
  expect(dashboards[0]?.title).toBe('门店')
  const kinds = dashboards[0]?.tiles.map(({ kind }) => kind) ?? []
  expect(kinds).toContain('metric')
  expect(kinds).toContain('chart')
  expect(dashboards[0]?.tiles.every(({ dataset }) => dataset === 'orders')).toBe(true)
}, 60_000)

test('its workbook adds up, and says which days are compared', async () => {
  const out = path.join(folder, 'shop.xlsx')
  const args = ['--workspace', workspace, '--name', '门店', '--out', out]
  expect(await document('dashboard', ...args)).toMatchObject({ path: out, format: 'xlsx', title: '门店' })
  const book = xlsx.read(fs.readFileSync(out))
  const overview = JSON.stringify(
    xlsx.utils.sheet_to_json(book.Sheets[book.SheetNames[0] ?? ''] as xlsx.WorkSheet, { header: 1 }),
  )
  expect(overview).toMatch(/Apr 1–\d+ against Mar 1–\d+/)
  const byRegion = book.SheetNames.find((name) => name.includes('Sum of amount by region')) ?? ''
  const rows = xlsx.utils.sheet_to_json<unknown[]>(book.Sheets[byRegion] as xlsx.WorkSheet, { header: 1 })
  const sums = rows.filter(([name]) => ['North', '南方', 'West'].includes(String(name))).map((row) => Number(row[1]))
  expect(sums.reduce((all, value) => all + value, 0)).toBe((7 * 89 * 90) / 2)
}, 60_000)

test('its page holds everything and loads nothing', async () => {
  const out = path.join(folder, 'shop.html')
  await document('dashboard', '--workspace', workspace, '--name', '门店', '--out', out, '--language', 'zh-CN')
  const page = fs.readFileSync(out, 'utf8')
  expect(page).toContain('lang="zh-CN"')
  expect(page).toMatch(/4月1日–\d+日 对比 3月1日–\d+日/)
  expect(page).toContain('default-src &#39;none&#39;')
}, 60_000)

test('what cannot be meant is refused, and nothing is written', async () => {
  const out = path.join(folder, 'none.html')
  const args = ['dashboard', '--workspace', workspace]
  const unknown = await refusal(...args, '--name', 'Nothing', '--out', out)
  expect(unknown).toMatchObject({ code: 1, error: { code: 'dashboardUnknown' } })
  expect((await refusal(...args, '--name', '门店', '--out', path.join(folder, 'a.docx'))).code).toBe(2)
  expect((await refusal(...args, '--name', '门店', '--out', workspace)).code).toBe(2)
  await document('dashboard', 'create', '--workspace', workspace, '--dataset', 'orders', '--name', '门店')
  const twice = await refusal(...args, '--name', '门店', '--out', out)
  expect(twice).toMatchObject({ code: 1, error: { code: 'dashboardAmbiguous', parameter: 'name' } })
  expect(fs.existsSync(out)).toBe(false)
}, 120_000)
