import path from 'node:path'
import type { ExportReceipt } from '../export/export-task'
import { prepared, type ReadableDatabase, type WritableDatabase } from './connection'
import { readDataset } from './dataset-store'

/** An export to remember: which rows were asked for, and what was written. */
export interface ExportRecord {
  revisionId: number
  receipt: ExportReceipt
  /** As it was asked for: query, columns, run, label. */
  request: unknown
}

/** The receipt of an export; the file is named without its folder, which means nothing on another machine. */
export interface StoredExport extends Omit<ExportReceipt, 'path'> {
  file: string
  /** Number of the dataset's revision that was written. */
  revision: number
  exportedAt: string
}

interface ExportRow {
  file: string
  format: ExportReceipt['format']
  rows: number
  columns: string
  bytes: number
  sha256: string
  cells_escaped: number
  exported_at: string
  number: number
}

export function storeExport(database: WritableDatabase, { revisionId, receipt, request }: ExportRecord): void {
  const sql = `INSERT INTO export (revision_id, file, format, rows, columns, request, bytes, sha256, cells_escaped, exported_at)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`
  const { format, rows, columns, bytes, sha256, cellsEscaped } = receipt
  const words = [JSON.stringify(columns), JSON.stringify(request)]
  const now = new Date().toISOString()
  prepared(database, sql).run(
    revisionId,
    path.basename(receipt.path),
    format,
    rows,
    ...words,
    bytes,
    sha256,
    cellsEscaped,
    now,
  )
}

/** Exports of a dataset's revisions, newest first. @throws datasetUnknown */
export function listExports(database: ReadableDatabase, dataset: string): StoredExport[] {
  const { id } = readDataset(database, dataset)
  const sql = `SELECT export.*, revision.number FROM export JOIN revision ON revision.id = revision_id
    WHERE dataset_id = ? ORDER BY export.id DESC`
  return prepared<ExportRow>(database, sql)
    .all(id)
    .map(({ columns, cells_escaped, exported_at, number, file, format, rows, bytes, sha256 }) => ({
      ...{ file, format, rows, bytes, sha256, revision: number, columns: JSON.parse(columns) as string[] },
      cellsEscaped: cells_escaped,
      exportedAt: exported_at,
    }))
}
