import { afterAll, describe, expect, it } from 'vitest'
import { TestWorkspace } from './test-workspace'

const sales = Array.from({ length: 40 }, (_, i) => [
  String(i + 4).padStart(5, '0'),
  `199701${String(1 + (i % 28)).padStart(2, '0')}`,
  String(1 + (i % 4)),
  (6.79 + i * 3.4).toFixed(2),
])

describe('columns that are aligned with blanks', () => {
  const workspace = new TestWorkspace()
  afterAll(() => workspace.close())

  it('runs of blanks set columns apart, wherever they stand', async () => {
    const lines = sales.map(([id, day, n, sum]) => ` ${id} ${day}  ${n} ${(sum as string).padStart(7)}`)
    const [outcome] = await workspace.import(workspace.write(`${lines.join('\n')}\n`, 'sample.txt'), { types: 'text' })
    expect(workspace.rows(outcome?.receipt.dataset ?? '')).toEqual(sales)
  })

  it('a report of fixed width keeps cells with blanks and empty cells', async () => {
    const rows = [
      ['Name', 'City', 'Sum'],
      ...sales.map(([id, , , sum], i) => [
        `${['Ann Lee', 'Bo Chang', 'Christine May'][i % 3]} ${id}`,
        i % 3 ? 'New York' : '',
        sum as string,
      ]),
    ]
    const lines = rows.map(([name, city, sum]) => `${name?.padEnd(20)}${city?.padEnd(12)}${sum?.padStart(9)}`)
    const [outcome] = await workspace.import(workspace.write(`${lines.join('\r\n')}\r\n`, 'report.txt'), {
      types: 'text',
    })
    const dataset = outcome?.receipt.dataset ?? ''
    expect(workspace.columns(dataset).map(({ name }) => name)).toEqual(['Name', 'City', 'Sum'])
    expect(workspace.rows(dataset).map((row) => row.map((cell) => cell ?? ''))).toEqual(rows.slice(1))
  })

  it('controls that Windows-1252 gives a meaning are read with it, and said', async () => {
    const [outcome] = await workspace.import(workspace.write('a,b\nx \u0096 y,1\n\u0093z\u0094,2\n'))
    expect(workspace.rows(outcome?.receipt.dataset ?? '')).toEqual([
      ['x – y', 1],
      ['“z”', 2],
    ])
    expect(outcome?.receipt.warnings).toMatchObject([{ key: 'import-reasons.warnings.controls', values: { count: 3 } }])
  })

  it('lines that were mended, and short ones, are said with their number', async () => {
    const rows = Array.from({ length: 50 }, (_, i) => `${i},x${i},${i}.5`)
    rows[10] = '10;x10;10.5'
    rows[11] = '11,,x11,11.5'
    rows[12] = '12,x12'
    rows[13] = '13,x13'
    const [outcome] = await workspace.import(workspace.write(`a,b,c\n${rows.join('\n')}\n`))
    expect(outcome?.receipt).toMatchObject({ rowsRead: 50, rowsImported: 50, rowsRejected: 0 })
    expect(outcome?.receipt.warnings).toMatchObject([
      { key: 'import-reasons.warnings.shortRows', values: { count: 2 } },
      { key: 'import-reasons.repair.delimiter', values: { count: 1 } },
      { key: 'import-reasons.repair.strayDelimiter', values: { count: 1 } },
    ])
  })
})
