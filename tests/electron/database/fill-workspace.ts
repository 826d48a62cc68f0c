import { randomUUID } from 'node:crypto'
import type { ColumnInfo } from '@shared/dataset/schema'
import type { WritableDatabase } from '../../../electron/database/connection'
import type { NewRun } from '../../../electron/database/run-store'

const columns: ColumnInfo[] = [
  { name: 'id', storage: 'text', measureType: 'id', role: 'customer', missing: 0 },
  { name: 'spend', storage: 'real', measureType: 'continuous', role: 'amount', missing: 1 },
]

/** Publishes a revision of two columns, as an import does; answers its id. */
export function addRevision(
  database: WritableDatabase,
  name: string,
  rows: readonly [string, number | null][],
): { datasetId: string; revisionId: number } {
  const now = '2024-03-05T10:00:00.000Z'
  return database.transaction(() => {
    const known = database.prepare('SELECT id FROM dataset WHERE name = ?').pluck().get(name) as string | undefined
    const datasetId = known ?? randomUUID()
    if (!known) {
      database
        .prepare("INSERT INTO dataset (id, name, customer_key, created_at) VALUES (?, ?, 'id', ?)")
        .run(datasetId, name, now)
    }
    const number = database.prepare('SELECT count(*) + 1 FROM revision WHERE dataset_id = ?').pluck().get(datasetId)
    const missing = rows.filter(([, spend]) => spend === null).length
    const stored = JSON.stringify(
      columns.map((column) => ({ ...column, missing: column.name === 'spend' ? missing : 0 })),
    )
    const revisionId = Number(
      database
        .prepare(
          `INSERT INTO revision (dataset_id, number, n_rows, columns, table_name, created_at, published)
           VALUES (?, ?, ?, ?, '', ?, 1)`,
        )
        .run(datasetId, number, rows.length, stored, now).lastInsertRowid,
    )
    const table = `data_${revisionId}`
    database.prepare('UPDATE revision SET table_name = ? WHERE id = ?').run(table, revisionId)
    database.exec(`CREATE TABLE ${table} (_row INTEGER PRIMARY KEY, c0 TEXT, c1 REAL)`)
    const insert = database.prepare(`INSERT INTO ${table} VALUES (?, ?, ?)`)
    for (const [row, [id, spend]] of rows.entries()) insert.run(row, id, spend)
    database
      .prepare(
        `INSERT INTO receipt (revision_id, file, bytes, sha256, options, rows_read, rows_imported, rows_rejected, duration_ms, imported_at)
         VALUES (?, 'shop.csv', 10, 'abc', '{}', ?, ?, 0, 1, ?)`,
      )
      .run(revisionId, rows.length, rows.length, now)
    database.prepare('UPDATE dataset SET current_revision = ? WHERE id = ?').run(revisionId, datasetId)
    return { datasetId, revisionId }
  })()
}

/** A k-means run with these labels, ready to be stored. */
export function runWithLabels(
  revisionId: number,
  labels: readonly number[],
  startedAt = '2024-03-05T11:00:00.000Z',
): NewRun {
  return {
    id: randomUUID(),
    methodId: 'k-means',
    revisionId,
    request: { methodId: 'k-means', dataset: 'shop', columns: { features: ['spend'] }, params: { k: 2 }, seed: 7 },
    seed: 7,
    appVersion: '0.1.0',
    startedAt,
    durationMs: 12,
    diagnostics: {
      rowsUsed: labels.length,
      rowsDropped: 0,
      dropped: [],
      converged: true,
      iterations: 3,
      durationMs: 12,
      seed: 7,
    },
    result: {
      json: { inertia: 1.5, labels: { $array: 'labels' } },
      arrays: [
        {
          path: 'labels',
          type: 'Int32Array',
          nRows: labels.length,
          nColumns: null,
          data: Int32Array.from(labels),
        },
      ],
    },
    rowIds: null,
    labelsPath: 'labels',
  }
}
