import { randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import type { MessagePort } from 'node:worker_threads'
import { failure } from '@shared/contract/app-error'
import { resultOf } from '@shared/contract/result'
import type { StagingReply } from '../import/messages'
import { isDiskFull, withDiskErrors } from '../import/parts/disk-errors'
import { partTableSql } from '../import/parts/part-table'
import type { BeginDerivation, DerivationRequest, DerivedRevision, PublishDerivation } from '../worker/derive/messages'
import { identifier, prepared, type WritableDatabase } from './connection'
import { checkDatasetName, readDataset } from './dataset-store'
import { dropUnusedRevisions, putState, readRecipe, setImportedRevision } from './recipe-store'

/**
 * Serves one derivation on the database thread: a revision that is computed instead of imported. When the port closes before it
 * was published (its worker ended, was cancelled or died), everything it brought is dropped.
 */
export function serveDerivation(port: MessagePort, database: WritableDatabase): void {
  const staging = new DerivationStaging(database)
  port.on('message', async (request: DerivationRequest) => {
    const result = await resultOf(() => withDiskErrors(() => staging.answer(request)))
    port.postMessage({ id: request.id, result } satisfies StagingReply)
  })
  port.on('close', () => {
    try {
      staging.abandon()
    } catch (thrown) {
      if (!isDiskFull(thrown)) throw thrown
    }
  })
}

type Begun = DerivedRevision & { isNew: boolean; begin: BeginDerivation }

/** One revision on its way, out of sight until it is published. */
export class DerivationStaging {
  readonly #database: WritableDatabase
  #begun: Begun | null = null

  constructor(database: WritableDatabase) {
    this.#database = database
  }

  answer(request: DerivationRequest): unknown {
    switch (request.type) {
      case 'begin':
        return this.begin(request.begin)
      case 'part':
        return this.take(request.path)
      case 'publish':
        return this.publish(request.publish)
    }
  }

  /** Makes an empty, unpublished revision. @throws datasetUnknown, datasetNameTaken, datasetNameReserved */
  begin(begin: BeginDerivation): DerivedRevision {
    return this.#transaction(() => {
      const { target, storages } = begin
      const owner =
        target.as === 'dataset' ? this.#newDataset(target.name) : readDataset(this.#database, target.dataset)
      const sql = 'SELECT coalesce(max(number), 0) + 1 FROM revision WHERE dataset_id = ?'
      const number = prepared(this.#database, sql).pluck().get(owner.id) as number
      const insert = `INSERT INTO revision (dataset_id, number, table_name, created_at, published) VALUES (?, ?, '', ?, 0)`
      const revisionId = Number(this.#run(insert, owner.id, number, new Date().toISOString()).lastInsertRowid)
      this.#run('UPDATE revision SET table_name = ? WHERE id = ?', `data_${revisionId}`, revisionId)
      this.#database.exec(partTableSql(tableOf(revisionId), storages))
      const derived = { revisionId, datasetId: owner.id, dataset: owner.name, revision: number }
      this.#begun = { ...derived, isNew: target.as === 'dataset', begin }
      return derived
    })
  }

  #newDataset(wanted: string): { id: string; name: string } {
    const name = wanted.trim()
    checkDatasetName(name)
    const taken = 'SELECT 1 FROM dataset WHERE name = ? COLLATE NOCASE AND removed_at IS NULL'
    if (prepared(this.#database, taken).get(name)) throw failure('datasetNameTaken', { dataset: name })
    const id = randomUUID()
    this.#run('INSERT INTO dataset (id, name, created_at) VALUES (?, ?, ?)', id, name, new Date().toISOString())
    return { id, name }
  }

  /** Moves all rows of a part file into the revision: whole records, in one short transaction. */
  take(partPath: string): void {
    const { revisionId } = this.#known()
    this.#run('ATTACH ? AS part', partPath)
    try {
      this.#database.exec(`INSERT INTO main.${tableOf(revisionId)} SELECT * FROM part.part`)
    } finally {
      this.#database.exec('DETACH part')
      rmSync(partPath, { force: true })
    }
  }

  /** The last transaction: the revision appears, and with it the state of the recipe that made it. */
  publish(publish: PublishDerivation): DerivedRevision {
    const begun = this.#known()
    this.#transaction(() => {
      const { nRows, columns, source } = publish
      this.#run(
        'UPDATE revision SET n_rows = ?, columns = ?, source = ?, published = 1 WHERE id = ?',
        nRows,
        JSON.stringify(columns),
        JSON.stringify(source),
        begun.revisionId,
      )
      this.#adopt(begun, publish)
      dropUnusedRevisions(this.#database, begun.datasetId)
    })
    this.#begun = null
    const { revisionId, datasetId, dataset, revision } = begun
    return { revisionId, datasetId, dataset, revision }
  }

  #adopt({ datasetId, revisionId, begin: { target } }: Begun, { reports }: PublishDerivation): void {
    if (target.as === 'revision' && target.recipe) {
      const { steps, position, truncate, after } = target.recipe
      if (readRecipe(this.#database, datasetId).position !== after) throw failure('recipeChanged')
      putState(this.#database, { datasetId, position, steps, reports, revisionId, truncate })
    } else {
      setImportedRevision(this.#database, datasetId, revisionId)
    }
    if (target.as === 'dataset') {
      const { grain = 'other', customerKey = null } = target
      this.#run('UPDATE dataset SET grain = ?, customer_key = ? WHERE id = ?', grain, customerKey, datasetId)
    }
  }

  /** Drops what was not published. */
  abandon(): void {
    const begun = this.#begun
    this.#begun = null
    if (!begun || !this.#database.open) return
    this.#transaction(() => {
      this.#database.exec(`DROP TABLE IF EXISTS ${tableOf(begun.revisionId)}`)
      this.#run('DELETE FROM revision WHERE id = ?', begun.revisionId)
      if (begun.isNew) this.#run('DELETE FROM dataset WHERE id = ?', begun.datasetId)
    })
  }

  #known(): Begun {
    if (!this.#begun) throw new Error('No revision is being derived.')
    return this.#begun
  }

  #transaction<T>(action: () => T): T {
    return this.#database.transaction(action).immediate()
  }

  #run(sql: string, ...values: (string | number | null)[]) {
    return prepared(this.#database, sql).run(...values)
  }
}

function tableOf(revisionId: number): string {
  return identifier(`data_${revisionId}`)
}
