import { existsSync, readdirSync, renameSync, truncateSync } from 'node:fs'
import path from 'node:path'
import { deflateRawSync, gzipSync } from 'node:zlib'
import { toAppError } from '@shared/contract/app-error'
import type { ImportOptions } from '@shared/contract/import'
import Database from 'better-sqlite3'
import fc from 'fast-check'
import iconv from 'iconv-lite'
import Papa from 'papaparse'
import { afterAll, describe, expect, it } from 'vitest'
import { partsFolderOf } from '../../../electron/database/staging'
import { TestWorkspace } from './test-workspace'

const workspace = new TestWorkspace()
afterAll(() => workspace.close())

async function importText(content: string | Uint8Array, options: Partial<ImportOptions> = {}, name?: string) {
  const [outcome] = await workspace.import(workspace.write(content, name), options)
  if (!outcome) throw new Error('no dataset')
  return outcome.receipt
}

async function codeOf(action: Promise<unknown>): Promise<string> {
  return action.then(
    () => 'none',
    (thrown) => toAppError(thrown).code,
  )
}

/** A table of `count` rows whose second column is `value(i)`. */
function lines(count: number, value: (i: number) => string): string {
  return `a,b\n${Array.from({ length: count }, (_, i) => `${i},${value(i)}`).join('\n')}\n`
}

describe('types', () => {
  it('tells numbers, dates, text and identifiers apart', async () => {
    const receipt = await importText(
      'customer_id,order_date,amount,qty,city\n00123,2024-03-05,12.50,1,上海\n00124,2024-03-06,7.25,2,Beijing\n00125,2024-03-07,8.00,3,NA\n',
    )
    expect(receipt).toMatchObject({ rowsRead: 3, rowsImported: 3, rowsRejected: 0, encoding: 'utf-8', delimiter: ',' })
    expect(workspace.columns(receipt.dataset)).toMatchObject([
      { name: 'customer_id', storage: 'text', measureType: 'id', role: 'customer' },
      { name: 'order_date', storage: 'date', measureType: 'time', role: 'date' },
      { name: 'amount', storage: 'real', measureType: 'continuous', role: 'amount' },
      { name: 'qty', storage: 'integer', measureType: 'continuous', role: 'quantity' },
      { name: 'city', storage: 'text', measureType: 'nominal', role: 'region', missing: 1 },
    ])
    expect(workspace.rows(receipt.dataset)[0]).toEqual(['00123', '2024-03-05', 12.5, 1, '上海'])
  })

  it('reads what Chinese shops write', async () => {
    const receipt = await importText(
      iconv.encode(
        '会员编号,消费日期,消费金额,占比\n01,2024年3月5日,"¥1,200.50",12%\n02,2024年3月6日,3.5万,5%\n03,2024年3月7日,（30）,无\n',
        'gb18030',
      ),
    )
    expect(receipt.encoding).toBe('gb18030')
    expect(workspace.rows(receipt.dataset)).toEqual([
      ['01', '2024-03-05', 1200.5, 0.12],
      ['02', '2024-03-06', 35000, 0.05],
      ['03', '2024-03-07', -30, null],
    ])
  })

  it('takes the order of day and month that some date proves, and says when none does', async () => {
    const receipt = await importText('d,n\n05/03/2024,1\n13/03/2024,2\n')
    expect(workspace.rows(receipt.dataset).map(([date]) => date)).toEqual(['2024-03-05', '2024-03-13'])
    const file = workspace.write('d,n\n05/03/2024,1\n06/03/2024,2\n')
    const inspection = await workspace.inspect(file)
    expect(inspection.dateOrder?.confidence).toBe(0.5)
    expect(inspection.warnings).toHaveLength(1)
  })

  it('keeps 18-digit numbers whole and warns where a spreadsheet cut them', async () => {
    const receipt = await importText('id,n\n110101199003070011,1\n110101199003070012,2\n')
    expect(workspace.rows(receipt.dataset)[0]?.[0]).toBe('110101199003070011')
    const inspection = await workspace.inspect(workspace.write('id,n\n110101199003070000,1\n'))
    expect(inspection.columns[0]?.warnings).toMatchObject([{ key: 'import-reasons.cutByExcel' }])
  })

  it('imports every cell as it is written when told to', async () => {
    const receipt = await importText('a,b\n007, x \nNA,\n', { types: 'text' })
    expect(workspace.rows(receipt.dataset)).toEqual([
      ['007', ' x '],
      ['NA', null],
    ])
  })

  it('widens a column whose later values need it, losing nothing', async () => {
    const receipt = await importText(lines(120_000, (i) => (i === 110_000 ? '1.5' : String(i))))
    expect(receipt.rowsRejected).toBe(0)
    expect(workspace.columns(receipt.dataset)[1]).toMatchObject({ storage: 'real' })
  })

  it('takes a column as text when many values do not fit, though the sample had none of them', async () => {
    const odd = (i: number): string => (i % 50 === 0 && i > 8000 && i < 9000 ? 'x'.repeat(40) : String(i))
    const receipt = await importText(
      lines(200_000, (i) => (i > 20_000 && i < 60_000 && i % 10 === 0 ? 'none' : odd(i))),
      {
        columns: [{ source: 0 }],
      },
    )
    expect(receipt.rowsImported + receipt.rowsRejected).toBe(200_000)
    expect(workspace.columns(receipt.dataset)[1]).toMatchObject({ storage: 'text' })
    expect(receipt.rowsRejected).toBe(0)
  })
})

