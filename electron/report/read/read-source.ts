import { type Text, textSchema } from '@shared/contract/text'
import { prepared, type ReadableDatabase } from '../../database/connection'
import { readDataset, readRevisionById } from '../../database/dataset-store'
import type { ReportImport, ReportSource } from '../document/report-document'

/** Kinds of rejections listed; more of them say nothing new. */
const mostReasons = 50

interface ReceiptRow {
  id: number
  file: string
  sheet: string | null
  bytes: number
  sha256: string
  encoding: string | null
  delimiter: string | null
  imported_at: string
  rows_read: number
  rows_imported: number
  rows_rejected: number
}

function readRejects(
  database: ReadableDatabase,
  receiptId: number,
): { column: string | null; reason: Text; rows: number }[] {
  const sql = `SELECT "column", reason, count(*) AS rows FROM reject WHERE receipt_id = ?
    GROUP BY "column", reason ORDER BY rows DESC, "column" LIMIT ${mostReasons}`
  return prepared<{ column: string | null; reason: string; rows: number }>(database, sql)
    .all(receiptId)
    .map(({ column, reason, rows }) => ({ column, reason: textSchema.parse(JSON.parse(reason)), rows }))
}

function toImport(database: ReadableDatabase, row: ReceiptRow): ReportImport {
  return {
    file: row.file,
    sheet: row.sheet,
    bytes: row.bytes,
    sha256: row.sha256,
    encoding: row.encoding,
    delimiter: row.delimiter,
    importedAt: Date.parse(row.imported_at),
    rowsRead: row.rows_read,
    rowsImported: row.rows_imported,
    rowsRejected: row.rows_rejected,
    rejects: readRejects(database, row.id),
  }
}

/** Where the rows of a revision came from. @throws revisionUnknown */
export function readSource(database: ReadableDatabase, revisionId: number): ReportSource {
  const revision = readRevisionById(database, revisionId)
  const sql = 'SELECT * FROM receipt WHERE revision_id = ? ORDER BY id'
  const receipts = prepared<ReceiptRow>(database, sql).all(revisionId)
  return {
    id: `data-${revisionId}`,
    revisionId,
    dataset: readDataset(database, revision.datasetId).name,
    revision: revision.number,
    nRows: revision.nRows,
    columns: revision.columns.map(({ name }) => name),
    imports: receipts.map((row) => toImport(database, row)),
  }
}
