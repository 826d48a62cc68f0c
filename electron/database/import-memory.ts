import type { ImportOptions } from '@shared/contract/import'
import type { RememberedImport } from '@shared/contract/reimport-channels'
import { prepared, type ReadableDatabase, type WritableDatabase } from './connection'

/** Keeps what was said about a file for the next one with the same header. */
export function rememberImport(
  database: WritableDatabase,
  datasetId: string,
  { signatures, options }: { signatures: readonly string[]; options: Partial<ImportOptions> },
): void {
  const put = prepared(
    database,
    'INSERT OR REPLACE INTO import_memory (signature, dataset_id, said, imported_at) VALUES (?, ?, ?, ?)',
  )
  const now = new Date().toISOString()
  for (const signature of signatures) put.run(signature, datasetId, JSON.stringify(options), now)
}

/** What was said about the last file with this header, and the dataset it went into if that is still in view; null when none came yet. */
export function recallImport(database: ReadableDatabase, signature: string): RememberedImport | null {
  const row = prepared<{ said: string; imported_at: string; dataset: string | null }>(
    database,
    `SELECT said, imported_at, CASE WHEN removed_at IS NULL AND current_revision IS NOT NULL THEN name END AS dataset
     FROM import_memory LEFT JOIN dataset ON dataset.id = dataset_id WHERE signature = ?`,
  ).get(signature)
  if (!row) return null
  return {
    options: JSON.parse(row.said) as Partial<ImportOptions>,
    importedAt: row.imported_at,
    dataset: row.dataset,
  }
}
