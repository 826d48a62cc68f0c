import fs from 'node:fs'
import path from 'node:path'
import { methods } from '@shared/methods/registry'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runMethod } from '../../../electron/worker/run-method'
import { RunViews } from '../../../electron/worker/run-views'
import { scratchFolder } from '../database/scratch'
import { keepRun, makeWorkspace, type TestWorkspace } from './make-workspace'

const nCustomers = 1200
const folder = scratchFolder()
const views = new RunViews(methods)
let workspace: TestWorkspace
let runId: string

beforeAll(() => {
  const rows = Array.from({ length: nCustomers * 2 }, (_, i) => i)
  workspace = makeWorkspace(folder, {
    sales: {
      customer: { storage: 'text', values: rows.map((i) => `K${String(i % nCustomers).padStart(4, '0')}`) },
      date: { storage: 'date', values: rows.map((i) => (i < nCustomers ? '2024-01-10' : '2024-02-29')) },
      amount: { storage: 'real', values: rows.map((i) => ((i % nCustomers) * 37) % 1009) },
    },
  })
  const request = {
    methodId: 'customer-value',
    dataset: 'sales',
    columns: { customer: ['customer'], date: ['date'], amount: ['amount'] },
    params: { variant: 'margin' },
  }
  const services = {
    methods,
    kernels: {},
    cancelFlag: new Int32Array(new SharedArrayBuffer(4)),
    helpers: null,
    onProgress: () => {},
  }
  const output = runMethod(workspace.database, { workspace: workspace.path, request }, services)
  runId = keepRun(workspace.database, output, 'labels')
})
afterAll(() => workspace.close())

const list = (more: object = {}) =>
  views.list(workspace.database, { runId, elementId: 'customer-list', start: 0, count: 1000, ...more })
const worthOf = (row: readonly unknown[]) => row[1] as number

describe('the list of a result', () => {
  test('windows one after the other hold every customer once, the most valuable first', () => {
    const first = list()
    const second = list({ start: 1000 })
    const rows = [...first.rows, ...second.rows]
    expect(first.total).toBe(nCustomers)
    expect(new Set(rows.map((row) => row[0])).size).toBe(nCustomers)
    for (let i = 1; i < rows.length; i++) {
      expect(worthOf(rows[i] ?? [])).toBeLessThanOrEqual(worthOf(rows[i - 1] ?? []))
    }
  })

  test('is sorted by any column and searched by name', () => {
    const byName = list({ sort: { column: 'id', descending: true }, count: 2 })
    expect(byName.rows.map((row) => row[0])).toEqual(['K1199', 'K1198'])
    const found = list({ search: 'k000', sort: { column: 'value', descending: false } })
    expect(found.total).toBe(10)
    expect(found.rows[0]?.[0]).toBe('K0000')
  })

  test('a row is explained with the rows of its customer alone', () => {
    const { positions, rows } = list({ search: 'K0007' })
    const answer = views.explain(workspace.database, {
      runId,
      elementId: 'customer-list',
      position: positions[0] ?? -1,
    })
    expect(answer.source?.rowIds).toEqual([7, nCustomers + 7])
    const formula = answer.elements.find((element) => element.type === 'text' && element.style === 'formula')
    const text = formula?.type === 'text' && 'key' in formula.text ? formula.text.values : {}
    expect(text?.['total']).toMatchObject({ value: worthOf(rows[0] ?? []), unit: 'currency' })
  })

  test('a file holds all of it, and no draft stays behind', async () => {
    const out = path.join(folder, 'customers.csv')
    const written = await views.writeList(workspace.database, {
      runId,
      elementId: 'customer-list',
      path: out,
      format: 'csv',
      language: 'zh-CN',
    })
    const lines = fs.readFileSync(out, 'utf8').trim().split('\r\n')
    expect(written).toBe(nCustomers)
    expect(lines).toHaveLength(nCustomers + 1)
    expect(fs.readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([])
  })

  test('a table without a list is refused by name', () => {
    expect(() => list({ elementId: 'grades' })).toThrow(
      expect.objectContaining({ error: expect.objectContaining({ code: 'listUnknown' }) }),
    )
  })
})
