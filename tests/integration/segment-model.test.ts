import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { createRandom } from '@shared/math/random'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { document, refusal } from './command-line'

let folder = ''
let workspace = ''

/** Customers on a coarse grid, so that many lie just as far from two centres; with gaps, zeros and quotes in names. */
function customersCsv(nRows: number, shift: number): string {
  const random = createRandom(12 + shift)
  const lines = ['visits,"spend ""net""",region,age']
  for (let i = 0; i < nRows; i++) {
    const group = i % 3
    const visits = group * 8 + random.integer(5) + shift
    const spend = [2, 40, 90][group] as number
    const cells = [
      visits,
      spend + 10 * random.integer(3),
      ['north', "o'brien", 'south'][group],
      20 + random.integer(40),
    ]
    lines.push(cells.map((cell, j) => ((i * 7 + j * 3) % 23 === 0 ? '' : cell)).join(','))
  }
  return lines.join('\n')
}

interface Run {
  runId: string
  result: { labels: (number | null)[] }
}
interface Report {
  labels: (number | null)[]
  agreement: number
  isExact: boolean
  beyondTraining: number | null
  withoutSegment: number
  segments: { rows: number; rowsThen: number; share: number }[]
  drift: { column: string; psi: number; ks: number }[]
  unusedColumns: string[]
}

beforeAll(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'segment-model-'))
  workspace = path.join(folder, 'w.regulars')
  for (const [name, shift] of [
    ['then', 0],
    ['now', 6],
  ] as const) {
    const file = path.join(folder, `${name}.csv`)
    fs.writeFileSync(file, customersCsv(400, shift))
    await document('import', file, '--workspace', workspace, '--dataset', name)
  }
  fs.writeFileSync(path.join(folder, 'other.csv'), 'visits,total\n1,2\n3,4\n')
  await document('import', path.join(folder, 'other.csv'), '--workspace', workspace, '--dataset', 'other')
}, 120_000)

afterAll(() => fs.rmSync(folder, { recursive: true, force: true }))

function run(method: string, params: Record<string, unknown>, columns: Record<string, unknown> = {}): Promise<Run> {
  const chosen = { features: ['visits', 'spend "net"', 'age'], ...columns }
  const words = ['--columns', JSON.stringify(chosen), '--params', JSON.stringify(params), '--seed', '5']
  return document('run', method, '--workspace', workspace, '--dataset', 'then', ...words)
}

/** Labels that the exported SQL gives, run through the real `query`. */
async function labelsBySql(runId: string): Promise<(number | null)[]> {
  const out = path.join(folder, `${runId}.sql`)
  await document('model', '--workspace', workspace, '--run', runId, '--out', out)
  const sql = fs.readFileSync(out, 'utf8')
  const { columns, rows } = await document<{ columns: string[]; rows: (number | null)[][] }>(
    ...['query', '--workspace', workspace, sql],
  )
  const [row, segment] = [columns.indexOf('_row'), columns.indexOf('segment')]
  const labels = new Array<number | null>(rows.length).fill(null)
  for (const cells of rows) labels[cells[row] as number] = cells[segment] ?? null
  return labels
}

const assign = (runId: string, dataset: string) =>
  document<Report>('assign', '--workspace', workspace, '--model', runId, '--dataset', dataset)

