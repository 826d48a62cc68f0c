import fs from 'node:fs'
import path from 'node:path'
import type { EngineChannel, EngineRequest, EngineResponse } from '@shared/contract/channels'
import type { JobEvent } from '@shared/contract/run-events'
import type { WorkbenchEvent } from '@shared/contract/workbench'
import { readCells } from '@shared/dataset/cells-text'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Engine } from '../../../electron/engine/engine'
import { codeOf, scratchFolder } from '../database/scratch'

const folder = scratchFolder()
const place = (name: string): string => path.join(folder, name)
const events: WorkbenchEvent[] = []
const engine = new Engine({ program: 'window', onEvent: (event) => events.push(event) })

/** Calls a channel as the renderer does; throws what it answers as an error. */
async function call<C extends EngineChannel>(channel: C, request: EngineRequest<C>): Promise<EngineResponse<C>> {
  const result = await engine.call(channel, request)
  if (result.status === 'error') throw Object.assign(new Error(result.error.code), result)
  return result.value as EngineResponse<C>
}

async function refusal<C extends EngineChannel>(channel: C, request: unknown): Promise<string> {
  const result = await engine.call(channel, request)
  return result.status === 'error' ? result.error.code : 'ok'
}

const jobEvents = (jobId: string): JobEvent[] =>
  events.flatMap((event) => (event.type === 'job' && event.event.jobId === jobId ? [event.event] : []))
const isEnd = ({ type }: JobEvent): boolean => ['completed', 'failed', 'cancelled'].includes(type)

