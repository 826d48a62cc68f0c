import { randomUUID } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import type { RunRequest } from '@shared/contract/workspace'
import type { ColumnInfo } from '@shared/dataset/schema'
import { kernels } from '@shared/math/kernels'
import { methodOf, methods } from '@shared/methods/registry'
import Papa from 'papaparse'
import type { WritableDatabase } from '../../../electron/database/connection'
import { nameSegment, storeRun } from '../../../electron/database/run-store'
import { closeWorkspace, createWorkspaceFile, openWorkspace } from '../../../electron/database/workspace-file'
import { runMethod } from '../../../electron/worker/run-method'

const file = path.resolve(import.meta.dirname, '../../../resources/sample-data/customers.csv')
const nominal = new Set(['name', 'gender', 'city', 'country', 'channel', 'tier', 'opt_in'])
const whole = new Set(['age', 'satisfaction', 'visits', 'purchases', 'recency_days'])

function columnOf(name: string): ColumnInfo {
  if (name === 'customer_id') return { name, storage: 'text', measureType: 'id', role: 'customer', missing: 0 }
  if (name === 'signup_date') return { name, storage: 'date', measureType: 'time', role: 'date', missing: 0 }
  if (nominal.has(name)) return { name, storage: 'text', measureType: 'nominal', role: null, missing: 0 }
  return { name, storage: whole.has(name) ? 'integer' : 'real', measureType: 'continuous', role: null, missing: 0 }
}

export type Value = string | number | null

function readValue(written: string | undefined, { storage }: ColumnInfo): Value {
  const words = written?.trim() ?? ''
  if (words === '' || words === 'N/A' || words === '-') return null
  return storage === 'integer' || storage === 'real' ? Number(words) : words
}

/** The sample's customers as they would be imported: the three rows with an unreadable cell are rejected. */
export function sampleCustomers(): { columns: ColumnInfo[]; rows: Value[][]; rejected: number } {
  const [names = [], ...body] = Papa.parse<string[]>(fs.readFileSync(file, 'utf8'), { skipEmptyLines: true }).data
  const columns = names.map(columnOf)
  const all = body.map((cells) => columns.map((column, index) => readValue(cells[index], column)))
  const rows = all.filter((row) => !row.some((value) => Number.isNaN(value)) && !row.includes('2024-02-30'))
  return { columns, rows, rejected: all.length - rows.length }
}

function addCustomers(
  database: WritableDatabase,
  name: string,
  columns: readonly ColumnInfo[],
  rows: readonly Value[][],
  rejected: number,
): void {
  const at = '2026-01-05T09:12:00.000Z'
  const id = randomUUID()
  database
    .prepare('INSERT INTO dataset (id, name, customer_key, created_at) VALUES (?, ?, ?, ?)')
    .run(id, name, columns[0]?.name, at)
  const revision = database
    .prepare(
      "INSERT INTO revision (dataset_id, number, n_rows, columns, table_name, created_at, published) VALUES (?, 1, ?, ?, 'data_1', ?, 1)",
    )
    .run(id, rows.length, JSON.stringify(columns), at).lastInsertRowid
  const kinds = { integer: 'INTEGER', real: 'REAL', text: 'TEXT', date: 'TEXT', datetime: 'TEXT' }
  database.exec(
    `CREATE TABLE data_1 (_row INTEGER PRIMARY KEY, ${columns.map(({ storage }, i) => `c${i} ${kinds[storage]}`).join(', ')})`,
  )
  const insert = database.prepare(`INSERT INTO data_1 VALUES (?, ${columns.map(() => '?').join(', ')})`)
  for (const [index, row] of rows.entries()) insert.run(index, ...row)
  const receipt = database
    .prepare(
      `INSERT INTO receipt (revision_id, file, bytes, sha256, options, rows_read, rows_imported, rows_rejected, encoding, delimiter, duration_ms, imported_at)
       VALUES (?, 'customers.csv', 95400, ?, '{}', ?, ?, ?, 'UTF-8', ',', 80, ?)`,
    )
    .run(revision, 'dc57bd74'.repeat(8), rows.length + rejected, rows.length, rejected, at).lastInsertRowid
  for (let row = 0; row < rejected; row++) {
    database
      .prepare("INSERT INTO reject (receipt_id, row, \"column\", reason, raw) VALUES (?, ?, 'age', ?, '')")
      .run(receipt, row, JSON.stringify({ literal: 'not a number' }))
  }
  database.prepare('UPDATE dataset SET current_revision = ? WHERE id = ?').run(revision, id)
}

function addRun(database: WritableDatabase, workspace: string, request: RunRequest): string {
  const output = runMethod(
    database,
    { workspace, request },
    { methods, kernels, cancelFlag: new Int32Array(1), helpers: null, onProgress: () => {} },
  )
  const { id } = storeRun(database, {
    id: randomUUID(),
    methodId: request.methodId,
    revisionId: output.revisionId,
    request: output.request,
    seed: output.diagnostics.seed,
    appVersion: '0.1.0',
    startedAt: '2026-01-05T09:30:00.000Z',
    durationMs: 182,
    diagnostics: output.diagnostics,
    result: output.packed,
    rowIds: null,
    labelsPath: methodOf(request.methodId).segmentLabels ?? null,
  })
  return id
}

const features = ['visits', 'purchases', 'annual_spend', 'recency_days', 'discount_share']

interface SampleWorkspace {
  path: string
  /** describe, k-means, pca. */
  runIds: string[]
  columns: ColumnInfo[]
  rows: Value[][]
}

/**
 * A workspace with the sample's customers and three finished runs, closed.
 * @param rename another name for a column: hostile words, for example
 */
export function makeSampleWorkspace(folder: string, rename: Readonly<Record<string, string>> = {}): SampleWorkspace {
  const place = path.join(folder, `${randomUUID()}.regulars`)
  createWorkspaceFile(place)
  const workspace = openWorkspace(place, { program: 'window' })
  const { columns: original, rows, rejected } = sampleCustomers()
  const columns = original.map((column) => ({ ...column, name: rename[column.name] ?? column.name }))
  const name = rename['customers'] ?? 'customers'
  try {
    const { database } = workspace
    addCustomers(database, name, columns, rows, rejected)
    const chosen = features.map((feature) => rename[feature] ?? feature)
    const run = (methodId: string, role: string, params: Record<string, unknown>) =>
      addRun(database, place, { methodId, dataset: name, columns: { [role]: chosen }, params, seed: 42 })
    const [role = ''] = Object.keys(methodOf('describe').inputs)
    const runIds = [
      run('describe', role, {}),
      run('k-means', 'features', { k: 5, scaling: 'standard' }),
      run('pca', 'features', {}),
    ]
    nameSegment(database, runIds[1] ?? '', 0, rename['segment'] ?? '偶尔光顾 Occasional')
    return { path: place, runIds, columns, rows }
  } finally {
    closeWorkspace(workspace)
  }
}
