import { randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import type { MessagePort } from 'node:worker_threads'
import type { Reject } from '@shared/contract/import'
import { resultOf } from '@shared/contract/result'
import type { StorageType } from '@shared/dataset/schema'
import type { StagingBegin, StagingBegun, StagingPublish, StagingPublished, StagingRequest } from '../import/messages'
import { isDiskFull, withDiskErrors } from '../import/parts/disk-errors'
import { partTableSql } from '../import/parts/part-table'
import type { MergeStep, StagingBase, StagingMerge } from '../import/reimport-messages'
import { BatchWriter } from './batch-store'
import { identifier, prepared, type WritableDatabase } from './connection'
import { checkDatasetName, readStagingBase } from './dataset-store'
import { rememberImport } from './import-memory'
import { dropLeftovers as dropUnpublished } from './leftovers'
import { setImportedRevision } from './recipe-store'
import { mergeTables } from './reimport/merge-rows'
import { RevisionMerges } from './reimport/revision-merges'

/** Where an import's parts lie until the database thread has taken them in: beside the workspace, on the same disk. */
export function partsFolderOf(workspacePath: string): string {
  return `${workspacePath}-import`
}

/** Drops what an import left behind that never ended: to be called once on opening, before anything is read. */
export function dropLeftovers(database: WritableDatabase, workspacePath: string): void {
  rmSync(partsFolderOf(workspacePath), { recursive: true, force: true })
  dropUnpublished(database)
}

/**
 * Serves one import on the database thread: everything it asks for over `port`, in order. When the port closes before the
 * import was published (its worker ended, was cancelled or died), everything it brought is dropped.
 * @param port the other end of the import worker's port
 * @param database the workspace's writing connection
 */
export function serveStaging(port: MessagePort, database: WritableDatabase): void {
  const staging = new Staging(database)
  port.on('message', async (request: StagingRequest) => {
    const result = await resultOf(() => withDiskErrors(() => staging.answer(request)))
    port.postMessage({ id: request.id, result })
  })
  port.on('close', () => abandonQuietly(staging))
}

/** On a full disk even dropping may fail; what is left is out of sight, and dropped on the next opening. */
function abandonQuietly(staging: Staging): void {
  try {
    staging.abandon()
  } catch (thrown) {
    if (!isDiskFull(thrown)) throw thrown
  }
}

/** Revisions that one import fills, out of sight until it publishes them all at once. */
export class Staging {
  readonly #database: WritableDatabase
  readonly #revisions = new Map<number, { datasetId: string; isNew: boolean; receiptId: number }>()
  readonly #merges: RevisionMerges

  constructor(database: WritableDatabase) {
    this.#database = database
    this.#merges = new RevisionMerges(database)
  }

  answer(request: StagingRequest): unknown {
    switch (request.type) {
      case 'begin':
        return this.begin(request.begin)
      case 'part':
        return this.take(request.revisionId, request.path)
      case 'rejects':
        return this.reject(request.revisionId, request.rejects)
      case 'discard':
        return this.discard(request.revisionId, request.storages)
      case 'base':
        return this.base(request.dataset)
      case 'merge':
        return this.merge(request.merge)
      case 'publish':
        return this.publish(request.revisions)
    }
  }

  /** Makes an empty, unpublished revision of the dataset of this name. @throws datasetNameReserved */
  begin({ dataset, mayReplace, storages }: StagingBegin): StagingBegun {
    return this.#transaction(() => {
      const owner = this.#datasetFor(dataset, mayReplace)
      const now = new Date().toISOString()
      const number = this.#number('SELECT coalesce(max(number), 0) + 1 FROM revision WHERE dataset_id = ?', owner.id)
      const revisionId = this.#insert(
        `INSERT INTO revision (dataset_id, number, table_name, created_at, published) VALUES (?, ?, '', ?, 0)`,
        owner.id,
        number,
        now,
      )
      this.#run('UPDATE revision SET table_name = ? WHERE id = ?', `data_${revisionId}`, revisionId)
      const receiptId = this.#insert(
        `INSERT INTO receipt (revision_id, file, bytes, sha256, options, rows_read, rows_imported, rows_rejected, duration_ms, imported_at)
         VALUES (?, '', 0, '', '{}', 0, 0, 0, 0, ?)`,
        revisionId,
        now,
      )
      this.#database.exec(partTableSql(tableOf(revisionId), storages))
      this.#revisions.set(revisionId, { datasetId: owner.id, isNew: owner.isNew, receiptId })
      return { revisionId, datasetId: owner.id, dataset: owner.name }
    })
  }

  /** Moves all rows of a part file into the revision: whole records, in one short transaction. */
  take(revisionId: number, partPath: string): void {
    this.#run('ATTACH ? AS part', partPath)
    try {
      this.#database.exec(`INSERT INTO main.${tableOf(revisionId)} SELECT * FROM part.part`)
    } finally {
      this.#database.exec('DETACH part')
      rmSync(partPath, { force: true })
    }
  }

  /** Keeps rows that were not imported. */
  reject(revisionId: number, rejects: readonly Reject[]): void {
    const { receiptId } = this.#known(revisionId)
    const insert = prepared(
      this.#database,
      `INSERT INTO reject (receipt_id, row, line, "column", value, expected, reason, raw) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    this.#transaction(() => {
      for (const { row, line, column, value, expected, reason, raw } of rejects) {
        const why = expected === null ? null : JSON.stringify(expected)
        insert.run(receiptId, row, line, column, value, why, JSON.stringify(reason), raw)
      }
    })
  }

  /** Starts a revision's rows again: its columns were not what a sample had said. */
  discard(revisionId: number, storages: readonly StorageType[]): void {
    const { receiptId } = this.#known(revisionId)
    this.#transaction(() => {
      this.#database.exec(`DROP TABLE ${tableOf(revisionId)}`)
      this.#database.exec(partTableSql(tableOf(revisionId), storages))
      this.#run('DELETE FROM reject WHERE receipt_id = ?', receiptId)
    })
  }

  /** The dataset of this name as it is now; null when there is none. */
  base(dataset: string): StagingBase | null {
    return readStagingBase(this.#database, dataset)
  }

  /** One step of putting files together with what the dataset held; to be asked again until it says what came out. */
  merge(merge: StagingMerge): MergeStep {
    for (const { revisionId } of merge.files) this.#known(revisionId)
    return this.#merges.step(merge)
  }

  /** The last transaction of an import: all its revisions appear at once, as one batch that can be undone. */
  publish(revisions: readonly StagingPublish[]): StagingPublished {
    const ids = this.#transaction(() => {
      const batch = new BatchWriter(this.#database)
      return revisions.flatMap((revision) => this.#publishOne(revision, batch))
    })
    this.#revisions.clear()
    return { datasetIds: ids }
  }

  /** Drops everything that was not published. */
  abandon(): void {
    if (!this.#database.open || this.#revisions.size === 0) return
    this.#merges.stop()
    this.#transaction(() => {
      for (const [revisionId, { datasetId, isNew }] of this.#revisions) {
        for (const table of Object.values(mergeTables(revisionId))) this.#database.exec(`DROP TABLE IF EXISTS ${table}`)
        this.#database.exec(`DROP TABLE IF EXISTS ${tableOf(revisionId)}`)
        this.#run('DELETE FROM revision WHERE id = ?', revisionId)
        if (isNew) this.#run('DELETE FROM dataset WHERE id = ?', datasetId)
      }
    })
    this.#revisions.clear()
  }

  /** Shows a revision; one that was put into another leaves its receipt there. Answers the dataset, once for each. */
  #publishOne(publish: StagingPublish, batch: BatchWriter): string[] {
    const { revisionId, columns, grain, customerKey, receipt } = publish
    const { datasetId, isNew, receiptId } = this.#known(revisionId)
    const { file, sheet, bytes, sha256 } = receipt
    const home = this.#merges.homeOf(revisionId)
    this.#storeReceipt(receiptId, receipt)
    if (home !== revisionId) {
      this.#run('UPDATE receipt SET revision_id = ? WHERE id = ?', home, receiptId)
      this.#run('DELETE FROM revision WHERE id = ?', revisionId)
      return []
    }
    const merged = this.#merges.finish(revisionId)
    this.#run(
      'UPDATE revision SET n_rows = ?, columns = ?, source = ?, published = 1 WHERE id = ?',
      merged?.nRows ?? receipt.rowsImported,
      JSON.stringify(merged?.columns ?? columns),
      JSON.stringify({ file, sheet, sha256, bytes }),
      revisionId,
    )
    if (publish.remembered) rememberImport(this.#database, datasetId, publish.remembered)
    batch.add({ datasetId, isNew, revisionId, mode: publish.mode, diff: merged?.diff ?? null })
    setImportedRevision(this.#database, datasetId, revisionId)
    if (isNew) this.#run('UPDATE dataset SET grain = ?, customer_key = ? WHERE id = ?', grain, customerKey, datasetId)
    return [datasetId]
  }

  #storeReceipt(receiptId: number, receipt: StagingPublish['receipt']): void {
    const { file, sheet, bytes, sha256 } = receipt
    this.#run(
      `UPDATE receipt SET file = ?, sheet = ?, bytes = ?, sha256 = ?, options = ?, rows_read = ?, rows_imported = ?,
       rows_rejected = ?, encoding = ?, delimiter = ?, duration_ms = ?, warnings = ?, reading = ? WHERE id = ?`,
      file,
      sheet,
      bytes,
      sha256,
      JSON.stringify(receipt.options),
      receipt.rowsRead,
      receipt.rowsImported,
      receipt.rowsRejected,
      receipt.encoding,
      receipt.delimiter,
      receipt.durationMs,
      JSON.stringify(receipt.warnings),
      JSON.stringify(receipt.reading),
      receiptId,
    )
  }

  /** The dataset of this name if it may be replaced; else a new one, under the next free name. */
  #datasetFor(wanted: string, mayReplace: boolean): { id: string; name: string; isNew: boolean } {
    checkDatasetName(wanted)
    const find = prepared<{ id: string; name: string }>(
      this.#database,
      'SELECT id, name FROM dataset WHERE name = ? COLLATE NOCASE AND removed_at IS NULL',
    )
    const existing = find.get(wanted)
    if (existing && mayReplace) return { ...existing, isNew: false }
    let name = wanted
    for (let count = 2; find.get(name); count += 1) name = `${wanted} ${count}`
    const id = randomUUID()
    this.#run('INSERT INTO dataset (id, name, created_at) VALUES (?, ?, ?)', id, name, new Date().toISOString())
    return { id, name, isNew: true }
  }

  #known(revisionId: number): { datasetId: string; isNew: boolean; receiptId: number } {
    const known = this.#revisions.get(revisionId)
    if (!known) throw new Error(`Revision ${revisionId} is not being filled by this import.`)
    return known
  }

  #transaction<T>(action: () => T): T {
    return this.#database.transaction(action).immediate()
  }

  #run(sql: string, ...values: (string | number | null)[]): void {
    prepared(this.#database, sql).run(...values)
  }

  #insert(sql: string, ...values: (string | number | null)[]): number {
    return Number(prepared(this.#database, sql).run(...values).lastInsertRowid)
  }

  #number(sql: string, ...values: (string | number | null)[]): number {
    return prepared(this.#database, sql)
      .pluck()
      .get(...values) as number
  }
}

function tableOf(revisionId: number): string {
  return identifier(`data_${revisionId}`)
}
