import { failure } from '@shared/contract/app-error'
import type { ImportDiff, ImportMode } from '@shared/contract/reimport'
import { partTableSql } from '../../import/parts/part-table'
import type { Merged, StagingMerge } from '../../import/reimport-messages'
import { identifier, prepared, type WritableDatabase } from '../connection'
import { type CombinedFiles, combineFiles, dataTable } from './combine-files'
import { columnChanges, countChanges } from './count-changes'
import { chosenKey, proposeKey } from './find-key'
import { type Comparison, dropMatches, FileState, matchRows, type RowTable } from './match-rows'
import { refuseConflicts } from './refuse-conflicts'
import { rowRanges } from './row-ranges'
import { sameName, type UnifiedColumn, unifyColumns, valueSql } from './unify-columns'

/** What a merge leaves: the table that holds the result, and every table that was made or used on the way. */
export interface MergeResult extends Merged {
  table: string
  tables: string[]
  /** What it was compared with: the result holds only as long as this is the dataset's current revision. */
  baseRevisionId: number | null
}

interface BaseRevision extends RowTable {
  columns: UnifiedColumn[]
  customerKey: string | null
}

type Made = Omit<MergeResult, 'tables' | 'baseRevisionId'>

/** Tables that a merge may make, beside those of the files. Their names are found by whoever drops leftovers. */
export function mergeTables(revisionId: number): { files: string; merged: string } {
  return { files: identifier(`data_${revisionId}_files`), merged: identifier(`data_${revisionId}_merged`) }
}

/**
 * Makes one table of the files and of what the dataset held before, and says what that changes. Runs in short steps: between two of
 * them other requests are answered, and the merge can be given up. Yields how far it is.
 * @throws importKeyNeeded when rows are to be updated and no column names them; columnMissing
 * Cost: a few passes over both sides, one index per side in temporary tables.
 */
export function* mergeRows(database: WritableDatabase, merge: StagingMerge): Generator<number, MergeResult> {
  const [first] = merge.files
  if (!first) throw new Error('A merge needs a file.')
  const names = mergeTables(first.revisionId)
  const alone = merge.files.length === 1 && merge.sourceColumn === null
  const file: CombinedFiles = alone
    ? { sql: dataTable(first.revisionId), nRows: first.nRows, columns: first.columns, starts: [0] }
    : yield* combineFiles(database, merge.files, merge.sourceColumn, names.files)
  const used = [...merge.files.map(({ revisionId }) => dataTable(revisionId)), names.files, names.merged]
  const ends = { tables: used, baseRevisionId: merge.baseRevisionId }
  const base = merge.baseRevisionId === null ? null : readBase(database, merge.baseRevisionId)
  if (!base) return { ...finished(database, file, file.columns, null, merge.files.length), ...ends }
  return { ...(yield* mergeInto(database, merge, base, file, names.merged)), ...ends }
}

function readBase(database: WritableDatabase, revisionId: number): BaseRevision {
  const row = prepared<{ n_rows: number; columns: string; table_name: string; customer_key: string | null }>(
    database,
    `SELECT n_rows, columns, table_name, customer_key FROM revision JOIN dataset ON dataset.id = dataset_id WHERE revision.id = ?`,
  ).get(revisionId)
  if (!row) throw failure('revisionUnknown', { dataset: '?', revision: revisionId })
  const { n_rows: nRows, table_name: table, customer_key: customerKey } = row
  return { sql: identifier(table), nRows, columns: JSON.parse(row.columns) as UnifiedColumn[], customerKey }
}

