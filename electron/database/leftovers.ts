import { identifier, prepared, type ReadableDatabase, type WritableDatabase } from './connection'

/** What an import, a run or a removal that was interrupted may leave behind; `verify` names them, opening drops them. */
export interface Leftovers {
  /** Revisions that were never published. */
  revisions: number[]
  /** Datasets without any published revision. */
  datasets: string[]
  /** Data tables that no revision names. */
  tables: string[]
}

/** Finds leftovers. Cost: a few small tables. */
export function findLeftovers(database: ReadableDatabase): Leftovers {
  return {
    revisions: prepared(database, 'SELECT id FROM revision WHERE published = 0').pluck().all() as number[],
    datasets: prepared(
      database,
      `SELECT id FROM dataset WHERE current_revision IS NULL
       AND NOT EXISTS (SELECT 1 FROM revision WHERE dataset_id = dataset.id AND published = 1)`,
    )
      .pluck()
      .all() as string[],
    tables: prepared(
      database,
      `SELECT name FROM sqlite_schema WHERE type = 'table' AND name GLOB 'data_[0-9]*'
       AND name NOT IN (SELECT table_name FROM revision WHERE published = 1)`,
    )
      .pluck()
      .all() as string[],
  }
}

/** Drops what was never published; nothing that a user has seen. */
export function dropLeftovers(database: WritableDatabase): void {
  const { revisions, datasets, tables } = findLeftovers(database)
  if (revisions.length + datasets.length + tables.length === 0) return
  database.transaction(() => {
    for (const table of tables) database.exec(`DROP TABLE ${identifier(table)}`)
    for (const id of revisions) prepared(database, 'DELETE FROM revision WHERE id = ?').run(id)
    for (const id of datasets) prepared(database, 'DELETE FROM dataset WHERE id = ?').run(id)
    prepared(database, 'DELETE FROM staging').run()
  })()
}

/**
 * Makes removals final: removed runs go, then those revisions of removed datasets that no run names any more. A
 * removed dataset stays out of sight, but readable, for as long as a run needs it.
 */
export function purgeRemoved(database: WritableDatabase): void {
  database.transaction(() => {
    prepared(database, 'DELETE FROM run WHERE removed_at IS NOT NULL').run()
    const unused = prepared<{ id: number; table_name: string }>(
      database,
      `SELECT revision.id, table_name FROM revision JOIN dataset ON dataset.id = dataset_id
       WHERE removed_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM run WHERE revision_id = revision.id)`,
    ).all()
    for (const { id, table_name } of unused) {
      prepared(database, 'UPDATE dataset SET current_revision = NULL WHERE current_revision = ?').run(id)
      prepared(database, 'UPDATE dataset SET imported_revision = NULL WHERE imported_revision = ?').run(id)
      prepared(database, 'DELETE FROM revision WHERE id = ?').run(id)
      database.exec(`DROP TABLE IF EXISTS ${identifier(table_name)}`)
    }
    // Runs find the dataset through a current revision: the newest that is left takes the place of one that went.
    prepared(
      database,
      `UPDATE dataset SET current_revision = (SELECT max(id) FROM revision WHERE dataset_id = dataset.id AND published = 1)
       WHERE removed_at IS NOT NULL AND current_revision IS NULL`,
    ).run()
    prepared(
      database,
      `DELETE FROM dataset WHERE removed_at IS NOT NULL
       AND NOT EXISTS (SELECT 1 FROM revision WHERE dataset_id = dataset.id)`,
    ).run()
  })()
}
