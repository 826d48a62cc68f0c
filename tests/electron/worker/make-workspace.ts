import { randomUUID } from 'node:crypto'
import path from 'node:path'
import type { ColumnInfo, MeasureType, StorageType } from '@shared/dataset/schema'
import type { WritableDatabase } from '../../../electron/database/connection'
import { storeRun } from '../../../electron/database/run-store'
import { closeWorkspace, createWorkspaceFile, openWorkspace } from '../../../electron/database/workspace-file'
import type { RunOutput } from '../../../electron/worker'

const now = '2024-03-05T10:00:00.000Z'
const measureTypes: Record<StorageType, MeasureType> = {
  integer: 'continuous',
  real: 'continuous',
  text: 'nominal',
  date: 'time',
  datetime: 'time',
}

export type Cell = string | number | null
export type Table = Record<string, { storage: StorageType; values: readonly Cell[] }>

/** A workspace file that is open for writing in this process, as it is while the application runs. */
export interface TestWorkspace {
  path: string
  database: WritableDatabase
  close(): void
}

let made = 0

export function makeWorkspace(folder: string, tables: Record<string, Table> = {}): TestWorkspace {
  const file = path.join(folder, `worker-${++made}.regulars`)
  createWorkspaceFile(file)
  const workspace = openWorkspace(file, { program: 'window' })
  for (const [name, table] of Object.entries(tables)) addDataset(workspace.database, name, table)
  return { path: workspace.path, database: workspace.database, close: () => closeWorkspace(workspace) }
}

/** Publishes a dataset, as an import does; answers its revision's id. */
export function addDataset(database: WritableDatabase, name: string, table: Table): number {
  const columns = Object.entries(table).map(
    ([column, { storage, values }]): ColumnInfo => ({
      name: column,
      storage,
      measureType: measureTypes[storage],
      role: null,
      missing: values.filter((value) => value === null).length,
    }),
  )
  const nRows = Math.max(0, ...Object.values(table).map(({ values }) => values.length))
  return database.transaction(() => {
    const datasetId = randomUUID()
    database.prepare('INSERT INTO dataset (id, name, created_at) VALUES (?, ?, ?)').run(datasetId, name, now)
    const insertRevision = database.prepare(
      `INSERT INTO revision (dataset_id, number, n_rows, columns, table_name, created_at, published)
       VALUES (?, 1, ?, ?, '', ?, 1)`,
    )
    const revisionId = Number(insertRevision.run(datasetId, nRows, JSON.stringify(columns), now).lastInsertRowid)
    const data = `data_${revisionId}`
    database.prepare('UPDATE revision SET table_name = ? WHERE id = ?').run(data, revisionId)
    database.prepare('UPDATE dataset SET current_revision = ? WHERE id = ?').run(revisionId, datasetId)
    fill(database, data, Object.values(table), nRows)
    return revisionId
  })()
}

const affinities: Record<StorageType, string> = {
  integer: 'INTEGER',
  real: 'REAL',
  text: 'TEXT',
  date: 'TEXT',
  datetime: 'TEXT',
}

function fill(database: WritableDatabase, name: string, columns: Table[string][], nRows: number): void {
  const declared = columns.map(({ storage }, i) => `c${i} ${affinities[storage]}`)
  database.exec(`CREATE TABLE ${name} (${['_row INTEGER PRIMARY KEY', ...declared].join(', ')})`)
  const insert = database.prepare(`INSERT INTO ${name} VALUES (?${', ?'.repeat(columns.length)})`)
  for (let row = 0; row < nRows; row++) insert.run(row, ...columns.map(({ values }) => values[row] ?? null))
}

/** Stores what a run has computed; answers the run's id. */
export function keepRun(database: WritableDatabase, output: RunOutput, labelsPath: string | null): string {
  const { request, diagnostics, packed, revisionId } = output
  return storeRun(database, {
    id: randomUUID(),
    methodId: request.methodId,
    revisionId,
    request,
    seed: request.seed,
    appVersion: 'test',
    startedAt: now,
    durationMs: diagnostics.durationMs,
    diagnostics,
    result: packed,
    rowIds: null,
    labelsPath,
  }).id
}
