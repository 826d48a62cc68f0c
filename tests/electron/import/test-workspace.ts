import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { failure } from '@shared/contract/app-error'
import type { ImportOptions, Inspection } from '@shared/contract/import'
import { checkIntegrity } from '../../../electron/database/integrity'
import { listRejects } from '../../../electron/database/receipt-store'
import { partsFolderOf, Staging } from '../../../electron/database/staging'
import {
  closeWorkspace,
  createWorkspaceFile,
  type OpenWorkspace,
  openWorkspace,
} from '../../../electron/database/workspace-file'
import { importFile } from '../../../electron/import/import-file'
import { inspectFile } from '../../../electron/import/inspect-file'
import type { ImportOutcome } from '../../../electron/import/messages'
import type { StagingTarget } from '../../../electron/import/staging-client'

/** A real workspace in a folder of its own, filled by the importer in this thread. */
export class TestWorkspace {
  readonly folder = mkdtempSync(path.join(tmpdir(), 'import-test-'))
  readonly path = path.join(this.folder, 'test.regulars')
  readonly workspace: OpenWorkspace
  #files = 0

  constructor() {
    createWorkspaceFile(this.path)
    this.workspace = openWorkspace(this.path, { program: 'window' })
  }

  get database(): OpenWorkspace['database'] {
    return this.workspace.database
  }

  write(content: string | Uint8Array, name = `file-${++this.#files}.csv`): string {
    const file = path.join(this.folder, name)
    writeFileSync(file, content)
    return file
  }

  async import(
    file: string,
    options: Partial<ImportOptions> = {},
    dataset?: string,
    cancelAfter = Number.POSITIVE_INFINITY,
    onSecondBlock: () => void = () => {},
  ): Promise<ImportOutcome[]> {
    const staging = new Staging(this.database)
    let checks = 0
    try {
      return await importFile(
        { path: file, options, ...(dataset === undefined ? {} : { dataset }) },
        {
          target: directTarget(staging),
          partsFolder: partsFolderOf(this.path),
          onProgress: () => {},
          check: () => {
            checks += 1
            if (checks === 2) onSecondBlock()
            if (checks > cancelAfter) throw failure('cancelled')
          },
        },
      )
    } finally {
      staging.abandon()
    }
  }

  /** Imports several files at once. */
  async importAll(
    files: readonly string[],
    options: Partial<ImportOptions> = {},
    dataset?: string,
  ): Promise<ImportOutcome[]> {
    const staging = new Staging(this.database)
    const [path = '', ...more] = files
    const request = { path, more: more.map((file) => ({ path: file })), options }
    try {
      return await importFile(dataset === undefined ? request : { ...request, dataset }, {
        target: directTarget(staging),
        partsFolder: partsFolderOf(this.path),
        onProgress: () => {},
        check: () => {},
      })
    } finally {
      staging.abandon()
    }
  }

  inspect(file: string, options: Partial<ImportOptions> = {}): Promise<Inspection> {
    return inspectFile(file, options)
  }

  /** Names of all tables, to see that nothing was left behind. */
  tables(): unknown[] {
    return this.database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").pluck().all()
  }

  /** All rows of a dataset in order, without the row id. */
  rows(dataset: string): unknown[][] {
    const table = this.database
      .prepare('SELECT table_name FROM revision JOIN dataset ON current_revision = revision.id WHERE name = ?')
      .pluck()
      .get(dataset) as string
    const rows = this.database.prepare(`SELECT * FROM ${table} ORDER BY _row`).raw().all() as unknown[][]
    return rows.map((row) => row.slice(1))
  }

  columns(
    dataset: string,
  ): { name: string; storage: string; measureType: string; role: string | null; missing: number }[] {
    const sql = 'SELECT columns FROM revision JOIN dataset ON current_revision = revision.id WHERE name = ?'
    return JSON.parse(this.database.prepare(sql).pluck().get(dataset) as string)
  }

  rejects(dataset: string) {
    return listRejects(this.database, dataset, 0, 1000).rejects
  }

  problems() {
    return checkIntegrity(this.database).problems
  }

  close(): void {
    closeWorkspace(this.workspace)
    rmSync(this.folder, { recursive: true, force: true })
  }
}

function directTarget(staging: Staging): StagingTarget {
  return {
    begin: async (begin) => staging.begin(begin),
    take: async (revisionId, file) => staging.take(revisionId, file),
    reject: async (revisionId, rejects) => staging.reject(revisionId, rejects),
    discard: async (revisionId, storages) => staging.discard(revisionId, storages),
    base: async (dataset) => staging.base(dataset),
    merge: async (merge) => staging.merge(merge),
    publish: async (revisions) => staging.publish(revisions),
  }
}
