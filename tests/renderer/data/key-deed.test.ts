import type { KeyboardEvent } from 'react'
import { expect, test } from 'vitest'
import { keyDeed } from '../../../renderer/src/screens/data/rows/key-deed'

/** What a key did on the cell in row 2, column 1, marked from row 1 on; null when it was not taken. */
function deedOf(key: string, modifiers: Partial<KeyboardEvent> = {}, isSelected = true): unknown[] | null {
  let did: unknown[] = []
  const say =
    (name: string) =>
    (...args: unknown[]) => {
      did = [name, ...args]
    }
  const names = ['edit', 'empty', 'undo', 'redo', 'openMenu', 'step', 'toggleRow', 'markRows'] as const
  const deeds = Object.fromEntries(names.map((name) => [name, say(name)])) as unknown as Parameters<typeof keyDeed>[0]
  const event = { key, ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, ...modifiers } as KeyboardEvent
  const selection = { anchor: { row: 1, column: 1 }, cursor: { row: 2, column: 1 } }
  return keyDeed(deeds)(event, isSelected ? selection : null) ? did : null
}

test('Enter and F2 edit the value, typing takes its place, Delete empties the cell', () => {
  const cell = { row: 2, column: 1 }
  expect(deedOf('Enter')).toEqual(['edit', cell, null])
  expect(deedOf('F2')).toEqual(['edit', cell, null])
  expect(deedOf('7')).toEqual(['edit', cell, '7'])
  expect(deedOf('Delete')).toEqual(['empty', cell])
})

test('undo and redo work without a cell too', () => {
  expect(deedOf('z', { ctrlKey: true }, false)).toEqual(['undo'])
  expect(deedOf('Z', { metaKey: true, shiftKey: true }, false)).toEqual(['redo'])
  expect(deedOf('y', { ctrlKey: true })).toEqual(['redo'])
})

test('columns and rows are reached by keys', () => {
  expect(deedOf('ArrowDown', { altKey: true })).toEqual(['openMenu', 1])
  expect(deedOf('ArrowLeft', { altKey: true, shiftKey: true })).toEqual(['step', 1, -1])
  expect(deedOf(' ')).toEqual(['toggleRow', 2])
  expect(deedOf(' ', { shiftKey: true })).toEqual(['markRows', 1, 2])
})

test('keys of moving, copying and other shortcuts are left to others', () => {
  expect(deedOf('ArrowDown')).toBeNull()
  expect(deedOf('c', { ctrlKey: true })).toBeNull()
  expect(deedOf('Tab')).toBeNull()
  expect(deedOf('7', {}, false)).toBeNull()
})
