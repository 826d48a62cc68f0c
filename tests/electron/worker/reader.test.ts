import fs from 'node:fs'
import path from 'node:path'
import { readCells } from '@shared/dataset/cells-text'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { nameSegment } from '../../../electron/database/run-store'
import { AnalysisPool, Reader } from '../../../electron/worker'
import { scratchFolder } from '../database/scratch'
import { buildFixtures } from './build-fixtures'
import { keepRun, makeWorkspace, type Table, type TestWorkspace } from './make-workspace'

const shop: Table = {
  x: { storage: 'real', values: [3, null, -1, 3, 10] },
  city: { storage: 'text', values: ['上海', '北京', null, 'Aksu', '100%_a'] },
  day: { storage: 'date', values: ['2024-01-03', '2024-01-01', '2024-01-02', null, '2024-01-01'] },
}
const folder = scratchFolder()
let workspace: TestWorkspace
let reader: Reader
let runId: string
let bundles: { analysis: string; kernel: string }

beforeAll(async () => {
  bundles = await buildFixtures()
  workspace = makeWorkspace(folder, { shop })
  reader = new Reader(workspace.path, bundles.analysis)
  const pool = new AnalysisPool({ bundles, size: 1 })
  const request = { methodId: 'double', dataset: 'shop', columns: { numbers: ['x'] } }
  const output = await pool.run({ workspace: workspace.path, request }).promise
  await pool.close()
  runId = keepRun(workspace.database, output, 'labels')
})
afterAll(async () => {
  await reader.close()
  workspace.close()
  fs.rmSync(path.dirname(bundles.analysis), { recursive: true })
})

async function order(query: Omit<Parameters<Reader['openRows']>[0], 'dataset'>): Promise<number[]> {
  const { rowIds } = await reader.selectRows({ dataset: 'shop', ...query })
  return [...rowIds]
}

const by = (column: string, descending = false) => [{ column, descending }]
const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'completed',
    (thrown) => thrown.error?.code,
  )

describe('rows', () => {
  test('are sorted by any column, missing last either way, ties in dataset order', async () => {
    expect(await order({ sort: by('x') })).toEqual([2, 0, 3, 4, 1])
    expect(await order({ sort: by('x', true) })).toEqual([4, 0, 3, 2, 1])
    expect(await order({ sort: by('day') })).toEqual([1, 4, 2, 0, 3])
    expect(await order({ sort: [...by('x', true), ...by('day')] })).toEqual([4, 0, 3, 2, 1])
    expect(await order({ sort: [...by('day'), ...by('x', true)] })).toEqual([4, 1, 2, 0, 3])
  })

  test('words are sorted as a Chinese reader expects: signs, pinyin, then Latin letters', async () => {
    expect(await order({ sort: by('city') })).toEqual([4, 1, 0, 3, 2])
  })

  test('a search finds its letters in any column, in either case, and takes signs as they are', async () => {
    expect(await order({ search: 'aksu' })).toEqual([3])
    expect(await order({ search: '京' })).toEqual([1])
    expect(await order({ search: '0%_' })).toEqual([4])
    expect(await order({ search: '2024-01-0' })).toEqual([0, 1, 2, 4])
    expect(await order({ search: '\\' })).toEqual([])
  })

  test('a search finds numbers that begin as it is written', async () => {
    expect(await order({ search: '3' })).toEqual([0, 3])
    expect(await order({ search: '-1' })).toEqual([2])
    expect(await order({ search: '10.' })).toEqual([4])
    expect(await order({ search: '3.1' })).toEqual([])
  })

  test('a filter, a search and given rows hold together', async () => {
    const filled = { column: 'x', is: 'present' } as const
    expect(await order({ condition: { all: [filled, { column: 'x', is: 'atLeast', value: 3 }] } })).toEqual([0, 3, 4])
    expect(await order({ condition: filled, search: '2024-01-0', sort: by('x', true) })).toEqual([4, 0, 2])
    expect(await order({ condition: filled, search: '2024', rowIds: [1, 2, 3] })).toEqual([2])
    expect(await codeOf(reader.openRows({ dataset: 'shop', condition: { column: 'no', is: 'missing' } }))).toBe(
      'conditionColumnUnknown',
    )
  })

  test('given rows limit what is shown, whatever their order and number', async () => {
    expect(await order({ rowIds: [4, 0, 0, 99, -1] })).toEqual([0, 4])
    expect(await order({ rowIds: Int32Array.of(4, 1, 0), sort: by('day') })).toEqual([1, 4, 0])
  })

  test('come by window, as written, with the columns asked for', async () => {
    const { viewId, count } = await reader.openRows({ dataset: 'shop', sort: by('x') })
    expect(count).toBe(5)
    const window = await reader.windowOfRows({ viewId, start: 3, count: 10, columns: ['day', 'x'] })
    expect(window).toMatchObject({ start: 3, rowIds: Int32Array.of(4, 1) })
    expect(readCells(window.cells)).toEqual([
      ['2024-01-01', 10],
      ['2024-01-01', null],
    ])
    const first = await reader.windowOfRows({ viewId, start: 0, count: 1 })
    expect(readCells(first.cells)).toEqual([[-1, null, '2024-01-02']])
    const { window: come } = await reader.openRows({ dataset: 'shop', sort: by('x'), first: 1 })
    expect(come).toEqual(first)
    reader.closeRows(viewId)
    expect(await codeOf(reader.windowOfRows({ viewId, start: 0, count: 1 }))).toBe('viewClosed')
  })

  test('of what does not exist are refused', async () => {
    expect(await codeOf(reader.openRows({ dataset: 'nothing' }))).toBe('datasetUnknown')
    expect(await codeOf(reader.openRows({ dataset: 'shop', revision: 7 }))).toBe('revisionUnknown')
    expect(await codeOf(reader.openRows({ dataset: 'shop', sort: by('nothing') }))).toBe('columnMissing')
  })
})

