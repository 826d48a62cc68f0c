import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { document, onFullDisk, refusal } from './command-line'

let folder = ''
let workspace = ''
const nRows = 30_000

beforeAll(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'export-'))
  workspace = path.join(folder, 'w.regulars')
  const lines = Array.from(
    { length: nRows },
    (_, i) => `C${i},${['北京', '=上海', "O'Hara"][i % 3]},${((i * 37) % 1000) - 500},note ${i * i}`,
  )
  fs.writeFileSync(path.join(folder, 'customers.csv'), ['id,城市,amount,note', ...lines].join('\n'))
  await document('import', path.join(folder, 'customers.csv'), '--workspace', workspace, '--dataset', 'customers')
}, 120_000)

afterAll(() => fs.rmSync(folder, { recursive: true, force: true }))

const parts = () => fs.readdirSync(folder).filter((name) => name.endsWith('.part'))
const args = (out: string, ...more: string[]) => [
  'export',
  '--workspace',
  workspace,
  '--dataset',
  'customers',
  '--out',
  path.join(folder, out),
  ...more,
]

test.skipIf(process.platform === 'win32').each(['csv', 'xlsx', 'parquet', 'json'])(
  'a disk that fills up while %s is written: said so, and nothing is left',
  async (format) => {
    const { code, stderr } = await onFullDisk(args(`full.${format}`))
    expect(code, stderr).toBe(1)
    expect(JSON.parse(stderr.trimEnd().split('\n').at(-1) ?? '')).toMatchObject({ error: { code: 'outDiskFull' } })
    expect(fs.existsSync(path.join(folder, `full.${format}`))).toBe(false)
    expect(parts()).toEqual([])
  },
  60_000,
)

test('the receipt counts what is in the file', async () => {
  const receipt = await document<Record<string, unknown>>(
    ...args('some.csv', '--where', `"城市" = '=上海' AND amount > 0`, '--columns', '["城市","amount"]'),
  )
  const lines = fs.readFileSync(path.join(folder, 'some.csv'), 'utf8').trimEnd().split('\r\n').slice(1)
  expect(receipt).toMatchObject({
    rows: lines.length,
    columns: ['城市', 'amount'],
    cellsEscaped: lines.length,
    cellsCut: 0,
    sheets: 1,
  })
  expect(lines.every((line) => line.startsWith("'=上海,"))).toBe(true)
}, 60_000)

test.each([
  ['empty', ''],
  ['blank', '  '],
  ['no column of that name', 'nothing > 1'],
  ['a second statement', '1; DELETE FROM customers'],
  ['a closed bracket', '1) OR (1'],
  ['an open quote', "amount > 'x"],
  ['an open comment', '1 /* '],
  ['a statement', 'SELECT 1'],
])(
  '--where that is %s is refused, and no file is written',
  async (_, where) => {
    expect(await refusal(...args('odd.csv', '--where', where))).toMatchObject({
      code: 1,
      error: { code: 'whereInvalid' },
    })
    expect(fs.existsSync(path.join(folder, 'odd.csv'))).toBe(false)
  },
  60_000,
)

test('--where with quotes, wildcards and Chinese selects what SQL would', async () => {
  expect(await document(...args('a.csv', '--where', `"城市" = 'O''Hara'`))).toMatchObject({ rows: nRows / 3 })
  expect(await document(...args('b.csv', '--where', `城市 LIKE '%上%' OR _row < 1`))).toMatchObject({
    rows: nRows / 3 + 1,
  })
  expect(await document(...args('c.csv', '--where', 'amount IS NULL'))).toMatchObject({ rows: 0 })
  expect(await document(...args('d.csv', '--where', '-- all\n 1'))).toMatchObject({ rows: nRows })
  expect(await document(...args('e.csv', '--where', '1 -- all'))).toMatchObject({ rows: nRows })
}, 120_000)