function* mergeInto(
  database: WritableDatabase,
  merge: StagingMerge,
  base: BaseRevision,
  file: CombinedFiles,
  target: string,
): Generator<number, Made> {
  const columns = unifyColumns([base.columns, file.columns])
  const key = merge.key ? chosenKey(columns, merge.key) : yield* proposeKey({ database, base, columns, ...keyOf(base) })
  if (!key) {
    if (merge.mode === 'upsert') throw failure('importKeyNeeded', {}, { parameter: 'key' })
    return yield* withoutKey(database, merge, { base, file, columns, target })
  }
  const prefix = `merge_${merge.files[0]?.revisionId}`
  const comparison: Comparison = {
    database,
    base,
    file,
    columns,
    key,
    compared: comparedColumns(columns, key, merge.sourceColumn),
    temporary: (name) => `temp.${identifier(`${prefix}_${name}`)}`,
  }
  dropMatches(comparison)
  try {
    for (const fraction of matchRows(comparison)) yield fraction * 0.6
    const counted = yield* countChanges(comparison, merge.mode, countMisfits(database, merge))
    const diff = { ...counted, rowsAfter: rowsAfter(merge.mode, counted, file.nRows) }
    if (merge.mode === 'replace') return finished(database, file, file.columns, diff, merge.files.length)
    const refused = merge.mode === 'upsert' ? yield* refuseConflicts(comparison, merge, file) : noneRefused(merge)
    const table = { sql: target, nRows: diff.rowsAfter }
    yield* merge.mode === 'upsert'
      ? fillUpdated(comparison, target)
      : fillAppended(database, base, file, columns, target)
    return { ...finished(database, table, columns, diff, 0), refused }
  } finally {
    dropMatches(comparison)
  }
}

function keyOf({ customerKey }: BaseRevision): { customerKey: string | null } {
  return { customerKey }
}

/** Which file a row is from says nothing about the row; neither does its key. */
function comparedColumns(
  columns: readonly UnifiedColumn[],
  key: readonly number[],
  sourceColumn: string | null,
): number[] {
  return columns.flatMap(({ name, at }, index) => {
    const isSource = sourceColumn !== null && sameName(name) === sameName(sourceColumn)
    return at[1] === null || isSource || key.includes(index) ? [] : [index]
  })
}

/** Rows of the files whose cells did not fit the types that the dataset has. */
function countMisfits(database: WritableDatabase, { files }: StagingMerge): number {
  const count = prepared(
    database,
    `SELECT count(*) FROM reject JOIN receipt ON receipt.id = receipt_id
     WHERE revision_id = ? AND json_extract(reason, '$.key') = 'import-reasons.doesNotFit'`,
  ).pluck()
  return files.reduce((sum, { revisionId }) => sum + (count.get(revisionId) as number), 0)
}

function rowsAfter(mode: ImportMode, diff: Omit<ImportDiff, 'rowsAfter'>, fileRows: number): number {
  if (mode === 'replace') return fileRows
  return diff.rowsBefore + (mode === 'append' ? fileRows : diff.new)
}

function noneRefused({ files }: StagingMerge): number[] {
  return files.map(() => 0)
}

/** Nothing names a row: the file's rows are all new. */
function* withoutKey(
  database: WritableDatabase,
  { mode, files }: StagingMerge,
  {
    base,
    file,
    columns,
    target,
  }: { base: BaseRevision; file: CombinedFiles; columns: UnifiedColumn[]; target: string },
): Generator<number, Made> {
  const diff: ImportDiff = {
    mode,
    key: null,
    new: file.nRows,
    updated: 0,
    unchanged: 0,
    gone: 0,
    conflicting: 0,
    conflicts: [],
    columns: { changed: [], ...columnChanges(columns) },
    rowsBefore: base.nRows,
    rowsAfter: mode === 'append' ? base.nRows + file.nRows : file.nRows,
    samples: { new: [], updated: [], gone: [], conflicting: [] },
  }
  if (mode === 'replace') return finished(database, file, file.columns, diff, files.length)
  yield* fillAppended(database, base, file, columns, target)
  return finished(database, { sql: target, nRows: diff.rowsAfter }, columns, diff, files.length)
}

