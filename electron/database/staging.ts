import { rmSync } from 'node:fs'
import type { MessagePort } from 'node:worker_threads'
import type { Database } from 'better-sqlite3'

/** Where an import's parts lie until the database thread has taken them in: beside the workspace, on the same disk. */
export function partsFolderOf(workspacePath: string): string {
  return `${workspacePath}-import`
}

/**
 * Serves one import on the database thread: everything it asks for over `port`, in order. When the port closes before the
 * import was published (its worker ended, was cancelled or died), everything it brought is dropped.
 * @param port the other end of the import worker's port
 * @param database the workspace's writing connection
 */
export function serveStaging(_port: MessagePort, _database: Database): void {
  throw new Error('not yet')
}

/** Drops what an import left behind that never ended: to be called once on opening, before anything is read. */
export function dropLeftovers(_database: Database, workspacePath: string): void {
  rmSync(partsFolderOf(workspacePath), { recursive: true, force: true })
}
