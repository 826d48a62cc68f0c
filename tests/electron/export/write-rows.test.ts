import { createHash } from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import * as xlsx from '@e965/xlsx'
import type { ExportFormat } from '@shared/contract/channels'
import { parquetReadObjects } from 'hyparquet'
import Papa from 'papaparse'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ExportTask } from '../../../electron/export/export-task'
import { writeRows } from '../../../electron/export/write-rows'
import { writeSheets } from '../../../electron/export/write-sheets'
import { addDataset, makeWorkspace, type Table, type TestWorkspace } from '../worker/make-workspace'

const table: Table = {
  顾客: { storage: 'text', values: ['=1+1', '李雷, "VIP"', null, '00123', 'two\nlines'] },
  orders: { storage: 'integer', values: [3, -2, null, 9007199254740991, 0] },
  amount: { storage: 'real', values: [1234.5, -0.1, null, 1e-9, 1e21] },
  day: { storage: 'date', values: ['2024-02-29', '1899-12-31', null, '2011-12-09', '2100-01-01'] },
  at: {
    storage: 'datetime',
    values: ['2024-02-29 23:59:59', '2011-12-09 00:00:00', null, '2011-12-09 12:50:00', null],
  },
}
const names = Object.keys(table)
const rowsInOrder = [0, 1, 2, 3, 4].map((i) => names.map((name) => table[name]?.values[i] ?? null))

let folder: string
let workspace: TestWorkspace
let revisionId: number
beforeAll(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'regulars-export-'))
  workspace = makeWorkspace(folder)
  revisionId = addDataset(workspace.database, 'shop', table)
})
afterAll(() => {
  workspace.close()
  fs.rmSync(folder, { recursive: true })
})

function write(format: ExportFormat, change: Partial<ExportTask> = {}, cancelled = () => false) {
  const file = path.join(folder, `out-${fs.readdirSync(folder).length}.${format}`)
  const task = { workspace: workspace.path, revisionId, rowIds: null, path: file, format, formulaSafe: true, ...change }
  return writeRows(task, cancelled, () => {})
}

describe('rows come back from each format as they were', () => {
  test('CSV, with its words disarmed and counted', async () => {
    const receipt = await write('csv')
    const words = fs.readFileSync(receipt.path, 'utf8')
    expect(words.startsWith('\uFEFF')).toBe(true)
    const read = Papa.parse<string[]>(words.slice(1).trimEnd()).data
    const expected = rowsInOrder.map((row) => row.map((value) => (value === null ? '' : String(value))))
    ;(expected[0] as string[])[0] = "'=1+1"
    expect(read).toEqual([names, ...expected])
    expect(receipt).toMatchObject({ rows: 5, columns: names, cellsEscaped: 1, bytes: Buffer.byteLength(words) })
    expect(receipt.sha256).toBe(createHash('sha256').update(words).digest('hex'))
  })

  test('CSV as it is, for programs that are no spreadsheets', async () => {
    const receipt = await write('csv', { formulaSafe: false, columns: ['顾客'] })
    expect(fs.readFileSync(receipt.path, 'utf8').split('\r\n')[1]).toBe('=1+1')
    expect(receipt.cellsEscaped).toBe(0)
  })

  test('JSON', async () => {
    const { path: file } = await write('json')
    const objects = rowsInOrder.map((row) => Object.fromEntries(names.map((name, i) => [name, row[i]])))
    expect(JSON.parse(fs.readFileSync(file, 'utf8'))).toEqual(objects)
  })

  test('Parquet, dates as dates and whole numbers as such', async () => {
    const { path: file } = await write('parquet')
    const bytes = fs.readFileSync(file)
    const read = await parquetReadObjects({
      file: bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length),
    })
    const words = (value: unknown, storage: string) => {
      if (!(value instanceof Date)) return typeof value === 'bigint' ? Number(value) : (value ?? null)
      const iso = value.toISOString()
      return storage === 'date' ? iso.slice(0, 10) : iso.slice(0, 19).replace('T', ' ')
    }
    expect(read.map((row) => names.map((name) => words(row[name], table[name]?.storage ?? '')))).toEqual(rowsInOrder)
    expect(typeof read[0]?.['orders']).toBe('bigint')
    expect(read[0]?.['day']).toBeInstanceOf(Date)
  })

  test('XLSX, dates as dates and words never as formulas', async () => {
    const { path: file } = await write('xlsx')
    const sheet = Object.values(xlsx.read(fs.readFileSync(file), { cellDates: true, UTC: true }).Sheets)[0] ?? {}
    const cell = (place: string) => (sheet[place] as xlsx.CellObject | undefined)?.v
    expect([cell('A1'), cell('A2'), cell('A5'), cell('B5')]).toEqual(['顾客', '=1+1', '00123', 9007199254740991])
    expect((cell('D2') as Date).toISOString()).toBe('2024-02-29T00:00:00.000Z')
    const moment = Math.round((cell('E2') as Date).getTime() / 1000)
    expect(moment).toBe(Date.UTC(2024, 1, 29, 23, 59, 59) / 1000)
    expect(cell('D3')).toBe('1899-12-31')
    expect((sheet['A2'] as xlsx.CellObject).f).toBeUndefined()
  })
})

test('chosen rows in the order given, with an added column', async () => {
  const added = [{ name: 'segment', codes: Int32Array.of(0, 1, -1, 0, 1), levels: ['Top', 'Rest'] }]
  const { path: file } = await write('json', { rowIds: Int32Array.of(4, 2, 0), columns: ['orders'], added })
  expect(JSON.parse(fs.readFileSync(file, 'utf8'))).toEqual([
    { orders: 0, segment: 'Rest' },
    { orders: null, segment: null },
    { orders: 3, segment: 'Top' },
  ])
})

