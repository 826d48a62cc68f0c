import { failure } from '@shared/contract/app-error'
import Database from 'better-sqlite3'
import type { ForeignCell, ForeignReader, ForeignRow } from './child-protocol'

/** Reads the tables of an SQLite file, which is opened for reading only. */
export function readSqlite(path: string, file: string): ForeignReader {
  const database = open(path, file)
  const names = database
    .prepare(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY rowid",
    )
    .pluck()
    .all() as string[]
  return {
    sheets: names.map((name) => ({
      name,
      hidden: false,
      rows: database
        .prepare(`SELECT count(*) FROM ${quoted(name)}`)
        .pluck()
        .get() as number,
      columns: (database.prepare(`SELECT name FROM pragma_table_info(?)`).pluck().all(name) as string[]) ?? [],
    })),
    rows: (sheet) => rowsOf(database, names[sheet] as string),
  }
}

function open(path: string, file: string): Database.Database {
  try {
    const database = new Database(path, { readonly: true, fileMustExist: true })
    database.pragma('trusted_schema = OFF')
    database.pragma('query_only = ON')
    database.prepare('SELECT count(*) FROM sqlite_schema').get()
    return database
  } catch (thrown) {
    throw failure('fileDamaged', { file, detail: thrown instanceof Error ? thrown.message : String(thrown) })
  }
}

function* rowsOf(database: Database.Database, table: string): Generator<ForeignRow> {
  const statement = database
    .prepare(`SELECT * FROM ${quoted(table)}`)
    .raw()
    .safeIntegers()
  let row = 0
  for (const values of statement.iterate() as IterableIterator<unknown[]>) {
    yield { row, cells: values.map(cellOf) }
    row += 1
  }
}

function cellOf(value: unknown): ForeignCell {
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : String(value)
  if (value instanceof Uint8Array) return Buffer.from(value).toString('hex')
  return typeof value === 'string' || typeof value === 'number' ? value : null
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}
