import { failure } from '@shared/contract/app-error'
import type { ColumnInfo, ColumnRole, Dataset, Grain, MeasureType } from '@shared/dataset/schema'
import type { StagingBase } from '../import/reimport-messages'
import { prepared, type ReadableDatabase, type WritableDatabase } from './connection'

interface DatasetRow {
  id: string
  name: string
  grain: Grain
  customer_key: string | null
  overrides: string
  created_at: string
  revision_id: number
  number: number
  n_rows: number
  columns: string
  imported_source: string | null
  n_steps: number | null
  rows_read: number | null
  rows_rejected: number | null
}

/** What was said about a column after its import; it holds for later revisions too. */
export interface ColumnOverride {
  measureType?: MeasureType | undefined
  role?: ColumnRole | null | undefined
}

/** An immutable table of rows: what a run is computed on. */
export interface Revision {
  id: number
  datasetId: string
  number: number
  nRows: number
  tableName: string
  columns: ColumnInfo[]
}

/** A file, or what made the table of others. */
type ImportedSource = NonNullable<Dataset['source']> | { kind: string }

const datasetQuery = `
  SELECT dataset.id, name, grain, customer_key, overrides, dataset.created_at, revision.id AS revision_id, number, n_rows, columns,
    (SELECT source FROM revision AS imported WHERE imported.id = imported_revision) AS imported_source,
    (SELECT json_array_length(steps) FROM recipe_state WHERE dataset_id = dataset.id AND position = recipe_position) AS n_steps,
    (SELECT sum(rows_read) FROM receipt WHERE revision_id = imported_revision) AS rows_read,
    (SELECT sum(rows_rejected) FROM receipt WHERE revision_id = imported_revision) AS rows_rejected
  FROM dataset JOIN revision ON revision.id = current_revision`

function toDataset(row: DatasetRow): Dataset {
  const source = row.imported_source === null ? null : (JSON.parse(row.imported_source) as ImportedSource)
  return {
    id: row.id,
    name: row.name,
    revision: row.number,
    nRows: row.n_rows,
    columns: withOverrides(JSON.parse(row.columns) as ColumnInfo[], row.overrides),
    grain: row.grain,
    customerKey: row.customer_key,
    createdAt: row.created_at,
    source: source && 'file' in source ? source : null,
    ...(source && 'kind' in source ? { madeBy: source.kind } : {}),
    ...(row.n_steps ? { recipeSteps: row.n_steps } : {}),
    rowsRead: row.rows_read ?? row.n_rows,
    rowsRejected: row.rows_rejected ?? 0,
  }
}

function withOverrides(columns: ColumnInfo[], overrides: string): ColumnInfo[] {
  const known = JSON.parse(overrides) as Record<string, Partial<ColumnInfo>>
  return columns.map((column) => ({ ...column, ...known[column.name] }))
}

/** Datasets in view, oldest first. */
export function listDatasets(database: ReadableDatabase): Dataset[] {
  const sql = `${datasetQuery} WHERE removed_at IS NULL ORDER BY dataset.created_at, dataset.rowid`
  return prepared<DatasetRow>(database, sql).all().map(toDataset)
}

/**
 * One dataset by id or by name (ASCII letters in either case). An id also finds a removed dataset, which runs may still need.
 * @throws datasetUnknown, with the names that exist
 */
export function readDataset(database: ReadableDatabase, nameOrId: string): Dataset {
  const sql = `${datasetQuery} WHERE dataset.id = @wanted OR (name = @wanted COLLATE NOCASE AND removed_at IS NULL)
    ORDER BY dataset.id = @wanted DESC`
  const row = prepared<DatasetRow>(database, sql).get({ wanted: nameOrId })
  if (row) return toDataset(row)
  const names = listDatasets(database).map(({ name }) => name)
  throw failure('datasetUnknown', { dataset: nameOrId, datasets: names.join(', ') || '–' })
}

/**
 * A revision of a dataset: the current one, or the one of that number.
 * @throws datasetUnknown, revisionUnknown
 */
export function readRevision(database: ReadableDatabase, nameOrId: string, number?: number): Revision {
  const dataset = readDataset(database, nameOrId)
  const sql = 'SELECT id FROM revision WHERE dataset_id = ? AND number = ? AND published = 1'
  const id = prepared(database, sql)
    .pluck()
    .get(dataset.id, number ?? dataset.revision) as number | undefined
  if (id === undefined) throw failure('revisionUnknown', { dataset: dataset.name, revision: number ?? 0 })
  return readRevisionById(database, id)
}

/** A revision by its row in `revision`, as runs name it. */
export function readRevisionById(database: ReadableDatabase, id: number): Revision {
  const row = prepared<{
    dataset_id: string
    number: number
    n_rows: number
    table_name: string
    columns: string
    overrides: string
  }>(
    database,
    `SELECT dataset_id, number, n_rows, table_name, columns, overrides
     FROM revision JOIN dataset ON dataset.id = dataset_id WHERE revision.id = ? AND published = 1`,
  ).get(id)
  if (!row) throw failure('revisionUnknown', { dataset: '?', revision: id })
  return {
    id,
    datasetId: row.dataset_id,
    number: row.number,
    nRows: row.n_rows,
    tableName: row.table_name,
    columns: withOverrides(JSON.parse(row.columns) as ColumnInfo[], row.overrides),
  }
}