test.each(['csv', 'json', 'parquet', 'xlsx'] as const)('no rows: an empty %s that can be read', async (format) => {
  const receipt = await write(format, { rowIds: new Int32Array(0) })
  expect(receipt.rows).toBe(0)
  if (format === 'json') expect(JSON.parse(fs.readFileSync(receipt.path, 'utf8'))).toEqual([])
  if (format === 'parquet') {
    const bytes = fs.readFileSync(receipt.path)
    const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length)
    expect(await parquetReadObjects({ file })).toEqual([])
  }
})

test('cancelled or without a place to go, nothing is left behind', async () => {
  const before = fs.readdirSync(folder)
  await expect(write('csv', {}, () => true)).rejects.toMatchObject({ error: { code: 'cancelled' } })
  const nowhere = write('parquet', { path: path.join(folder, 'absent', 'x.parquet') })
  await expect(nowhere).rejects.toMatchObject({ error: { code: 'outFolderMissing' } })
  expect(fs.readdirSync(folder)).toEqual(before)
})

const limits: Table = {
  words: { storage: 'text', values: ['x'.repeat(32_767), `${'y'.repeat(32_766)}😀`, '＝1+1', null] },
  number: { storage: 'real', values: [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -0, 5e-324] },
  day: { storage: 'date', values: ['1900-02-28', '1900-03-01', '0099-12-31', '9999-12-31'] },
}

describe('at the limits of the formats', () => {
  let own: number
  beforeAll(() => {
    own = addDataset(workspace.database, 'limits', limits)
  })
  const sheetsOf = (file: string) => Object.values(xlsx.read(fs.readFileSync(file), { UTC: true }).Sheets)

  test('words longer than a cell of a workbook holds are cut between characters, and counted', async () => {
    const receipt = await write('xlsx', { revisionId: own })
    expect(receipt).toMatchObject({ cellsCut: 1, sheets: 1 })
    const [sheet = {}] = sheetsOf(receipt.path)
    expect([sheet['A2']?.v.length, sheet['A3']?.v.length, sheet['A4']?.v]).toEqual([32_767, 32_766, '＝1+1'])
    expect((await write('csv', { revisionId: own })).cellsCut).toBe(0)
  })

  test('infinite numbers are words where a format has none', async () => {
    const [sheet = {}] = sheetsOf((await write('xlsx', { revisionId: own })).path)
    expect([sheet['B2']?.v, sheet['B3']?.v, sheet['B5']?.v]).toEqual(['Infinity', '-Infinity', 5e-324])
    const rows = JSON.parse(fs.readFileSync((await write('json', { revisionId: own })).path, 'utf8')) as {
      number: unknown
    }[]
    expect(rows.map(({ number }) => number)).toEqual(['Infinity', '-Infinity', 0, 5e-324])
    const bytes = fs.readFileSync((await write('parquet', { revisionId: own })).path)
    const read = await parquetReadObjects({
      file: bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length),
    })
    expect(read.map((row) => row['number'])).toEqual([Infinity, -Infinity, 0, 5e-324])
    expect(read.map((row) => (row['day'] as Date).toISOString().slice(0, 10))).toEqual(limits['day']?.values)
  })

  test('days that Excel counts wrongly stay words, all later ones are dates', async () => {
    const [sheet = {}] = sheetsOf((await write('xlsx', { revisionId: own })).path)
    expect(['D2', 'C2', 'C3', 'C4', 'C5'].map((place) => sheet[place]?.t)).toEqual([undefined, 's', 'n', 's', 'n'])
    expect([sheet['C2']?.v, sheet['C3']?.v, sheet['C5']?.v]).toEqual(['1900-02-28', 61, 2_958_465])
  })

  test('rows beyond what a sheet holds go on in the next, under the same header, none lost and none twice', async () => {
    const columns = [{ name: 'n', storage: 'integer' as const }]
    const batches = [
      [[0], [1], [2]],
      [[3], [4], [5], [6]],
    ]
    const file = path.join(folder, 'split.xlsx')
    expect(await writeSheets(file, { columns, count: 7, batches }, 'rows', 3)).toEqual({ sheets: 3, cellsCut: 0 })
    const book = xlsx.read(fs.readFileSync(file))
    expect(book.SheetNames).toEqual(['rows', 'rows 2', 'rows 3'])
    const lists = Object.values(book.Sheets).map((sheet) =>
      xlsx.utils.sheet_to_json<[unknown]>(sheet, { header: 1 }).flat(),
    )
    expect(lists).toEqual([
      ['n', 0, 1, 2],
      ['n', 3, 4, 5],
      ['n', 6],
    ])
  })

  test('more columns than a sheet has are refused with their number', async () => {
    const columns = Array.from({ length: 16_385 }, (_, i) => ({ name: `c${i}`, storage: 'integer' as const }))
    const wide = writeSheets(path.join(folder, 'wide.xlsx'), { columns, count: 0, batches: [] }, 'rows')
    await expect(wide).rejects.toMatchObject({ error: { code: 'outTooWide' } })
  })
})

test('a folder in the way of the file is named, and the folder is still there', async () => {
  const target = path.join(folder, 'folder.csv')
  fs.mkdirSync(target)
  await expect(write('csv', { path: target })).rejects.toMatchObject({ error: { code: 'outNotWritten' } })
  expect(fs.statSync(target).isDirectory()).toBe(true)
  expect(fs.readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([])
})
