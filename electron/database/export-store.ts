import path from 'node:path'
import { type ExportScope, exportScopeSchema } from '@shared/contract/export-receipt'
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
  /** Which rows were asked for. */
  scope: ExportScope
}

interface ExportRow {
  file: string
  format: ExportReceipt['format']
  rows: number
  columns: string
  bytes: number
  sha256: string
  request: string
  cells_escaped: number
  cells_cut: number
  sheets: number
  exported_at: string
  number: number
}

export function storeExport(database: WritableDatabase, { revisionId, receipt, request }: ExportRecord): void {
  const sql = `INSERT INTO export (revision_id, file, format, rows, columns, request, bytes, sha256, cells_escaped, cells_cut, sheets, exported_at)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`
  const { format, rows, columns, bytes, sha256, cellsEscaped, cellsCut, sheets } = receipt
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
    cellsCut,
    sheets,
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
    .map(
      ({
        columns,
        request,
        cells_escaped,
        cells_cut,
        exported_at,
        number,
        file,
        format,
        rows,
        bytes,
        sha256,
        sheets,
      }) => ({
        ...{ file, format, rows, bytes, sha256, sheets, revision: number, columns: JSON.parse(columns) as string[] },
        cellsEscaped: cells_escaped,
        cellsCut: cells_cut,
        scope: scopeOf(JSON.parse(request)),
        exportedAt: exported_at,
      }),
    )
}

/** What a request says about its rows; older versions kept chosen rows one by one. */
function scopeOf(request: { query?: Record<string, unknown>; chosen?: number; label?: number }): ExportScope {
  const { rowIds, ...query } = request.query ?? {}
  const chosen = request.chosen ?? (rowIds ? Object.keys(rowIds).length : undefined)
  const parsed = exportScopeSchema.safeParse({ ...query, chosen, label: request.label })
  return parsed.success ? parsed.data : {}
}