describe('a profile', () => {
  test('says what each column holds', async () => {
    const [x, city, day] = await reader.profile({ dataset: 'shop' })
    expect(x).toMatchObject({ name: 'x', missing: 1, distinct: 3, mean: 3.75, min: -1, median: 3, max: 10 })
    expect(x?.sd).toBeCloseTo(4.573474245, 8)
    expect(x?.histogram?.counts.reduce((a, b) => a + b, 0)).toBe(4)
    expect(x?.top).toEqual([{ value: '3', count: 2 }])
    expect(city).toMatchObject({ missing: 1, distinct: 4, mean: null, histogram: null, top: [] })
    expect(day).toMatchObject({
      missing: 1,
      distinct: 3,
      mean: null,
      min: '2024-01-01',
      max: '2024-01-03',
      top: [{ value: '2024-01-01', count: 2 }],
    })
  })
})

describe('a stored run', () => {
  test('is shown by its method', async () => {
    const elements = await reader.elements(runId)
    expect(elements.map(({ id }) => id)).toEqual(['table', 'scatter'])
    expect(await codeOf(reader.elements('nothing'))).toBe('runUnknown')
  })

  test('its figures are filled from the result and the dataset, with the rows behind the points', async () => {
    const { data, rowIds, reduced } = await reader.resolveFigure({ runId, elementId: 'scatter' })
    expect(reduced).toBeNull()
    expect(data.map(({ x, y }) => [x, y])).toEqual([
      [Float64Array.of(3, 3, 10), Float64Array.of(6, 6, 20)],
      [Float64Array.of(-1), Float64Array.of(-2)],
    ])
    expect(rowIds.map((ids) => [...ids])).toEqual([[0, 3, 4], [2]])
    expect(await codeOf(reader.resolveFigure({ runId, elementId: 'table' }))).toBe('figureUnknown')
  })

  test('the names of its segments are those of now', async () => {
    const nameOf = async () => (await reader.resolveFigure({ runId, elementId: 'scatter' })).data[1]?.name
    expect(await nameOf()).toEqual({ $text: { key: 'figures.segment', values: { number: 2 } } })
    nameSegment(workspace.database, runId, 1, '流失客户')
    expect(await nameOf()).toEqual({ $text: { literal: '流失客户' } })
  })
})
