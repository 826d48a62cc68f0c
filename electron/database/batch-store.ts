import { failure } from '@shared/contract/app-error'
import type { ImportBatch, ImportDiff, ImportMode } from '@shared/contract/reimport'
import { prepared, type ReadableDatabase, type WritableDatabase } from './connection'
import { readDataset, restoreDataset } from './dataset-store'
import { setImportedRevision } from './recipe-store'

interface PublishedRevision {
  datasetId: string
  isNew: boolean
  revisionId: number
  mode: ImportMode
  diff: ImportDiff | null
}

/** Writes one batch: all revisions that one import publishes. To be used inside its publishing transaction. */
export class BatchWriter {
  readonly #database: WritableDatabase
  #batchId: number | null = null

  constructor(database: WritableDatabase) {
    this.#database = database
  }

  /** Notes a revision before it becomes its dataset's current one; answers the batch. */
  add({ datasetId, isNew, revisionId, mode, diff }: PublishedRevision): number {
    this.#batchId ??= Number(
      prepared(this.#database, 'INSERT INTO batch (imported_at) VALUES (?)').run(new Date().toISOString())
        .lastInsertRowid,
    )
    prepared(
      this.#database,
      `INSERT INTO batch_revision (batch_id, dataset_id, revision_id, revision_before, is_first, mode, diff)
       VALUES (?, ?, ?, (SELECT imported_revision FROM dataset WHERE id = ?), ?, ?, ?)`,
    ).run(
      this.#batchId,
      datasetId,
      revisionId,
      datasetId,
      isNew ? 1 : 0,
      mode,
      diff === null ? null : JSON.stringify(diff),
    )
    return this.#batchId
  }
}

interface BatchRow {
  batch_id: number
  dataset_id: string
  revision_id: number
  revision_before: number | null
  is_first: number
  mode: ImportMode
  diff: string | null
  imported_at: string
  undone_at: string | null
  n_rows: number
  imported_revision: number | null
  removed_at: string | null
}

const batchQuery = `
  SELECT batch_id, batch_revision.dataset_id, revision_id, revision_before, is_first, mode, diff, imported_at, undone_at, n_rows,
    imported_revision, removed_at
  FROM batch_revision JOIN batch ON batch.id = batch_id JOIN revision ON revision.id = revision_id
  JOIN dataset ON dataset.id = batch_revision.dataset_id`

function rowsOfBatch(database: ReadableDatabase, batchId: number): BatchRow[] {
  return prepared<BatchRow>(database, `${batchQuery} WHERE batch_id = ? ORDER BY revision_id`).all(batchId)
}

/** Whether the import is the last thing that happened to every dataset it touched. */
function canUndo(rows: readonly BatchRow[]): boolean {
  return rows.every(
    ({ undone_at, removed_at, imported_revision, revision_id }) =>
      undone_at === null && removed_at === null && imported_revision === revision_id,
  )
}

/** Whether every dataset is still as it was when the import was undone, with no other import since. */
function canRedo(database: ReadableDatabase, rows: readonly BatchRow[]): boolean {
  const later = prepared(
    database,
    'SELECT 1 FROM batch_revision WHERE dataset_id = ? AND batch_id > ? AND revision_before IS ? LIMIT 1',
  )
  return rows.every((row) => {
    if (row.undone_at === null) return false
    if (row.is_first) return row.removed_at !== null && row.imported_revision === row.revision_id
    const branched = later.get(row.dataset_id, row.batch_id, row.revision_before) !== undefined
    return row.removed_at === null && row.imported_revision === row.revision_before && !branched
  })
}

/** The imports into a dataset, newest first. */
export function listBatches(database: ReadableDatabase, nameOrId: string): ImportBatch[] {
  const { id } = readDataset(database, nameOrId)
  const rows = prepared<BatchRow>(database, `${batchQuery} WHERE batch_revision.dataset_id = ? ORDER BY batch_id DESC`)
  return rows.all(id).map((row) => toBatch(database, row))
}

