import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { toAppError } from '@shared/contract/app-error'
import type { Progress } from '@shared/contract/run-events'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DatabaseClient } from '../../../electron/database/database-client'
import { partsFolderOf } from '../../../electron/database/staging'
import { Importer } from '../../../electron/import'

const folder = mkdtempSync(path.join(tmpdir(), 'importer-test-'))
const workspace = path.join(folder, 'test.regulars')
const file = path.join(folder, 'orders.csv')
const ROWS = 600_000
let client: DatabaseClient
let importer: Importer

beforeAll(async () => {
  const lines = Array.from({ length: ROWS }, (_, i) => `${i},C${i % 977},2024-03-11,${i}.25,note number ${i}`)
  writeFileSync(file, `id,customer,date,amount,note\n${lines.join('\n')}\n`)
  client = new DatabaseClient()
  await client.request('workspace/open', { path: workspace, create: true, program: 'command-line' })
  importer = new Importer({
    connectDatabase: (port) => client.connectStaging(port),
    partsFolder: partsFolderOf(workspace),
  })
})

afterAll(async () => {
  await importer.close()
  await client.close()
  rmSync(folder, { recursive: true, force: true })
})

/** These run the application's own threads, so they need its bundles. */
describe('Importer', () => {
  it('looks at a file without changing anything', async () => {
    const inspection = await importer.inspect(file)
    expect(inspection.columns.map(({ name, storage }) => `${name} ${storage}`)).toEqual([
      'id integer',
      'customer text',
      'date date',
      'amount real',
      'note text',
    ])
    expect(Math.abs((inspection.estimatedRows ?? 0) / ROWS - 1)).toBeLessThan(0.05)
    expect(await client.request('dataset/list', null)).toEqual([])
  })

  it('answers a cancel within a second, and leaves nothing behind', async () => {
    const abort = new AbortController()
    let cancelledAt = 0
    const stop = (progress: Progress): void => {
      if (cancelledAt > 0 || (progress.rowsRead ?? 0) < 50_000) return
      cancelledAt = performance.now()
      abort.abort()
    }
    const code = await importer.import({ path: file }, stop, abort.signal).catch((thrown) => toAppError(thrown).code)
    expect(code).toBe('cancelled')
    expect(performance.now() - cancelledAt).toBeLessThan(1000)
    const { problems } = await client.request('workspace/integrity', null)
    expect(problems).toEqual([])
    expect(await client.request('dataset/list', null)).toEqual([])
  })

  it('says how far it has come, and imports every row', async () => {
    const seen: Progress[] = []
    const [outcome] = await importer.import({ path: file, dataset: 'orders' }, (progress) => seen.push(progress))
    expect(outcome?.receipt).toMatchObject({ dataset: 'orders', rowsRead: ROWS, rowsImported: ROWS, rowsRejected: 0 })
    const fractions = seen.filter(({ stage }) => stage === 'import').map(({ fraction }) => fraction ?? 0)
    expect(fractions).toEqual([...fractions].sort((a, b) => a - b))
    expect(seen.at(-1)?.stage).toBe('publish')
    const [dataset] = await client.request('dataset/list', null)
    expect(dataset).toMatchObject({ name: 'orders', nRows: ROWS, grain: 'order', customerKey: 'customer' })
  })

  it('refuses with a code what cannot be read', async () => {
    const wrong = path.join(folder, 'wrong.xlsx')
    writeFileSync(wrong, 'PK\x03\x04 [Content_Types].xml and then nothing')
    expect(await importer.import({ path: wrong }).catch((thrown) => toAppError(thrown).code)).toBe('fileDamaged')
  })
})
