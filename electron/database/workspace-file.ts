import fs from 'node:fs'
import path from 'node:path'
import { failure } from '@shared/contract/app-error'
import { isDiskFull } from '../import/parts/disk-errors'
import { purgeCharts } from './chart-store'
import { asCorruption, checkHeader, checkPages, withFileErrors } from './check-file'
import { createWritable, openWritable, type WritableDatabase } from './connection'
import { dropLeftovers, purgeRemoved } from './leftovers'
import { migrate } from './migrate'
import { type Migration, migrations } from './migrations'
import { purgeSegments } from './segment-store'
import { type Program, takeLock, type WorkspaceLock } from './workspace-lock'

/** A workspace that this process holds. */
export interface OpenWorkspace {
  path: string
  database: WritableDatabase
  /** Copy that was made before the file was brought to a newer schema. */
  backupPath: string | null
  lock: WorkspaceLock
}

interface OpenOptions {
  /** Name of this program, told to whoever finds the workspace in use. */
  program: Program
  migrations?: readonly Migration[]
}

/**
 * Makes a new workspace file in one step: it appears under its name complete, or not at all.
 * @throws workspaceExists when there is something of that name, workspaceMissing when the folder does not exist
 */
export function createWorkspaceFile(file: string, steps: readonly Migration[] = migrations): void {
  if (fs.existsSync(file)) throw failure('workspaceExists', { path: file })
  const temporary = path.join(path.dirname(file), `.${path.basename(file)}.${process.pid}.new`)
  fs.rmSync(temporary, { force: true })
  try {
    const database = createWritableFile(temporary, file)
    try {
      // Pages that are freed go back to the disk when the workspace closes; only an empty file can be told so.
      database.pragma('auto_vacuum = INCREMENTAL')
      migrate(database, steps)
    } finally {
      database.close()
    }
    withFileErrors(file, () => publishFile(temporary, file))
  } finally {
    fs.rmSync(temporary, { force: true })
  }
}

function createWritableFile(temporary: string, file: string): WritableDatabase {
  const folder = path.dirname(file)
  if (!fs.existsSync(folder)) throw failure('folderMissing', { path: folder })
  try {
    return createWritable(temporary)
  } catch (thrown) {
    const code = thrown instanceof Error && 'code' in thrown ? thrown.code : undefined
    throw code === 'SQLITE_CANTOPEN' ? failure('workspaceNoPermission', { path: file }) : thrown
  }
}

/** A link refuses to replace; where the file system has no links, a rename must do. */
function publishFile(temporary: string, file: string): void {
  try {
    fs.linkSync(temporary, file)
  } catch (thrown) {
    if (thrown instanceof Error && 'code' in thrown && thrown.code === 'EEXIST') {
      throw failure('workspaceExists', { path: file })
    }
    fs.renameSync(temporary, file)
  }
}

/**
 * Opens a workspace for writing. Until every check has passed, the file has only been read.
 * @throws workspaceMissing, workspaceNoPermission, workspaceIsFolder, workspaceEmpty, workspaceForeign,
 *   workspaceNewer, workspaceTruncated, workspaceCorrupt, workspaceLocked, workspaceUpdateNoRoom
 */
export function openWorkspace(file: string, options: OpenOptions): OpenWorkspace {
  const steps = options.migrations ?? migrations
  const real = withFileErrors(file, () => fs.realpathSync(file))
  const header = checkHeader(real, steps.length)
  const lock = takeLock(real, options.program)
  try {
    checkPages(real)
    const backupPath = header.userVersion < steps.length ? bringUpToDate(real, header.userVersion, steps) : null
    return { path: real, database: openForWork(real), backupPath, lock }
  } catch (thrown) {
    lock.release()
    throw asCorruption(thrown, real)
  }
}

/** Copies the file, then migrates it; a WAL left by a killed process is folded in first, so that the copy is complete. */
function bringUpToDate(file: string, version: number, steps: readonly Migration[]): string {
  const database = openWritable(file)
  try {
    database.pragma('journal_mode = DELETE')
    const backup = freeName(file, version)
    withRoomFor(backup, () => fs.copyFileSync(file, backup, fs.constants.COPYFILE_EXCL))
    withRoomFor(backup, () => migrate(database, steps))
    return backup
  } finally {
    database.close()
  }
}

/** Without room for the copy or for the update there is no copy, and the file is as it was. @throws workspaceUpdateNoRoom */
function withRoomFor(backup: string, action: () => void): void {
  try {
    action()
  } catch (thrown) {
    if (!isDiskFull(thrown)) throw thrown
    fs.rmSync(backup, { force: true })
    throw failure('workspaceUpdateNoRoom', { folder: path.dirname(backup) })
  }
}

function freeName(file: string, version: number): string {
  const { dir, name, ext } = path.parse(file)
  for (let count = 1; ; count++) {
    const suffix = count === 1 ? '' : `-${count}`
    const candidate = path.join(dir, `${name}.before-update-v${version}${suffix}${ext}`)
    if (!fs.existsSync(candidate)) return candidate
  }
}

function openForWork(file: string): WritableDatabase {
  const database = openWritable(file)
  try {
    database.pragma('journal_mode = WAL')
    database.pragma('synchronous = NORMAL')
    dropLeftovers(database)
    return database
  } catch (thrown) {
    database.close()
    throw thrown
  }
}

/**
 * Closes so that one clean file remains: what was removed is gone, the WAL is folded in. All other connections of
 * this process must be closed. On a full disk what cannot be tidied now is tidied when the file is next closed.
 */
export function closeWorkspace(workspace: OpenWorkspace): void {
  const { database, lock } = workspace
  try {
    dropLeftovers(database)
    purgeRemoved(database)
    purgeSegments(database)
    purgeCharts(database)
    database.pragma('incremental_vacuum')
    database.pragma('wal_checkpoint(TRUNCATE)')
    database.pragma('journal_mode = DELETE')
  } catch (thrown) {
    if (!isDiskFull(thrown)) throw thrown
  } finally {
    database.close()
    lock.release()
  }
}

/**
 * Writes a complete, compact copy under another name.
 * @throws workspaceCopyOnItself
 */
export function saveCopy(workspace: OpenWorkspace, target: string): void {
  if (fs.existsSync(target) && fs.realpathSync(target) === workspace.path) {
    throw failure('workspaceCopyOnItself', { path: target })
  }
  const temporary = path.join(path.dirname(target), `.${path.basename(target)}.${process.pid}.new`)
  fs.rmSync(temporary, { force: true })
  try {
    workspace.database.prepare('VACUUM INTO ?').run(temporary)
    withFileErrors(target, () => fs.renameSync(temporary, target))
  } finally {
    fs.rmSync(temporary, { force: true })
  }
}
