import type { WorkspaceInfo } from '@shared/contract/workspace'
import { DatabaseClient } from '../database/database-client'
import { QueryClient } from '../database/query-client'
import { partsFolderOf } from '../database/staging'
import type { Program } from '../database/workspace-lock'
import { Importer } from '../import'
import { AnalysisPool, type AnalysisPoolOptions, Deriver, Reader } from '../worker'

interface SessionOptions {
  path: string
  create: boolean
  program: Program
  pool: AnalysisPoolOptions
  /** The database thread ended by itself: nothing more can be done with this workspace. */
  onLost(): void
}

/** One open workspace with everything that works on it: the database thread, readers, computing threads, importer. */
export class WorkspaceSession {
  readonly pool: AnalysisPool
  readonly reader: Reader
  readonly importer: Importer
  readonly deriver: Deriver
  readonly queries = new QueryClient()

  private constructor(
    readonly path: string,
    readonly database: DatabaseClient,
    pool: AnalysisPoolOptions,
  ) {
    this.pool = new AnalysisPool(pool)
    this.reader = new Reader(path)
    this.importer = new Importer({
      connectDatabase: (port) => database.connectStaging(port),
      partsFolder: partsFolderOf(path),
    })
    this.deriver = new Deriver({
      workspace: path,
      connectDatabase: (port) => database.connectDerivation(port),
      partsFolder: partsFolderOf(path),
    })
  }

  /** Opens or creates a workspace; throws what the opening rules of electron/database refuse. */
  static async open(options: SessionOptions): Promise<{ session: WorkspaceSession; info: WorkspaceInfo }> {
    const { path, create, program } = options
    const database = new DatabaseClient(options.onLost)
    try {
      const { info } = await database.request('workspace/open', { path, create, program })
      return { session: new WorkspaceSession(info.path, database, options.pool), info }
    } catch (thrown) {
      await database.close()
      throw thrown
    }
  }

  /** Ends all readers, then the writer, so that one clean file remains. Jobs must have been cancelled. */
  async close(): Promise<void> {
    const users = [this.importer, this.deriver, this.pool, this.reader, this.queries]
    await Promise.allSettled(users.map((user) => user.close()))
    await this.database.close()
  }
}
