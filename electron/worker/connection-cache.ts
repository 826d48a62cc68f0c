import { openReadable, type ReadableDatabase } from '../database/connection'

/** Keeps the reading connection of one workspace open between the tasks of a thread; it closes with the thread at the latest. */
export class ConnectionCache {
  private path: string | null = null
  private connection: ReadableDatabase | null = null

  /** The connection to this workspace; the one to another is closed. */
  to(path: string): ReadableDatabase {
    if (this.connection && this.path === path) return this.connection
    this.connection?.close()
    this.connection = openReadable(path)
    this.path = path
    return this.connection
  }
}
