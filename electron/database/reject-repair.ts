import { failure } from '@shared/contract/app-error'
import type { EngineRequest, EngineResponse } from '@shared/contract/channels'
import type { RejectFix } from '@shared/contract/reject-channels'
import { text } from '@shared/contract/text'
import type { ColumnInfo } from '@shared/dataset/schema'
import { partTableSql } from '../import/parts/part-table'
import { cellsOf, type Reading, RowReader, type Stored } from '../import/rejects/reading'
import { BatchWriter } from './batch-store'
import { identifier, prepared, type WritableDatabase } from './connection'
import { readDataset, readRevisionById } from './dataset-store'
import { setImportedRevision } from './recipe-store'
import type { RejectRow } from './reject-store'

interface Repaired {
  values: Map<number, Stored[]>
  /** Rows that still do not fit, as they are now. */
  changed: Map<number, RejectRow>
}

/**
 * Reads rejected rows again after fixes. Those that fit enter behind the rows that are there, as a new revision whose receipt
 * counts them as imported; the others stay with the reason they have now. One transaction; the older revision stays as it is.
 * @throws rejectsNotRepairable when the import did not keep how it read the file
 */
export function repairRejects(
  database: WritableDatabase,
  { dataset: nameOrId, fixes }: EngineRequest<'rejects/fix'>,
): EngineResponse<'rejects/fix'> {
  return database
    .transaction(() => {
      const { id } = readDataset(database, nameOrId)
      const imported = prepared(database, 'SELECT imported_revision FROM dataset WHERE id = ?')
        .pluck()
        .get(id) as number
      const receipts = prepared<{ id: number; reading: string | null }>(
        database,
        'SELECT id, reading FROM receipt WHERE revision_id = ? ORDER BY id',
      ).all(imported)
      const columns = readRevisionById(database, imported).columns
      const repaired = new Map(receipts.map((receipt) => [receipt.id, repairOf(database, receipt, columns, fixes)]))
      const count = [...repaired.values()].reduce((sum, one) => sum + (one?.values.size ?? 0), 0)
      if (![...repaired.values()].some(Boolean)) throw failure('rejectsNotRepairable')
      if (count > 0) return newRevision(database, id, imported, repaired)
      for (const one of repaired.values()) keepChanged(database, one)
      return { imported: 0, left: countRejects(database, imported), undo: null }
    })
    .immediate()
}

function repairOf(
  database: WritableDatabase,
  receipt: { id: number; reading: string | null },
  columns: readonly ColumnInfo[],
  fixes: readonly RejectFix[],
): Repaired | null {
  if (receipt.reading === null) return null
  const reading = JSON.parse(receipt.reading) as Reading
  const reader = new RowReader(reading)
  const names = reading.columns.map(({ name }) => name)
  const repaired: Repaired = { values: new Map(), changed: new Map() }
  const rows = prepared<RejectRow>(database, 'SELECT rowid AS id, * FROM reject WHERE receipt_id = ? ORDER BY row').all(
    receipt.id,
  )
  for (const row of rows) {
    const cells = fixed(row, fixes, reading)
    if (!cells) continue
    const read = reader.read(cells)
    if ('values' in read)
      repaired.values.set(
        row.id,
        columns.map(({ name }) => read.values[names.indexOf(name)] ?? null),
      )
    else repaired.changed.set(row.id, rejectAgain(row, cells, read.misfit, reading))
  }
  return repaired
}

/** The row's cells after the fixes that are about it; null when none is. */
function fixed(row: RejectRow, fixes: readonly RejectFix[], reading: Reading): string[] | null {
  let cells: string[] | null = null
  for (const fix of fixes) {
    if (fix.kind === 'row') {
      if (fix.id === row.id) cells = cellsOf(fix.raw, reading)
      continue
    }
    const isMeant = fix.kind === 'value' ? fix.id === row.id : fix.column === row.column && fix.value === row.value
    const source = reading.columns.find(({ name }) => name === row.column)?.source
    if (!isMeant || source === undefined) continue
    cells ??= cellsOf(row.raw, reading)
    while (cells.length <= source) cells.push('')
    cells[source] = fix.kind === 'value' ? fix.value : fix.replacement
  }
  return cells
}

function rejectAgain(row: RejectRow, cells: readonly string[], misfit: number, reading: Reading): RejectRow {
  const column = reading.columns[misfit]
  const delimiter = reading.dialect?.delimiter ?? '\t'
  const raw = cells.map((cell) => written(cell, reading, delimiter)).join(delimiter)
  if (!column) {
    const reason = text('import-reasons.tooManyCells', { found: cells.length, expected: reading.width })
    return { ...row, column: null, value: null, expected: null, reason: JSON.stringify(reason), raw }
  }
  return {
    ...row,
    column: column.name,
    value: cells[column.source] ?? null,
    expected: JSON.stringify(text(`import-reasons.expected.${column.storage}`)),
    reason: JSON.stringify(text('import-reasons.doesNotFit')),
    raw,
  }
}

