import { mkdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { threadId } from 'node:worker_threads'
import type { StorageType } from '@shared/dataset/schema'
import type { StagingTarget } from '../staging-client'
import { withDiskErrors } from './disk-errors'
import { PartWriter } from './part-writer'
import type { StoredRow } from './record'

/** A part is handed over when it is this large: long enough to be worth a transaction, short enough to keep the database free. */
const PART_BYTES = 12 << 20
/** Parts that may wait for the database thread; when they do, reading waits too. */
const CREDITS = 2

let partCount = 0

/** Writes rows into parts and hands each to the database thread while the next is being written. */
export class PartFeed {
  readonly #folder: string
  readonly #storages: readonly StorageType[]
  readonly #target: Pick<StagingTarget, 'take'>
  readonly #revisionId: number
  readonly #underWay = new Set<Promise<void>>()
  #failed: unknown = null
  #writer: PartWriter | null = null

  constructor(
    folder: string,
    storages: readonly StorageType[],
    target: Pick<StagingTarget, 'take'>,
    revisionId: number,
  ) {
    this.#folder = folder
    this.#storages = storages
    this.#target = target
    this.#revisionId = revisionId
    mkdirSync(folder, { recursive: true })
  }

  add(rowId: number, row: StoredRow): void {
    this.#writer ??= this.#newWriter()
    this.#writer.add(rowId, row)
  }

  /** Between two blocks: hands over what is complete, and waits while too much is waiting. */
  async settle(): Promise<void> {
    if ((this.#writer?.bytes ?? 0) >= PART_BYTES) this.#handOver()
    while (this.#underWay.size > CREDITS) await Promise.race(this.#underWay)
    this.#check()
  }

  /** Hands over the rest and waits until the database has all of it. */
  async finish(): Promise<void> {
    if (this.#writer) this.#handOver()
    await Promise.all(this.#underWay)
    this.#check()
  }

  /** Stops without handing over the rest; waits for what the database is busy with. */
  async abandon(): Promise<void> {
    this.#writer?.abandon()
    if (this.#writer) rmSync(this.#writer.path, { force: true })
    this.#writer = null
    await Promise.allSettled(this.#underWay)
  }

  #newWriter(): PartWriter {
    partCount += 1
    // Threads of one process count for themselves.
    const name = `${process.pid}-${threadId}-${partCount}`
    return withDiskErrors(() => new PartWriter(path.join(this.#folder, name), this.#storages))
  }

  #handOver(): void {
    const writer = this.#writer as PartWriter
    this.#writer = null
    withDiskErrors(() => writer.finish())
    const taken: Promise<void> = this.#target
      .take(this.#revisionId, writer.path)
      .catch((thrown) => {
        this.#failed ??= thrown
      })
      .finally(() => this.#underWay.delete(taken))
    this.#underWay.add(taken)
  }

  #check(): void {
    if (this.#failed !== null) throw this.#failed
  }
}