function* fillAppended(
  database: WritableDatabase,
  base: RowTable,
  file: RowTable,
  columns: readonly UnifiedColumn[],
  target: string,
): Generator<number> {
  makeTable(database, target, columns)
  const sides = [
    { table: base, start: 0 },
    { table: file, start: base.nRows },
  ]
  for (const [side, { table, start }] of sides.entries()) {
    const values = columns.map((column) => valueSql(column, side, 't'))
    const copy = database.prepare(
      `INSERT INTO ${target} SELECT ${[`t._row + ${start}`, ...values].join(', ')} FROM ${table.sql} t WHERE t._row >= ? AND t._row < ?`,
    )
    for (const [from, to] of rowRanges(table.nRows, columns.length)) {
      copy.run(from, to)
      yield 0.6 + (0.4 * (start + to)) / (base.nRows + file.nRows)
    }
  }
}

/** The dataset's rows in their order with the file's cells where they changed, then the file's new rows in theirs. */
function* fillUpdated(comparison: Comparison, target: string): Generator<number> {
  const { database, base, file, columns, temporary } = comparison
  makeTable(database, target, columns)
  const cells = columns.map((column) => {
    const before = valueSql(column, 0, 'o')
    return column.at[1] === null
      ? before
      : `CASE WHEN p.row IS NULL THEN ${before} ELSE ${valueSql(column, 1, 'f')} END`
  })
  const update = database.prepare(
    `INSERT INTO ${target} SELECT ${['o._row', ...cells].join(', ')} FROM ${base.sql} o
     LEFT JOIN ${temporary('pairs')} p ON p.base = o._row AND p.changed = 1
     LEFT JOIN ${file.sql} f ON f._row = p.row WHERE o._row >= ? AND o._row < ?`,
  )
  for (const [from, to] of rowRanges(base.nRows, columns.length)) {
    update.run(from, to)
    yield 0.6 + 0.3 * (to / base.nRows)
  }
  yield* addFresh(comparison, target)
}

function* addFresh({ database, base, file, columns, temporary }: Comparison, target: string): Generator<number> {
  const added = temporary('added')
  database.exec(`CREATE TEMP TABLE ${added.replace('temp.', '')}(ordinal INTEGER PRIMARY KEY, row INTEGER)`)
  database.exec(
    `INSERT INTO ${added}(row) SELECT row FROM ${temporary('matches')} WHERE state = ${FileState.fresh} ORDER BY row`,
  )
  const count = database.prepare(`SELECT count(*) FROM ${added}`).pluck().get() as number
  const cells = columns.map((column) => valueSql(column, 1, 'f'))
  const add = database.prepare(
    `INSERT INTO ${target} SELECT ${[`a.ordinal - 1 + ${base.nRows}`, ...cells].join(', ')} FROM ${added} a
     CROSS JOIN ${file.sql} f ON f._row = a.row WHERE a.ordinal > ? AND a.ordinal <= ?`,
  )
  for (const [from, to] of rowRanges(count, columns.length)) {
    add.run(from, to)
    yield 0.9 + 0.1 * (to / count)
  }
}

function makeTable(database: WritableDatabase, target: string, columns: readonly UnifiedColumn[]): void {
  const storages = columns.map(({ storage }) => storage)
  database.exec(partTableSql(target, storages))
}

function finished(
  database: WritableDatabase,
  table: RowTable,
  columns: Merged['columns'],
  diff: ImportDiff | null,
  nFiles: number,
): Made {
  const missing = countMissing(database, table, columns.length)
  return {
    table: table.sql,
    nRows: table.nRows,
    columns: columns.map(({ name, storage, measureType, role }, i) => ({
      name,
      storage,
      measureType,
      role,
      missing: missing[i] ?? 0,
    })),
    refused: Array(nFiles).fill(0),
    diff,
  }
}

/** Columns counted in one statement. */
const COLUMNS_AT_ONCE = 500

function countMissing(database: WritableDatabase, { sql }: RowTable, nColumns: number): number[] {
  const counts: number[] = []
  for (let start = 0; start < nColumns; start += COLUMNS_AT_ONCE) {
    const width = Math.min(COLUMNS_AT_ONCE, nColumns - start)
    const terms = Array.from({ length: width }, (_, i) => `count(*) - count(c${start + i})`)
    const found = database
      .prepare(`SELECT ${terms.join(', ')} FROM ${sql}`)
      .raw()
      .get()
    counts.push(...(found as number[]))
  }
  return counts
}
