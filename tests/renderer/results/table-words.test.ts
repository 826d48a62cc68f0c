import type { TableElement } from '@shared/contract/result-elements'
import { literal } from '@shared/contract/text'
import { expect, test } from 'vitest'
import { columnDecimals, columnFacts } from '../../../renderer/src/results/table/column-facts'
import { commaSeparated, htmlTable, tabSeparated } from '../../../renderer/src/results/table/table-text'

test('words that a spreadsheet would run are defused, numbers stay numbers', () => {
  const csv = commaSeparated({
    header: ['name', 'n'],
    rows: [
      ['=HYPERLINK("x")', -5],
      ['+1', 2],
      ['@a', null],
      ['-b', 0],
    ],
  })
  expect(csv).toBe(`\uFEFFname,n\r\n"'=HYPERLINK(""x"")",-5\r\n'+1,2\r\n'@a,\r\n'-b,0\r\n`)
})

test('a cell with a comma, a quote or a line break is quoted', () => {
  expect(commaSeparated({ header: ['a'], rows: [['x,y'], ['say "z"'], ['two\nlines']] })).toBe(
    '\uFEFFa\r\n"x,y"\r\n"say ""z"""\r\n"two\nlines"\r\n',
  )
})

test('no cell breaks the rows of what is pasted', () => {
  expect(tabSeparated({ header: ['a', 'b'], rows: [['x\ty', 'two\r\nlines']] })).toBe('a\tb\nx y\ttwo lines')
})

test('words are never markup in the pasted table', () => {
  expect(htmlTable({ header: ['<b>'], rows: [['a & b']] })).toContain('<th>&lt;b&gt;</th>')
  expect(htmlTable({ header: ['<b>'], rows: [['a & b']] })).toContain('<td>a &amp; b</td>')
})

test('numbers of like size have the same decimals; whole numbers and very unlike ones choose for themselves', () => {
  expect(columnDecimals([12.345, 7.1])).toBe(2)
  expect(columnDecimals([0.2, 0.9])).toBe(3)
  expect(columnDecimals([1500.5, 20.25])).toBe(1)
  expect(columnDecimals([1, 2, 3])).toBeUndefined()
  expect(columnDecimals([0.01, 5000.5])).toBeUndefined()
})

function table(columns: TableElement['columns'], rows: TableElement['rows']): TableElement {
  return { type: 'table', id: 't', title: literal('t'), columns, rows }
}

test('bars of shares have one scale across columns, bars of other units their own', () => {
  const share = { unit: 'percent' as const, bar: true }
  const columns = [
    { id: 'a', label: literal('a'), ...share },
    { id: 'b', label: literal('b'), ...share },
    { id: 'c', label: literal('c'), bar: true },
  ]
  expect(columnFacts(table(columns, [[0.2, 0.8, 7]])).map(({ extent }) => extent)).toEqual([0.8, 0.8, 7])
})

test('a column is numeric when it holds numbers and nothing else but gaps', () => {
  const columns = ['a', 'b', 'c'].map((id) => ({ id, label: literal(id) }))
  const facts = columnFacts(
    table(columns, [
      [1, 'x', null],
      [null, 2, null],
    ]),
  )
  expect(facts.map(({ isNumeric }) => isNumeric)).toEqual([true, false, false])
})
