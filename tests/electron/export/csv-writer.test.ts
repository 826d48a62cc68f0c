import fc from 'fast-check'
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

const marks = ['=', '+', '-', '@', '＝', '＋', '－', '＠']
const blanks = ['', ' ', '\u00A0', '\u3000', '\uFEFF', '\u200B', '\n', ' \t']

test('whatever stands behind the mark or blank before it, no cell of words begins like a formula', () => {
  const behindBlanks = fc.tuple(fc.constantFrom(...blanks), fc.constantFrom(...marks), fc.string())
  const control = fc.tuple(fc.constant(''), fc.constantFrom('\t', '\r', '\n'), fc.string())
  const words = fc.oneof(behindBlanks, control)
  fc.assert(
    fc.property(words, ([blank, mark, rest]) => {
      const cell = `${blank}${mark}${rest}`
      const writer = new CsvWriter()
      const [row] = Papa.parse<string[]>(writer.line([cell]), { newline: '\r\n', delimiter: ',' }).data
      expect(row).toEqual([`'${cell}`])
      expect(writer.cellsEscaped).toBe(1)
    }),
  )
})

test('all other words and every number are read back as they are', () => {
  const words = fc
    .string({ unit: 'binary' })
    .filter((cell) => !/^[\s\uFEFF\u200B-\u200D\u2060]*[=+\-@＝＋－＠\t\r\n]/.test(cell))
  const numbers = fc.double({ noNaN: true, noDefaultInfinity: true })
  fc.assert(
    fc.property(fc.array(fc.oneof(words, numbers), { minLength: 1, maxLength: 6 }), (cells) => {
      const writer = new CsvWriter()
      const [row] = Papa.parse<string[]>(writer.line(cells), { newline: '\r\n', delimiter: ',' }).data
      expect(row).toEqual(cells.map(String))
      expect(writer.cellsEscaped).toBe(0)
    }),
  )
})
