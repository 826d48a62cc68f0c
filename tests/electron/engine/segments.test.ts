import fs from 'node:fs'
import path from 'node:path'
import type { EngineChannel, EngineRequest, EngineResponse } from '@shared/contract/channels'
import type { JobEvent } from '@shared/contract/run-events'
import type { Segment } from '@shared/contract/segment-channels'
import type { WorkbenchEvent } from '@shared/contract/workbench'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Engine } from '../../../electron/engine/engine'
import { scratchFolder } from '../database/scratch'

const folder = scratchFolder()
const place = (name: string): string => path.join(folder, name)
const events: WorkbenchEvent[] = []
let engine = new Engine({ program: 'window', onEvent: (event) => events.push(event) })

async function call<C extends EngineChannel>(channel: C, request: EngineRequest<C>): Promise<EngineResponse<C>> {
  const result = await engine.call(channel, request)
  if (result.status === 'error') throw Object.assign(new Error(result.error.code), result)
  return result.value as EngineResponse<C>
}

async function refusal<C extends EngineChannel>(channel: C, request: EngineRequest<C>): Promise<string> {
  const result = await engine.call(channel, request)
  return result.status === 'error' ? result.error.code : 'ok'
}

async function outcome(jobId: string): Promise<Extract<JobEvent, { type: 'completed' }>['outcome']> {
  for (;;) {
    for (const event of events) {
      if (event.type !== 'job' || event.event.jobId !== jobId) continue
      if (event.event.type === 'completed') return event.event.outcome
      if (event.event.type === 'failed') throw new Error(JSON.stringify(event.event.error))
    }
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

/** Customer i spends 10 · i in a city of three; the second month lacks customers 0–9 and has 20 new ones, in reverse order. */
const cities = ['Beijing', 'Shanghai', 'Chengdu']
const line = (i: number) => `${i},${i * 10},${cities[i % 3]}`
const months = [
  Array.from({ length: 100 }, (_, i) => line(i)),
  Array.from({ length: 110 }, (_, i) => line(i + 10)).reverse(),
]
/** Customer i has i mod 4 orders of 50 in March 2024. */
const orders = Array.from({ length: 100 }, (_, i) =>
  Array.from({ length: i % 4 }, (_, n) => `${i},2024-03-0${n + 1},50,${i * 10 + n}`),
).flat()

async function importFile(name: string, lines: readonly string[], dataset?: string): Promise<void> {
  fs.writeFileSync(place(`${name}.csv`), `${lines.join('\n')}\n`)
  engine.files.register(name, place(`${name}.csv`), 'read')
  const { jobId } = await call('import/start', { token: name, ...(dataset ? { dataset } : {}) })
  await outcome(jobId)
}

async function run(request: EngineRequest<'run/start'>): Promise<string> {
  const { jobId } = await call('run/start', request)
  return (await outcome(jobId)).runId ?? ''
}

async function keep(name: string, definition: EngineRequest<'segment/create'>['definition']): Promise<Segment> {
  return call('segment/create', { dataset: 'customers', name, definition })
}

const latest = async (name: string) =>
  (await call('segment/list', null)).find((segment) => segment.name === name) as Segment

const rowsOf = async (segment: Segment) => [...(await call('segment/rows', { segmentId: segment.id })).rowIds]
const rule = (condition: object) => ({ kind: 'rule', condition }) as EngineRequest<'segment/create'>['definition']
const big = rule({ column: 'spend', is: 'atLeast', value: 500 })
const fromBeijing = rule({ column: 'city', is: 'oneOf', values: ['Beijing'] })

beforeAll(async () => {
  await engine.open({ path: place('shop.regulars'), create: true })
  await importFile('customers', ['customer_id,spend,city', ...(months[0] ?? [])])
  await importFile('orders', ['customer_id,date,amount,order_id', ...orders])
  await call('dataset/declare', { dataset: 'customers', grain: 'customer', customerKey: 'customer_id' })
  await call('dataset/declare', { dataset: 'orders', grain: 'order', customerKey: 'customer_id' })
})
afterAll(() => engine.close())

describe('a stored segment', () => {
  test('has the rows of its rule, with how many customers they are', async () => {
    const segment = await keep('Big', big)
    expect(segment.snapshots).toMatchObject([{ revision: 1, rows: 50, ofRows: 100, customers: 50, basis: 'evaluated' }])
    expect(await rowsOf(segment)).toEqual(Array.from({ length: 50 }, (_, i) => i + 50))
  })

  test('of a roll-up counts events of another dataset by customer, named by its id from then on', async () => {
    const condition = {
      rollUp: { dataset: 'orders', summary: 'distinct', column: 'order_id', is: 'atLeast', value: 3 },
    }
    const segment = await keep('Loyal', rule(condition))
    expect(await rowsOf(segment)).toEqual(Array.from({ length: 25 }, (_, i) => i * 4 + 3))
    await call('dataset/rename', { dataset: 'orders', name: 'purchases' })
    expect(
      await call('segment/count', { dataset: 'customers', definition: segment.definition, asker: 'a' } as never),
    ).toEqual({
      rows: 25,
      ofRows: 100,
      customers: 25,
    })
  })

  test('has a name of its own among its dataset’s segments, in either case of letters', async () => {
    expect(await refusal('segment/create', { dataset: 'customers', name: ' big ', definition: big })).toBe(
      'segmentNameTaken',
    )
  })

  test('says what changed and when', async () => {
    const segment = await keep('Cities', fromBeijing)
    await call('segment/update', { segmentId: segment.id, name: 'Capital', colour: 7 })
    const changed = await call('segment/update', {
      segmentId: segment.id,
      definition: rule({ column: 'city', is: 'begins', value: 'bei' }),
    })
    expect(changed.history.map(({ change }) => change)).toEqual(['created', 'renamed', 'recoloured', 'redefined'])
    expect(changed).toMatchObject({ name: 'Capital', colour: 7, snapshots: [{ rows: 34 }] })
  })

  test('is taken away and brought back; its name can be taken meanwhile', async () => {
    const segment = await keep('Passing', big)
    await call('segment/remove', { segmentId: segment.id })
    expect((await call('segment/list', null)).map(({ name }) => name)).not.toContain('Passing')
    await keep('Passing', fromBeijing)
    expect(await call('segment/restore', { segmentId: segment.id })).toMatchObject({ name: 'Passing 2' })
  })

  test('of a column that is not there is refused, and nothing is kept', async () => {
    const definition = rule({ column: 'age', is: 'atLeast', value: 3 })
    expect(await refusal('segment/create', { dataset: 'customers', name: 'Old', definition })).toBe(
      'conditionColumnUnknown',
    )
    expect((await call('segment/list', null)).map(({ name }) => name)).not.toContain('Old')
  })
})

describe('sets of segments', () => {
  test('union, intersection, difference and complement are those of their rows', async () => {
    const beijing = new Set(Array.from({ length: 34 }, (_, i) => i * 3))
    const isBig = (row: number) => row >= 50
    const all = Array.from({ length: 100 }, (_, i) => i)
    const expected = {
      union: all.filter((row) => isBig(row) || beijing.has(row)),
      intersection: all.filter((row) => isBig(row) && beijing.has(row)),
      difference: all.filter((row) => isBig(row) && !beijing.has(row)),
      complement: all.filter((row) => !isBig(row) && !beijing.has(row)),
    }
    for (const operation of ['union', 'intersection', 'difference', 'complement'] as const) {
      const segment = await keep(operation, { kind: 'set', operation, segments: ['Big', 'Capital'] })
      expect(await rowsOf(segment)).toEqual(expected[operation])
    }
  })

  test('a segment cannot be made of itself, not even through another', async () => {
    const inner = await keep('Inner', big)
    const outer = await keep('Outer', { kind: 'set', operation: 'complement', segments: [inner.id] })
    const definition = { kind: 'set' as const, operation: 'union' as const, segments: [outer.id] }
    expect(await refusal('segment/update', { segmentId: inner.id, definition })).toBe('segmentCircular')
  })
})

describe('segments of a run', () => {
  test('a cluster keeps its rows, its colour and gives its name to the run', async () => {
    const runId = await run({
      methodId: 'k-means',
      dataset: 'customers',
      columns: { features: ['spend'] },
      params: { k: 2 },
    })
    const segment = await keep('Half', { kind: 'cluster', runId, label: 1 })
    expect(segment).toMatchObject({ colour: 1, snapshots: [{ rows: 50 }] })
    const named = (await call('run/list', null)).find(({ id }) => id === runId)
    expect(named?.segmentNames).toEqual({ '1': 'Half' })
  })

  test('name and colour of a segment are those of its cluster wherever the run shows it', async () => {
    const { id: segmentId, definition } = await latest('Half')
    const runId = 'runId' in definition ? definition.runId : ''
    await call('segment/update', { segmentId, colour: 7, name: 'Upper half' })
    const run = (await call('run/list', null)).find(({ id }) => id === runId)
    expect(run).toMatchObject({ segmentNames: { '1': 'Upper half' }, segmentColours: { '1': 7 } })
    const { data } = await call('figure/resolve', { runId, elementId: 'segment-sizes' })
    expect(JSON.stringify(data)).toContain('"segment-7"')
    expect(JSON.stringify(data)).not.toContain('"segment-1"')
    await call('segment/update', { segmentId, name: 'Half' })
  })

  test('segments that a method has names for are found and shown by them', async () => {
    const columns = { customer: 'customer_id', date: 'date', amount: 'amount' }
    const runId = await run({ methodId: 'rfm', dataset: 'purchases', columns })
    const [first] = (await call('run/list', null)).find(({ id }) => id === runId)?.segmentTexts ?? []
    expect(first).toEqual({ key: 'methods.rfm.segments.champions' })
    const champions = await run({ methodId: 'rfm', dataset: 'purchases', columns, segment: 'champions' })
    const inChinese = await run({ methodId: 'rfm', dataset: 'purchases', columns, segment: '冠军客户' })
    const runs = await call('run/list', null)
    const rowsUsed = (id: string) => runs.find((one) => one.id === id)?.diagnostics.rowsUsed
    expect(rowsUsed(champions)).toBeGreaterThan(0)
    expect(rowsUsed(inChinese)).toBe(rowsUsed(champions))
  })

  test('RFM cells and model scores choose customers; a run takes them by name, on another dataset too', async () => {
    const columns = { customer: 'customer_id', date: 'date', amount: 'amount' }
    const runId = await run({ methodId: 'rfm', dataset: 'purchases', columns })
    const scored = await keep('Frequent', { kind: 'score', runId, path: 'customers.frequency', from: 3, to: null })
    expect(await rowsOf(scored)).toEqual(Array.from({ length: 25 }, (_, i) => i * 4 + 3))
    const { elements } = await call('run/get', { runId })
    const cells = elements.find(({ id }) => id === 'cells') as unknown as { rows: [string, number][] }
    const [cell, count] = cells.rows[0] ?? ['', 0]
    expect(await rowsOf(await keep('Cell', { kind: 'cells', runId, cells: [cell] }))).toHaveLength(count)
    const described = await run({ methodId: 'rfm', dataset: 'purchases', columns, segment: 'Frequent' })
    const summary = (await call('run/list', null)).find(({ id }) => id === described)
    expect(summary?.diagnostics.rowsUsed).toBe(75)
  })
})

describe('why', () => {
  async function written(segment: Segment, language: 'en' | 'zh-CN' = 'en'): Promise<string[]> {
    engine.files.register('out', place('out.csv'), 'write')
    const { jobId } = await call('segment/export', { segmentId: segment.id, token: 'out', format: 'csv', language })
    await outcome(jobId)
    return fs.readFileSync(place('out.csv'), 'utf8').replace('\uFEFF', '').trimEnd().split('\r\n')
  }

  test('each customer of a rule is exported with the alternatives that hold and the numbers that decided', async () => {
    const orders = { dataset: 'purchases', summary: 'count', is: 'equals', value: 3 }
    const any = [{ rollUp: orders }, { column: 'spend', is: 'atLeast', value: 980 }]
    const lines = await written(await keep('Either', rule({ any })))
    expect(lines[0]).toBe('customer_id,spend,city,number of rows of purchases,segment,reason')
    expect(lines).toHaveLength(1 + 26)
    expect(lines.at(-2)).toBe('98,980,Chengdu,2,Either,spend is at least 980')
    expect(lines.at(-1)).toBe('99,990,Beijing,3,Either,number of rows of purchases is 3 and spend is at least 980')
  })

  test('a dataset with several rows per customer gives one line per customer', async () => {
    const definition = rule({ column: 'amount', is: 'atLeast', value: 1 })
    const segment = await call('segment/create', { dataset: 'purchases', name: 'Buyers', definition })
    const lines = await written(segment, 'zh-CN')
    expect(lines).toHaveLength(1 + 75)
    expect(lines.at(-1)).toBe('99,3,Buyers,amount 不低于 1')
  })
})

describe('on the next month’s revision', () => {
  beforeAll(async () => {
    await keep('Picked', { kind: 'rows', rowIds: [5, 20, 30] })
    await importFile('next', ['customer_id,spend,city', ...(months[1] ?? [])], 'customers')
  })

  test('rules are evaluated again, and the size before stays known', async () => {
    const { snapshots } = await latest('Big')
    expect(snapshots).toMatchObject([
      { revision: 1, rows: 50, ofRows: 100 },
      { revision: 2, rows: 70, ofRows: 110, basis: 'evaluated' },
    ])
  })

  test('selected customers are kept by their key, wherever their rows are now', async () => {
    const picked = await latest('Picked')
    expect(picked.snapshots.at(-1)).toMatchObject({ rows: 2, basis: 'kept' })
    expect(await rowsOf(picked)).toEqual([89, 99])
  })

  test('clusters keep their customers until they are assigned anew', async () => {
    expect((await latest('Half')).snapshots.at(-1)).toMatchObject({ rows: 50, basis: 'kept' })
  })

  test('migration counts every customer once, with those who came and those who left', async () => {
    const segments = [(await latest('Big')).id]
    const answer = await call('segment/migration', {
      from: { segments, revision: 1 },
      to: { segments, revision: 2 },
    })
    expect(answer).toMatchObject({ stayed: 90, came: 20, left: 10, fromRevision: 1, toRevision: 2 })
    // Big stayed 50; others stayed 40 and 10 left; 20 new ones all spend more than 500.
    expect(answer.counts).toEqual([
      [50, 0, 0],
      [0, 40, 10],
      [20, 0, 0],
    ])
  })

  test('an import that is undone takes its sizes out of sight, and the rows are those before', async () => {
    const { id } = (await call('dataset/list', null)).find(({ name }) => name === 'customers') ?? { id: '' }
    await call('import/undo', { dataset: id })
    const big = await latest('Big')
    expect(big.snapshots).toMatchObject([{ revision: 1, rows: 50 }])
    expect(await rowsOf(big)).toEqual(Array.from({ length: 50 }, (_, i) => i + 50))
    await call('import/redo', { dataset: id })
    expect((await latest('Big')).snapshots.map(({ revision }) => revision)).toEqual([1, 2])
  })

  test('everything is there after closing and opening', async () => {
    const before = await call('segment/list', null)
    await engine.close()
    engine = new Engine({ program: 'window', onEvent: (event) => events.push(event) })
    await engine.open({ path: place('shop.regulars'), create: false })
    expect(await call('segment/list', null)).toEqual(before)
  })
})
