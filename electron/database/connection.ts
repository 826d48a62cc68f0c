import Database from 'better-sqlite3'

declare const access: unique symbol

/** A connection that reads. A writable one may stand in for it, never the other way round. */
export type ReadableDatabase = Database.Database & { readonly [access]: 'read' | 'write' }
/** The one connection that writes; only the database thread holds one. */
export type WritableDatabase = Database.Database & { readonly [access]: 'write' }

/** How long a statement waits for another connection's lock before it fails with SQLITE_BUSY. */
const busyTimeoutMs = 5000

/**
 * Opens a read-only connection to a workspace that is open in this process, or that was checked before.
 * @param path the workspace file
 * @returns a connection that the caller closes, before the writer does
 */
export function openReadable(path: string): ReadableDatabase {
  const database = new Database(path, { readonly: true, fileMustExist: true, timeout: busyTimeoutMs })
  database.pragma('query_only = ON')
  database.pragma('temp_store = MEMORY')
  return database as ReadableDatabase
}

/** Opens a connection that writes, in the journal mode the file has. The file must have been checked before. */
export function openWritable(path: string): WritableDatabase {
  const database = new Database(path, { fileMustExist: true, timeout: busyTimeoutMs })
  database.pragma('foreign_keys = ON')
  return database as WritableDatabase
}

/** Makes an empty database file; it must not exist yet. */
export function createWritable(path: string): WritableDatabase {
  const database = new Database(path, { timeout: busyTimeoutMs })
  database.pragma('foreign_keys = ON')
  return database as WritableDatabase
}

const statements = new WeakMap<Database.Database, Map<string, Database.Statement>>()

/**
 * The prepared statement of a fixed SQL text; prepared once per connection. Values always go through parameters.
 * @typeParam Row what a row of the answer looks like
 */
export function prepared<Row = unknown>(database: ReadableDatabase, sql: string): Database.Statement<unknown[], Row> {
  let known = statements.get(database)
  if (!known) {
    known = new Map()
    statements.set(database, known)
  }
  let statement = known.get(sql)
  if (!statement) {
    statement = database.prepare(sql)
    known.set(sql, statement)
  }
  return statement as Database.Statement<unknown[], Row>
}

/** Writes a name as an SQL identifier. */
export function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}