function toBatch(database: ReadableDatabase, row: BatchRow): ImportBatch {
  const all = rowsOfBatch(database, row.batch_id)
  const files = prepared(database, 'SELECT file FROM receipt WHERE revision_id = ? ORDER BY id').pluck()
  return {
    id: row.batch_id,
    importedAt: row.imported_at,
    undone: row.undone_at !== null,
    files: files.all(row.revision_id) as string[],
    mode: row.mode,
    datasets: all.length,
    first: row.is_first === 1,
    rows: row.n_rows,
    diff: row.diff === null ? null : (JSON.parse(row.diff) as ImportDiff),
    canUndo: canUndo(all),
    canRedo: canRedo(database, all),
  }
}

/** Datasets that an undo or redo touched: those that are in view afterwards have rows. */
export interface BatchChange {
  batch: number
  datasets: { id: string; name: string; rows: number | null }[]
}

/**
 * Takes an import back: every dataset it touched begins again with the revision before, exactly; one that it made goes out of view.
 * @throws importBatchUnknown; importUndoBlocked when something has happened to one of the datasets since
 */
export function undoBatch(database: WritableDatabase, batchId: number): BatchChange {
  return database
    .transaction(() => {
      const rows = knownBatch(database, batchId)
      if (!canUndo(rows)) throw failure('importUndoBlocked')
      const now = new Date().toISOString()
      for (const { dataset_id, revision_before, is_first } of rows) {
        if (is_first) prepared(database, 'UPDATE dataset SET removed_at = ? WHERE id = ?').run(now, dataset_id)
        else if (revision_before !== null) setImportedRevision(database, dataset_id, revision_before)
      }
      prepared(database, 'UPDATE batch SET undone_at = ? WHERE id = ?').run(now, batchId)
      return changeOf(database, batchId, rows)
    })
    .immediate()
}

/**
 * Brings back an import that was undone.
 * @throws importBatchUnknown; importRedoBlocked when something else has happened since
 */
export function redoBatch(database: WritableDatabase, batchId: number): BatchChange {
  return database
    .transaction(() => {
      const rows = knownBatch(database, batchId)
      if (!canRedo(database, rows)) throw failure('importRedoBlocked')
      for (const { dataset_id, revision_id, is_first } of rows) {
        if (is_first) restoreDataset(database, dataset_id)
        else setImportedRevision(database, dataset_id, revision_id)
      }
      prepared(database, 'UPDATE batch SET undone_at = NULL WHERE id = ?').run(batchId)
      return changeOf(database, batchId, rows)
    })
    .immediate()
}

function knownBatch(database: ReadableDatabase, batchId: number): BatchRow[] {
  const rows = rowsOfBatch(database, batchId)
  if (rows.length === 0) throw failure('importBatchUnknown')
  return rows
}

function changeOf(database: ReadableDatabase, batch: number, rows: readonly BatchRow[]): BatchChange {
  const read = prepared<{ id: string; name: string; rows: number | null }>(
    database,
    `SELECT dataset.id, name, CASE WHEN removed_at IS NULL THEN n_rows END AS rows
     FROM dataset LEFT JOIN revision ON revision.id = current_revision WHERE dataset.id = ?`,
  )
  return { batch, datasets: rows.flatMap(({ dataset_id }) => read.get(dataset_id) ?? []) }
}

/** The newest import into a dataset that can be taken back, or brought back. @throws importUndoBlocked, importRedoBlocked */
export function latestBatch(database: ReadableDatabase, nameOrId: string, what: 'undo' | 'redo'): number {
  const batches = listBatches(database, nameOrId)
  // Of several that were undone, the first is to be brought back first.
  const found = what === 'undo' ? batches.find((batch) => batch.canUndo) : batches.findLast((batch) => batch.canRedo)
  if (!found) throw failure(what === 'undo' ? 'importUndoBlocked' : 'importRedoBlocked')
  return found.id
}