/** What an import into the dataset of this name starts from, columns as they were stored; null when there is none in view. */
export function readStagingBase(database: ReadableDatabase, name: string): StagingBase | null {
  const row = prepared<{ id: string; revision_id: number; columns: string }>(
    database,
    `SELECT dataset.id, revision.id AS revision_id, columns FROM dataset JOIN revision ON revision.id = imported_revision
     WHERE name = ? COLLATE NOCASE AND removed_at IS NULL`,
  ).get(name)
  if (!row) return null
  return { datasetId: row.id, revisionId: row.revision_id, columns: JSON.parse(row.columns) as ColumnInfo[] }
}

/**
 * Position of a column by name.
 * @throws columnMissing, with the names that exist
 */
export function columnIndex(columns: readonly ColumnInfo[], name: string): number {
  const index = columns.findIndex((column) => column.name === name)
  if (index < 0) throw failure('columnMissing', { column: name, columns: listOfNames(columns) }, { column: name })
  return index
}

/** Column names for a message: the first thirty. */
function listOfNames(columns: readonly ColumnInfo[]): string {
  const names = columns.slice(0, 30).map(({ name }) => name)
  return names.join(', ') + (columns.length > names.length ? ', …' : '')
}

/** Refuses what no view can be called. @throws datasetNameReserved */
export function checkDatasetName(name: string): void {
  if (name.trim() === '' || /^sqlite_/i.test(name) || name.includes('\0')) {
    throw failure('datasetNameReserved', { dataset: name })
  }
}

/** @throws datasetUnknown, datasetNameTaken, datasetNameReserved */
export function renameDataset(database: WritableDatabase, nameOrId: string, wanted: string): Dataset {
  const { id } = readDataset(database, nameOrId)
  const name = wanted.trim()
  checkDatasetName(name)
  if (isTaken(database, name, id)) throw failure('datasetNameTaken', { dataset: name })
  prepared(database, 'UPDATE dataset SET name = ? WHERE id = ?').run(name, id)
  return readDataset(database, id)
}

function isTaken(database: ReadableDatabase, name: string, exceptId: string): boolean {
  const sql = 'SELECT 1 FROM dataset WHERE name = ? COLLATE NOCASE AND id <> ? AND removed_at IS NULL'
  return prepared(database, sql).get(name, exceptId) !== undefined
}

/** Takes a dataset out of view; `restoreDataset` brings it back until the workspace is closed. */
export function removeDataset(database: WritableDatabase, nameOrId: string): void {
  const { id } = readDataset(database, nameOrId)
  prepared(database, 'UPDATE dataset SET removed_at = ? WHERE id = ?').run(new Date().toISOString(), id)
}

/** Brings a removed dataset back; when its name has been taken meanwhile, under the next free one ("sales 2"). */
export function restoreDataset(database: WritableDatabase, nameOrId: string): Dataset {
  const sql = `SELECT id, name FROM dataset WHERE (id = @wanted OR name = @wanted COLLATE NOCASE) AND removed_at IS NOT NULL
    AND current_revision IS NOT NULL ORDER BY removed_at DESC`
  const row = prepared<{ id: string; name: string }>(database, sql).get({ wanted: nameOrId })
  if (!row) return readDataset(database, nameOrId)
  let name = row.name
  for (let count = 2; isTaken(database, name, row.id); count++) name = `${row.name} ${count}`
  prepared(database, 'UPDATE dataset SET removed_at = NULL, name = ? WHERE id = ?').run(name, row.id)
  return readDataset(database, row.id)
}

/** Says what a column means; the revision's data stay as they are. */
export function describeColumn(
  database: WritableDatabase,
  nameOrId: string,
  column: string,
  said: ColumnOverride,
): Dataset {
  const dataset = readDataset(database, nameOrId)
  columnIndex(dataset.columns, column)
  const stored = prepared(database, 'SELECT overrides FROM dataset WHERE id = ?').pluck().get(dataset.id) as string
  const overrides = JSON.parse(stored) as Record<string, ColumnOverride>
  const changes = Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined))
  const merged = { ...overrides, [column]: { ...overrides[column], ...changes } }
  prepared(database, 'UPDATE dataset SET overrides = ? WHERE id = ?').run(JSON.stringify(merged), dataset.id)
  return readDataset(database, dataset.id)
}

/** Declares what one row stands for and which column names the customer. */
export function declareDataset(
  database: WritableDatabase,
  nameOrId: string,
  said: { grain?: Grain | undefined; customerKey?: string | null | undefined },
): Dataset {
  const dataset = readDataset(database, nameOrId)
  if (typeof said.customerKey === 'string') columnIndex(dataset.columns, said.customerKey)
  const grain = said.grain ?? dataset.grain
  const key = said.customerKey === undefined ? dataset.customerKey : said.customerKey
  prepared(database, 'UPDATE dataset SET grain = ?, customer_key = ? WHERE id = ?').run(grain, key, dataset.id)
  return readDataset(database, dataset.id)
}