describe('a stored segmentation as a model', () => {
  test.each([
    ['k-means', { k: 4, scaling: 'standard' }],
    ['k-means', { k: 3, scaling: 'none', missing: 'median' }],
    ['k-means', { k: 5, scaling: 'robust', transform: 'log1p', missing: 'mean' }],
    ['k-means', { k: 3, scaling: 'min-max', transform: 'yeo-johnson' }],
    ['k-medoids', { k: 4 }],
    ['gaussian-mixture', { nComponents: 3, covariance: 'tied', missing: 'mean' }],
    ['segment-tree', { maxDepth: 5, minSamplesLeaf: 2 }],
  ] as const)('%s %o: SQL = assign = the run, on every row', async (method, params) => {
    const isTree = method === 'segment-tree'
    const columns = isTree ? { target: 'region', features: ['visits', 'spend "net"', 'age'] } : {}
    const { runId, result } = await run(method, params, columns)
    const bySql = await labelsBySql(runId)
    const report = await assign(runId, 'then')
    expect(report.labels).toEqual(bySql)
    expect(report.agreement).toBe(1)
    expect(report.isExact).toBe(true)
    // A tree leaves out rows without a target, which the model can label all the same.
    const differing = result.labels.filter((label, i) => label !== bySql[i] && !(isTree && label === null))
    expect(differing).toEqual([])
    expect(bySql.filter((label) => label !== null).length).toBeGreaterThan(300)
  })

  test('a tree on numbers and categories: SQL = assign', async () => {
    const columns = { target: 'age', features: ['region', 'visits'] }
    const { runId } = await run('segment-tree', { maxDepth: 6 }, columns)
    expect((await assign(runId, 'then')).labels).toEqual(await labelsBySql(runId))
  })

  test.each(['hierarchical', 'dbscan'])('%s is approximated by nearest means, and says so', async (method) => {
    const { runId } = await run(method, method === 'dbscan' ? { eps: 0.6, minPoints: 4 } : { k: 3 })
    const report = await assign(runId, 'then')
    expect(report.isExact).toBe(false)
    expect(report.agreement).toBeLessThanOrEqual(1)
    expect(report.labels).toEqual(await labelsBySql(runId))
  })

  test('drift is nothing on the same rows, and seen where customers have changed', async () => {
    const { runId } = await run('k-means', { k: 3 })
    const same = await assign(runId, 'then')
    for (const { psi, ks } of same.drift) expect([psi, ks]).toEqual([0, 0])
    expect(same.beyondTraining).toBe(0)
    expect(same.segments.every(({ rows, rowsThen }) => rows === rowsThen)).toBe(true)
    const moved = await assign(runId, 'now')
    const drift = Object.fromEntries(moved.drift.map((one) => [one.column, one]))
    expect(drift['visits']?.psi).toBeGreaterThan(0.25)
    expect(drift['visits']?.ks).toBeGreaterThan(0.2)
    expect(drift['age']?.psi).toBeLessThan(0.1)
    expect(moved.beyondTraining).toBeGreaterThan(0)
    expect(moved.unusedColumns).toEqual(['region'])
    expect(moved.segments.reduce((sum, { rows }) => sum + rows, 0) + moved.withoutSegment).toBe(400)
  })

  test('columns that are not there are named, and nothing is guessed', async () => {
    const { runId } = await run('k-means', { k: 3 })
    const { code, error } = await refusal('assign', '--workspace', workspace, '--model', runId, '--dataset', 'other')
    expect(code).toBe(1)
    expect(error).toMatchObject({ code: 'modelColumnsMissing' })
    expect(error['message']).toContain('spend "net", age')
  })

  test('a run without segments has no model; JSON holds centres with scaling', async () => {
    const described = await document<Run>('run', 'describe', '--workspace', workspace, '--dataset', 'then')
    const out = path.join(folder, 'model.json')
    const words = ['--workspace', workspace, '--run', described.runId, '--out', out]
    expect((await refusal('model', ...words)).error).toMatchObject({ code: 'modelNone' })
    const { runId } = await run('k-means', { k: 3 })
    await document('model', '--workspace', workspace, '--run', runId, '--out', out)
    const model = JSON.parse(fs.readFileSync(out, 'utf8')) as {
      rule: { centers: number[][]; features: { name: string }[] }
    }
    expect(model.rule.centers).toHaveLength(3)
    expect(model.rule.features.map(({ name }) => name)).toEqual(['visits', 'spend "net"', 'age'])
  })
})
