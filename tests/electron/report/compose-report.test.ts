import fs from 'node:fs'
import path from 'node:path'
import * as xlsx from '@e965/xlsx'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { openReadable } from '../../../electron/database/connection'
import { readArray } from '../../../electron/database/run-arrays'
import { composeReport } from '../../../electron/report/compose-report'
import type { ReportFormat, ReportRequest } from '../../../electron/report/report-request'
import { scratchFolder } from '../database/scratch'
import { makeSampleWorkspace } from './sample-workspace'

const folder = scratchFolder()
const hooks = { onProgress: () => {}, cancelled: () => false }
let sample: ReturnType<typeof makeSampleWorkspace>
beforeAll(() => {
  sample = makeSampleWorkspace(folder)
}, 60_000)

const request = (format: ReportFormat, more: Partial<ReportRequest> = {}): ReportRequest => ({
  workspace: sample.path,
  runIds: [],
  title: null,
  language: 'en',
  format,
  outPath: path.join(folder, `report.${format}`),
  ...more,
})

afterEach(() => {
  for (const format of ['html', 'pdf', 'xlsx']) fs.rmSync(path.join(folder, `report.${format}`), { force: true })
})

describe('a report of a workspace', () => {
  it('holds all runs, oldest first, when none is named', async () => {
    expect(await composeReport(request('html'), hooks)).toEqual(sample.runIds)
    const page = fs.readFileSync(path.join(folder, 'report.html'), 'utf8')
    expect(page.includes('Report on customers')).toBe(true)
    expect(page.includes('偶尔光顾 Occasional')).toBe(true)
  })

  it('holds the runs that are named, in that order, under the title given', async () => {
    const runIds = [sample.runIds[2] ?? '', sample.runIds[1] ?? '']
    expect(await composeReport(request('html', { runIds, title: '谁是我们的常客' }), hooks)).toEqual(runIds)
    const page = fs.readFileSync(path.join(folder, 'report.html'), 'utf8')
    expect(page.includes('<h1>谁是我们的常客</h1>')).toBe(true)
  })

  it('a run that does not exist is refused', async () => {
    await expect(composeReport(request('html', { runIds: ['nobody'] }), hooks)).rejects.toMatchObject({
      error: { code: 'runUnknown' },
    })
  })

  it('stops when it is cancelled', async () => {
    let asked = 0
    const cancelled = () => ++asked > 3
    for (const format of ['html', 'xlsx'] as const) {
      asked = 0
      await expect(composeReport(request(format), { ...hooks, cancelled })).rejects.toMatchObject({
        error: { code: 'cancelled' },
      })
      fs.rmSync(path.join(folder, `report.${format}`), { force: true })
    }
  })

  it('goes forward and says so', async () => {
    const fractions: number[] = []
    await composeReport(request('html'), { ...hooks, onProgress: ({ fraction }) => fractions.push(fraction ?? 0) })
    expect(fractions.length).toBeGreaterThan(2)
    expect(fractions).toEqual([...fractions].sort((a, b) => a - b))
  })

  it('says everything in Chinese, with no key unsaid', async () => {
    await composeReport(request('html', { language: 'zh-CN' }), hooks)
    const page = fs.readFileSync(path.join(folder, 'report.html'), 'utf8')
    const body = page.replace(/<(script|style)\b[^>]*>[\s\S]*?<\/\1>/g, '')
    expect(body.includes('计算方法与依据')).toBe(true)
    expect(
      [...body.matchAll(/\b(?:report|methods|segments|analysis)\.[a-z][\w-]*\.?[\w.]*</g)].map(([words]) => words),
    ).toEqual([])
  })
})

describe('the workbook of a report', () => {
  const read = async () => {
    await composeReport(request('xlsx'), hooks)
    return xlsx.read(fs.readFileSync(path.join(folder, 'report.xlsx')), { cellFormula: true, cellNF: true })
  }
  const rowsOf = (sheet: xlsx.WorkSheet | undefined): unknown[][] =>
    xlsx.utils.sheet_to_json(sheet ?? {}, { header: 1, defval: null, raw: true })

  it('holds every row of the dataset as it is, with its segment in front', async () => {
    const book = await read()
    const [header = [], ...rows] = rowsOf(book.Sheets[book.SheetNames.at(-1) ?? ''])
    const database = openReadable(sample.path)
    const labels = readArray(database, sample.runIds[1] ?? '', 'labels').data
    database.close()
    expect(header.slice(2)).toEqual(sample.columns.map(({ name }) => name))
    expect(rows).toHaveLength(sample.rows.length)
    const dates = sample.columns.findIndex(({ storage }) => storage === 'date')
    const asDay = (value: unknown) => (value instanceof Date ? value.toISOString().slice(0, 10) : value)
    for (const [index, row] of rows.entries()) {
      const own = row.slice(2).map((value, column) => (column === dates ? asDay(value) : value))
      expect(own).toEqual(sample.rows[index])
      const label = labels[index] ?? 0
      expect(row[0]).toBe(label < 0 ? null : label + 1)
      if (label === 0) expect(row[1]).toBe('偶尔光顾 Occasional')
    }
  })

  it('has an overview that leads to every sheet, and no formula anywhere', async () => {
    const book = await read()
    const overview = rowsOf(book.Sheets[book.SheetNames[0] ?? '']).map(([first]) => first)
    for (const name of book.SheetNames.slice(1)) expect(overview).toContain(name)
    for (const sheet of Object.values(book.Sheets)) {
      for (const [place, cell] of Object.entries(sheet)) {
        if (!place.startsWith('!')) expect((cell as xlsx.CellObject).f, place).toBeUndefined()
      }
    }
  })

  it('has a sheet per table whose numbers are the numbers, not their rounded words', async () => {
    const book = await read()
    const name = book.SheetNames.find((sheet) => sheet.includes('Segment profile'))
    const rows = rowsOf(book.Sheets[name ?? ''])
    const header = rows[3] as string[]
    const spend = header.indexOf('annual_spend')
    expect(spend).toBeGreaterThan(0)
    const means = rows.slice(4).map((row) => row[spend])
    expect(
      means.every((mean) => typeof mean === 'number' && Math.abs(mean * 100 - Math.round(mean * 100)) > 1e-9),
    ).toBe(true)
  })
})

describe('hostile words', () => {
  const evil = `=HYPERLINK("x")</script><script>alert(1)</script>'"[]:*?/\\`

  it('as names of dataset, column and segment do no harm in any form', async () => {
    const hostile = makeSampleWorkspace(folder, { customers: evil, annual_spend: evil, segment: evil })
    await composeReport(request('html', { workspace: hostile.path }), hooks)
    await composeReport(request('xlsx', { workspace: hostile.path }), hooks)
    const page = fs.readFileSync(path.join(folder, 'report.html'), 'utf8')
    expect(page.match(/<script/g)?.length).toBe(3)
    const book = xlsx.read(fs.readFileSync(path.join(folder, 'report.xlsx')), { cellFormula: true })
    const rows = book.Sheets[book.SheetNames.at(-1) ?? ''] ?? {}
    const cells = Object.entries(rows).filter(([place]) => !place.startsWith('!')) as [string, xlsx.CellObject][]
    expect(cells.filter(([, cell]) => cell.v === evil).length).toBeGreaterThan(100)
    expect(cells.every(([, cell]) => cell.f === undefined)).toBe(true)
  }, 60_000)
})