describe('accounting', () => {
  it('rejects a row that does not fit with its place, its value and the reason', async () => {
    const receipt = await importText(lines(400, (i) => (i === 250 ? 'oops' : String(i * 2))))
    expect(receipt).toMatchObject({ rowsRead: 400, rowsImported: 399, rowsRejected: 1 })
    expect(workspace.rejects(receipt.dataset)).toMatchObject([
      {
        row: 251,
        line: 252,
        column: 'b',
        value: 'oops',
        raw: '250,oops',
        expected: { key: 'import-reasons.expected.integer' },
      },
    ])
  })

  it('refuses the whole file for such a row when it is to be strict', async () => {
    const file = workspace.write(lines(400, (i) => (i === 250 ? 'oops' : String(i))))
    expect(await codeOf(workspace.import(file, { strict: true }))).toBe('rowRefused')
  })

  it('rejects every misfit of a column whose type was said, however many', async () => {
    const receipt = await importText(
      lines(100, (i) => (i % 2 ? 'x' : '1')),
      { columns: [{ source: 1, storage: 'integer' }] },
    )
    expect(receipt).toMatchObject({ rowsImported: 50, rowsRejected: 50 })
  })

  it('names the byte that has no meaning, and never replaces it', async () => {
    const bytes = Buffer.from(lines(50, (i) => `客户${i}`))
    bytes[bytes.indexOf('客户30')] = 0xff
    const receipt = await importText(bytes)
    expect(receipt).toMatchObject({ rowsImported: 49, rowsRejected: 1, encoding: 'utf-8' })
    expect(workspace.rejects(receipt.dataset)[0]).toMatchObject({
      line: 32,
      column: 'b',
      reason: { key: 'import-reasons.undecodable', values: { byte: 'FF', position: 1 } },
    })
  })

  it('rejects rows with a NUL byte, an odd number of cells, or a quote that is not closed', async () => {
    const rows = Array.from({ length: 100 }, (_, i) => `${i},x,y`)
    rows[20] = '20,x\0,y'
    rows[40] = '40,x,y,z'
    rows[60] = '60,x'
    rows[99] = '99,x,"y,z'
    const receipt = await importText(`a,b,c\n${rows.join('\n')}`)
    expect(receipt).toMatchObject({ rowsRead: 100, rowsImported: 96, rowsRejected: 4 })
    expect(workspace.rejects(receipt.dataset).map(({ reason }) => ('key' in reason ? reason.key : ''))).toEqual([
      'import-reasons.nulByte',
      'import-reasons.tooManyCells',
      'import-reasons.tooFewCells',
      'import-reasons.unclosedQuote',
    ])
  })

  it('does not count totals twice, nor headers that come again', async () => {
    const receipt = await importText('name,n\na,1\nb,2\n合计,\nname,n\nc,3\n总计,\n')
    expect(receipt).toMatchObject({ rowsRead: 6, rowsImported: 3, rowsRejected: 3 })
  })

  it('rows read = imported + rejected, whatever the file says', async () => {
    const cell = fc.oneof(
      fc.string({ maxLength: 6 }),
      fc.integer().map(String),
      fc.constantFrom('', 'NA', '2024-03-05', '"', '1,5'),
    )
    const table = fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 30 })
    await fc.assert(
      fc.asyncProperty(table, fc.constantFrom('auto' as const, 'text' as const), async (rows, types) => {
        const file = workspace.write(Papa.unparse(rows), 'any.csv')
        const outcomes = await workspace.import(file, { types }).catch((thrown) => {
          if (toAppError(thrown).code === 'internal') throw thrown
          return []
        })
        for (const { receipt } of outcomes) {
          expect(receipt.rowsRead).toBe(receipt.rowsImported + receipt.rowsRejected)
          expect(workspace.rows(receipt.dataset)).toHaveLength(receipt.rowsImported)
        }
      }),
      { numRuns: 150 },
    )
  })
})

