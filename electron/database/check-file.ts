import fs from 'node:fs'
import { failure } from '@shared/contract/app-error'
import { openReadable, type ReadableDatabase } from './connection'
import { type FileHeader, readFileHeader } from './file-header'
import { applicationId, schemaVersion } from './migrations'

/** Up to this size every page is looked at before opening (below a second); above it the tables of the workspace itself. */
const fullCheckBytes = 256 * 1024 * 1024
const ownTables = ['setting', 'dataset', 'revision', 'receipt', 'run', 'report', 'segment_name', 'staging']

/**
 * Refuses whatever is not a workspace this application can open, by its directory entry and first 100 bytes alone.
 * @param path the file, symbolic links resolved
 * @param newest the newest schema known
 * @throws workspaceMissing, workspaceNoPermission, workspaceIsFolder, workspaceEmpty, workspaceForeign,
 *   workspaceNewer, workspaceTruncated, workspaceCorrupt
 */
export function checkHeader(path: string, newest = schemaVersion): FileHeader {
  const size = sizeOf(path)
  if (size === 0) throw failure('workspaceEmpty', { path })
  const header = withFileErrors(path, () => readFileHeader(path))
  if (!header) throw failure('workspaceForeign', { path })
  if (header.applicationId !== applicationId) throw failure('workspaceForeign', { path })
  if (header.userVersion > newest) throw failure('workspaceNewer', { path, version: header.userVersion, newest })
  if (header.userVersion === 0) throw failure('workspaceCorrupt', { path, detail: 'user_version = 0' })
  if (header.pageCountIsValid && size < header.pageCount * header.pageSize && !hasJournal(path)) {
    throw failure('workspaceTruncated', { path, bytes: size, expected: header.pageCount * header.pageSize })
  }
  return header
}

/**
 * Reads the file through SQLite, read-only, and refuses it when its pages do not hang together. A journal that a
 * killed process left behind is not replayed here: only the writer may do that, and SQLite checks it then.
 * @throws workspaceCorrupt
 */
export function checkPages(path: string): void {
  const before = new Set(sidecars(path))
  try {
    if (fs.existsSync(`${path}-journal`)) return
    const database = openReadable(path)
    try {
      const problem = firstProblem(database, fs.statSync(path).size)
      if (problem) throw failure('workspaceCorrupt', { path, detail: problem })
    } finally {
      database.close()
    }
  } catch (thrown) {
    throw asCorruption(thrown, path)
  } finally {
    for (const file of sidecars(path)) if (!before.has(file)) fs.rmSync(file, { force: true })
  }
}

function firstProblem(database: ReadableDatabase, bytes: number): string | null {
  const known = new Set(database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").pluck().all())
  const absent = ownTables.filter((table) => !known.has(table))
  if (absent.length > 0) return `no table ${absent.join(', ')}`
  const checks = bytes <= fullCheckBytes ? ['quick_check(1)'] : ownTables.map((table) => `quick_check(${table})`)
  for (const check of checks) {
    const answer = database.pragma(check, { simple: true })
    if (answer !== 'ok') return String(answer)
  }
  return null
}

/** Turns what SQLite says of a damaged file into `workspaceCorrupt`; anything else stays as it was. */
export function asCorruption(thrown: unknown, path: string): unknown {
  const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : ''
  if (!/^SQLITE_(CORRUPT|NOTADB|ERROR|IOERR_SHORT_READ|FORMAT)/.test(code)) return thrown
  return failure('workspaceCorrupt', { path, detail: thrown instanceof Error ? thrown.message : code })
}

function sizeOf(path: string): number {
  return withFileErrors(path, () => {
    const stat = fs.statSync(path)
    if (stat.isDirectory()) throw failure('workspaceIsFolder', { path })
    if (!stat.isFile()) throw failure('workspaceForeign', { path })
    fs.accessSync(path, fs.constants.R_OK | fs.constants.W_OK)
    return stat.size
  })
}

/** Runs a file operation and names its usual failures. */
export function withFileErrors<T>(path: string, action: () => T): T {
  try {
    return action()
  } catch (thrown) {
    const code = thrown instanceof Error && 'code' in thrown ? thrown.code : undefined
    if (code === 'ENOENT' || code === 'ENOTDIR') throw failure('workspaceMissing', { path })
    if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') throw failure('workspaceNoPermission', { path })
    throw thrown
  }
}

function hasJournal(path: string): boolean {
  return fs.existsSync(`${path}-wal`) || fs.existsSync(`${path}-journal`)
}

function sidecars(path: string): string[] {
  return [`${path}-wal`, `${path}-shm`, `${path}-journal`].filter((file) => fs.existsSync(file))
}
