import type { ImportOptions, ImportReceipt, Reject } from '@shared/contract/import'
import type { Text } from '@shared/contract/text'
import { prepared, type ReadableDatabase } from './connection'
import { readDataset } from './dataset-store'

/** What an import left in writing, with what it was told. */
export type StoredReceipt = ImportReceipt & { importedAt: string; file: string; options: Partial<ImportOptions> }

interface ReceiptRow {
  file: string
  options: string
  rows_read: number
  rows_imported: number
  rows_rejected: number
  encoding: string | null
  delimiter: string | null
  sha256: string
  duration_ms: number
  imported_at: string
  warnings: string
  columns: string
}

/** Receipts of all imports into a dataset, newest first. */
export function listReceipts(database: ReadableDatabase, nameOrId: string): StoredReceipt[] {
  const dataset = readDataset(database, nameOrId)
  const rows = prepared<ReceiptRow>(
    database,
    `SELECT file, options, rows_read, rows_imported, rows_rejected, encoding, delimiter, sha256, duration_ms, imported_at, warnings, columns
     FROM receipt JOIN revision ON revision.id = revision_id WHERE dataset_id = ? AND published = 1
     ORDER BY receipt.id DESC`,
  ).all(dataset.id)
  return rows.map((row) => ({
    dataset: dataset.name,
    rowsRead: row.rows_read,
    rowsImported: row.rows_imported,
    rowsRejected: row.rows_rejected,
    columns: JSON.parse(row.columns) as ImportReceipt['columns'],
    encoding: row.encoding,
    delimiter: row.delimiter,
    sha256: row.sha256,
    durationMs: row.duration_ms,
    warnings: JSON.parse(row.warnings) as Text[],
    importedAt: row.imported_at,
    file: row.file,
    options: JSON.parse(row.options) as Partial<ImportOptions>,
  }))
}

interface RejectRow {
  row: number
  line: number | null
  column: string | null
  value: string | null
  expected: string | null
  reason: string
  raw: string
}

/** A window of the rows that the latest imports rejected, in file order. */
export function listRejects(
  database: ReadableDatabase,
  nameOrId: string,
  start: number,
  count: number,
): { total: number; rejects: Reject[] } {
  const dataset = readDataset(database, nameOrId)
  const from = `FROM reject JOIN receipt ON receipt.id = receipt_id JOIN dataset ON imported_revision = revision_id
    WHERE dataset.id = ?`
  const total = prepared(database, `SELECT count(*) ${from}`).pluck().get(dataset.id) as number
  const rows = prepared<RejectRow>(
    database,
    `SELECT reject.* ${from} ORDER BY receipt_id, reject.row LIMIT ? OFFSET ?`,
  ).all(dataset.id, count, start)
  return { total, rejects: rows.map(toReject) }
}

function toReject(row: RejectRow): Reject {
  return {
    row: row.row,
    line: row.line,
    column: row.column,
    value: row.value,
    expected: row.expected === null ? null : (JSON.parse(row.expected) as Reject['expected']),
    reason: JSON.parse(row.reason) as Reject['reason'],
    raw: row.raw,
  }
}