describe('a second import', () => {
  it('under the name of a dataset gives it a new revision; without a name a dataset of its own', async () => {
    const file = workspace.write('a,b\n1,2\n', 'again.csv')
    const [first] = await workspace.import(file, {}, 'kept')
    const [second] = await workspace.import(file, {}, 'kept')
    expect(second?.datasetId).toBe(first?.datasetId)
    const [third] = await workspace.import(file)
    const [fourth] = await workspace.import(file)
    expect([third?.receipt.dataset, fourth?.receipt.dataset]).toEqual(['again', 'again 2'])
  })
})

describe('an import that ends early', () => {
  const big = lines(300_000, (i) => `text ${i}`)

  it('leaves nothing behind when it is cancelled', async () => {
    const before = workspace.tables()
    expect(await codeOf(workspace.import(workspace.write(big), {}, undefined, 3))).toBe('cancelled')
    expect(workspace.tables()).toEqual(before)
    expect(existsSync(partsFolderOf(workspace.path)) ? readdirSync(partsFolderOf(workspace.path)) : []).toEqual([])
  })

  it.each([
    ['is cut', (file: string) => truncateSync(file, 1000)],
    [
      'is replaced',
      (file: string) => {
        const other = workspace.write('a,b\n1,2\n', 'other.csv')
        renameSync(other, file)
      },
    ],
    ['goes away', (file: string) => renameSync(file, `${file}.away`)],
  ])('leaves nothing behind when the file %s while it is read', async (_what, change) => {
    const before = workspace.tables()
    const file = workspace.write(big)
    expect(await codeOf(workspace.import(file, {}, undefined, Number.POSITIVE_INFINITY, () => change(file)))).toBe(
      'sourceChanged',
    )
    expect(workspace.tables()).toEqual(before)
  })
})

/** A zip file of one deflated entry. @param size what its directory says the entry has when expanded */
function zipOf(name: string, packed: Buffer, size: number): Buffer {
  const [local, central, end] = [Buffer.alloc(30), Buffer.alloc(46), Buffer.alloc(22)]
  local.writeUInt32LE(0x04034b50, 0)
  central.writeUInt32LE(0x02014b50, 0)
  for (const [header, at] of [
    [local, 8],
    [central, 10],
  ] as const) {
    header.writeUInt16LE(8, at)
    header.writeUInt32LE(packed.length, at + 10)
    header.writeUInt32LE(size, at + 14)
    header.writeUInt16LE(name.length, at + 18)
  }
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(1, 8)
  end.writeUInt16LE(1, 10)
  end.writeUInt32LE(46 + name.length, 12)
  end.writeUInt32LE(30 + name.length + packed.length, 16)
  return Buffer.concat([local, Buffer.from(name), packed, central, Buffer.from(name), end])
}

