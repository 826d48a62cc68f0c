import Papa from 'papaparse'
import { expect, test } from 'vitest'
import { CsvWriter } from '../../../electron/export/csv-writer'

const csvLine = (cells: readonly (string | number | null)[]) => new CsvWriter().line(cells)

test('what is written is read back the same', () => {
  const cells = ['plain', 'with, comma', 'with "quotes"', 'two\nlines', ' spaces ', '', '中文', -1.5, 1e21]
  const [row] = Papa.parse<string[]>(csvLine(cells)).data
  expect(row).toEqual(cells.map(String))
})

test.each(['=1+1', '+86 138', '-2+3', '@SUM(A1)', '\tx', '\r=1'])(
  'text that looks like a formula is made harmless: %j',
  (cell) => {
    const [row] = Papa.parse<string[]>(csvLine([cell])).data
    expect(row?.[0]).toBe(`'${cell}`)
  },
)

test('numbers stay numbers, nothing stays nothing', () => {
  expect(csvLine([-5, null, 0])).toBe('-5,,0\r\n')
})
