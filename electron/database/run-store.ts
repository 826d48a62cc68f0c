import { failure } from '@shared/contract/app-error'
import type { Diagnostics } from '@shared/contract/run-events'
import { type RunRequest, type RunSummary, runRequestSchema } from '@shared/contract/workspace'
import type { PackedArray, PackedResult } from '@shared/dataset/result-arrays'
import { prepared, type ReadableDatabase, type WritableDatabase } from './connection'
import { type ArrayDescription, listArrays, readArray, rowsPath, storeArrays } from './run-arrays'
import { followNames } from './segment-names'

/** A finished run on its way into the workspace. */
export interface NewRun {
  id: string
  methodId: string
  revisionId: number | null
  request: RunRequest
  seed: number
  appVersion: string
  startedAt: string
  durationMs: number
  diagnostics: Diagnostics
  result: PackedResult
  /** The rows a condition or a segment selected, ascending; null when it took all. Kept with the run. */
  rowIds: Int32Array | null
  /** Path of the array of segment labels, when the method makes segments. */
  labelsPath: string | null
}

/** A stored run, its result not yet read. */
export interface StoredRun {
  summary: RunSummary
  revisionId: number | null
  arrays: ArrayDescription[]
}

/** Stores a run in one transaction; segment names of an earlier run like it follow the greatest overlap. */
export function storeRun(database: WritableDatabase, run: NewRun): RunSummary {
  database.transaction(() => {
    prepared(
      database,
      `INSERT INTO run (id, method_id, revision_id, request, seed, app_version, started_at, duration_ms, diagnostics, result)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ).run(
      run.id,
      run.methodId,
      run.revisionId,
      JSON.stringify(run.request),
      run.seed,
      run.appVersion,
      run.startedAt,
      run.durationMs,
      JSON.stringify(run.diagnostics),
      JSON.stringify(run.result.json),
    )
    storeArrays(database, run.id, run.result.arrays)
    if (run.rowIds) storeArrays(database, run.id, [rowsArray(run.rowIds)])
    if (run.labelsPath !== null) followNames(database, run.id, run.labelsPath)
  })()
  return readRunSummary(database, run.id)
}

function rowsArray(rowIds: Int32Array): PackedArray {
  return { path: rowsPath, type: 'Int32Array', nRows: rowIds.length, nColumns: null, data: rowIds }
}

/** What a run was computed on: its revision, and its rows unless it took all. @throws runUnknown */
export function readBasis(
  database: ReadableDatabase,
  runId: string,
): { revisionId: number | null; rowIds: Int32Array | null } {
  const { revision_id } = runRow(database, runId)
  const known = prepared(database, 'SELECT 1 FROM run_array WHERE run_id = ? AND path = ?').get(runId, rowsPath)
  return { revisionId: revision_id, rowIds: known ? (readArray(database, runId, rowsPath).data as Int32Array) : null }
}

interface RunRow {
  id: string
  title: string | null
  method_id: string
  dataset_id: string | null
  dataset: string | null
  number: number | null
  revision_id: number | null
  current_revision: number | null
  request: string
  diagnostics: string
  app_version: string
  started_at: string
  duration_ms: number
}

const runQuery = `
  SELECT run.id, title, method_id, dataset_id, dataset.name AS dataset, number, revision_id, current_revision, request,
    diagnostics, app_version, run.started_at, duration_ms
  FROM run LEFT JOIN revision ON revision.id = revision_id LEFT JOIN dataset ON dataset.id = dataset_id`

function toSummary(database: ReadableDatabase, row: RunRow): RunSummary {
  return {
    id: row.id,
    title: row.title,
    methodId: row.method_id,
    datasetId: row.dataset_id,
    dataset: row.dataset,
    revision: row.number,
    request: runRequestSchema.parse(JSON.parse(row.request)),
    diagnostics: JSON.parse(row.diagnostics) as Diagnostics,
    appVersion: row.app_version,
    startedAt: row.started_at,
    durationMs: row.duration_ms,
    stale: row.revision_id !== null && row.revision_id !== row.current_revision,
    segmentNames: readSegmentNames(database, row.id),
    segmentColours: readSegmentColours(database, row.id),
  }
}

function readSegmentNames(database: ReadableDatabase, runId: string): Record<string, string> {
  const sql = 'SELECT label, name FROM segment_name WHERE run_id = ? ORDER BY label'
  const rows = prepared<{ label: number; name: string }>(database, sql).all(runId)
  return Object.fromEntries(rows.map(({ label, name }) => [String(label), name]))
}

function readSegmentColours(database: ReadableDatabase, runId: string): Record<string, number> {
  const sql = `SELECT json_extract(definition, '$.label') AS label, colour FROM segment
    WHERE removed_at IS NULL AND json_extract(definition, '$.kind') = 'cluster' AND json_extract(definition, '$.runId') = ?`
  const rows = prepared<{ label: number; colour: number }>(database, sql).all(runId)
  return Object.fromEntries(rows.map(({ label, colour }) => [String(label), colour]))
}

/** Runs in view, newest first. */
export function listRuns(database: ReadableDatabase): RunSummary[] {
  const sql = `${runQuery} WHERE run.removed_at IS NULL ORDER BY run.started_at DESC, run.rowid DESC`
  return prepared<RunRow>(database, sql)
    .all()
    .map((row) => toSummary(database, row))
}

/** @throws runUnknown */
export function readRunSummary(database: ReadableDatabase, runId: string): RunSummary {
  return toSummary(database, runRow(database, runId))
}

function runRow(database: ReadableDatabase, runId: string): RunRow {
  const row = prepared<RunRow>(database, `${runQuery} WHERE run.id = ?`).get(runId)
  if (!row) throw failure('runUnknown', { run: runId })
  return row
}

/** A run without its result; `readPackedResult` and `readArray` read that. @throws runUnknown */
export function readRun(database: ReadableDatabase, runId: string): StoredRun {
  const row = runRow(database, runId)
  return { summary: toSummary(database, row), revisionId: row.revision_id, arrays: listArrays(database, runId) }
}

/** Gives a run a title of the user's, or takes it away with null. */
export function renameRun(database: WritableDatabase, runId: string, title: string | null): RunSummary {
  runRow(database, runId)
  prepared(database, 'UPDATE run SET title = ? WHERE id = ?').run(title?.trim() || null, runId)
  return readRunSummary(database, runId)
}

/** Names a segment of a run, or takes the name away with null. */
export function nameSegment(database: WritableDatabase, runId: string, label: number, name: string | null): RunSummary {
  runRow(database, runId)
  if (name?.trim()) {
    const sql = 'INSERT OR REPLACE INTO segment_name (run_id, label, name) VALUES (?, ?, ?)'
    prepared(database, sql).run(runId, label, name.trim())
  } else {
    prepared(database, 'DELETE FROM segment_name WHERE run_id = ? AND label = ?').run(runId, label)
  }
  return readRunSummary(database, runId)
}

/** Takes a run out of view, or brings it back; final when the workspace is closed. */
export function setRunRemoved(database: WritableDatabase, runId: string, removed: boolean): void {
  runRow(database, runId)
  const at = removed ? new Date().toISOString() : null
  prepared(database, 'UPDATE run SET removed_at = ? WHERE id = ?').run(at, runId)
}
