import fs from 'node:fs'
import path from 'node:path'
import type { ImportReceipt } from '@shared/contract/import'
import { describe, expect, test } from 'vitest'
import { scratchFolder } from '../electron/database/scratch'
import { document, refusal } from './command-line'

const folder = scratchFolder()
const workspace = path.join(folder, 'again.regulars')

function file(name: string, lines: string[]): string {
  const place = path.join(folder, name)
  fs.mkdirSync(path.dirname(place), { recursive: true })
  fs.writeFileSync(place, `${lines.join('\n')}\n`)
  return place
}

const options = (said: object) => ['--options', JSON.stringify(said)]
const rowsOf = async (sql: string) =>
  (await document<{ rows: unknown[][] }>('query', '--workspace', workspace, sql)).rows

describe('import again', () => {
  test('updates customers by key, says what changed, is undone and brought back, and a run stays on its rows', async () => {
    const lines = Array.from(
      { length: 60 },
      (_, i) => `C${String(i).padStart(3, '0')},${(i % 3) * 50 + (i % 7)},${i % 11}`,
    )
    const first = file('customers.csv', ['customer_id,spend,visits', ...lines])
    await document('import', first, '--workspace', workspace, '--dataset', 'customers')
    const run = await document<{ runId: string; result: { labels: number[] } }>(
      ...['run', 'k-means', '--workspace', workspace, '--dataset', 'customers', '--params', '{"k":3}'],
      ...['--columns', '{"features":["spend","visits"]}'],
    )
    const next = ['C000,999,0', ...lines.slice(10), 'C900,5,1', 'C901,5,1', 'C901,6,1']
    const second = file('customers-may.csv', ['customer_id,spend,visits', ...next])
    const into = ['import', second, '--workspace', workspace, '--dataset', 'customers']
    const receipt = await document<ImportReceipt>(...into, ...options({ mode: 'upsert', key: ['customer_id'] }))
    expect(receipt.diff).toMatchObject({ new: 1, updated: 1, unchanged: 50, gone: 9, conflicting: 2 })
    expect(receipt).toMatchObject({ rowsRead: 54, rowsImported: 52, rowsRejected: 2 })
    expect(await rowsOf("SELECT count(*), sum(customer_id = 'C901') FROM customers")).toEqual([[61, 0]])
    expect(await rowsOf('SELECT customer_id, spend FROM customers WHERE _row IN (0, 60)')).toEqual([
      ['C000', 999],
      ['C900', 5],
    ])
    expect(await document('verify', '--workspace', workspace)).toMatchObject({ ok: true, recomputed: 1 })
    const undo = ['undo', '--workspace', workspace, '--dataset', 'customers']
    expect(await document(...undo)).toEqual({ undone: [{ dataset: 'customers', rows: 60, removed: false }] })
    expect(await rowsOf('SELECT spend FROM customers WHERE _row = 0')).toEqual([[0]])
    expect(await document(...undo, '--redo')).toEqual({ redone: [{ dataset: 'customers', rows: 61, removed: false }] })
    expect(run.result.labels).toHaveLength(60)
    expect(await document('verify', '--workspace', workspace)).toMatchObject({ ok: true, recomputed: 1 })
  })

  test('a folder of monthly files is one dataset with the name of each file, and its undo takes it away', async () => {
    for (const month of ['2024-01', '2024-02', '2024-10']) {
      file(`months/${month}.csv`, ['order_id,total', `${month}-1,5`, `${month}-2,6`])
    }
    file('months/read me.txt.bak', ['nothing'])
    const receipt = await document<ImportReceipt>('import', path.join(folder, 'months'), '--workspace', workspace)
    expect(receipt).toMatchObject({ dataset: 'months', rowsRead: 6, rowsImported: 6 })
    expect(receipt.files?.map((each) => each.file)).toEqual(['2024-01.csv', '2024-02.csv', '2024-10.csv'])
    expect(await rowsOf('SELECT source_file, sum(total) FROM months GROUP BY 1 ORDER BY 1')).toEqual([
      ['2024-01.csv', 11],
      ['2024-02.csv', 11],
      ['2024-10.csv', 11],
    ])
    const undone = await document('undo', '--workspace', workspace, '--dataset', 'months')
    expect(undone).toEqual({ undone: [{ dataset: 'months', rows: null, removed: true }] })
    const { error } = await refusal('undo', '--workspace', workspace, '--dataset', 'months')
    expect(error['code']).toBe('datasetUnknown')
  })

  test('a dry run changes nothing, and an unknown mode is refused', async () => {
    const small = file('small.csv', ['id,a', 'k1,1'])
    const into = ['import', small, '--workspace', workspace, '--dataset', 'customers']
    const before = await rowsOf('SELECT count(*) FROM customers')
    await document(...into, ...options({ dryRun: true }))
    expect(await rowsOf('SELECT count(*) FROM customers')).toEqual(before)
    const { error } = await refusal(...into, ...options({ mode: 'merge' }))
    expect(error).toMatchObject({ code: 'importOptionInvalid', parameter: 'mode' })
  })
})