async function endOf(jobId: string): Promise<JobEvent> {
  for (;;) {
    const end = jobEvents(jobId).find(isEnd)
    if (end) return end
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

/** 600 customers in three groups by spend and visits; every tenth has no visits. */
function spreadsheet(): string {
  const lines = Array.from({ length: 600 }, (_, i) => {
    const group = i % 3
    const visits = i % 10 === 0 ? '' : String(group * 20 + (i % 7))
    return `C${String(i).padStart(4, '0')},${group * 100 + (i % 11) / 4},${visits},${['低', '中', '高'][group]}`
  })
  fs.writeFileSync(place('shop.csv'), `customer,spend,visits,level\n${lines.join('\n')}\n`)
  return place('shop.csv')
}

const features = { features: ['spend', 'visits'] }
const kMeans = { methodId: 'k-means', dataset: 'shop', columns: features, params: { k: 3 } }

async function run(request: EngineRequest<'run/start'>): Promise<string> {
  const { jobId } = await call('run/start', request)
  const end = await endOf(jobId)
  if (end.type !== 'completed') throw new Error(JSON.stringify(end))
  return end.outcome.runId ?? ''
}

beforeAll(async () => {
  await engine.open({ path: place('engine.regulars'), create: true })
  engine.files.register('shop', spreadsheet(), 'read')
  const { jobId } = await call('import/start', { token: 'shop' })
  expect(await endOf(jobId)).toMatchObject({ type: 'completed', outcome: { rowsImported: 600, rowsRejected: 0 } })
})
afterAll(() => engine.close())

describe('requests', () => {
  test('that do not fit their schema are refused by name', async () => {
    expect(await refusal('rows/window', { viewId: 'v', start: -1, count: 5 })).toBe('requestInvalid')
    expect(await refusal('no/such' as EngineChannel, {})).toBe('requestInvalid')
    expect(await refusal('toString' as EngineChannel, {})).toBe('requestInvalid')
  })

  test('for a file need a token given for that purpose', async () => {
    expect(await refusal('import/start', { token: 'never given' })).toBe('fileTokenUnknown')
    const report = { runIds: ['r'], title: 't', token: 'shop', format: 'html', language: 'en' }
    expect(await refusal('report/export', report)).toBe('fileTokenUnknown')
  })
})

describe('datasets', () => {
  test('are there after an import, with a receipt that adds up', async () => {
    const [dataset] = await call('dataset/list', null)
    expect(dataset).toMatchObject({ name: 'shop', nRows: 600, rowsRead: 600, rowsRejected: 0 })
    const [receipt] = await call('dataset/receipts', { dataset: 'shop' })
    expect(receipt?.rowsRead).toBe((receipt?.rowsImported ?? 0) + (receipt?.rowsRejected ?? 0))
  })

  test('are sorted, filtered and read by window', async () => {
    const sort = [{ column: 'spend', descending: true }]
    const { viewId, count } = await call('rows/open', { dataset: 'shop', sort, where: "level = '高' AND visits > 42" })
    const window = await call('rows/window', { viewId, start: 0, count: 5, columns: ['spend', 'level'] })
    expect(count).toBeGreaterThan(100)
    const rows = readCells(window.cells)
    expect(rows.every(([spend, level]) => Number(spend) >= 200 && level === '高')).toBe(true)
    const spends = rows.map(([spend]) => Number(spend))
    expect(spends).toEqual([...spends].sort((a, b) => b - a))
    await call('rows/close', { viewId })
    expect(await refusal('rows/window', { viewId, start: 0, count: 5 })).toBe('viewClosed')
  })

  test('a condition that is none is refused', async () => {
    expect(await refusal('rows/open', { dataset: 'shop', where: '1); DROP TABLE run; --' })).toBe('whereInvalid')
  })

  test('are profiled once: what was counted is kept with the revision', async () => {
    const { database } = engine.session()
    const { id: revisionId } = await database.request('dataset/revision', { dataset: 'shop' })
    expect(await database.request('profile/get', { revisionId })).toBeNull()
    const profile = await call('dataset/profile', { dataset: 'shop' })
    expect(await database.request('profile/get', { revisionId })).toEqual(profile)
    expect(await call('dataset/profile', { dataset: 'shop' })).toEqual(profile)
    expect(profile.map(({ name, missing }) => [name, missing])).toEqual([
      ['customer', 0],
      ['spend', 0],
      ['visits', 60],
      ['level', 0],
    ])
  })
})

describe('runs', () => {
  test('what is wrong with a request is said before there is a job', async () => {
    expect(await refusal('run/start', { ...kMeans, methodId: 'magic' })).toBe('methodUnknown')
    expect(await refusal('run/start', { ...kMeans, params: { k: 0 } })).toBe('parameterInvalid')
    expect(await refusal('run/start', { ...kMeans, dataset: 'nobody' })).toBe('datasetUnknown')
    expect(await refusal('run/start', { ...kMeans, where: '1', segment: 'a' })).toBe('whereAndSegment')
  })

  test('have their events in order, exactly one end, and are stored as asked', async () => {
    const { jobId } = await call('run/start', kMeans)
    const end = await endOf(jobId)
    const types = jobEvents(jobId).map(({ type }) => type)
    expect(types.filter((type) => type !== 'progress')).toEqual(['queued', 'started', 'completed'])
    expect(types.at(-1)).toBe('completed')
    const runId = end.type === 'completed' ? (end.outcome.runId ?? '') : ''
    const { run: stored, elements } = await call('run/get', { runId })
    expect(stored).toMatchObject({ methodId: 'k-means', dataset: 'shop', stale: false })
    expect(stored.request).toMatchObject({ columns: features, params: { k: 3 }, seed: 42 })
    expect(stored.diagnostics.rowsUsed + stored.diagnostics.rowsDropped).toBe(600)
    expect(elements.map(({ type }) => type)).toContain('figure')
  })

  test('on a condition and on a segment give every other row no label', async () => {
    const runId = await run({ ...kMeans, params: { k: 2 }, where: "level <> '低' AND visits IS NOT NULL" })
    const { data: labels } = await engine.session().database.request('run/array', { runId, path: 'labels' })
    expect(labels).toHaveLength(600)
    expect([...labels].filter((label) => label >= 0)).toHaveLength(360)
    await call('run/name-segment', { runId, label: 0, name: '常客' })
    const within = await run({
      methodId: 'describe',
      dataset: 'shop',
      columns: { columns: ['spend'] },
      segment: '常客',
    })
    const { run: stored } = await call('run/get', { runId: within })
    expect(stored.diagnostics.rowsUsed).toBe([...labels].filter((label) => label === 0).length)
  })

  test('names of segments follow to the next run', async () => {
    const first = await run(kMeans)
    await call('run/name-segment', { runId: first, label: 1, name: 'Middle' })
    const again = await run({ ...kMeans, seed: 7 })
    const { run: stored } = await call('run/get', { runId: again })
    expect(Object.values(stored.segmentNames)).toContain('Middle')
  })

  test('removed and restored', async () => {
    const runId = await run(kMeans)
    await call('run/remove', { runId })
    expect((await call('run/list', null)).map(({ id }) => id)).not.toContain(runId)
    await call('run/restore', { runId })
    expect((await call('run/list', null)).map(({ id }) => id)).toContain(runId)
  })

  test('a cancelled run ends cancelled and stores nothing', async () => {
    const before = await call('run/list', null)
    const { jobId } = await call('run/start', { ...kMeans, params: { k: 50, nInit: 1000, maxIterations: 5000 } })
    await new Promise((resolve) => setTimeout(resolve, 300))
    const asked = performance.now()
    await call('job/cancel', { jobId })
    expect((await endOf(jobId)).type).toBe('cancelled')
    expect(performance.now() - asked).toBeLessThan(1000)
    expect(await call('run/list', null)).toEqual(before)
  })
})

describe('proposals', () => {
  test('leave out identifiers and can be run as they are', async () => {
    const { request, reasons } = await call('method/propose', { methodId: 'k-means', dataset: 'shop' })
    expect(request.columns['features']).toEqual(expect.arrayContaining(['spend', 'visits']))
    expect([request.columns['features']].flat()).not.toContain('customer')
    expect(reasons.map(({ about }) => about)).toContain('columns.features')
    expect(await run(request)).toBeTruthy()
  })
})

describe('exports', () => {
  test('a segment as a CSV file, complete and with its name', async () => {
    const runId = await run({ ...kMeans, params: { k: 3, missing: 'mean' } })
    const stored = await call('run/name-segment', { runId, label: 2, name: 'Top' })
    engine.files.register('out', place('top.csv'), 'write')
    const query = { dataset: stored.dataset ?? '' }
    const { jobId } = await call('export/rows', { query, runId, label: 2, token: 'out', format: 'csv' })
    expect(await endOf(jobId)).toMatchObject({ type: 'completed', outcome: { path: place('top.csv') } })
    const lines = fs.readFileSync(place('top.csv'), 'utf8').trimEnd().split('\r\n')
    expect(lines[0]).toBe('\uFEFFcustomer,spend,visits,level,segment')
    const { data: labels } = await engine.session().database.request('run/array', { runId, path: 'labels' })
    expect(lines).toHaveLength(1 + [...labels].filter((label) => label === 2).length)
    expect(lines.slice(1).every((line) => line.endsWith(',Top'))).toBe(true)
  })

  test('a dataset as a workbook', async () => {
    engine.files.register('book', place('all.xlsx'), 'write')
    const { jobId } = await call('export/rows', { query: { dataset: 'shop' }, token: 'book', format: 'xlsx' })
    expect((await endOf(jobId)).type).toBe('completed')
    expect(fs.readFileSync(place('all.xlsx')).subarray(0, 2).toString()).toBe('PK')
  })
})

describe('the console', () => {
  const ask = (sql: string, maxRows = 1000) => call('console/run', { queryId: sql.slice(0, 40), sql, maxRows })

  test('answers a question with its first rows, and says when there are more', async () => {
    const all = await ask('SELECT customer, spend FROM shop ORDER BY _row')
    expect(all).toMatchObject({ columns: ['customer', 'spend'], truncated: false })
    expect(all.rows).toHaveLength(600)
    const some = await ask('SELECT customer, spend FROM shop ORDER BY _row', 10)
    expect(some).toMatchObject({ truncated: true, rows: all.rows.slice(0, 10) })
    const exact = await ask('SELECT customer FROM shop LIMIT 10', 10)
    expect([exact.truncated, exact.rows.length]).toEqual([false, 10])
  })

  test('cannot write, and says what it does not understand', async () => {
    expect(await refusal('console/run', { queryId: 'a', sql: 'DELETE FROM shop' })).toBe('queryRefused')
    expect(await refusal('console/run', { queryId: 'b', sql: 'SELECT absent FROM shop' })).toBe('queryFailed')
  })

  test('a question without end is over within a second of its cancellation', async () => {
    const sql = 'WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT count(*) FROM c'
    const answer = refusal('console/run', { queryId: 'endless', sql })
    await new Promise((resolve) => setTimeout(resolve, 600))
    const asked = performance.now()
    await call('console/cancel', { queryId: 'endless' })
    expect(await answer).toBe('cancelled')
    expect(performance.now() - asked).toBeLessThan(1000)
  })

  test('why an answer has no rows is given up when it takes long', async () => {
    const endless = 'WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x FROM n WHERE x < 0'
    expect(await call('console/explain', { queryId: 'why', sql: endless })).toBeNull()
  }, 15_000)
})

test('a second program is told who has the workspace', async () => {
  const other = new Engine({ program: 'command-line' })
  await expect(other.open({ path: place('engine.regulars') })).rejects.toMatchObject({
    error: {
      code: 'workspaceLocked',
      message: { values: { program: { key: 'errors.program.window' }, pid: process.pid } },
    },
  })
  await other.close()
})

test('closing in the middle of a run leaves one clean file, and everything stored is there again', async () => {
  const before = await call('run/list', null)
  await call('run/start', { ...kMeans, params: { k: 50, nInit: 1000, maxIterations: 5000 } })
  await engine.close()
  expect(await refusal('dataset/list', null)).toBe('noWorkspace')
  expect(fs.readdirSync(folder).filter((name) => name.startsWith('engine.'))).toEqual(['engine.regulars'])
  await engine.open({ path: place('engine.regulars') })
  expect((await call('run/list', null)).map(({ id }) => id)).toEqual(before.map(({ id }) => id))
  expect(codeOf(() => engine.session())).toBeUndefined()
})
