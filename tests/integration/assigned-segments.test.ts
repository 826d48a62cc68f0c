import fs from 'node:fs'
import path from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { scratchFolder } from '../electron/database/scratch'
import { document } from './command-line'

const folder = scratchFolder()
const workspace = path.join(folder, 'shop.regulars')
const at = ['--workspace', workspace]
const sample = path.resolve(import.meta.dirname, '../../resources/sample-data/customers.csv')

interface Segments {
  segments: { name: string; rows: number; ofRows: number }[]
}
interface Assigned {
  nRows: number
  segments: { label: number; rows: number }[]
}

let runId = ''
let sizes: number[] = []

beforeAll(async () => {
  await document('import', sample, ...at)
  const columns = JSON.stringify({ features: ['annual_spend', 'visits', 'recency_days'] })
  const params = JSON.stringify({ k: 3 })
  const run = await document<{ runId: string; result: { sizes: number[] } }>(
    ...['run', 'k-means', ...at, '--dataset', 'customers', '--columns', columns, '--params', params],
  )
  runId = run.runId
  sizes = run.result.sizes
}, 60_000)

const create = (name: string, definition: object) =>
  document<{ rows: number }>(
    ...['segment', 'create', ...at, '--dataset', 'customers', '--name', name],
    ...['--definition', JSON.stringify(definition)],
  )

/** Next month's file: the same customers and forty new ones like some of them. */
function nextMonth(): string {
  const [header, ...rows] = fs.readFileSync(sample, 'utf8').trimEnd().split(/\r?\n/)
  const fresh = rows.slice(0, 40).map((row, i) => row.replace(/^[^,]*/, String(900_000 + i)))
  const file = path.join(folder, 'customers.csv')
  fs.writeFileSync(file, [header, ...rows, ...fresh].join('\n'))
  return file
}

test('a segment that its model fills has the cluster’s rows on the run’s revision, and the model’s on the next; another keeps its customers', async () => {
  expect((await create('Filled', { kind: 'cluster', runId, label: 0, assign: true })).rows).toBe(sizes[0])
  expect((await create('Kept', { kind: 'cluster', runId, label: 0 })).rows).toBe(sizes[0])
  await document('import', nextMonth(), ...at, '--dataset', 'customers')
  const assigned = await document<Assigned>('assign', ...at, '--model', runId, '--dataset', 'customers')
  const { segments } = await document<Segments>('segments', ...at)
  const rowsOf = (name: string) => segments.find((segment) => segment.name === name)?.rows
  expect(assigned.segments[0]?.rows).toBeGreaterThan(sizes[0] as number)
  expect(rowsOf('Filled')).toBe(assigned.segments[0]?.rows)
  expect(rowsOf('Kept')).toBe(sizes[0])
}, 60_000)
