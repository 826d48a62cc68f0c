import { AppException, failure, toAppError } from '@shared/contract/app-error'
import { text } from '@shared/contract/text'
import Database from 'better-sqlite3'
import { openReadable, type ReadableDatabase } from './connection'
import { readRevision } from './dataset-store'
import { createDatasetViews, revisionSelect } from './dataset-views'
import type { FromQueryChild, ToQueryChild } from './query-messages'
import { lineAndColumn, sqlPosition } from './sql-position'
import { checkExpression, checkQuery } from './sql-scan'
import { sqliteWords } from './sqlite-words'

/**
 * Entry of the child process that runs SQL a person wrote. SQLite cannot be interrupted here, so the process is made to be
 * killed; its connection reads only, and nothing but questions is taken.
 */
let batches: Iterator<string, string> | null = null

function send(message: FromQueryChild): void {
  process.send?.(message)
}

process.on('disconnect', () => process.exit(0))
process.on('message', (message: ToQueryChild) => {
  try {
    if (message.type === 'query') startQuery(message.workspace, message.sql, message.batch)
    else if (message.type === 'select-rows') send(selectRows(message))
    else nextBatch()
  } catch (thrown) {
    send({ type: 'failed', result: { status: 'error', error: toAppError(thrown) } })
  }
})

/** What SQLite may take for one question. */
const mostBytes = 1_500_000_000

function openLimited(workspace: string): ReadableDatabase {
  const database = openReadable(workspace)
  database.pragma(`hard_heap_limit = ${mostBytes}`)
  return database
}

function startQuery(workspace: string, sql: string, batch: number): void {
  checkQuery(sql)
  const database = openLimited(workspace)
  createDatasetViews(database)
  const statement = prepareQuestion(database, sql)
  send({ type: 'columns', columns: statement.columns().map(({ name }) => name) })
  batches = batchesOf(statement, batch)
}

function prepareQuestion(database: ReadableDatabase, sql: string): Database.Statement {
  try {
    const statement = database.prepare(sql)
    if (!statement.reader || !statement.readonly) throw failure('queryRefused', { query: sql.trim().slice(0, 200) })
    return statement.raw().safeIntegers()
  } catch (thrown) {
    throw placed(database, sql, thrown)
  }
}

/** A question that SQLite does not understand, with the place it stumbled at. */
function placed(database: ReadableDatabase, sql: string, thrown: unknown): unknown {
  if (!(thrown instanceof Database.SqliteError)) return asQueryFailure(thrown)
  const at = sqlPosition(sql, thrown.message, (beginning) => refusalOf(database, beginning))
  if (at === null) return asQueryFailure(thrown)
  const values = { ...lineAndColumn(sql, at), position: at + 1, detail: sqliteWords(thrown.message) }
  return new AppException({ code: 'queryFailed', message: text('errors.queryFailedAt', values), parameter: 'sql' })
}

function refusalOf(database: ReadableDatabase, sql: string): string | null {
  try {
    database.prepare(sql)
    return null
  } catch (thrown) {
    return thrown instanceof Error ? thrown.message : String(thrown)
  }
}

function* batchesOf(statement: Database.Statement, size: number): Generator<string, string> {
  let rows: string[] = []
  for (const row of statement.iterate() as IterableIterator<unknown[]>) {
    rows.push(JSON.stringify(row.map(cellOf)))
    if (rows.length < size) continue
    yield rows.join(',')
    rows = []
  }
  return rows.join(',')
}

function nextBatch(): void {
  try {
    const { value, done } = batches?.next() ?? { value: '', done: true }
    send({ type: 'rows', json: value, last: done === true })
  } catch (thrown) {
    throw asQueryFailure(thrown)
  }
}

function cellOf(value: unknown): string | number | null {
  if (typeof value === 'bigint') {
    const number = Number(value)
    return Number.isSafeInteger(number) ? number : value.toString()
  }
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value)
  return Buffer.isBuffer(value) ? value.toString('base64') : (value as string | null)
}

function selectRows(message: Extract<ToQueryChild, { type: 'select-rows' }>): FromQueryChild {
  const { workspace, dataset, revision, where } = message
  checkExpression(where)
  const database = openLimited(workspace)
  try {
    // Read before there are views, which hide the workspace's own tables where names are equal.
    const { id, tableName, columns } = readRevision(database, dataset, revision ?? undefined)
    const alias = aliasOf(database, dataset)
    createDatasetViews(database)
    const rows = revisionSelect(tableName, columns)
    const sql = `SELECT _row FROM (${rows}) AS ${alias} WHERE (\n${where}\n) ORDER BY _row`
    const ids = whereErrors(where, () => database.prepare(sql).pluck().all() as number[])
    return { type: 'row-ids', rowIds: Int32Array.from(ids), revisionId: id }
  } finally {
    database.close()
  }
}

/** Columns may be written with the dataset's name in front. */
function aliasOf(database: ReadableDatabase, dataset: string): string {
  const name = database
    .prepare('SELECT name FROM dataset WHERE id = @wanted OR name = @wanted COLLATE NOCASE')
    .pluck()
    .get({ wanted: dataset }) as string
  return `"${name.replaceAll('"', '""')}"`
}

function whereErrors<T>(where: string, action: () => T): T {
  try {
    return action()
  } catch (thrown) {
    if (!(thrown instanceof Database.SqliteError)) throw thrown
    throw failure('whereInvalid', { where: where.trim().slice(0, 200), detail: thrown.message })
  }
}

function asQueryFailure(thrown: unknown): unknown {
  if (thrown instanceof AppException) return thrown
  if (thrown instanceof Database.SqliteError && thrown.code === 'SQLITE_NOMEM') return failure('queryTooLarge')
  return failure('queryFailed', { detail: sqliteWords(thrown instanceof Error ? thrown.message : String(thrown)) })
}
