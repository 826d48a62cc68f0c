import { afterAll, describe, expect, it } from 'vitest'
import { TestWorkspace } from './test-workspace'

const people = Array.from(
  { length: 30 },
  (_, i) => `Ｋ${i}, ann  LEE-${i} ,2024${String(1 + (i % 9)).padStart(2, '0')}15,京${i}`,
)
const file = `code,name,day,place\n${people.join('\n')}\n`

describe('cells shaped on the way in', () => {
  const workspace = new TestWorkspace()
  afterAll(() => workspace.close())
  const columns = [
    { source: 0, clean: { width: 'half' as const } },
    { source: 1, clean: { trim: true, letters: 'words' as const }, split: { by: '-', names: ['who', 'number'] } },
    { source: 2, storage: 'text' as const, split: { by: [4, 6] } },
    { source: 3, merge: { with: [0], separator: '/', name: 'address' } },
  ]

  it('are cleaned, cut and put together, and new columns are typed like others', async () => {
    const [outcome] = await workspace.import(workspace.write(file), { columns })
    const dataset = outcome?.receipt.dataset ?? ''
    expect(workspace.columns(dataset).map(({ name, storage }) => [name, storage])).toEqual([
      ['code', 'text'],
      ['name', 'text'],
      ['day', 'text'],
      ['place', 'text'],
      ['who', 'text'],
      ['number', 'integer'],
      ['day 1', 'integer'],
      ['day 2', 'text'],
      ['day 3', 'integer'],
      ['address', 'text'],
    ])
    expect(workspace.rows(dataset)[7]).toEqual([
      'K7',
      'Ann Lee-7',
      '20240815',
      '京7',
      'Ann Lee',
      7,
      2024,
      '08',
      15,
      '京7/K7',
    ])
  })

  it('the preview shows what will come in', async () => {
    const inspection = await workspace.inspect(workspace.write(file), { columns })
    expect(inspection.columns).toHaveLength(10)
    expect(inspection.preview[0]?.cells.slice(4, 6)).toEqual(['who', 'number'])
    expect(inspection.preview[3]?.cells.slice(4, 6)).toEqual(['Ann Lee', '2'])
    expect(inspection.preview.slice(1).every(({ kind }) => kind === 'data')).toBe(true)
  })

  it('an added column can be renamed, retyped or dropped like any other', async () => {
    const more = [...columns, { source: 4, name: 'person' }, { source: 6, drop: true }, { source: 1, drop: true }]
    const merged = [...columns.slice(0, 1), { ...columns[1], source: 1, drop: true }, ...more.slice(2, 6)]
    const [outcome] = await workspace.import(workspace.write(file), { columns: merged })
    const names = workspace.columns(outcome?.receipt.dataset ?? '').map(({ name }) => name)
    expect(names).toEqual(['code', 'day', 'place', 'person', 'number', 'day 2', 'day 3', 'address'])
  })
})
