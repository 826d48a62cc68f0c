import fs from 'node:fs'
import os from 'node:os'
import { failure } from '@shared/contract/app-error'
import { text } from '@shared/contract/text'
import Database from 'better-sqlite3'
import { withFileErrors } from './check-file'

/** Programs that open workspaces, as `errors.program.<name>` says them. */
export type Program = 'window' | 'command-line'

/** Who holds a workspace, as the refused process tells its user. */
export interface LockOwner {
  program: Program
  pid: number
  host: string
  since: string
}

export interface WorkspaceLock {
  release(): void
}

const attempts = 20

/**
 * Takes a workspace for this process. The lock is the operating system's: an open transaction on a small SQLite file
 * beside the workspace (`shop.regulars.lock`). It ends with the process, however that ends, so a file left behind by a
 * killed process never blocks; its row only says who is there while somebody is.
 * @param path the workspace file, symbolic links resolved
 * @param program this program, for the other one's message
 * @throws workspaceLocked with the owner's program, pid, host and start time
 */
export function takeLock(path: string, program: Program): WorkspaceLock {
  const lockPath = `${path}.lock`
  for (let attempt = 0; attempt < attempts; attempt++) {
    const lock = withFileErrors(lockPath, () => tryLock(lockPath, path, program))
    if (lock) return lock
  }
  throw lockedBy(path, null)
}

/** Null when the file was removed by its last owner between opening and locking it: the next attempt makes a new one. */
function tryLock(lockPath: string, path: string, program: Program): WorkspaceLock | null {
  const existed = inodeOf(lockPath)
  const database = openLockFile(lockPath)
  try {
    begin(database, path)
    const inode = inodeOf(lockPath)
    if (inode === null || (existed !== null && existed !== inode)) {
      database.close()
      return null
    }
    writeOwner(database, program)
    // The owner must be readable by the process that is refused, so it is committed; the lock is taken again at once.
    database.exec('COMMIT')
    begin(database, path)
    return { release: () => release(database, lockPath) }
  } catch (thrown) {
    database.close()
    if (codeOf(thrown) !== 'SQLITE_NOTADB') throw thrown
    // Not written by us, so nobody can hold it.
    fs.rmSync(lockPath, { force: true })
    return null
  }
}

function openLockFile(lockPath: string): Database.Database {
  try {
    return new Database(lockPath, { timeout: 0 })
  } catch (thrown) {
    if (codeOf(thrown) === 'SQLITE_CANTOPEN') throw failure('workspaceNoPermission', { path: lockPath })
    throw thrown
  }
}

/** Takes SQLite's RESERVED lock: one holder at a time, and others can still read who that is. */
function begin(database: Database.Database, path: string): void {
  try {
    database.pragma('journal_mode = MEMORY')
    database.exec('BEGIN IMMEDIATE')
  } catch (thrown) {
    if (!codeOf(thrown).startsWith('SQLITE_BUSY')) throw thrown
    throw lockedBy(path, readOwner(database))
  }
}

function writeOwner(database: Database.Database, program: Program): void {
  database.exec(
    'CREATE TABLE IF NOT EXISTS owner (program TEXT, pid INTEGER, host TEXT, since TEXT); DELETE FROM owner',
  )
  database.prepare('INSERT INTO owner VALUES (?, ?, ?, ?)').run(program, process.pid, os.hostname(), localTime())
}

/** The time as the owner's clock shows it, e.g. 2024-03-05 13:45:00. */
function localTime(): string {
  return new Date().toLocaleString('sv-SE')
}

const readings = 10
const pauseMs = 20

/** Who holds the lock; asked again for a moment, as whoever has just taken it writes its name only then. */
function readOwner(database: Database.Database): LockOwner | null {
  database.pragma('busy_timeout = 200')
  for (let reading = 0; reading < readings; reading++) {
    const owner = ownerRow(database)
    if (owner) return owner
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pauseMs)
  }
  return null
}

function ownerRow(database: Database.Database): LockOwner | null {
  try {
    const sql = 'SELECT program, pid, host, since FROM owner'
    return (database.prepare(sql).get() as LockOwner | undefined) ?? null
  } catch {
    return null
  }
}

function lockedBy(path: string, owner: LockOwner | null) {
  const { pid, host, since } = owner ?? { pid: 0, host: '?', since: '?' }
  const program = text(`errors.program.${owner?.program ?? 'unknown'}`)
  return failure('workspaceLocked', { path, program, pid, host, since })
}

function release(database: Database.Database, lockPath: string): void {
  if (!database.open) return
  // Removed while still held: whoever opens the name now gets a new file, and whoever holds the old one tries again.
  fs.rmSync(lockPath, { force: true })
  database.exec('ROLLBACK')
  database.close()
}

function inodeOf(path: string): bigint | null {
  return fs.statSync(path, { bigint: true, throwIfNoEntry: false })?.ino ?? null
}

function codeOf(thrown: unknown): string {
  return thrown instanceof Error && 'code' in thrown ? String(thrown.code) : ''
}
