import { expect, test } from 'vitest'
import type { TableContent } from '../../shared/dashboard/dashboard'
import { tableOf } from '../../shared/dashboard/table-of'
import type { Column } from '../../shared/dataset/column'

const columns: Column[] = [
  {
    kind: 'categorical',
    name: 'region',
    measureType: 'nominal',
    codes: Int32Array.of(0, 1, 2, 0, 1, 0, -1),
    levels: ['North', 'South', 'West'],
  },
  { kind: 'numeric', name: 'amount', measureType: 'continuous', values: Float64Array.of(1, 50, 7, 2, 60, 3, 4) },
]
const content: TableContent = {
  kind: 'table',
  dataset: 'd',
  by: 'region',
  measures: [{ column: 'amount', aggregate: 'sum' }, { aggregate: 'count' }, { column: 'amount', aggregate: 'mean' }],
  columns: [],
  limit: 10,
}
const table = (changes: Partial<TableContent> = {}) => tableOf({ ...content, ...changes }, columns, 7, () => 'number')
const names = (changes: Partial<TableContent>) =>
  table(changes).rows.map(([name]) => (typeof name === 'string' ? name : '–'))

test('every measure has its column and its total, which is of all rows and not the sum of the groups', () => {
  const { columns: heads, totals } = table()
  expect(heads).toHaveLength(4)
  expect(totals?.slice(1)).toEqual([127, 7, 127 / 7])
  expect(table({ hasTotals: false }).totals).toBeUndefined()
})

test('groups follow the measure or the names they are sorted by, those without a name last', () => {
  expect(names({})).toEqual(['South', 'West', 'North', '–'])
  expect(names({ groupSort: { measure: 1, descending: true } })).toEqual(['North', 'South', 'West', '–'])
  expect(names({ groupSort: { measure: 2, descending: false } })).toEqual(['North', '–', 'West', 'South'])
  expect(names({ groupSort: { measure: null, descending: false } })).toEqual(['North', 'South', 'West', '–'])
})

test('beyond the most rows, the rest stands together at the end whatever the order', () => {
  const { rows } = table({ groupSort: { measure: 1, descending: true }, limit: 2 })
  expect(rows.map((row) => row[1])).toEqual([6, 110, 11])
  expect(rows.map((row) => row[2])).toEqual([3, 2, 2])
})
