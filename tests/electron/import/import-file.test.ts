import { afterAll, describe, expect, it } from 'vitest'
import { TestWorkspace } from './test-workspace'

const workspace = new TestWorkspace()
afterAll(() => workspace.close())

async function importText(content: string | Uint8Array, options = {}) {
  const [outcome] = await workspace.import(workspace.write(content), options)
  if (!outcome) throw new Error('no dataset')
  return outcome.receipt
}

describe('importing a delimited text', () => {
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

  it('rejects a row that does not fit with its place and reason, and rows read = imported + rejected', async () => {
    const lines = Array.from({ length: 400 }, (_, i) => `${i},${i * 2}`)
    lines[250] = '250,oops'
    const receipt = await importText(`a,b\n${lines.join('\n')}\n`)
    expect(receipt).toMatchObject({ rowsRead: 400, rowsImported: 399, rowsRejected: 1 })
    expect(workspace.rejects(receipt.dataset)).toMatchObject([
      { row: 251, line: 252, column: 'b', value: 'oops', raw: '250,oops' },
    ])
  })

  it('imports every cell as it is written when told to', async () => {
    const receipt = await importText('a,b\n007, x \nNA,\n', { types: 'text' })
    expect(workspace.rows(receipt.dataset)).toEqual([
      ['007', ' x '],
      ['NA', null],
    ])
  })

  it('leaves a workspace that verify finds whole', () => {
    expect(workspace.problems()).toEqual([])
  })
})
