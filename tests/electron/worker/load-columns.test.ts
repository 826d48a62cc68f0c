import { describe, expect, test } from 'vitest'
import { openReadable } from '../../../electron/database/connection'
import { readRevision } from '../../../electron/database/dataset-store'
import { loadColumns, type WantedColumn } from '../../../electron/worker/load-columns'
import { codeOf, scratchFolder } from '../database/scratch'
import { makeWorkspace, type Table } from './make-workspace'

const folder = scratchFolder()
const day = 86_400_000

const shop: Table = {
  amount: { storage: 'real', values: [1.5, null, -0.25, 4] },
  count: { storage: 'integer', values: [1, 2, null, 2] },
  day: { storage: 'date', values: ['2024-02-29', '1969-12-31', null, '2024-02-29'] },
  time: { storage: 'datetime', values: ['2024-03-05 13:45:07', '1970-01-01 00:00:00', null, '0001-01-01 23:59:59'] },
  city: { storage: 'text', values: ['北京', 'Ürümqi', null, 'Aksu'] },
  written: { storage: 'text', values: ['1', ' -2.5e3 ', null, '.5'] },
}

function load(table: Table, wanted: WantedColumn[], rows: number[] | null = null, cancelled = () => false) {
  const workspace = makeWorkspace(folder, { shop: table })
  const database = openReadable(workspace.path)
  try {
    return loadColumns(database, readRevision(database, 'shop'), wanted, rows && Int32Array.from(rows), cancelled)
  } finally {
    database.close()
    workspace.close()
  }
}

const numeric = (name: string): WantedColumn => ({ name, as: 'numeric' })
const valuesOf = (column: ReturnType<typeof load>[number] | undefined) =>
  column?.kind === 'numeric' ? [...column.values] : []

describe('numbers', () => {
  test('real, integer and written numbers come as they are, missing as NaN', () => {
    const columns = load(shop, ['amount', 'count', 'written'].map(numeric))
    expect(columns.map(valuesOf)).toEqual([
      [1.5, Number.NaN, -0.25, 4],
      [1, 2, Number.NaN, 2],
      [1, -2500, Number.NaN, 0.5],
    ])
  })

  test('dates are milliseconds of the written date as UTC, as Date.UTC counts them', () => {
    const [days, times] = load(shop, ['day', 'time'].map(numeric)).map(valuesOf)
    expect(days).toEqual([Date.UTC(2024, 1, 29), -day, Number.NaN, Date.UTC(2024, 1, 29)])
    expect(times).toEqual([Date.UTC(2024, 2, 5, 13, 45, 7), 0, Number.NaN, Date.parse('0001-01-01T23:59:59Z')])
  })

  test('every day of four centuries is read as Date reads it', () => {
    const values = Array.from({ length: 3653 }, (_, i) =>
      new Date(Date.UTC(1799, 0, 1 + i * 40)).toISOString().slice(0, 10),
    )
    const [days] = load({ d: { storage: 'date', values } }, [numeric('d')])
    expect(valuesOf(days)).toEqual(values.map((value) => Date.parse(value)))
  })

  test('words are refused with the column and one of them', () => {
    try {
      load(shop, [numeric('city')])
      expect.unreachable()
    } catch (thrown) {
      expect(thrown).toMatchObject({
        error: { code: 'columnNotNumeric', column: 'city', hint: { values: { value: '北京' } } },
      })
    }
  })

  test('lie on shared memory', () => {
    const [column] = load(shop, [numeric('amount')])
    expect(column?.kind === 'numeric' && column.values.buffer).toBeInstanceOf(SharedArrayBuffer)
  })
})

describe('categories', () => {
  test('levels are sorted by code point, codes point into them, missing is −1', () => {
    const values = ['\u{1f600}', '\uffee', 'b', null, 'a', 'b', '\u{1f600}z']
    const [column] = load({ c: { storage: 'text', values } }, [{ name: 'c', as: 'categorical' }])
    if (column?.kind !== 'categorical') return expect.unreachable()
    expect(column.levels).toEqual(['a', 'b', '\uffee', '\u{1f600}', '\u{1f600}z'])
    expect(Array.from(column.codes, (code) => column.levels[code] ?? null)).toEqual(values)
  })

  test('numbers can be categories too', () => {
    const [column] = load(shop, [{ name: 'count', as: 'categorical' }])
    expect(column).toMatchObject({ levels: ['1', '2'], codes: Int32Array.of(0, 1, -1, 1) })
  })

  test('"any" reads numbers and dates as numbers, text as categories', () => {
    const kinds = load(
      shop,
      ['amount', 'day', 'city', 'written'].map((name) => ({ name, as: 'any' })),
    )
    expect(kinds.map(({ kind }) => kind)).toEqual(['numeric', 'numeric', 'categorical', 'categorical'])
  })
})

describe('rows', () => {
  test('only the chosen ones come, in the order asked for, many or few', () => {
    const n = 5000
    const table: Table = { x: { storage: 'integer', values: Array.from({ length: n }, (_, i) => i * 2) } }
    const many = Array.from({ length: 1000 }, (_, i) => n - 1 - i * 3)
    for (const rows of [many, [4999, 0, 17], []]) {
      expect(valuesOf(load(table, [numeric('x')], rows)[0])).toEqual(rows.map((row) => row * 2))
    }
  })

  test('wide selections are read in several passes', () => {
    const columns = Array.from({ length: 150 }, (_, i) => [
      `v${i}`,
      { storage: 'integer' as const, values: [i, i + 1] },
    ])
    const wanted = Array.from({ length: 150 }, (_, i) => numeric(`v${149 - i}`))
    const loaded = load(Object.fromEntries(columns), wanted)
    expect(loaded.map(valuesOf)).toEqual(Array.from({ length: 150 }, (_, i) => [149 - i, 150 - i]))
  })

  test('a cancel stops in the middle', () => {
    const table: Table = { x: { storage: 'integer', values: Array.from({ length: 20_000 }, (_, i) => i) } }
    let polls = 0
    expect(codeOf(() => load(table, [numeric('x')], null, () => ++polls > 1))).toBe('cancelled')
    expect(polls).toBe(2)
  })

  test('a column that does not exist is refused with those that do', () => {
    expect(codeOf(() => load(shop, [numeric('nothing')]))).toBe('columnMissing')
  })

  test('a dataset without rows gives columns without values', () => {
    expect(valuesOf(load({ x: { storage: 'real', values: [] } }, [numeric('x')])[0])).toEqual([])
  })
})
