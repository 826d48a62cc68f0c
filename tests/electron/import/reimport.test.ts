import type { ImportMode } from '@shared/contract/reimport'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { latestBatch, listBatches, redoBatch, undoBatch } from '../../../electron/database/batch-store'
import { describeColumn, readDataset } from '../../../electron/database/dataset-store'
import { recallImport } from '../../../electron/database/import-memory'
import { TestWorkspace } from './test-workspace'

const space = new TestWorkspace()
afterAll(() => space.close())

type Row = Record<string, string | null>

/** A table as a file holds it: columns in an order of their own, rows of words; every row has one cell at least. */
interface Sheet {
  columns: string[]
  rows: Row[]
}

const word = fc.constantFrom(null, 'a', 'b', 'long words, with a comma', '"quoted"', '7')
const key = fc.oneof(
  { weight: 9, arbitrary: fc.constantFrom('k1', 'k2', 'k3', 'k4', 'k5', 'k6') },
  { weight: 1, arbitrary: fc.constant(null) },
)

function sheet(names: string[]): fc.Arbitrary<Sheet> {
  return fc.record({ extra: fc.subarray(names), order: fc.boolean() }).chain(({ extra, order }) => {
    const columns = order ? ['id', 'part', ...extra, 'always'] : ['always', ...extra, 'part', 'id']
    const cells = Object.fromEntries(extra.map((name) => [name, word]))
    const row = fc.record({ id: key, part: fc.constantFrom('x', 'y'), ...cells, always: fc.constant('1') })
    return fc.record({
      columns: fc.constant(columns),
      rows: fc.array(row as fc.Arbitrary<Row>, { minLength: 1, maxLength: 9 }),
    })
  })
}

function csv({ columns, rows }: Sheet): string {
  const cell = (said: string | null | undefined) => (said ? `"${said.replaceAll('"', '""')}"` : '')
  return [columns.join(','), ...rows.map((row) => columns.map((name) => cell(row[name])).join(','))].join('\n')
}

const keyOf = (row: Row, names: readonly string[]) =>
  names.some((name) => !row[name]) ? null : JSON.stringify(names.map((name) => row[name]))

/** Counts how often each key stands in rows. */
function tally(rows: readonly Row[], names: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const row of rows) {
    const id = keyOf(row, names)
    if (id !== null) counts.set(id, (counts.get(id) ?? 0) + 1)
  }
  return counts
}

/** What importing again must come to, said plainly. */
function model(before: Sheet, file: Sheet, mode: ImportMode, names: readonly string[]) {
  const [old, fresh] = [tally(before.rows, names), tally(file.rows, names)]
  const shared = file.columns.filter((name) => !names.includes(name))
  const counts = { new: 0, updated: 0, unchanged: 0, gone: 0, conflicting: 0 }
  const added: Row[] = []
  const result = before.rows.map((row) => ({ ...row }))
  for (const row of file.rows) {
    const id = keyOf(row, names)
    if (id === null || fresh.get(id) !== 1 || (old.get(id) ?? 0) > 1) counts.conflicting += 1
    else if (!old.has(id)) {
      counts.new += 1
      added.push(row)
    } else {
      const target = result.find((other) => keyOf(other, names) === id) as Row
      const changes = shared.some((name) => (row[name] ?? null) !== (target[name] ?? null))
      counts[changes ? 'updated' : 'unchanged'] += 1
      for (const name of file.columns) target[name] = row[name] ?? null
    }
  }
  counts.gone = before.rows.filter((row) => {
    const id = keyOf(row, names)
    return id !== null && old.get(id) === 1 && !fresh.has(id)
  }).length
  if (mode === 'replace') return { counts, columns: file.columns, rows: file.rows }
  const columns = [...before.columns, ...file.columns.filter((name) => !before.columns.includes(name))]
  const rows = mode === 'append' ? [...before.rows, ...file.rows] : [...result, ...added]
  return { counts, columns, rows }
}

const cells = ({ columns, rows }: Sheet) => rows.map((row) => columns.map((name) => row[name] ?? null))

let count = 0