function written(cell: string, { dialect }: Reading, delimiter: string): string {
  const quote = dialect?.quote
  if (!quote || !(cell.includes(delimiter) || cell.includes(quote) || cell.includes('\n'))) return cell
  return quote + cell.replaceAll(quote, (dialect.escape ?? quote) + quote) + quote
}

function keepChanged(database: WritableDatabase, repaired: Repaired | null): void {
  const update = prepared(
    database,
    'UPDATE reject SET "column" = ?, value = ?, expected = ?, reason = ?, raw = ? WHERE rowid = ?',
  )
  for (const [id, { column, value, expected, reason, raw }] of repaired?.changed ?? [])
    update.run(column, value, expected, reason, raw, id)
}

function newRevision(
  database: WritableDatabase,
  datasetId: string,
  imported: number,
  repaired: ReadonlyMap<number, Repaired | null>,
): EngineResponse<'rejects/fix'> {
  const before = readRevisionById(database, imported)
  const sql = `INSERT INTO revision (dataset_id, number, table_name, source, created_at, published)
    SELECT @dataset, (SELECT max(number) + 1 FROM revision WHERE dataset_id = @dataset), '',
      source, @now, 1 FROM revision WHERE id = @imported`
  const run = prepared(database, sql).run({ dataset: datasetId, imported, now: new Date().toISOString() })
  const id = Number(run.lastInsertRowid)
  const table = identifier(`data_${id}`)
  const storages = before.columns.map(({ storage }) => storage)
  database.exec(partTableSql(table, storages))
  database.exec(`INSERT INTO ${table} SELECT * FROM ${identifier(before.tableName)}`)
  const rows = [...repaired.values()].flatMap((one) => [...(one?.values.values() ?? [])])
  insertRows(database, table, before.nRows, rows)
  const missing = before.columns.map((_, j) => rows.filter((values) => values[j] === null).length)
  const columns = before.columns.map((column, j) => ({ ...column, missing: column.missing + (missing[j] ?? 0) }))
  prepared(database, 'UPDATE revision SET n_rows = ?, columns = ?, table_name = ? WHERE id = ?').run(
    before.nRows + rows.length,
    JSON.stringify(columns),
    `data_${id}`,
    id,
  )
  for (const [receiptId, one] of repaired) copyReceipt(database, receiptId, id, one)
  const undo = new BatchWriter(database).add({ datasetId, isNew: false, revisionId: id, mode: 'append', diff: null })
  setImportedRevision(database, datasetId, id)
  return { imported: rows.length, left: countRejects(database, id), undo }
}

function insertRows(database: WritableDatabase, table: string, from: number, rows: readonly Stored[][]): void {
  const width = rows[0]?.length ?? 0
  const insert = database.prepare(`INSERT INTO ${table} VALUES (?${', ?'.repeat(width)})`)
  for (const [i, values] of rows.entries()) insert.run(from + i, ...values)
}

/** The receipt of the new revision: what was mended counts as imported, and is no longer among the rejected rows. */
function copyReceipt(database: WritableDatabase, receiptId: number, revisionId: number, one: Repaired | null): void {
  const count = one?.values.size ?? 0
  const columns = `file, sheet, bytes, sha256, options, rows_read, encoding, delimiter, duration_ms, warnings, reading`
  const run = prepared(
    database,
    `INSERT INTO receipt (revision_id, ${columns}, rows_imported, rows_rejected, imported_at)
     SELECT @revision, ${columns}, rows_imported + @count, rows_rejected - @count, @now FROM receipt WHERE id = @id`,
  ).run({ revision: revisionId, count, now: new Date().toISOString(), id: receiptId })
  const copy = prepared(
    database,
    `INSERT INTO reject (receipt_id, row, line, "column", value, expected, reason, raw) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const rows = prepared<RejectRow>(database, 'SELECT rowid AS id, * FROM reject WHERE receipt_id = ?').all(receiptId)
  for (const row of rows) {
    if (one?.values.has(row.id)) continue
    const { row: at, line, column, value, expected, reason, raw } = one?.changed.get(row.id) ?? row
    copy.run(Number(run.lastInsertRowid), at, line, column, value, expected, reason, raw)
  }
}

function countRejects(database: WritableDatabase, revisionId: number): number {
  const sql = 'SELECT count(*) FROM reject JOIN receipt ON receipt.id = receipt_id WHERE revision_id = ?'
  return prepared(database, sql).pluck().get(revisionId) as number
}
