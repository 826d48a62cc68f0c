import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import * as xlsx from '@e965/xlsx'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { sheetNames } from '../../../electron/report/xlsx/sheet-names'
import type { SheetCell } from '../../../electron/report/xlsx/sheet-xml'
import { writeWorkbook } from '../../../electron/report/xlsx/write-workbook'

let folder: string
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'regulars-workbook-'))
})
afterEach(() => fs.rmSync(folder, { recursive: true }))

const place = () => path.join(folder, 'book.xlsx')
const cells = (values: readonly SheetCell['value'][]): SheetCell[] => values.map((value) => ({ value }))

describe('a workbook', () => {
  it('reads back equal: numbers, Chinese, gaps, spaces, line ends, odd characters', async () => {
    const rows = [
      ['id', 'amount', '名字'],
      ['000104', -12.5, '欧阳思涵'],
      [' spaced ', 1e-9, 'line\nbreak'],
      ['<b>&"quoted"</b>', 123456789.123, '_x0041_ and \u0007 bell'],
      ['😀 emoji', null, ''],
      [true, 0, 'ünïcödé'],
    ]
    await writeWorkbook(place(), [{ name: 'Data', widths: [10, 10, 10], rows: rows.map(cells) }], 'CNY')
    const sheet = xlsx.read(fs.readFileSync(place())).Sheets['Data'] ?? {}
    const back: unknown[][] = xlsx.utils.sheet_to_json(sheet, { header: 1, defval: null, raw: true })
    expect(back.map((row) => row.map((value) => (value === '' ? null : value)))).toEqual(
      rows.map((row) => row.map((value) => (value === '' ? null : value))),
    )
  })

  it('never makes a formula of words', async () => {
    const hostile = ['=1+1', '+cmd|calc', '-2', '@SUM(A1)', '=HYPERLINK("http://evil.example","x")', '\t=1']
    await writeWorkbook(place(), [{ name: 'Data', widths: [10], rows: hostile.map((value) => [{ value }]) }], 'CNY')
    const sheet = xlsx.read(fs.readFileSync(place()), { cellFormula: true }).Sheets['Data'] ?? {}
    hostile.forEach((value, index) => {
      const cell: xlsx.CellObject = sheet[`A${index + 1}`]
      expect(cell.f).toBeUndefined()
      expect(cell.t).toBe('s')
      expect(cell.v).toBe(value)
    })
  })

  it('freezes the header, filters its columns and shows money, shares and dates as such', async () => {
    const row: SheetCell[] = [
      { value: 1234.5, style: 'currency' },
      { value: 0.123, style: 'percent' },
      { value: 45000, style: 'date' },
    ]
    const sheet = {
      name: 'Data',
      widths: [10, 10, 10],
      frozenRows: 1,
      filterRow: 0,
      rows: [cells(['a', 'b', 'c']), row],
    }
    await writeWorkbook(place(), [sheet], 'EUR')
    const read = xlsx.read(fs.readFileSync(place()), { cellNF: true }).Sheets['Data'] ?? {}
    expect([read['A2'].w, read['B2'].w, read['C2'].w]).toEqual(['€1,234.50', '12.3%', '2023-03-15'])
    expect(read['!autofilter']).toEqual({ ref: 'A1:C2' })
  })

  it('leaves an unfinished file to its caller when the rows fail', async () => {
    function* failing(): Generator<SheetCell[]> {
      yield cells(['a'])
      throw new Error('no more')
    }
    const writing = writeWorkbook(place(), [{ name: 'Data', widths: [10], rows: failing() }], 'CNY')
    await expect(writing).rejects.toThrow('no more')
  })

  it('200,000 rows stay within 150 MB', async () => {
    function* many(): Generator<SheetCell[]> {
      for (let row = 0; row < 200_000; row++) yield cells([`customer ${row}`, row, row / 7, '杭州', 'Gold', row % 5])
    }
    const before = process.memoryUsage().rss
    let peak = before
    const watch = setInterval(() => {
      peak = Math.max(peak, process.memoryUsage().rss)
    }, 20)
    await writeWorkbook(place(), [{ name: 'Rows', widths: [10, 10, 10, 10, 10, 10], rows: many() }], 'CNY')
    clearInterval(watch)
    expect(peak - before).toBeLessThan(150e6)
  }, 60_000)
})

describe('sheet names', () => {
  it('are accepted by spreadsheets and distinct', () => {
    const names = sheetNames(['Segments: all?', 'segments all', 'x'.repeat(40), 'x'.repeat(40), "'", '', '客户/明细'])
    expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(7)
    for (const name of names) expect(name).toMatch(/^[^[\]:*?/\\]{1,31}$/)
    expect(names[0]).toBe('Segments all')
    expect(names[1]).toBe('segments all 2')
  })
})