describe('importing again', () => {
  it('comes to what a plain model in memory says, cell by cell; undo and redo give exactly the tables before and after', async () => {
    await fc.assert(
      fc.asyncProperty(
        sheet(['p', 'q', 'r']),
        sheet(['q', 'r', 's']),
        fc.constantFrom<ImportMode>('append', 'upsert', 'replace'),
        fc.constantFrom<string[]>(['id'], ['id', 'part']),
        async (before, file, mode, names) => {
          count += 1
          const dataset = `table ${count}`
          await space.import(space.write(csv(before)), { types: 'text' }, dataset)
          expect(space.rows(dataset)).toEqual(cells(before))
          const [again] = await space.import(space.write(csv(file)), { types: 'text', mode, key: names }, dataset)
          const wanted = model(before, file, mode, names)
          if (!again) throw new Error('Nothing was imported.')
          const { diff, rowsRead, rowsImported, rowsRejected } = again.receipt
          expect(diff).toMatchObject(wanted.counts)
          expect(rowsRead).toBe(rowsImported + rowsRejected)
          expect(rowsRejected).toBe(mode === 'upsert' ? wanted.counts.conflicting : 0)
          expect(space.rejects(dataset).length).toBe(rowsRejected)
          expect(space.columns(dataset).map(({ name }) => name)).toEqual(wanted.columns)
          expect(space.rows(dataset)).toEqual(cells(wanted))
          undoBatch(space.database, latestBatch(space.database, dataset, 'undo'))
          expect(space.rows(dataset)).toEqual(cells(before))
          expect(space.columns(dataset).map(({ name }) => name)).toEqual(before.columns)
          redoBatch(space.database, latestBatch(space.database, dataset, 'redo'))
          expect(space.rows(dataset)).toEqual(cells(wanted))
        },
      ),
      { numRuns: 120 },
    )
    expect(space.problems()).toEqual([])
  }, 120_000)

  it('counts changed cells per column and shows each with its value before and after', async () => {
    await space.import(space.write('id,a,b\nk1,1,x\nk2,2,y\nk3,3,z\n'), {}, 'cells')
    const [again] = await space.import(space.write('id,a,b\nk1,1,X\nk2,5,Y\nk3,3,z\n'), { mode: 'upsert' }, 'cells')
    const diff = again?.receipt.diff
    expect(diff?.key).toEqual(['id'])
    expect(diff?.columns.changed).toEqual([
      { name: 'a', cells: 1 },
      { name: 'b', cells: 2 },
    ])
    expect(diff?.samples.updated).toEqual([
      { row: 0, key: ['k1'], cells: [{ column: 'b', before: 'x', after: 'X' }] },
      {
        row: 1,
        key: ['k2'],
        cells: [
          { column: 'a', before: 2, after: 5 },
          { column: 'b', before: 'y', after: 'Y' },
        ],
      },
    ])
  })

  it('keeps the types a dataset has: numbers widen, and what is no number any more is a conflict with its place', async () => {
    await space.import(space.write('id,n,day,code\nk1,1,2024-01-01,007\nk2,2,2024-01-02,008\n'), {}, 'types')
    const file = space.write(
      'id,n,day,code\nk1,1,2024-01-01 08:30:00,007\n\nk2,2.5,2024-01-02,8\nk3,none?,2024-01-03,9\n',
    )
    const [again] = await space.import(file, { mode: 'upsert', key: ['id'] }, 'types')
    expect(again?.receipt.diff).toMatchObject({ updated: 2, new: 0, conflicting: 1 })
    expect(again?.receipt.diff?.conflicts).toEqual([{ side: 'file', reason: 'typeMismatch', rows: 1 }])
    expect(space.rows('types')).toEqual([
      ['k1', 1, '2024-01-01 08:30:00', '007'],
      ['k2', 2.5, '2024-01-02 00:00:00', '8'],
    ])
    expect(space.columns('types').map(({ storage }) => storage)).toEqual(['text', 'real', 'datetime', 'text'])
    expect(space.rejects('types')).toMatchObject([{ column: 'n', value: 'none?' }])
  })

  it('a row whose key is missing or repeated is a reject that says where it stands in the file', async () => {
    await space.import(space.write('id,a\nk1,1\nk2,2\n'), {}, 'conflicts')
    const file = space.write('title above\nid,a\nk1,5\n\n,6\nk3,7\nk3,8\n')
    const [again] = await space.import(file, { mode: 'upsert', key: ['id'], header: 1 }, 'conflicts')
    expect(again?.receipt).toMatchObject({ rowsRead: 4, rowsImported: 1, rowsRejected: 3 })
    const said = space
      .rejects('conflicts')
      .map(({ row, column, reason }) => [row, column, 'key' in reason && reason.key])
    expect(said).toEqual([
      [4, 'id', 'reimport.reasons.keyMissing'],
      [5, 'id', 'reimport.reasons.repeatedInFile'],
      [6, 'id', 'reimport.reasons.repeatedInFile'],
    ])
  })

  it('what somebody said about a column survives', async () => {
    await space.import(space.write('id,score\nk1,1\nk2,2\n'), {}, 'said')
    describeColumn(space.database, 'said', 'score', { measureType: 'ordinal', role: 'rating' })
    for (const mode of ['upsert', 'append', 'replace'] as const) {
      await space.import(space.write('score,id\n5,k1\n6,k9\n'), { mode, key: ['id'] }, 'said')
      const column = readDataset(space.database, 'said').columns.find(({ name }) => name === 'score')
      expect(column).toMatchObject({ measureType: 'ordinal', role: 'rating' })
    }
  })

  it('a dry run says what would change and changes nothing', async () => {
    await space.import(space.write('id,a\nk1,1\n'), {}, 'dry')
    const tables = space.tables()
    const [dry] = await space.import(space.write('id,a\nk1,2\nk2,3\n'), { mode: 'upsert', dryRun: true }, 'dry')
    expect(dry?.receipt.diff).toMatchObject({ new: 1, updated: 1, rowsBefore: 1, rowsAfter: 2 })
    expect(space.rows('dry')).toEqual([['k1', 1]])
    expect(space.tables()).toEqual(tables)
  })

  it('rows cannot be updated where nothing names them, and a key must stand on both sides', async () => {
    await space.import(space.write('a,b\n1,1\n1,1\n'), {}, 'keyless')
    const again = space.write('a,c\n1,1\n1,1\n')
    await expect(space.import(again, { mode: 'upsert' }, 'keyless')).rejects.toMatchObject({
      error: { code: 'importKeyNeeded' },
    })
    await expect(space.import(again, { key: ['c'] }, 'keyless')).rejects.toMatchObject({
      error: { code: 'columnMissing', parameter: 'key' },
    })
    expect(space.rows('keyless')).toEqual([
      [1, 1],
      [1, 1],
    ])
  })
})

