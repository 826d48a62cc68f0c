import { literal, text } from '@shared/contract/text'
import { describe, expect, test } from 'vitest'
import type { PaletteEntry } from '../../renderer/src/app/commands/palette-entries'
import { pinyinInitials } from '../../renderer/src/app/commands/pinyin-initials'
import { searchEntries } from '../../renderer/src/app/commands/search-entries'

const entry = (id: string, label: PaletteEntry['label'], group: PaletteEntry['group'] = 'commands'): PaletteEntry => ({
  id,
  group,
  label,
  icon: 'svg' as unknown as PaletteEntry['icon'],
  run: () => {},
})
const entries = [
  entry('import', text('app.commands.import')),
  entry('settings', text('app.commands.settings')),
  entry('spend', literal('annual_spend'), 'columns'),
  entry('city', literal('城市'), 'columns'),
]
const found = (typed: string) => [...searchEntries(entries, typed).values()].flat().map(({ id }) => id)

describe('the palette', () => {
  test('finds a command in either language, whichever is shown', () => {
    expect(found('spreadsheet')).toEqual(['import'])
    expect(found('表格')).toEqual(['import'])
  })

  test('finds Chinese words by their pinyin initials', () => {
    expect(found('dkbg')).toEqual(['import'])
    expect(found('cs')).toEqual(['city'])
  })

  test('shows everything but columns before anything is typed', () => {
    expect(found('')).toEqual(['import', 'settings'])
  })

  test('finds nothing for what does not exist', () => {
    expect(found('zzzz')).toEqual([])
  })

  test('begins with what begins like the query', () => {
    const both = [entry('late', literal('my sales')), entry('early', literal('sales'))]
    expect([...searchEntries(both, 'sal').values()].flat().map(({ id }) => id)).toEqual(['early', 'late'])
  })
})

test('pinyin initials of common words', () => {
  expect(pinyinInitials('客户分群')).toBe('khfq')
  expect(pinyinInitials('主成分分析')).toBe('zcffx')
  expect(pinyinInitials('年度消费 2024')).toBe('ndxf2024')
})
