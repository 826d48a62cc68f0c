import { randomUUID } from 'node:crypto'
import { failure } from '@shared/contract/app-error'
import type { Report } from '@shared/contract/workspace'
import { prepared, type ReadableDatabase, type WritableDatabase } from './connection'

interface ReportRow {
  id: string
  title: string
  run_ids: string
  created_at: string
  updated_at: string
}

function toReport(row: ReportRow): Report {
  const runIds = JSON.parse(row.run_ids) as string[]
  return { id: row.id, title: row.title, runIds, createdAt: row.created_at, updatedAt: row.updated_at }
}

/** Reports, newest first. */
export function listReports(database: ReadableDatabase): Report[] {
  return prepared<ReportRow>(database, 'SELECT * FROM report ORDER BY created_at DESC, rowid DESC').all().map(toReport)
}

/** @throws reportUnknown */
export function readReport(database: ReadableDatabase, reportId: string): Report {
  const row = prepared<ReportRow>(database, 'SELECT * FROM report WHERE id = ?').get(reportId)
  if (!row) throw failure('reportUnknown', { report: reportId })
  return toReport(row)
}

/** @throws runUnknown */
export function createReport(database: WritableDatabase, title: string, runIds: readonly string[]): Report {
  checkRuns(database, runIds)
  const id = randomUUID()
  const now = new Date().toISOString()
  const sql = 'INSERT INTO report (id, title, run_ids, created_at, updated_at) VALUES (?, ?, ?, ?, ?)'
  prepared(database, sql).run(id, title, JSON.stringify(runIds), now, now)
  return readReport(database, id)
}

/** @throws reportUnknown, runUnknown */
export function updateReport(
  database: WritableDatabase,
  reportId: string,
  changes: { title?: string | undefined; runIds?: readonly string[] | undefined },
): Report {
  const report = readReport(database, reportId)
  if (changes.runIds) checkRuns(database, changes.runIds)
  const sql = 'UPDATE report SET title = ?, run_ids = ?, updated_at = ? WHERE id = ?'
  const runIds = JSON.stringify(changes.runIds ?? report.runIds)
  prepared(database, sql).run(changes.title ?? report.title, runIds, new Date().toISOString(), reportId)
  return readReport(database, reportId)
}

export function removeReport(database: WritableDatabase, reportId: string): void {
  readReport(database, reportId)
  prepared(database, 'DELETE FROM report WHERE id = ?').run(reportId)
}

function checkRuns(database: ReadableDatabase, runIds: readonly string[]): void {
  for (const run of runIds) {
    if (!prepared(database, 'SELECT 1 FROM run WHERE id = ?').get(run)) throw failure('runUnknown', { run })
  }
}