describe('undoing an import', () => {
  it('takes several imports back one after the other, the first one with its dataset, and ends where something else happened', async () => {
    for (const value of [1, 2, 3]) {
      await space.import(
        space.write(`id,a\nk1,${value}\n`),
        value === 1 ? {} : { mode: 'upsert', key: ['id'] },
        'chain',
      )
    }
    const undo = () => undoBatch(space.database, latestBatch(space.database, 'chain', 'undo'))
    const [last, , first] = listBatches(space.database, 'chain')
    expect(() => undoBatch(space.database, first?.id ?? 0)).toThrow()
    undo()
    expect(space.rows('chain')).toEqual([['k1', 2]])
    await space.import(space.write('id,a\nk1,9\n'), { mode: 'upsert', key: ['id'] }, 'chain')
    expect(() => redoBatch(space.database, last?.id ?? 0)).toThrow()
    undo()
    expect(() => redoBatch(space.database, last?.id ?? 0)).toThrow()
    undo()
    const { datasets } = undo()
    expect(datasets).toMatchObject([{ name: 'chain', rows: null }])
    redoBatch(space.database, first?.id ?? 0)
    expect(space.rows('chain')).toEqual([['k1', 1]])
    expect(space.problems()).toEqual([])
  })
})

describe('files of the same shape', () => {
  it('become one dataset that says which file each row is from, and others a dataset of their own, all in one batch', async () => {
    const files = [
      space.write('id,amount\n1,5\n2,6.5\n', 'sales-2024-01.csv'),
      space.write('id,amount\n3,7\nx9,8\n', 'sales-2024-02.csv'),
      space.write('name\nAnn\n', 'staff.csv'),
    ]
    const outcomes = await space.importAll(files)
    expect(outcomes.map(({ receipt }) => [receipt.dataset, receipt.rowsImported])).toEqual([
      ['sales', 4],
      ['staff', 1],
    ])
    expect(outcomes[0]?.receipt.files?.map(({ file, rowsRead }) => [file, rowsRead])).toEqual([
      ['sales-2024-01.csv', 2],
      ['sales-2024-02.csv', 2],
    ])
    expect(space.rows('sales')).toEqual([
      ['1', 5, 'sales-2024-01.csv'],
      ['2', 6.5, 'sales-2024-01.csv'],
      ['3', 7, 'sales-2024-02.csv'],
      ['x9', 8, 'sales-2024-02.csv'],
    ])
    expect(space.problems()).toEqual([])
    undoBatch(space.database, latestBatch(space.database, 'staff', 'undo'))
    expect(() => readDataset(space.database, 'sales')).toThrow()
  })

  it('a month that comes later goes on in the same dataset with its file name', async () => {
    await space.importAll([space.write('id,a\n1,5\n', 'm1.csv'), space.write('id,a\n2,6\n', 'm2.csv')], {}, 'months')
    await space.import(space.write('id,a\n3,7\n', 'm3.csv'), { mode: 'append' }, 'months')
    expect(space.rows('months')).toEqual([
      [1, 5, 'm1.csv'],
      [2, 6, 'm2.csv'],
      [3, 7, 'm3.csv'],
    ])
  })
})

describe('a file with a header that is known', () => {
  it('is recalled with what was said, under the header as it was read and as it looks at first', async () => {
    const file = space.write('Report 2024;;\nID;Total\n1;2,5\n2;3,5\n')
    const options = { header: 1, delimiter: ';', decimal: ',' as const, mode: 'upsert' as const, key: ['ID'] }
    await space.import(file, options, 'known')
    const { signature } = await space.inspect(space.write('Report 2025;;\nid ;TOTAL\n5;2,5\n'), options)
    expect(recallImport(space.database, signature)).toMatchObject({ dataset: 'known', options })
    const glance = await space.inspect(file)
    expect(recallImport(space.database, glance.signature)).toMatchObject({ dataset: 'known', options })
  })
})
