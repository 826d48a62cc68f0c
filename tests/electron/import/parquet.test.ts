import { parquetWriteBuffer } from 'hyparquet-writer'
import { afterAll, describe, expect, it } from 'vitest'
import { TestWorkspace } from './test-workspace'

describe('Parquet files', () => {
  const workspace = new TestWorkspace()
  afterAll(() => workspace.close())

  it('come in with their names, types, gaps and dates', async () => {
    const n = 500
    const at = (i: number) => new Date(Date.UTC(2024, 0, 1 + (i % 60)))
    const ids = Array.from({ length: n }, (_, i) => `0${1000 + i}`)
    const content = parquetWriteBuffer({
      columnData: [
        { name: '客户编号', data: ids, type: 'STRING' },
        { name: 'visits', data: ids.map((_, i) => i % 17), type: 'INT32' },
        { name: 'spend', data: ids.map((_, i) => (i % 10 === 3 ? null : i * 1.25)), type: 'DOUBLE', nullable: true },
        { name: 'since', data: ids.map((_, i) => at(i)), type: 'TIMESTAMP' },
      ],
    })
    const [outcome] = await workspace.import(workspace.write(new Uint8Array(content), 'shop.parquet'))
    const dataset = outcome?.receipt.dataset ?? ''
    expect(outcome?.receipt).toMatchObject({ rowsRead: n, rowsImported: n, rowsRejected: 0 })
    expect(workspace.columns(dataset)).toMatchObject([
      { name: '客户编号', storage: 'text', role: 'customer' },
      { name: 'visits', storage: 'integer' },
      { name: 'spend', storage: 'real', missing: 50 },
      { name: 'since', storage: 'date' },
    ])
    expect(workspace.rows(dataset)[13]).toEqual(['01013', 13, null, '2024-01-14'])
    expect(workspace.rows(dataset)[n - 1]).toEqual(['01499', 499 % 17, 623.75, '2024-01-20'])
  })
})