describe('what is no table', () => {
  it.each<[string, string | Uint8Array, string]>([
    ['an empty file', '', 'fileEmpty'],
    ['blank lines', '\n\n\n', 'tableEmpty'],
    ['a header alone', 'a,b,c\n', 'headerOnly'],
    ['a picture', Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'latin1'), 'formatUnknown'],
    ['a PDF', '%PDF-1.7\n1 0 obj', 'formatUnknown'],
    ['a zip of something else', Buffer.from('PK\x03\x04 hello.txt and nothing more', 'latin1'), 'formatUnknown'],
    ['zeros', Buffer.alloc(5000), 'formatUnknown'],
    ['JSON that ends early', '[{"a":1},{"a":', 'jsonInvalid'],
    [
      '20,000 columns',
      `${Array.from({ length: 20_000 }, (_, i) => `c${i}`).join(',')}\n${'1,'.repeat(19_999)}1\n`,
      'tooManyColumns',
    ],
  ])('is refused by its code: %s', async (_what, content, code) => {
    expect(await codeOf(workspace.import(workspace.write(content)))).toBe(code)
  })

  it.each([
    ['whose directory says that it would fill the memory', 1_000_000, 2_000_000_000, 'zipBomb'],
    ['that expands beyond what its directory says', 20_000_000, 1000, 'fileDamaged'],
  ])('a workbook %s is refused before it does harm', async (_what, real, said, code) => {
    const before = workspace.tables()
    const begin = process.memoryUsage().rss
    const file = workspace.write(zipOf('xl/workbook.xml', deflateRawSync(Buffer.alloc(real, 32)), said), `${said}.xlsx`)
    expect(await codeOf(workspace.import(file))).toBe(code)
    expect(process.memoryUsage().rss - begin).toBeLessThan(300e6)
    expect(workspace.tables()).toEqual(before)
  })

  it('text packed to a thousandth is refused before it fills the disk', async () => {
    const before = workspace.tables()
    const tenMegabytes = gzipSync(Buffer.alloc(10_000_000, 48))
    const file = workspace.write(Buffer.concat(Array.from({ length: 60 }, () => tenMegabytes)), 'bomb.csv.gz')
    expect(await codeOf(workspace.import(file))).toBe('zipBomb')
    expect(workspace.tables()).toEqual(before)
  })

  it('a line of two gigabytes is refused by its place, in little memory', { timeout: 60_000 }, async () => {
    const before = workspace.tables()
    const file = workspace.write(`a,b\n1,2\n${'x'.repeat(1 << 26)}`, 'long.csv')
    // What follows is a hole: it takes no room on the disk, and nobody should come to read it.
    truncateSync(file, 2 ** 31)
    const begin = process.memoryUsage().rss
    expect(await codeOf(workspace.import(file, { encoding: 'utf-8', delimiter: ',', header: 1 }))).toBe('recordTooLong')
    expect(process.memoryUsage().rss - begin).toBeLessThan(400e6)
    expect(workspace.tables()).toEqual(before)
  })

  it('20,000 columns can be imported when some are chosen', async () => {
    const names = Array.from({ length: 20_000 }, (_, i) => `c${i}`)
    const receipt = await importText(`${names.join(',')}\n${names.map((_, i) => i).join(',')}\n`, {
      columns: ['c5', 'c19999'],
    })
    expect(workspace.rows(receipt.dataset)).toEqual([[5, 19_999]])
  })

  it('is refused where there is nothing of that name', async () => {
    expect(await codeOf(workspace.import(path.join(workspace.folder, 'nothing.csv')))).toBe('fileMissing')
    expect(await codeOf(workspace.import(workspace.folder))).toBe('notAFile')
    const file = workspace.write('a,b\n1,2\n')
    expect(await codeOf(workspace.import(file, { columns: ['z'] }))).toBe('columnMissing')
    expect(await codeOf(workspace.import(file, { encoding: 'klingon' }))).toBe('encodingUnknown')
  })
})

describe('other formats', () => {
  it('JSON: a list of objects, objects by line, objects inside objects', async () => {
    const list = await importText('[{"id":"007","n":1.5},{"id":"008","n":null,"extra":{"city":"上海","tags":[1,2]}}]')
    expect(workspace.columns(list.dataset).map(({ name }) => name)).toEqual(['id', 'n', 'extra.city', 'extra.tags'])
    expect(workspace.rows(list.dataset)).toEqual([
      ['007', 1.5, null, null],
      ['008', null, '上海', '[1,2]'],
    ])
    const byLine = await importText('{"a":1}\n{"a":2}\n')
    expect(workspace.rows(byLine.dataset)).toEqual([[1], [2]])
  })

  it('gzip: what is inside, under the name and the hash of the file itself', async () => {
    const receipt = await importText(gzipSync('a,b\n1,x\n2,y\n'), {}, 'packed.csv.gz')
    expect(receipt).toMatchObject({ dataset: 'packed', rowsImported: 2 })
  })

  it('SQLite: every table', async () => {
    const file = path.join(workspace.folder, 'shop.sqlite')
    const database = new Database(file)
    database.exec("CREATE TABLE one(id TEXT, n REAL); INSERT INTO one VALUES ('01', 1.5), ('02', NULL)")
    database.exec('CREATE TABLE two(k INTEGER); INSERT INTO two VALUES (9007199254740993)')
    database.close()
    const outcomes = await workspace.import(file)
    expect(outcomes.map(({ receipt }) => receipt.dataset)).toEqual(['one', 'two'])
    expect(workspace.rows('one')).toEqual([
      ['01', 1.5],
      ['02', null],
    ])
    expect(workspace.rows('two')).toEqual([['9007199254740993']])
  })
})

it('leaves a workspace that verify finds whole', () => {
  expect(workspace.problems()).toEqual([])
})
