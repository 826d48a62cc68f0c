import { createRandom } from '@shared/math/random'
import { afterAll, describe, expect, test } from 'vitest'
import { openReadable } from '../../electron/database/connection'
import { readRevision } from '../../electron/database/dataset-store'
import { loadColumns } from '../../electron/worker/load-columns'
import { profileDataset } from '../../electron/worker/profile-dataset'
import { selectRows } from '../../electron/worker/select-rows'
import { SortedRows } from '../../electron/worker/sorted-rows'
import { literal } from '../../shared/contract/text'
import type { Column } from '../../shared/dataset/column'
import { resolveFigure } from '../../shared/figures/resolve-figure'
import { scratchFolder } from '../electron/database/scratch'
import { makeWorkspace, type Table } from '../electron/worker/make-workspace'

const folder = scratchFolder()
const never = () => false

function millisecondsOf(action: () => unknown): number {
  const begin = performance.now()
  action()
  return performance.now() - begin
}

function report(name: string, milliseconds: number, limit: number): void {
  console.log(`${name}: ${milliseconds.toFixed(0)} ms (limit ${limit} ms)`)
  expect(milliseconds).toBeLessThan(limit)
}

function numbers(nRows: number): Table {
  const random = createRandom(1)
  const column = () => ({ storage: 'real' as const, values: Float64Array.from({ length: nRows }, random.normal) })
  return Object.fromEntries(Array.from({ length: 10 }, (_, i) => [`x${i}`, column()])) as unknown as Table
}

/** Rows and columns as a screen and a run need them, on this machine alone; limits are those of the design with room for a busy machine. */
describe.each([
  { nRows: 200_000, load: 500, profile: 1200, sort: 600 },
  { nRows: 1_000_000, load: 2500, profile: 8000, sort: 4000 },
])('$nRows rows × 10 columns', ({ nRows, load, profile, sort }) => {
  const workspace = makeWorkspace(folder, { shop: numbers(nRows) })
  const database = openReadable(workspace.path)
  const revision = readRevision(database, 'shop')
  const wanted = revision.columns.map(({ name }) => ({ name, as: 'numeric' as const }))
  afterAll(() => {
    database.close()
    workspace.close()
  })

  test('loading into typed arrays', () => {
    report(
      'load',
      millisecondsOf(() => loadColumns(database, revision, wanted, null, never)),
      load,
    )
  })

  test('loading every second row', () => {
    const rows = Int32Array.from({ length: nRows / 2 }, (_, i) => 2 * i)
    report(
      'load half',
      millisecondsOf(() => loadColumns(database, revision, wanted, rows, never)),
      load,
    )
  })

  test('profile of all columns', () => {
    report(
      'profile',
      millisecondsOf(() => profileDataset(database, revision, never)),
      profile,
    )
  })

  test('sorting by a column', () => {
    const query = { dataset: 'shop', sort: [{ column: 'x3', descending: true }] }
    report(
      'sort',
      millisecondsOf(() => selectRows(database, query, new SortedRows(), never)),
      sort,
    )
  })
})

describe.each([20_000, 200_000, 1_000_000])('a scatter of %i points in 5 segments', (n) => {
  const random = createRandom(2)
  const labels = Int32Array.from({ length: n }, (_, i) => i % 5)
  const columns = ['x', 'y'].map(
    (name): Column => ({
      kind: 'numeric',
      name,
      measureType: 'continuous',
      values: Float64Array.from(labels, (label) => 2 * label + random.normal()),
    }),
  )
  const sources = {
    result: { labels },
    column: (name: string) => columns[name === 'x' ? 0 : 1] as Column,
    segmentName: () => literal('segment'),
  }
  const trace = {
    type: 'scattergl',
    x: { $column: 'x' },
    y: { $column: 'y' },
    $groupBy: { $result: 'labels' },
    $hull: true,
    $centers: true,
    $rows: true,
  }
  const element = { type: 'figure' as const, id: 'f', title: literal('F'), data: [trace], layout: {} }

  test('resolving', () => {
    report(
      'resolve',
      millisecondsOf(() => resolveFigure(element, sources)),
      1500,
    )
  })

  test('resolving the middle', () => {
    const viewport = { x: [3, 5], y: [3, 5] } as const
    report(
      'resolve part',
      millisecondsOf(() => resolveFigure(element, sources, {}, viewport)),
      1500,
    )
  })
})
