import type { TableCell } from '@shared/contract/result-elements'
import { expect, test } from 'vitest'
import { nextSort, sortRows } from '../../../renderer/src/results/table/sort-rows'

const words = (cell: TableCell) => String(cell)
const compare = new Intl.Collator('en', { numeric: true }).compare
const order = (cells: TableCell[], descending: boolean) =>
  sortRows(
    cells.map((cell) => [cell]),
    { column: 0, descending },
    words,
    compare,
  )

test('without a sort rows keep the order they came in', () => {
  expect(sortRows([[3], [1], [2]], null, words, compare)).toEqual([0, 1, 2])
})

test('numbers sort by value, not by their digits', () => {
  expect(order([9, 10, -2], false)).toEqual([2, 0, 1])
  expect(order([9, 10, -2], true)).toEqual([1, 0, 2])
})

test('nothing stands last in both directions', () => {
  expect(order([null, 2, Number.NaN, 1], false)).toEqual([3, 1, 0, 2])
  expect(order([null, 2, Number.NaN, 1], true)).toEqual([1, 3, 0, 2])
})

test('equal rows keep their order in both directions', () => {
  expect(order([1, 0, 1, 0], false)).toEqual([1, 3, 0, 2])
  expect(order([1, 0, 1, 0], true)).toEqual([0, 2, 1, 3])
})

test('words sort as the language does, numbers in them by value', () => {
  expect(order(['Segment 10', 'Segment 9', 'apple'], false)).toEqual([2, 1, 0])
})

test('numbers come largest first, words from A, and the third click brings back the given order', () => {
  const first = nextSort(null, 2, true)
  expect(first).toEqual({ column: 2, descending: true })
  expect(nextSort(first, 2, true)).toEqual({ column: 2, descending: false })
  expect(nextSort({ column: 2, descending: false }, 2, true)).toBeNull()
  expect(nextSort(null, 0, false)).toEqual({ column: 0, descending: false })
  expect(nextSort({ column: 0, descending: true }, 0, false)).toBeNull()
})
