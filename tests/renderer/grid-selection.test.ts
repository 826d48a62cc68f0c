import { describe, expect, test } from 'vitest'
import { boundsOf, type GridKey, selectionAfter } from '../../renderer/src/components/grid/grid-selection'

const size = { rows: 1000, columns: 8, page: 20 }
const at = (row: number, column: number) => ({ anchor: { row, column }, cursor: { row, column } })
const press = (key: string, modifiers: Partial<GridKey> = {}): GridKey => ({
  key,
  shift: false,
  mod: false,
  ...modifiers,
})

describe('selection of a grid', () => {
  test('arrows move one cell and take the anchor along', () => {
    expect(selectionAfter(at(3, 2), press('ArrowDown'), size)).toEqual(at(4, 2))
    expect(selectionAfter(at(3, 2), press('ArrowLeft'), size)).toEqual(at(3, 1))
  })

  test('nothing leaves the grid', () => {
    expect(selectionAfter(at(0, 0), press('ArrowUp'), size)).toEqual(at(0, 0))
    expect(selectionAfter(at(999, 7), press('PageDown'), size)).toEqual(at(999, 7))
  })

  test('Shift keeps the anchor', () => {
    const extended = selectionAfter(at(3, 2), press('ArrowDown', { shift: true }), size)
    expect(extended).toEqual({ anchor: { row: 3, column: 2 }, cursor: { row: 4, column: 2 } })
  })

  test('Page moves by what fits on the screen, Ctrl+End to the last cell', () => {
    expect(selectionAfter(at(3, 2), press('PageDown'), size)).toEqual(at(23, 2))
    expect(selectionAfter(at(3, 2), press('End', { mod: true }), size)).toEqual(at(999, 7))
  })

  test('Ctrl+A selects everything, whatever was selected', () => {
    const all = selectionAfter(null, press('a', { mod: true }), size)
    expect(all && boundsOf(all)).toEqual({ firstRow: 0, lastRow: 999, firstColumn: 0, lastColumn: 7 })
  })

  test('keys that do not move are left to others, and an empty grid has no selection', () => {
    expect(selectionAfter(at(3, 2), press('x'), size)).toBeNull()
    expect(selectionAfter(null, press('ArrowDown'), { ...size, rows: 0 })).toBeNull()
  })

  test('bounds are the same whichever corner was first', () => {
    const one = { anchor: { row: 5, column: 1 }, cursor: { row: 2, column: 4 } }
    expect(boundsOf(one)).toEqual(boundsOf({ anchor: one.cursor, cursor: one.anchor }))
  })
})
