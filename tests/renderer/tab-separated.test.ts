import { expect, test } from 'vitest'
import { tabSeparated } from '../../renderer/src/components/grid/tab-separated'

test('headers first, cells between tabs, missing ones empty', () => {
  expect(
    tabSeparated(
      ['id', 'age'],
      [
        ['007', 41],
        ['008', null],
      ],
    ),
  ).toBe('id\tage\n007\t41\n008\t')
})

test('a cell with a tab, a line break or a quote is quoted, as spreadsheets paste it', () => {
  expect(tabSeparated(['note'], [['a\tb'], ['two\nlines'], ['say "hi"']])).toBe(
    'note\n"a\tb"\n"two\nlines"\n"say ""hi"""',
  )
})
